import { type LayerQuantity, layerColumn } from '../../../shared/telemetry/layout';
import { expectSignals } from '../../../shared/theory/expected-signals';
import { expectedSizes } from '../../../shared/theory/expected-sizes';
import type { ComparedStart } from './starts-store';

/** A magnitude layer by layer, from input to output, as it was measured and as theory expects it; NaN: not known. */
export interface DepthLine {
  readonly measured: readonly number[];
  readonly expected: readonly number[];
}

/** Sizes that both a run and theory know. */
export const DEPTH_QUANTITIES = ['signalRms', 'gradientRms'] as const satisfies LayerQuantity[];
export type DepthQuantity = (typeof DEPTH_QUANTITIES)[number];
export type DepthLines = Readonly<Record<DepthQuantity, DepthLine>>;

/** Both magnitudes of a start by depth. Theory's integrals take long for deep networks: once a start, not once a look. */
export function depthLines({
  layout,
  telemetry,
  analysis,
}: Pick<ComparedStart, 'analysis' | 'layout' | 'telemetry'>): DepthLines {
  const row = telemetry.rowAt('layers', null);
  const measured = (quantity: DepthQuantity): readonly number[] =>
    layout.layers.map((_, layer) => row?.[layerColumn(layer, quantity)] ?? Number.NaN);
  const signals = expectSignals(analysis);
  const gradients = measured('gradientRms');
  const last = {
    expected: signals.get(layout.layers.at(-1)?.node ?? ''),
    gradientRms: gradients.at(-1) ?? Number.NaN,
  };
  const sizes = layout.layers.map(({ node }) => expectedSizes(signals.get(node), last));
  const expected = (quantity: DepthQuantity): readonly number[] =>
    sizes.map((own) => own[quantity] ?? Number.NaN);
  return {
    signalRms: { measured: measured('signalRms'), expected: expected('signalRms') },
    gradientRms: { measured: gradients, expected: expected('gradientRms') },
  };
}
