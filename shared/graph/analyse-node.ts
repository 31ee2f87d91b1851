import { ACTIVATIONS } from '../catalogue/activations';
import { valuesOfChoice } from '../catalogue/catalogues';
import type { DataShape } from '../catalogue/dataset';
import { type Shape, sizeOf, type WeightSpec } from '../catalogue/layer';
import type { Choice, NetworkNode } from '../document/schema';
import { type ProblemSeed, problemAt } from '../text/problems';
import type { NodeAnalysis } from './analysis';
import { type CheckedNode, checkNode } from './check-node';
import { nameOfNode } from './name-of-node';

/** What a node may know of one of its sources. */
export interface Source {
  readonly id: string;
  readonly name: string;
  /** Null where it is not known. */
  readonly shape: Shape | null;
}

function faultOfInputs(
  node: NetworkNode,
  { definition }: CheckedNode,
  count: number,
): ProblemSeed | null {
  const values = { node: nameOfNode(node), count };
  if (definition?.inputs === 'one' && count === 0) return { kind: 'input-missing', values };
  if (definition?.inputs === 'some' && count === 0) return { kind: 'input-missing', values };
  if (definition?.inputs === 'one' && count > 1) return { kind: 'inputs-too-many', values };
  if (definition?.inputs === 'many' && count === 0) return { kind: 'input-missing', values };
  if (definition?.inputs === 'many' && count < 2) return { kind: 'inputs-too-few', values };
  return null;
}

/** Shape rules speak of inputs by number; people know them by name. */
function withNames(
  { kind, values }: ProblemSeed,
  node: NetworkNode,
  sources: readonly Source[],
): ProblemSeed {
  const named = { ...values, node: nameOfNode(node) };
  if (typeof values.input !== 'number') return { kind, values: named };
  const inputName = sources[values.input].name;
  return { kind, values: { ...named, inputName, firstName: sources[0].name } };
}

interface Computed {
  readonly outputShape: Shape | null;
  readonly weights: readonly WeightSpec[];
  readonly workspace: number;
  readonly flops: number;
  readonly fault: ProblemSeed | null;
}

const NOTHING: Computed = { outputShape: null, weights: [], workspace: 0, flops: 0, fault: null };

/** Weights that an activation learns belong to the node that applies it. */
function weightsOfActivation(activation: Choice | null, shape: Shape): readonly WeightSpec[] {
  const definition = activation && ACTIVATIONS.find(activation.kind);
  if (!activation || !definition?.weights) return [];
  return definition.weights(shape, valuesOfChoice(ACTIVATIONS, activation) as never);
}

function compute(
  { definition, values, activation }: CheckedNode,
  inputShapes: readonly (Shape | null)[],
  data: DataShape,
): Computed {
  const inputs = inputShapes.filter((shape) => shape !== null);
  if (!definition || inputs.length < inputShapes.length) return NOTHING;
  const shape = definition.shape(inputs, values as never, { data });
  if (!shape.ok) return { ...NOTHING, fault: shape.failure };
  return {
    outputShape: shape.value,
    weights: [
      ...definition.weights(inputs, values as never),
      ...weightsOfActivation(activation, shape.value),
    ],
    workspace: definition.workspace?.(inputs, shape.value, values as never) ?? 0,
    flops: definition.flops(inputs, shape.value, values as never),
    fault: null,
  };
}

/** Softmax over one unit gives 1 whatever comes in, and its logarithm 0. */
const CONSTANT_OF_ONE_UNIT: Readonly<Record<string, ProblemSeed['values']>> = {
  softmax: { activation: 'softmax', value: 1 },
  logSoftmax: { activation: 'log-softmax', value: 0 },
};

function faultOfActivation(
  node: NetworkNode,
  { activation }: CheckedNode,
  shape: Shape | null,
): ProblemSeed | null {
  const units = shape?.[shape.length - 1];
  const constant = activation && CONSTANT_OF_ONE_UNIT[activation.kind];
  if (!constant || units !== 1) return null;
  return { kind: 'softmax-one-unit', values: { node: nameOfNode(node), ...constant } };
}

const countOf = (weights: readonly WeightSpec[]): number =>
  weights.reduce((sum, { shape }) => sum + sizeOf(shape), 0);

function make(
  node: NetworkNode,
  sources: readonly Source[],
  data: DataShape,
  onCycle: boolean,
): NodeAnalysis {
  const checked = checkNode(node);
  const inputShapes = sources.map(({ shape }) => shape);
  const inputFault = faultOfInputs(node, checked, sources.length);
  const computed = inputFault || onCycle ? NOTHING : compute(checked, inputShapes, data);
  const shapeFault = computed.fault && withNames(computed.fault, node, sources);
  const cycle: ProblemSeed | null = onCycle
    ? { kind: 'cycle', values: { node: nameOfNode(node) } }
    : null;
  const activationFault = faultOfActivation(node, checked, computed.outputShape);
  const faults = [cycle, inputFault, shapeFault, activationFault].filter((fault) => fault !== null);
  return {
    node,
    definition: checked.definition,
    values: checked.values,
    sources: sources.map(({ id }) => id),
    inputShapes,
    outputShape: computed.outputShape,
    weights: computed.weights,
    weightsOf: null,
    activation: checked.activation,
    parameterCount: countOf(computed.weights),
    trainableCount: countOf(computed.weights.filter(({ trainable }) => trainable)),
    workspace: computed.workspace,
    flops: computed.flops,
    problems: [...checked.problems, ...faults.map((fault) => problemAt(fault, { node: node.id }))],
  };
}

/** Equal numbers of equal length; null equals null. */
export const sameShape = (a: Shape | null, b: Shape | null): boolean =>
  a === b ||
  (a !== null &&
    b !== null &&
    a.length === b.length &&
    a.every((axis, index) => axis === b[index]));

const sameSources = (a: readonly Source[], b: readonly Source[]): boolean =>
  a.length === b.length &&
  a.every(
    ({ id, name, shape }, index) =>
      id === b[index].id && name === b[index].name && sameShape(shape, b[index].shape),
  );

interface Kept {
  readonly sources: readonly Source[];
  readonly data: DataShape;
  readonly onCycle: boolean;
  readonly analysis: NodeAnalysis;
}

/**
 * The last analysis of each node. While nothing that it depends on changes, the very object stays, so that an edit
 * of one node redraws that node and those whose shapes it changes, not a thousand others.
 */
const keptAnalyses = new WeakMap<NetworkNode, Kept>();

/** What a node means behind these sources: a function of its arguments alone. */
export function analyseNode(
  node: NetworkNode,
  sources: readonly Source[],
  data: DataShape,
  onCycle: boolean,
): NodeAnalysis {
  const kept = keptAnalyses.get(node);
  const holds =
    kept && kept.data === data && kept.onCycle === onCycle && sameSources(kept.sources, sources);
  if (holds) return kept.analysis;
  const analysis = make(node, sources, data, onCycle);
  keptAnalyses.set(node, { sources, data, onCycle, analysis });
  return analysis;
}
