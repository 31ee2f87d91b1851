import { ACTIVATIONS } from '../../catalogue/activations';
import { defaultChoice } from '../../catalogue/catalogues';
import { INITIALIZERS } from '../../catalogue/initializers';
import type { NodeAnalysis } from '../../graph/analysis';
import { fromWeight, weightNamed } from '../../theory/rule';

/**
 * Mean square of a layer's weights as they start ÷ the variance that its activation wants (equal weights have no variance, and
 * a scale all the same): 1 where the scale is right.
 * NaN where the layer has no kernel or starts from data.
 */
export function initialGain(node: NodeAnalysis | undefined, activation: string): number {
  const kernel = node && weightNamed(node, 'kernel');
  if (!kernel || INITIALIZERS.find(kernel.initializer.kind)?.fromData) return Number.NaN;
  const wanted = ACTIVATIONS.find(activation)?.recommendedInitializer ?? 'glorotNormal';
  const sound = { ...kernel, initializer: defaultChoice(INITIALIZERS, wanted) };
  return fromWeight(kernel).meanSquare / fromWeight(sound).meanSquare;
}

/** The middle one of the gains of several layers; NaN where none is known. */
export function typicalGain(gains: readonly number[]): number {
  const known = gains.filter((gain) => !Number.isNaN(gain)).toSorted((a, b) => a - b);
  return known.length === 0 ? Number.NaN : known[known.length >> 1];
}
