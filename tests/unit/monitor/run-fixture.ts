import {
  groupsOf,
  HISTOGRAM_BINS,
  histogramColumn,
  type LayerQuantity,
  layerColumn,
  type RunLayout,
} from '../../../shared/telemetry/layout';
import { TelemetryStore } from '../../../shared/telemetry/store';

/** A layout of `depth` layers that can die, named L0 (input) upwards. */
export const layoutOf = (depth: number, more: Partial<RunLayout> = {}): RunLayout => ({
  layers: Array.from({ length: depth }, (_, index) => ({
    node: `n${index}`,
    name: `L${index}`,
    kind: 'dense',
    units: 4,
    canDie: true,
    hasWeights: true,
    saturatedBelow: -3,
    saturatedAbove: 3,
  })),
  branches: [],
  recurrences: [],
  metrics: ['accuracy'],
  classNames: ['a', 'b'],
  picture: 'none',
  pictureBounds: [0, 1, 0, 1],
  stepsPerEpoch: 10,
  plannedSteps: 100,
  ...more,
});

const widthOf = (layout: RunLayout, name: string): number =>
  groupsOf(layout).find((group) => group.name === name)?.width ?? 0;

/** A store whose layers rows hold `value(layer, step)` of one quantity at the given steps; the rest is NaN. */
export function layersStore(
  layout: RunLayout,
  quantity: LayerQuantity,
  steps: readonly number[],
  value: (layer: number, step: number) => number,
): TelemetryStore {
  const store = new TelemetryStore(layout);
  for (const step of steps) {
    const row = new Float32Array(widthOf(layout, 'layers')).fill(Number.NaN);
    row[0] = step;
    layout.layers.forEach((_, layer) => {
      row[layerColumn(layer, quantity)] = value(layer, step);
    });
    store.append([{ group: 'layers', rows: row }]);
  }
  return store;
}

/** A row of the group `histograms` with one measured histogram. */
export function histogramRow(
  layout: RunLayout,
  layer: number,
  range: readonly [number, number],
  counts: (bin: number) => number,
): Float32Array {
  const row = new Float32Array(widthOf(layout, 'histograms')).fill(Number.NaN);
  row[0] = 0;
  const column = histogramColumn(layer, 'activation');
  row[column] = range[0];
  row[column + 1] = range[1];
  for (let bin = 0; bin < HISTOGRAM_BINS; bin += 1) row[column + 2 + bin] = counts(bin);
  return row;
}

/** A row of the group `units`. */
export function unitsRow(layout: RunLayout, step: number, shares: readonly number[]): Float32Array {
  const row = new Float32Array(widthOf(layout, 'units'));
  row.set([step, ...shares]);
  return row;
}
