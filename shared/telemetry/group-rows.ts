import type { StoredRun } from '../host-data';
import type { GroupLayout, GroupName } from './layout';

/**
 * All rows of one group, row-major: row r's column c stands at `r * width + c`. For groups that keep only the
 * newest row of a merge, `minimum` and `maximum` are the same array as `mean`.
 */
export interface Series {
  readonly group: GroupName;
  readonly count: number;
  readonly width: number;
  readonly mean: Float32Array;
  readonly minimum: Float32Array;
  readonly maximum: Float32Array;
}

/** One column of a group beside its steps; copies that may be kept. */
export interface Column {
  readonly steps: Float32Array;
  readonly mean: Float32Array;
  readonly minimum: Float32Array;
  readonly maximum: Float32Array;
}

/** Copies column `column` of a series: what a line chart needs. */
export function columnOf(series: Series, column: number): Column {
  const take = (values: Float32Array, at: number): Float32Array => {
    const result = new Float32Array(series.count);
    for (let row = 0; row < series.count; row += 1) result[row] = values[row * series.width + at];
    return result;
  };
  return {
    steps: take(series.mean, 0),
    mean: take(series.mean, column),
    minimum: take(series.minimum, column),
    maximum: take(series.maximum, column),
  };
}

/** Floats that one array of a group may hold (32 MiB): a very wide row lowers the number of rows kept. */
const MAX_GROUP_FLOATS = 8 * 1024 * 1024;
const MIN_CAPACITY = 8;
const INITIAL_ROWS = 32;

/** Rows that are kept of a group before neighbours merge. */
export function capacityOf({ capacity, width }: GroupLayout): number {
  const affordable = Math.floor(MAX_GROUP_FLOATS / width);
  // Even, so that a full store halves without a left-over row.
  return 2 * Math.floor(Math.max(MIN_CAPACITY, Math.min(capacity, affordable)) / 2);
}

/** The arrays that a merge works on. For 'latest' only `mean` is used; the others are empty. */
interface Arrays {
  readonly mean: Float32Array;
  readonly minimum: Float32Array;
  readonly maximum: Float32Array;
  /** How many measured values each mean stands for; 0 where none was measured. */
  readonly counts: Float32Array;
}

/** Where a row to merge stands; without counts each value that is not NaN was measured once. */
type Source = Omit<Arrays, 'counts'> & { readonly counts: Float32Array | null };

const EMPTY = new Float32Array(0);

/** The rows of one group; see `TelemetryStore`. */
export class GroupRows {
  private readonly capacity: number;
  private readonly aggregates: boolean;
  private arrays: Arrays;
  private allocated = 0;
  private count = 0;
  /** Rows of the trainer that one kept row stands for, once it is complete. */
  private stride = 1;
  /** Rows of the trainer in each kept row. */
  private weights: number[] = [];
  private newest: Float32Array | null = null;

  constructor(private readonly layout: GroupLayout) {
    this.capacity = capacityOf(layout);
    this.aggregates = layout.merge === 'aggregate';
    this.arrays = { mean: EMPTY, minimum: EMPTY, maximum: EMPTY, counts: EMPTY };
  }

  append(rows: Float32Array): void {
    const { width, name } = this.layout;
    if (rows.length % width !== 0) {
      throw new RangeError(`${name}: ${rows.length} numbers are not whole rows of ${width}`);
    }
    for (let start = 0; start < rows.length; start += width) {
      this.appendRow(rows.subarray(start, start + width));
    }
  }

  rowAt(step: number | null): Float32Array | null {
    if (this.count === 0) return null;
    const row = step === null ? this.count - 1 : this.indexAt(step);
    if (row < 0) return null;
    // The last kept row may be a mean of many; whoever follows the run wants it as it is now.
    if (row === this.count - 1 && step === null && this.newest) return this.newest;
    return this.arrays.mean.subarray(row * this.layout.width, (row + 1) * this.layout.width);
  }

  series(): Series {
    const end = this.count * this.layout.width;
    const mean = this.arrays.mean.subarray(0, end);
    return {
      group: this.layout.name,
      count: this.count,
      width: this.layout.width,
      mean,
      minimum: this.aggregates ? this.arrays.minimum.subarray(0, end) : mean,
      maximum: this.aggregates ? this.arrays.maximum.subarray(0, end) : mean,
    };
  }

  stepRange(): readonly [number, number] | null {
    if (this.count === 0) return null;
    return [this.firstStep(0), this.lastStep()];
  }

  toStored(): StoredRun['groups'][number] {
    const { mean, minimum, maximum } = this.series();
    return {
      group: this.layout.name,
      mean: mean.slice(),
      minimum: this.aggregates ? minimum.slice() : null,
      maximum: this.aggregates ? maximum.slice() : null,
      weights: Float32Array.from(this.weights),
    };
  }

  /**
   * Takes over stored rows. A merged value that was measured in only some of its rows counts from here on as if
   * measured in all of them: files do not carry a count per value.
   */
  restore(stored: StoredRun['groups'][number]): void {
    const { width } = this.layout;
    const given = Math.floor(stored.mean.length / width);
    for (let row = 0; row < given; row += 1) {
      if (this.count === this.capacity) this.halve();
      const part = (values: Float32Array | null): Float32Array =>
        (values?.length === stored.mean.length ? values : stored.mean).subarray(
          row * width,
          (row + 1) * width,
        );
      const weight = stored.weights?.length === given ? stored.weights[row] : 1;
      this.push(part(stored.mean), part(stored.minimum), part(stored.maximum), weight);
      this.stride = Math.max(this.stride, weight);
    }
    this.newest = null;
  }

  /** Forgets all rows but the first ones. */
  keep(count: number): void {
    if (count >= this.count) return;
    this.count = count;
    this.weights.length = count;
    this.stride = this.weights.reduce((most, weight) => Math.max(most, weight), 1);
    this.newest = null;
  }

  private appendRow(row: Float32Array): void {
    const step = row[0];
    if (!Number.isFinite(step) || (this.count > 0 && step <= this.lastStep())) return;
    // Halving may leave the last row with room for this one, so the question is asked twice.
    if (!this.lastRowIsOpen() && this.count === this.capacity) this.halve();
    if (this.lastRowIsOpen()) {
      this.absorb(this.count - 1, { mean: row, minimum: row, maximum: row, counts: null }, 0);
      this.weights[this.count - 1] += 1;
    } else {
      this.push(row, row, row, 1);
    }
    this.newest = row.slice();
  }

  /** True while the last kept row stands for fewer rows than the others do. */
  private lastRowIsOpen(): boolean {
    const last = this.count - 1;
    if (last < this.firstMergeable()) return false;
    return this.weights[last] < this.stride;
  }

  /** The first row of a 'latest' group is the state before training; it stays by itself for good. */
  private firstMergeable(): number {
    return this.aggregates ? 0 : 1;
  }

  private push(
    mean: Float32Array,
    minimum: Float32Array,
    maximum: Float32Array,
    weight: number,
  ): void {
    this.ensure(this.count + 1);
    const start = this.count * this.layout.width;
    this.arrays.mean.set(mean, start);
    if (this.aggregates) {
      this.arrays.minimum.set(minimum, start);
      this.arrays.maximum.set(maximum, start);
      for (let column = 0; column < this.layout.width; column += 1) {
        this.arrays.counts[start + column] = Number.isNaN(mean[column]) ? 0 : weight;
      }
    }
    this.weights.push(weight);
    this.count += 1;
  }

  /** Makes one row of every two neighbours. */
  private halve(): void {
    const { width } = this.layout;
    const merged = this.weights.slice(0, this.firstMergeable());
    for (let row = this.firstMergeable(); row < this.count; row += 2) {
      const target = merged.length;
      for (const values of Object.values(this.arrays)) {
        if (values.length > 0) values.copyWithin(target * width, row * width, (row + 1) * width);
      }
      merged.push(this.weights[row]);
      if (row + 1 < this.count) {
        this.absorb(target, this.arrays, (row + 1) * width);
        merged[target] += this.weights[row + 1];
      }
    }
    this.weights = merged;
    this.count = merged.length;
    this.stride *= 2;
  }

  /** Merges a newer row, which stands at `from` in the arrays of `source`, into the kept row `target`. */
  private absorb(target: number, source: Source, from: number): void {
    const { width } = this.layout;
    const start = target * width;
    if (!this.aggregates) {
      this.arrays.mean.set(source.mean.subarray(from, from + width), start);
      return;
    }
    const { mean, minimum, maximum, counts } = this.arrays;
    for (let column = 0; column < width; column += 1) {
      const old = start + column;
      const newer = from + column;
      const added = source.counts?.[newer] ?? (Number.isNaN(source.mean[newer]) ? 0 : 1);
      if (added === 0) continue;
      const before = counts[old];
      counts[old] = before + added;
      // A sum, not a running difference: infinity must stay infinity and not become NaN.
      mean[old] =
        before === 0
          ? source.mean[newer]
          : (mean[old] * before + source.mean[newer] * added) / (before + added);
      minimum[old] =
        before === 0 ? source.minimum[newer] : Math.min(minimum[old], source.minimum[newer]);
      maximum[old] =
        before === 0 ? source.maximum[newer] : Math.max(maximum[old], source.maximum[newer]);
    }
    mean[start] = source.mean[from];
  }

  private lastStep(): number {
    return this.arrays.mean[(this.count - 1) * this.layout.width];
  }

  /** First step that a kept row covers: the minimum of its step column. */
  private firstStep(row: number): number {
    const steps = this.aggregates ? this.arrays.minimum : this.arrays.mean;
    return steps[row * this.layout.width];
  }

  /** Newest row that begins at or before `step`, or −1. */
  private indexAt(step: number): number {
    let low = 0;
    let high = this.count;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.firstStep(middle) <= step) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  /** Makes room by doubling, so that short runs of wide networks stay small. */
  private ensure(rows: number): void {
    if (rows <= this.allocated) return;
    this.allocated = Math.min(this.capacity, Math.max(INITIAL_ROWS, 2 * this.allocated, rows));
    const grow = (values: Float32Array): Float32Array => {
      const grown = new Float32Array(this.allocated * this.layout.width);
      grown.set(values);
      return grown;
    };
    this.arrays = {
      mean: grow(this.arrays.mean),
      minimum: this.aggregates ? grow(this.arrays.minimum) : EMPTY,
      maximum: this.aggregates ? grow(this.arrays.maximum) : EMPTY,
      counts: this.aggregates ? grow(this.arrays.counts) : EMPTY,
    };
  }
}
