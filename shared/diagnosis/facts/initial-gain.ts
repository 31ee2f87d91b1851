import { ACTIVATIONS } from '../../catalogue/activations';
import { valuesOfChoice } from '../../catalogue/catalogues';
import { INITIALIZERS } from '../../catalogue/initializers';
import type { WeightSpec } from '../../catalogue/layer';
import { defaultsOf } from '../../catalogue/parameter';
import type { NodeAnalysis } from '../../graph/analysis';

const varianceOf = (
  kernel: WeightSpec,
  kind: string,
  parameters: WeightSpec['initializer']['parameters'],
): number =>
  INITIALIZERS.get(kind).moments(
    kernel,
    valuesOfChoice(INITIALIZERS, { kind, parameters }) as never,
  ).variance;

/**
 * Variance of a layer's weights as they start ÷ the variance that its activation wants: 1 where the scale is right.
 * NaN where the layer has no kernel or starts from data.
 */
export function initialGain(node: NodeAnalysis | undefined, activation: string): number {
  const kernel = node?.weights.find(({ name }) => name === 'kernel');
  if (!kernel || INITIALIZERS.find(kernel.initializer.kind)?.fromData) return Number.NaN;
  const wanted = ACTIVATIONS.find(activation)?.recommendedInitializer ?? 'glorotNormal';
  const own = varianceOf(kernel, kernel.initializer.kind, kernel.initializer.parameters);
  return own / varianceOf(kernel, wanted, defaultsOf(INITIALIZERS.get(wanted).parameters));
}

/** The middle one of the gains of several layers; NaN where none is known. */
export function typicalGain(gains: readonly number[]): number {
  const known = gains.filter((gain) => !Number.isNaN(gain)).toSorted((a, b) => a - b);
  return known.length === 0 ? Number.NaN : known[known.length >> 1];
}
