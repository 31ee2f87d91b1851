import type { Table } from '../../../shared/csv';
import { type LayerQuantity, layerColumn } from '../../../shared/telemetry/layout';
import type { Locale } from '../../../shared/text/text';
import { cachedColumn } from '../../monitor/series-cache';
import { runTitle } from '../run-title';
import type { ComparedRun } from './compared-runs';

/** The numbers of heat maps, a row for each layer of a run at each recorded step. Needs the rows of layers. */
export const mapsTable = (
  runs: readonly ComparedRun[],
  quantity: LayerQuantity,
  locale: Locale,
): Table => ({
  columns: ['run', 'name', 'layer', 'step', quantity],
  rows: runs.flatMap(({ summary, layout, telemetry }) =>
    layout.layers.flatMap(({ name }, layer) => {
      const { steps, mean } = cachedColumn(telemetry, 'layers', layerColumn(layer, quantity));
      return Array.from(steps, (step, row) => [
        summary.run,
        runTitle(summary, locale),
        name,
        step,
        mean[row],
      ]);
    }),
  ),
});
