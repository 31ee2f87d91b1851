import type { NodeAnalysis } from '../../graph/analysis';
import {
  LAYER_QUANTITIES,
  type LayerEntry,
  type LayerQuantity,
  layerColumn,
} from '../../telemetry/layout';
import type { Subject } from '../subject';

/** What telemetry measured of one layer at one step; NaN where it measured nothing. */
export interface LayerReading extends Readonly<Record<LayerQuantity, number>> {
  readonly entry: LayerEntry;
  /** Undefined where the run's document is not the one that is analysed. */
  readonly node: NodeAnalysis | undefined;
}

/** The readings of all layers at a row of the group `layers`, from input to output. */
export function readLayers(
  { layout, analysis }: Subject,
  row: Float32Array,
): readonly LayerReading[] {
  return layout.layers.map((entry, index) => {
    const quantities = Object.fromEntries(
      LAYER_QUANTITIES.map((quantity) => [quantity, row[layerColumn(index, quantity)]]),
    ) as Record<LayerQuantity, number>;
    return { ...quantities, entry, node: analysis.nodes.get(entry.node) };
  });
}

/** One quantity of one layer over the whole run. */
export interface LayerCourse {
  readonly steps: readonly number[];
  readonly values: readonly number[];
}

/** Leaves out rows in which it was not measured. */
export function courseOf(
  { telemetry }: Subject,
  layer: number,
  quantity: LayerQuantity,
): LayerCourse {
  const { count, width, mean } = telemetry.series('layers');
  const column = layerColumn(layer, quantity);
  const steps: number[] = [];
  const values: number[] = [];
  for (let row = 0; row < count; row += 1) {
    const value = mean[row * width + column];
    if (Number.isNaN(value)) continue;
    steps.push(mean[row * width]);
    values.push(value);
  }
  return { steps, values };
}

/** The first step at which the condition holds and goes on to hold to the end; null where it does not hold now. */
export function since(course: LayerCourse, holds: (value: number) => boolean): number | null {
  let first: number | null = null;
  for (let index = course.values.length - 1; index >= 0; index -= 1) {
    if (!holds(course.values[index])) break;
    first = course.steps[index];
  }
  return first;
}
