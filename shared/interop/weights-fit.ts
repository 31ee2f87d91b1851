import { sizeOf } from '../catalogue/layer';
import type { Analysis } from '../graph/analysis';
import { neededNodes } from '../graph/needed-nodes';
import { type WeightRecord, weightKey } from '../telemetry/checkpoint';

/** Whether a run left every weight that a network computes with, each with as many numbers. */
export function weightsFit(analysis: Analysis, records: readonly WeightRecord[]): boolean {
  const sizes = new Map(records.map((one) => [weightKey(one.node, one.name), one.values.length]));
  return neededNodes(analysis).every(({ node, weights, weightsOf }) =>
    weights.every(
      ({ name, shape }) => sizes.get(weightKey(weightsOf ?? node.id, name)) === sizeOf(shape),
    ),
  );
}
