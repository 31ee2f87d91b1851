import type { DataSummary } from '../data/data-summary';
import type { PreparedData } from '../data/prepared-data';
import {
  type BranchEntry,
  type LayerEntry,
  PICTURES,
  type RecurrenceEntry,
  type RunLayout,
} from './layout';

/** A node as telemetry sees it, whoever trains it: nodes in the order in which they compute. */
export interface ToldNode extends Omit<LayerEntry, 'node' | 'units'> {
  readonly id: string;
  /** Of its output, without the batch. */
  readonly shape: readonly number[];
  /** Positions of its inputs in the list of nodes. */
  readonly sources: readonly number[];
  /** It computes, and is neither data nor the Output. */
  readonly isMeasured: boolean;
  /** Of a recurrence: the ways along time. */
  readonly directions: readonly RecurrenceEntry['direction'][];
}

/** A connection from the node at `source` to an input of the node at `target`. */
interface Branch {
  readonly source: number;
  readonly target: number;
  readonly input: number;
}

/** Connections of the measured nodes that several connections leave, by position and input. */
export function branchesOf(
  nodes: readonly Pick<ToldNode, 'sources' | 'isMeasured'>[],
): readonly Branch[] {
  const all = nodes.flatMap(({ sources }, target) =>
    sources.map((source, input) => ({ source, target, input })),
  );
  const uses = new Map<number, number>();
  for (const { source } of all) uses.set(source, (uses.get(source) ?? 0) + 1);
  return all.filter(({ source }) => nodes[source].isMeasured && (uses.get(source) as number) > 1);
}

type Bounds = RunLayout['pictureBounds'];

/** Empty space around the data in a picture, as a share of their extent. */
const MARGIN = 0.1;

const sizeOf = (shape: readonly number[]): number => shape.reduce((size, axis) => size * axis, 1);

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

interface RunDescription {
  readonly nodes: readonly ToldNode[];
  readonly data: PreparedData;
  readonly summary?: DataSummary;
  /** Names of all that is measured beside the loss. */
  readonly metrics: readonly string[];
  readonly stepsPerEpoch: number;
  readonly plannedSteps: number;
}

/** What each column of a run's telemetry means: the same for the app's trainer and for exported source. */
export function describeRun(run: RunDescription): RunLayout {
  const { nodes, data, summary, metrics, stepsPerEpoch, plannedSteps } = run;
  const picture = pictureOf(data);
  const measured = nodes.filter(({ isMeasured }) => isMeasured);
  return {
    layers: measured.map(({ id, shape, ...node }): LayerEntry => {
      const { name, kind, canDie, hasWeights, saturatedBelow, saturatedAbove } = node;
      const units = shape.at(-1) ?? 1;
      return { node: id, name, kind, units, canDie, hasWeights, saturatedBelow, saturatedAbove };
    }),
    branches: branchesOf(nodes).map(
      ({ source, target }): BranchEntry => ({ source: nodes[source].id, target: nodes[target].id }),
    ),
    recurrences: nodes.flatMap(({ id, name, directions, sources }) =>
      directions.map(
        (direction): RecurrenceEntry => ({
          node: id,
          name,
          direction,
          steps: nodes[sources[0]].shape[0],
        }),
      ),
    ),
    metrics: [...metrics],
    classNames: [...data.shape.classNames],
    picture,
    pictureBounds: boundsOf(data, picture),
    stepsPerEpoch,
    plannedSteps,
    ...(summary && { data: summary }),
  };
}
