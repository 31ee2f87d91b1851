import { type Shape, sizeOf } from '../catalogue/layer';
import type { Direction } from '../catalogue/layers/recurrence';
import { chosenMetrics } from '../catalogue/metrics';
import { PRECISION_MEASURES } from '../catalogue/run-measures';
import type { PreparedData } from '../data/prepared-data';
import {
  type BranchEntry,
  type LayerEntry,
  PICTURES,
  type RecurrenceEntry,
  type RunLayout,
} from '../telemetry/layout';
import type { EngineNode } from './network';

/** A connection from the node at `source` to an input of the node at `target`. */
interface Branch {
  readonly source: number;
  readonly target: number;
  readonly input: number;
}

type Bounds = RunLayout['pictureBounds'];

/** Empty space around the data in a picture, as a share of their extent. */
const MARGIN = 0.1;

const unitsOf = (shape: Shape): number => (shape.length === 0 ? 1 : shape[shape.length - 1]);

/** Nodes that telemetry measures: all that compute. */
export const measuredNodes = (nodes: readonly EngineNode[]): readonly number[] =>
  nodes.flatMap(({ kind, needsGradient }, position) =>
    needsGradient && kind !== 'output' ? [position] : [],
  );

/** Connections of the nodes that telemetry measures and that several connections leave, by position and input. */
export function branchesOf(nodes: readonly EngineNode[]): readonly Branch[] {
  const measured = new Set(measuredNodes(nodes));
  const all = nodes.flatMap(({ sources }, target) =>
    sources.map((source, input) => ({ source, target, input })),
  );
  const uses = new Map<number, number>();
  for (const { source } of all) uses.set(source, (uses.get(source) ?? 0) + 1);
  return all.filter(({ source }) => measured.has(source) && (uses.get(source) as number) > 1);
}

function layerEntry(node: EngineNode, hasWeights: boolean): LayerEntry {
  const saturation = node.activation?.definition.saturation(node.activation.values as never);
  return {
    node: node.id,
    name: node.name,
    kind: node.kind,
    units: unitsOf(node.outputShape),
    canDie: node.activation?.definition.canDie ?? false,
    hasWeights,
    saturatedBelow: saturation?.below ?? null,
    saturatedAbove: saturation?.above ?? null,
  };
}

function pictureOf({ shape, targetShape }: PreparedData): RunLayout['picture'] {
  const features = sizeOf(shape.featureShape);
  if (shape.picture === 'plane' && features === 2) return PICTURES[1];
  if (shape.picture === 'curve' && features === 1 && sizeOf(targetShape) === 1) return PICTURES[2];
  return PICTURES[0];
}

function extent(values: Float32Array, stride: number, offset: number): readonly [number, number] {
  let low = Infinity;
  let high = -Infinity;
  for (let index = offset; index < values.length; index += stride) {
    low = Math.min(low, values[index]);
    high = Math.max(high, values[index]);
  }
  const margin = MARGIN * (high - low || 1);
  return [low - margin, high + margin];
}

function boundsOf(data: PreparedData, picture: RunLayout['picture']): Bounds {
  if (picture === 'none') return [0, 0, 0, 0];
  if (picture === 'plane') {
    return [...extent(data.features, 2, 0), ...extent(data.features, 2, 1)];
  }
  return [...extent(data.features, 1, 0), ...extent(data.targets, 1, 0)];
}

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
    (node.layer.directions?.(node.values) ?? []).map((direction, walk) => {
      const [steps] = nodes[node.sources[0]].outputShape;
      return { node, direction, walk, steps };
    }),
  );

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
  const {
    nodes,
    withWeights,
    data,
    metrics = [],
    isRounded,
    stepsPerEpoch,
    plannedSteps,
  } = request;
  const picture = pictureOf(data);
  return {
    layers: measuredNodes(nodes).map((position) =>
      layerEntry(nodes[position], withWeights.has(nodes[position].weightsOf)),
    ),
    branches: branchesOf(nodes).map(
      ({ source, target }): BranchEntry => ({ source: nodes[source].id, target: nodes[target].id }),
    ),
    recurrences: recurrencesOf(nodes).map(
      ({ node: { id, name }, direction, steps }): RecurrenceEntry => ({
        node: id,
        name,
        direction,
        steps,
      }),
    ),
    metrics: [
      ...chosenMetrics(metrics, data.shape.task).map(({ kind }) => kind),
      ...(isRounded ? Object.keys(PRECISION_MEASURES) : []),
    ],
    classNames: [...data.shape.classNames],
    picture,
    pictureBounds: boundsOf(data, picture),
    stepsPerEpoch,
    plannedSteps,
  };
}
