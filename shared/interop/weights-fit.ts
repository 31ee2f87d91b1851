import { sizeOf } from '../catalogue/layer';
import type { Analysis } from '../graph/analysis';
import { neededNodes } from '../graph/needed-nodes';
import type { WeightRecord } from '../telemetry/protocol';

/** Whether a run left every weight that a network computes with, each with as many numbers. */
export function weightsFit(analysis: Analysis, records: readonly WeightRecord[]): boolean {
  const keyOf = (node: string, name: string) => `${node}\n${name}`;
  const sizes = new Map(records.map((one) => [keyOf(one.node, one.name), one.values.length]));
  return neededNodes(analysis).every(({ node, weights, weightsOf }) =>
    weights.every(
      ({ name, shape }) => sizes.get(keyOf(weightsOf ?? node.id, name)) === sizeOf(shape),
    ),
  );
}
