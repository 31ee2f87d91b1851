import { dataShapeOf } from '../catalogue/data-shape';
import type { DataShape } from '../catalogue/dataset';
import { type Shape, sizeOf, type WeightSpec } from '../catalogue/layer';
import type { NetworkNode, ProjectDocument } from '../document/schema';
import { type Problem, type ProblemSeed, problemAt } from '../text/problems';
import type { Analysis, EdgeAnalysis, NodeAnalysis } from './analysis';
import { type CheckedNode, checkNode } from './check-node';
import { checkOutput } from './check-output';
import { checkSettings } from './check-settings';
import { linkNetwork, type NetworkLinks } from './links';
import { nameOfNode } from './name-of-node';
import { nodesOnCycles, reach, topologicalOrder } from './order';
import { checkTotals, totalsOf } from './totals';

function faultOfInputs(
  node: NetworkNode,
  { definition }: CheckedNode,
  count: number,
): ProblemSeed | null {
  const values = { node: nameOfNode(node), count };
  if (definition?.inputs === 'one' && count === 0) return { kind: 'input-missing', values };
  if (definition?.inputs === 'one' && count > 1) return { kind: 'inputs-too-many', values };
  if (definition?.inputs === 'many' && count === 0) return { kind: 'input-missing', values };
  if (definition?.inputs === 'many' && count < 2) return { kind: 'inputs-too-few', values };
  return null;
}

/** Shape rules speak of inputs by number; people know them by name. */
function withNames(
  { kind, values }: ProblemSeed,
  node: NetworkNode,
  sources: readonly NodeAnalysis[],
): ProblemSeed {
  const named = { ...values, node: nameOfNode(node) };
  if (typeof values.input !== 'number') return { kind, values: named };
  const inputName = nameOfNode(sources[values.input].node);
  return { kind, values: { ...named, inputName, firstName: nameOfNode(sources[0].node) } };
}

interface Computed {
  readonly outputShape: Shape | null;
  readonly weights: readonly WeightSpec[];
  readonly flops: number;
  readonly fault: ProblemSeed | null;
}

const NOTHING: Computed = { outputShape: null, weights: [], flops: 0, fault: null };

function compute(
  { definition, values }: CheckedNode,
  inputShapes: readonly (Shape | null)[],
  data: DataShape,
): Computed {
  const inputs = inputShapes.filter((shape) => shape !== null);
  if (!definition || inputs.length < inputShapes.length) return NOTHING;
  const shape = definition.shape(inputs, values as never, { data });
  if (!shape.ok) return { ...NOTHING, fault: shape.failure };
  return {
    outputShape: shape.value,
    weights: definition.weights(inputs, values as never),
    flops: definition.flops(inputs, shape.value, values as never),
    fault: null,
  };
}

/** Softmax over one unit gives 1 whatever comes in. */
function faultOfActivation(
  node: NetworkNode,
  { activation }: CheckedNode,
  shape: Shape | null,
): ProblemSeed | null {
  const units = shape?.[shape.length - 1];
  return activation?.kind === 'softmax' && units === 1
    ? { kind: 'softmax-one-unit', values: { node: nameOfNode(node) } }
    : null;
}

const countOf = (weights: readonly WeightSpec[]): number =>
  weights.reduce((sum, { shape }) => sum + sizeOf(shape), 0);

function analyseNode(
  node: NetworkNode,
  sources: readonly NodeAnalysis[],
  data: DataShape,
  onCycle: boolean,
): NodeAnalysis {
  const checked = checkNode(node);
  const inputShapes = sources.map(({ outputShape }) => outputShape);
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
    sources: sources.map((source) => source.node.id),
    inputShapes,
    outputShape: computed.outputShape,
    weights: computed.weights,
    activation: checked.activation,
    parameterCount: countOf(computed.weights),
    trainableCount: countOf(computed.weights.filter(({ trainable }) => trainable)),
    flops: computed.flops,
    problems: [...checked.problems, ...faults.map((fault) => problemAt(fault, { node: node.id }))],
  };
}

/** What a node on or behind a cycle looks like to its targets: its shape is not known. */
function unknownNode(node: NetworkNode): NodeAnalysis {
  return {
    node,
    definition: undefined,
    values: {},
    sources: [],
    inputShapes: [],
    outputShape: null,
    weights: [],
    activation: null,
    parameterCount: 0,
    trainableCount: 0,
    flops: 0,
    problems: [],
  };
}

interface Analysed {
  readonly order: readonly number[];
  /** By position in the document. */
  readonly byPosition: readonly NodeAnalysis[];
}

function analyseNodes(
  nodes: readonly NetworkNode[],
  links: NetworkLinks,
  data: DataShape,
): Analysed {
  const order = topologicalOrder(links);
  const byPosition = new Array<NodeAnalysis>(nodes.length);
  const sourcesOf = (position: number) =>
    links.sources[position].map((source) => byPosition[source] ?? unknownNode(nodes[source]));
  for (const position of order) {
    byPosition[position] = analyseNode(nodes[position], sourcesOf(position), data, false);
  }
  if (order.length < nodes.length) {
    const onCycle = nodesOnCycles(links);
    nodes.forEach((node, position) => {
      if (byPosition[position]) return;
      byPosition[position] = analyseNode(node, sourcesOf(position), data, onCycle[position]);
    });
  }
  return { order, byPosition };
}

/** A node that no Output needs computes for nothing. Not said of a node whose own faults explain it. */
function findUnused(
  nodes: readonly NodeAnalysis[],
  outputs: readonly number[],
  links: NetworkLinks,
): readonly Problem[] {
  if (outputs.length === 0) return [];
  const used = reach(outputs, links.sources);
  return nodes.flatMap(({ node, problems }, position) =>
    used[position] || problems.length > 0
      ? []
      : [problemAt({ kind: 'node-unused', values: { node: nameOfNode(node) } }, { node: node.id })],
  );
}

function groupByNode(problems: readonly Problem[]): ReadonlyMap<string, readonly Problem[]> {
  const groups = new Map<string, Problem[]>();
  for (const problem of problems) {
    const { node } = problem.place;
    if (node === undefined) continue;
    const group = groups.get(node);
    if (group) group.push(problem);
    else groups.set(node, [problem]);
  }
  return groups;
}

const errorsFirst = (problems: readonly Problem[]): Problem[] => [
  ...problems.filter(({ severity }) => severity === 'error'),
  ...problems.filter(({ severity }) => severity === 'warning'),
];

/**
 * What a document means: order, shapes, sizes and all that is wrong, each problem with its place. Pure and fast
 * enough for every edit (a thousand nodes take a few milliseconds); never throws on a document that the schema accepts.
 */
export function analyse(document: ProjectDocument): Analysis {
  const { network } = document;
  const data = dataShapeOf(document.data);
  const links = linkNetwork(network);
  const { order, byPosition } = analyseNodes(network.nodes, links, data);

  const whole = [
    ...checkOutput(document, data, byPosition, links),
    ...findUnused(byPosition, outputsOf(byPosition), links),
  ];
  const added = groupByNode(whole);
  const nodes = new Map<string, NodeAnalysis>();
  const onCanvas = [...order, ...positionsBehindCycles(order, network.nodes.length)];
  for (const position of onCanvas) {
    const analysed = byPosition[position];
    const extra = added.get(analysed.node.id);
    nodes.set(
      analysed.node.id,
      extra ? { ...analysed, problems: [...analysed.problems, ...extra] } : analysed,
    );
  }

  const edges = new Map<string, EdgeAnalysis>();
  for (const edge of network.edges) {
    edges.set(edge.id, {
      shape: nodes.get(edge.source)?.outputShape ?? null,
      problems: links.edgeProblems.get(edge.id) ?? [],
    });
  }

  const totals = totalsOf(document, byPosition);
  const problems = errorsFirst([
    ...[...nodes.values()].flatMap((node) => node.problems),
    ...[...edges.values()].flatMap((edge) => edge.problems),
    ...whole.filter(({ place }) => place.node === undefined),
    ...checkTotals(document, totals),
    ...checkSettings(document, data),
  ]);
  return {
    data,
    order: order.map((position) => network.nodes[position].id),
    nodes,
    edges,
    totals,
    problems,
    trainable: problems.every(({ severity }) => severity !== 'error'),
  };
}

const outputsOf = (nodes: readonly NodeAnalysis[]): number[] =>
  nodes.flatMap(({ node }, position) => (node.kind === 'output' ? [position] : []));

function positionsBehindCycles(order: readonly number[], count: number): number[] {
  if (order.length === count) return [];
  const ordered = new Set(order);
  return Array.from({ length: count }, (_, position) => position).filter(
    (position) => !ordered.has(position),
  );
}
