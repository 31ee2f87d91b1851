import {
  HISTOGRAM_BINS,
  type HistogramTensor,
  histogramColumn,
  type RunLayout,
} from '../../shared/telemetry/layout';

/** One layer's histogram of one tensor at one step. */
export interface Histogram {
  readonly layer: number;
  readonly minimum: number;
  readonly maximum: number;
  /** Counts of equal bins from minimum to maximum. */
  readonly counts: Float32Array;
}

/** Histograms of a tensor in a row of the group `histograms`; layers where it was not measured are left out. */
export function histogramsOf(
  row: Float32Array,
  layout: RunLayout,
  tensor: HistogramTensor,
): readonly Histogram[] {
  return layout.layers.flatMap((_, layer) => {
    const column = histogramColumn(layer, tensor);
    const minimum = row[column];
    const maximum = row[column + 1];
    if (!(Number.isFinite(minimum) && Number.isFinite(maximum))) return [];
    const counts = row.subarray(column + 2, column + 2 + HISTOGRAM_BINS);
    return [{ layer, minimum, maximum, counts }];
  });
}

/** Root of the mean square, from bin centres. */
export function histogramRms({ minimum, maximum, counts }: Histogram): number {
  const width = (maximum - minimum) / HISTOGRAM_BINS;
  let total = 0;
  let squares = 0;
  counts.forEach((count, bin) => {
    const centre = minimum + (bin + 0.5) * width;
    total += count;
    squares += count * centre * centre;
  });
  return total > 0 ? Math.sqrt(squares / total) : Number.NaN;
}

/** Share of values outside the limits, from whole bins whose centre is outside; a null limit has no outside. */
export function shareOutside(
  { minimum, maximum, counts }: Histogram,
  below: number | null,
  above: number | null,
): number {
  const width = (maximum - minimum) / HISTOGRAM_BINS;
  let total = 0;
  let outside = 0;
  counts.forEach((count, bin) => {
    const centre = minimum + (bin + 0.5) * width;
    total += count;
    if ((below !== null && centre < below) || (above !== null && centre > above)) outside += count;
  });
  return total > 0 ? outside / total : 0;
}

/** The least axis that holds all histograms; a single value gets room around it. */
export function sharedAxis(histograms: readonly Histogram[]): readonly [number, number] {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const { minimum, maximum } of histograms) {
    low = Math.min(low, minimum);
    high = Math.max(high, maximum);
  }
  return low <= high ? widened(low, high) : [-1, 1];
}

export function widened(low: number, high: number): readonly [number, number] {
  if (high > low) return [low, high];
  const room = Math.abs(low) || 1;
  return [low - room / 2, high + room / 2];
}

export interface RidgeBox {
  readonly left: number;
  readonly width: number;
  readonly baseline: number;
  /** Height of the fullest bin. */
  readonly height: number;
}

/**
 * The ridge of a histogram as x, y pairs: from the baseline at its minimum over the bin centres to the baseline at its
 * maximum. Heights are roots of counts relative to the fullest bin, so that tails beside a spike at zero stay seen.
 */
export function ridgePath(
  histogram: Histogram,
  axis: readonly [number, number],
  box: RidgeBox,
): number[] {
  const { minimum, maximum, counts } = histogram;
  const x = (value: number): number =>
    box.left + ((value - axis[0]) / (axis[1] - axis[0])) * box.width;
  const fullest = counts.reduce((most, count) => Math.max(most, count), 0) || 1;
  if (maximum === minimum) {
    // All values are equal: a needle.
    const at = x(minimum);
    return [
      at - 1,
      box.baseline,
      at - 1,
      box.baseline - box.height,
      at + 1,
      box.baseline - box.height,
      at + 1,
      box.baseline,
    ];
  }
  const width = (maximum - minimum) / HISTOGRAM_BINS;
  const path = [x(minimum), box.baseline];
  counts.forEach((count, bin) => {
    path.push(
      x(minimum + (bin + 0.5) * width),
      box.baseline - Math.sqrt(count / fullest) * box.height,
    );
  });
  path.push(x(maximum), box.baseline);
  return path;
}
