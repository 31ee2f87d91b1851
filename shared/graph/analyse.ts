import { dataShapeOf } from '../catalogue/data-shape';
import type { DataShape } from '../catalogue/dataset';
import type { Shape } from '../catalogue/layer';
import { PATH_SEPARATOR } from '../document/blocks';
import { sameJson } from '../document/edits';
import type { NetworkEdge, NetworkNode, ProjectDocument } from '../document/schema';
import { type Problem, problemAt } from '../text/problems';
import { withBlocks } from './analyse-blocks';
import { analyseNode, type Source, sameShape } from './analyse-node';
import type { Analysis, EdgeAnalysis, NodeAnalysis } from './analysis';
import { checkOutput } from './check-output';
import { checkSettings } from './check-settings';
import { type Expansion, expand } from './expand';
import { linkNetwork, type NetworkLinks, NO_PROBLEMS } from './links';
import { nameOfNode } from './name-of-node';
import { nodesOnCycles, reach, topologicalOrder } from './order';
import { withSharedWeights } from './shared-weights';
import { checkTotals, totalsOf } from './totals';

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
  // A source on or behind a cycle is not analysed yet: its shape is not known.
  const sourcesOf = (position: number): Source[] =>
    links.sources[position].map((source) => ({
      id: nodes[source].id,
      name: nameOfNode(nodes[source]),
      shape: byPosition[source]?.outputShape ?? null,
    }));
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

interface KeptProblems {
  readonly added: readonly Problem[];
  readonly analysis: NodeAnalysis;
}

const keptProblems = new WeakMap<NodeAnalysis, KeptProblems>();

/** Adds what only the whole network shows of a node; the very object stays while that is the same. */
function withProblems(base: NodeAnalysis, added: readonly Problem[]): NodeAnalysis {
  const kept = keptProblems.get(base);
  if (kept && sameJson(kept.added, added)) return kept.analysis;
  const analysis = { ...base, problems: [...base.problems, ...added] };
  keptProblems.set(base, { added, analysis });
  return analysis;
}

/** As with nodes: while it says the same, the very object stays. */
const keptEdges = new WeakMap<NetworkEdge, EdgeAnalysis>();

function analyseEdge(
  edge: NetworkEdge,
  shape: Shape | null,
  problems: readonly Problem[],
): EdgeAnalysis {
  const kept = keptEdges.get(edge);
  if (kept && kept.problems === problems && sameShape(kept.shape, shape)) return kept;
  const analysis = { shape, problems };
  keptEdges.set(edge, analysis);
  return analysis;
}

const unusedProblem = (node: NetworkNode): Problem =>
  problemAt({ kind: 'node-unused', values: { node: nameOfNode(node) } }, { node: node.id });

/**
 * A node that no Output needs computes for nothing; of a block no layer of which is needed it is said once. Not said of
 * a node whose own faults explain it.
 */
function findUnused(
  nodes: readonly NodeAnalysis[],
  links: NetworkLinks,
  { blocks, problems: said }: Expansion,
): readonly Problem[] {
  const outputs = outputsOf(nodes);
  if (outputs.length === 0) return [];
  const used = reach(outputs, links.sources);
  const unused = new Map(
    nodes.flatMap((analysis, position) => (used[position] ? [] : [[analysis.node.id, analysis]])),
  );
  const found: Problem[] = [];
  for (const [path, { node, inside }] of blocks) {
    if (inside.length === 0 || !inside.every((id) => unused.has(id))) continue;
    for (const id of unused.keys()) {
      if (id.startsWith(path + PATH_SEPARATOR)) unused.delete(id);
    }
    if (!said.some(({ place }) => place.node === path)) found.push(unusedProblem(node));
  }
  const alone = [...unused.values()].filter(({ problems }) => problems.length === 0);
  return [...found, ...alone.map(({ node }) => unusedProblem(node))];
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

/** What a document means without its blocks. */
function analysePlain(expansion: Expansion): Analysis {
  const { document, problems: said } = expansion;
  const { network } = document;
  const data = dataShapeOf(document.data);
  const links = linkNetwork(network);
  const analysed = analyseNodes(network.nodes, links, data);
  const { order } = analysed;
  const byPosition = withSharedWeights(analysed.byPosition);

  const whole = [
    ...said,
    ...checkOutput(document, data, byPosition, links),
    ...findUnused(byPosition, links, expansion),
  ];
  const added = groupByNode(whole);
  const nodes = new Map<string, NodeAnalysis>();
  const onCanvas = [...order, ...positionsBehindCycles(order, network.nodes.length)];
  for (const position of onCanvas) {
    const own = byPosition[position];
    const extra = added.get(own.node.id);
    nodes.set(own.node.id, extra ? withProblems(own, extra) : own);
  }

  const edges = new Map<string, EdgeAnalysis>();
  for (const edge of network.edges) {
    const shape = nodes.get(edge.source)?.outputShape ?? null;
    edges.set(edge.id, analyseEdge(edge, shape, links.edgeProblems.get(edge.id) ?? NO_PROBLEMS));
  }

  const totals = totalsOf(document, byPosition);
  const problems = errorsFirst([
    ...[...nodes.values()].flatMap((node) => node.problems),
    ...[...edges.values()].flatMap((edge) => edge.problems),
    // Of nodes that are no layers (instances of blocks) no analysis above has said it yet.
    ...whole.filter(({ place }) => place.node === undefined || !nodes.has(place.node)),
    ...checkTotals(document, totals),
    ...checkSettings(document, data),
  ]);
  return {
    data,
    order: order.map((position) => network.nodes[position].id),
    nodes,
    blocks: new Map(),
    ports: new Map(),
    edges,
    totals,
    problems,
    trainable: problems.every(({ severity }) => severity !== 'error'),
  };
}

/**
 * What a document means: order, shapes, sizes and all that is wrong, each problem with its place. Blocks are
 * expanded first. Pure and fast enough for every edit (a thousand nodes take a few milliseconds); never throws on a
 * document that the schema accepts.
 */
export function analyse(document: ProjectDocument): Analysis {
  const expansion = expand(document);
  const plain = analysePlain(expansion);
  return expansion.document === document ? plain : withBlocks(plain, expansion);
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
