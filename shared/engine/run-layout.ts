import type { Direction } from '../catalogue/layers/recurrence';
import { chosenMetrics } from '../catalogue/metrics';
import { PRECISION_MEASURES } from '../catalogue/run-measures';
import type { PreparedData } from '../data/prepared-data';
import {
  branchesOf as branchesOfTold,
  describeRun,
  type ToldNode,
} from '../telemetry/describe-run';
import type { RunLayout } from '../telemetry/layout';
import type { EngineNode } from './network';

const isMeasured = ({ kind, needsGradient }: EngineNode): boolean =>
  needsGradient && kind !== 'output';

/** Nodes that telemetry measures: all that compute. */
export const measuredNodes = (nodes: readonly EngineNode[]): readonly number[] =>
  nodes.flatMap((node, position) => (isMeasured(node) ? [position] : []));

/** Connections of the nodes that telemetry measures and that several connections leave, by position and input. */
export const branchesOf = (nodes: readonly EngineNode[]): ReturnType<typeof branchesOfTold> =>
  branchesOfTold(nodes.map((node) => ({ sources: node.sources, isMeasured: isMeasured(node) })));

const directionsOf = ({ layer, values }: EngineNode): readonly Direction[] =>
  layer.directions?.(values) ?? [];

/** A direction of a recurrence. */
interface Recurrence {
  readonly node: EngineNode;
  readonly direction: Direction;
  /** Its place among the directions of its node. */
  readonly walk: number;
  /** Time steps of a sample. */
  readonly steps: number;
}

/** Every direction of every recurrence, in the order of the columns of `timeSteps`. */
export const recurrencesOf = (nodes: readonly EngineNode[]): readonly Recurrence[] =>
  nodes.flatMap((node) =>
    directionsOf(node).map((direction, walk) => {
      const [steps] = nodes[node.sources[0]].outputShape;
      return { node, direction, walk, steps };
    }),
  );

function toldNode(node: EngineNode, withWeights: ReadonlySet<string>): ToldNode {
  const { id, name, kind, activation, outputShape, sources, weightsOf } = node;
  const saturation = activation?.definition.saturation(activation.values as never);
  return {
    id,
    name,
    kind,
    shape: outputShape,
    sources,
    isMeasured: isMeasured(node),
    directions: directionsOf(node),
    canDie: activation?.definition.canDie ?? false,
    hasWeights: withWeights.has(weightsOf),
    saturatedBelow: saturation?.below ?? null,
    saturatedAbove: saturation?.above ?? null,
  };
}

interface LayoutRequest {
  readonly nodes: readonly EngineNode[];
  /** Ids of nodes that own trainable weights. */
  readonly withWeights: ReadonlySet<string>;
  readonly data: PreparedData;
  /** Kinds that the document chose; none: the usual one. */
  readonly metrics?: readonly string[];
  /** Numbers are rounded to 16 bits. */
  readonly isRounded?: boolean;
  readonly stepsPerEpoch: number;
  readonly plannedSteps: number;
}

/** What each column of a run's telemetry means. */
export function layoutOf(request: LayoutRequest): RunLayout {
  const { nodes, withWeights, data, metrics = [], isRounded, ...lengths } = request;
  return describeRun({
    nodes: nodes.map((node) => toldNode(node, withWeights)),
    data,
    metrics: [
      ...chosenMetrics(metrics, data.shape.task).map(({ kind }) => kind),
      ...(isRounded ? Object.keys(PRECISION_MEASURES) : []),
    ],
    ...lengths,
  });
}
