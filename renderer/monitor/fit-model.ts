import { BOUNDARY_POINTS, CURVE_POINTS, type RunLayout } from '../../shared/telemetry/layout';
import type { RunData } from './run-document';

/** How numbers of the network turn into those of the data: value × deviation + mean. */
export interface Units {
  readonly mean: number;
  readonly deviation: number;
}

const SAME: Units = { mean: 0, deviation: 1 };

export const fromNetwork = (units: Units, value: number): number =>
  value * units.deviation + units.mean;

/** Features first, then the target, as the data preview lists samples. */
export interface FitUnits {
  readonly features: readonly [Units, Units];
  readonly target: Units;
}

/** Units of the picture's axes: the network's own where the data are not standardised or not known. */
export function unitsOf(data: RunData | null): FitUnits {
  if (!data) return { features: [SAME, SAME], target: SAME };
  const { featureScaling, targetScaling } = data.preview;
  return {
    features: [featureScaling[0] ?? SAME, featureScaling[1] ?? SAME],
    target: targetScaling[0] ?? SAME,
  };
}

export interface Sample {
  readonly x: number;
  readonly y: number;
  /** Class of a point in the plane. */
  readonly kind: number;
}

/** Samples to draw over a boundary (x, y, class) or a curve (x, value); none where widths do not fit. */
export function samplesOf(data: RunData | null, picture: RunLayout['picture']): readonly Sample[] {
  const width = { none: 0, plane: 3, curve: 2 }[picture];
  if (!data || width === 0 || data.preview.sampleWidth !== width) return [];
  const { samples } = data.preview;
  return Array.from({ length: Math.floor(samples.length / width) }, (_, index) => ({
    x: samples[index * width],
    y: samples[index * width + 1],
    kind: width === 3 ? samples[index * width + 2] : 0,
  }));
}

/** What a network with two inputs answers over a grid of points. */
export interface Boundary {
  readonly points: number;
  /** Class index, or the output of a regression; y from its minimum, x fastest. */
  readonly answers: Float32Array;
  /** Probability of the answer, from 1 ÷ classes to 1. */
  readonly confidences: Float32Array;
}

/** Takes a row of the group `picture` apart. */
export function boundaryOf(row: Float32Array): Boundary {
  const cells = BOUNDARY_POINTS ** 2;
  return {
    points: BOUNDARY_POINTS,
    answers: Float32Array.from({ length: cells }, (_, cell) => row[1 + 2 * cell]),
    confidences: Float32Array.from({ length: cells }, (_, cell) => row[2 + 2 * cell]),
  };
}

/** Inputs and outputs of a fitted curve, in the network's units. */
export function curveOf(
  row: Float32Array,
  layout: RunLayout,
): readonly (readonly [number, number])[] {
  const [low, high] = layout.pictureBounds;
  return Array.from({ length: CURVE_POINTS }, (_, index) => [
    low + ((high - low) * index) / (CURVE_POINTS - 1),
    row[1 + index],
  ]);
}

export interface Confusion {
  readonly classes: number;
  /** Actual class × predicted class. */
  readonly counts: Float32Array;
  /** Share of each actual class that was recognised; NaN where the validation data have none of it. */
  readonly recalls: readonly number[];
  readonly right: number;
  readonly total: number;
}

/** Takes a row of the group `confusion` apart. */
export function confusionOf(row: Float32Array, classes: number): Confusion {
  const counts = row.subarray(1, 1 + classes * classes);
  let right = 0;
  let total = 0;
  const recalls = Array.from({ length: classes }, (_, actual) => {
    const own = counts.subarray(actual * classes, (actual + 1) * classes);
    const sum = own.reduce((all, count) => all + count, 0);
    right += own[actual];
    total += sum;
    return sum > 0 ? own[actual] / sum : Number.NaN;
  });
  return { classes, counts, recalls, right, total };
}
