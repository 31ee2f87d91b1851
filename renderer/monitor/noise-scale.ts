import { NOISE_COLUMNS } from '../../shared/telemetry/layout';
import type { Column } from '../../shared/telemetry/store';
import { cachedColumn } from './series-cache';
import { smooth } from './smoothing';
import type { Recorded } from './watched';

/** A single measurement scatters widely; the average reaches over about ten. */
const SMOOTHING = 0.9;

/**
 * The gradient noise scale tr Σ ÷ |G|² over steps, in samples. Its two parts are averaged before they are divided: an
 * average of their ratios would be biased. NaN where noise drowns the gradient, so that |G|² comes out below 0.
 * Source: McCandlish, Kaplan, Amodei (2018), An Empirical Model of Large-Batch Training, appendix A.1.
 */
export function noiseScaleOf({ telemetry }: Pick<Recorded, 'telemetry'>): Column {
  const [variances, norms] = (['variance', 'squaredNorm'] as const).map((name) =>
    cachedColumn(telemetry, 'noise', NOISE_COLUMNS.indexOf(name)),
  );
  const variance = smooth(variances.mean, SMOOTHING);
  const squaredNorm = smooth(norms.mean, SMOOTHING);
  const mean = variance.map((value, row) =>
    squaredNorm[row] > 0 ? value / squaredNorm[row] : Number.NaN,
  );
  return { ...variances, mean, minimum: mean, maximum: mean };
}
