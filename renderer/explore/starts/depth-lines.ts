import { type LayerQuantity, layerColumn } from '../../../shared/telemetry/layout';
import { expectSignals } from '../../../shared/theory/expected-signals';
import type { ComparedStart } from './starts-store';

/** A magnitude layer by layer, from input to output, as it was measured and as theory expects it; NaN: not known. */
export interface DepthLine {
  readonly measured: readonly number[];
  readonly expected: readonly number[];
}

/** Sizes that both a run and theory know. */
export const DEPTH_QUANTITIES = ['signalRms', 'gradientRms'] as const satisfies LayerQuantity[];
export type DepthQuantity = (typeof DEPTH_QUANTITIES)[number];

const root = (meanSquare: number | null | undefined): number =>
  meanSquare === null || meanSquare === undefined ? Number.NaN : Math.sqrt(meanSquare);

/**
 * Theory knows gradients relative to the network's output; the last layer's measured gradient gives them their size
 * (as on the canvas).
 */
export function depthLine(
  start: Pick<ComparedStart, 'analysis' | 'layout' | 'telemetry'>,
  quantity: DepthQuantity,
): DepthLine {
  const { layout, telemetry, analysis } = start;
  const row = telemetry.rowAt('layers', null);
  const measured = layout.layers.map((_, layer) =>
    row ? row[layerColumn(layer, quantity)] : Number.NaN,
  );
  const signals = expectSignals(analysis);
  const of = layout.layers.map(({ node }) => signals.get(node));
  if (quantity === 'signalRms') {
    return { measured, expected: of.map((signal) => root(signal?.output?.meanSquare)) };
  }
  const relative = of.map((signal) => root(signal?.gradient));
  const size = (measured.at(-1) ?? Number.NaN) / (relative.at(-1) ?? Number.NaN);
  return { measured, expected: relative.map((gradient) => gradient * size) };
}
