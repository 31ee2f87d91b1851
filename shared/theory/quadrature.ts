/**
 * Expectations over a normal variable. The integrands here have kinks or steps at 0 (ReLU and its derivative) and
 * sharp turns near it (a wide normal through tanh), which Gauss–Hermite points would miss; so the line is cut at 0
 * and at a ladder of scales, and each piece gets Gauss–Legendre points.
 */

/** Abscissas and weights on (−1, 1) for 8 points. Source: Abramowitz & Stegun (1964), table 25.4. */
const LEGENDRE: readonly (readonly [number, number])[] = [
  [0.1834346424956498, 0.362683783378362],
  [0.525532409916329, 0.31370664587788727],
  [0.7966664774136267, 0.22238103445337448],
  [0.9602898564975362, 0.10122853629037626],
];

/** Beyond this many deviations the normal density is under 1e-22. */
const TAIL_DEVIATIONS = 10;
const STEPS_PER_DEVIATION = 2;
/** Powers of 2 between which activations bend. */
const SCALES = Array.from({ length: 17 }, (_, index) => 2 ** (index - 8));

export interface Quadrature {
  readonly points: Float64Array;
  /** Sum to 1. */
  readonly weights: Float64Array;
}

/**
 * Points and weights so that Σ weight·f(point) ≈ E[f(z)] for z ~ N(mean, variance); `kinks` are further points at
 * which f or f′ jumps.
 */
export function normalQuadrature(
  mean: number,
  variance: number,
  kinks: readonly number[] = [],
): Quadrature {
  if (!(variance > 0)) return { points: Float64Array.of(mean), weights: Float64Array.of(1) };
  const deviation = Math.sqrt(variance);
  const edges = edgesOf(mean, deviation, kinks);
  const points: number[] = [];
  const weights: number[] = [];
  for (let piece = 0; piece + 1 < edges.length; piece += 1) {
    const centre = (edges[piece] + edges[piece + 1]) / 2;
    const half = (edges[piece + 1] - edges[piece]) / 2;
    for (const [abscissa, weight] of LEGENDRE) {
      for (const side of [-1, 1]) {
        const point = centre + side * half * abscissa;
        const density = Math.exp(-(((point - mean) / deviation) ** 2) / 2);
        points.push(point);
        weights.push((weight * half * density) / (deviation * Math.sqrt(2 * Math.PI)));
      }
    }
  }
  return { points: Float64Array.from(points), weights: Float64Array.from(weights) };
}

function edgesOf(mean: number, deviation: number, kinks: readonly number[]): number[] {
  const low = mean - TAIL_DEVIATIONS * deviation;
  const high = mean + TAIL_DEVIATIONS * deviation;
  const steps = 2 * TAIL_DEVIATIONS * STEPS_PER_DEVIATION;
  const ladder = Array.from(
    { length: steps + 1 },
    (_, index) => low + ((high - low) * index) / steps,
  );
  const bends = [0, ...kinks, ...SCALES, ...SCALES.map((scale) => -scale)];
  const inside = bends.filter((edge) => edge > low && edge < high);
  return [...new Set([...ladder, ...inside])].sort((one, other) => one - other);
}

/** E[f(z)] over the points of a quadrature, f given by its values there. */
export function expectation(values: Float64Array, weights: Float64Array): number {
  let sum = 0;
  for (let index = 0; index < values.length; index += 1) sum += values[index] * weights[index];
  return sum;
}
