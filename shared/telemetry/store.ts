import type { StoredRun } from '../host-data';
import { GroupRows, type Series } from './group-rows';
import { GROUP_NAMES, type GroupName, groupsOf, LAYER_QUANTITIES, type RunLayout } from './layout';
import type { TelemetryPart } from './protocol';
import type { GroupTail } from './run-tail';

export type { Column, Series } from './group-rows';
export { columnOf } from './group-rows';

export type StoredGroup = StoredRun['groups'][number];

/**
 * Everything that a run reported, in bounded memory. Each group keeps its rows in order of steps; at capacity,
 * neighbours become one row, so that the whole run stays visible from its first step to its newest. Rows that
 * arrive later are merged to the same coarseness, so resolution is even over the run.
 *
 * A value of NaN means "not measured" and counts nowhere.
 */
export class TelemetryStore {
  private readonly groups: ReadonlyMap<GroupName, GroupRows>;
  private changes = 0;

  constructor(readonly layout: RunLayout) {
    this.groups = new Map(groupsOf(layout).map((group) => [group.name, new GroupRows(group)]));
  }

  /** Grows by one with every change; equal revisions mean equal content. */
  get revision(): number {
    return this.changes;
  }

  /**
   * Adds rows as the trainer sends them. A row whose step is not newer than the newest of its group is left out:
   * a page that reads a run and then listens to its stream receives some rows twice.
   * Throws a `RangeError` where a part is not whole rows of its group's width, which is a bug of the sender.
   */
  append(parts: readonly TelemetryPart[]): void {
    for (const part of parts) this.rowsOf(part.group).append(part.rows);
    this.changes += 1;
  }

  /**
   * The row that tells how things stood at `step`: the newest one that begins at or before it, or null where the
   * group has none. With `step` null, the newest row as it was measured, not averaged with earlier ones.
   * Column 0 is the row's step. The array is a view: it must not be written to, nor kept past the next `append`.
   */
  rowAt(group: GroupName, step: number | null): Float32Array | null {
    return this.rowsOf(group).rowAt(step);
  }

  /** All rows of a group. Views, valid until the next `append`. */
  series(group: GroupName): Series {
    return this.rowsOf(group).series();
  }

  /** First and newest step over all groups, or null before the first row. */
  stepRange(): readonly [number, number] | null {
    let range: readonly [number, number] | null = null;
    for (const rows of this.groups.values()) {
      const own = rows.stepRange();
      if (!own) continue;
      range = range ? [Math.min(range[0], own[0]), Math.max(range[1], own[1])] : own;
    }
    return range;
  }

  /** Copies of all groups that have rows, as run files and the host's `runs.read` carry them. */
  toStored(): StoredGroup[] {
    return [...this.groups.values()]
      .filter((rows) => rows.series().count > 0)
      .map((rows) => rows.toStored());
  }

  /** A store with the rows of a stored run; further rows may be appended. Unknown groups are left out. */
  static fromStored(layout: RunLayout, stored: readonly StoredGroup[]): TelemetryStore {
    const store = new TelemetryStore(layout);
    for (const group of stored) {
      const name = GROUP_NAMES.find((known) => known === group.group);
      if (name) store.rowsOf(name).restore(name === 'layers' ? widened(group, layout) : group);
    }
    store.changes = 1;
    return store;
  }

  /** Goes on as a run did that grows elsewhere: in each group, rows behind the first ones are replaced. */
  splice(tails: readonly GroupTail[]): void {
    for (const { keep, ...stored } of tails) {
      const name = GROUP_NAMES.find((known) => known === stored.group);
      if (!name) continue;
      this.rowsOf(name).keep(keep);
      this.rowsOf(name).restore(stored);
    }
    this.changes += 1;
  }

  private rowsOf(group: GroupName): GroupRows {
    const rows = this.groups.get(group);
    if (!rows) throw new RangeError(`no telemetry group ${group}`);
    return rows;
  }
}

/** Rows of `layers` by a version that measured fewer quantities: those that it lacks were not measured. */
function widened(stored: StoredGroup, { layers }: RunLayout): StoredGroup {
  const rows = stored.weights?.length ?? 0;
  const known = rows > 0 ? (stored.mean.length / rows - 1) / layers.length : Number.NaN;
  const wanted = LAYER_QUANTITIES.length;
  if (!Number.isInteger(known) || known >= wanted) return stored;
  const widen = (values: Float32Array): Float32Array => {
    const result = new Float32Array(rows * (1 + layers.length * wanted)).fill(Number.NaN);
    for (let row = 0; row < rows; row += 1) {
      const from = row * (1 + layers.length * known);
      const to = row * (1 + layers.length * wanted);
      result[to] = values[from];
      for (let layer = 0; layer < layers.length; layer += 1) {
        const start = from + 1 + layer * known;
        result.set(values.subarray(start, start + known), to + 1 + layer * wanted);
      }
    }
    return result;
  };
  const { mean, minimum, maximum } = stored;
  return {
    ...stored,
    mean: widen(mean),
    minimum: minimum && widen(minimum),
    maximum: maximum && widen(maximum),
  };
}
