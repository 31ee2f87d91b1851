import { LAYERS } from '../catalogue/layers';
import { copyFragment, moveElements, pasteFragment, removeElements } from '../document/edits';
import { COLUMN_WIDTH } from '../document/extent';
import type { Network, NetworkEdge, ProjectDocument } from '../document/schema';
import { analyse } from '../graph/analyse';
import type { Analysis } from '../graph/analysis';
import { linkNetwork } from '../graph/links';
import { topologicalOrder } from '../graph/order';

/**
 * A part of a network that all paths enter at one node and leave at one: a hidden layer with what stands between it
 * and the next one (normalization, activation, dropout), or a whole residual block.
 */
interface Stage {
  /** In the network's order; all paths leave at the last. */
  readonly nodes: readonly string[];
  /** What comes in: the last node of the stage before. */
  readonly entry: string;
  /** Kinds and output shape: stages that read alike can stand in for each other. */
  readonly signature: string;
}

/** Hidden stages that are alike and follow each other, from input to output. */
export type Repeated = readonly Stage[];

/** Ids in order, cut where every path goes through one node. */
function segmentsOf(network: Network): readonly (readonly string[])[] {
  const links = linkNetwork(network);
  const order = topologicalOrder(links);
  const rank = new Map(order.map((position, index) => [position, index]));
  const segments: string[][] = [];
  let segment: string[] = [];
  // How far the edges reach that begin before the next node: it is a cut where none passes over it.
  let reach = 0;
  for (const [index, position] of order.entries()) {
    segment.push(network.nodes[position].id);
    const isCut = reach <= index;
    for (const target of links.targets[position]) reach = Math.max(reach, rank.get(target) ?? 0);
    if (!isCut) continue;
    segments.push(segment);
    segment = [];
  }
  return segment.length > 0 ? [...segments, segment] : segments;
}

const analysisOf = (id: string, analysis: Analysis) =>
  analysis.nodes.get(id) ?? analysis.blocks.get(id);

/** Has a matrix to learn. A normalization's γ and β, and a slope that is learned, belong to the layer before them. */
function learns(id: string, analysis: Analysis): boolean {
  const block = analysis.blocks.get(id);
  if (block) return block.inside.some((inside) => learns(inside, analysis));
  const weights = analysis.nodes.get(id)?.weights ?? [];
  return weights.some(({ trainable, shape }) => trainable && shape.length > 1);
}

function stagesOf({ network }: ProjectDocument, analysis: Analysis): readonly Stage[] {
  const byId = new Map(network.nodes.map((node) => [node.id, node]));
  const groups: { readonly entry: string | null; nodes: string[]; readonly isLayer: boolean }[] =
    [];
  for (const segment of segmentsOf(network)) {
    const last = groups.at(-1);
    const isLayer = segment.some((id) => learns(id, analysis));
    // What has no weights follows the stage before it, but for what ends the network.
    const ends = segment.some((id) => byId.get(id)?.kind === 'output');
    if (last?.isLayer && !isLayer && !ends) last.nodes = [...last.nodes, ...segment];
    else groups.push({ entry: last?.nodes.at(-1) ?? null, nodes: [...segment], isLayer });
  }
  return groups.flatMap(({ entry, nodes, isLayer }): Stage[] => {
    const shape = analysisOf(nodes.at(-1) ?? '', analysis)?.outputShape;
    const hasSource = nodes.some((id) => LAYERS.find(byId.get(id)?.kind ?? '')?.inputs === 'none');
    if (!isLayer || entry === null || !shape || hasSource) return [];
    const kinds = nodes.map((id) => `${byId.get(id)?.kind}:${byId.get(id)?.block ?? ''}`);
    return [{ nodes, entry, signature: JSON.stringify([kinds, shape]) }];
  });
}

const exitOf = (stage: Stage): string => stage.nodes.at(-1) as string;

/** Takes the last `count` stages out and joins what stood around them. */
function removeStages(document: ProjectDocument, stages: Repeated, count: number): ProjectDocument {
  const gone = stages.slice(stages.length - count);
  const [first] = gone;
  const last = gone[gone.length - 1];
  // Edges keep their place in the list: Concatenate takes its inputs in that order.
  const edges = document.network.edges.map((edge) =>
    edge.source === exitOf(last) ? { ...edge, source: first.entry } : edge,
  );
  const joined = { ...document, network: { ...document.network, edges } };
  return removeElements(joined, { nodes: gone.flatMap(({ nodes }) => nodes) });
}

/** How near to a row a node stands on it, in canvas units. */
const ROW = 120;

/** Room for copies to the right of a stage: what stands there on its rows moves on. */
function makeRoom(document: ProjectDocument, stage: Stage, copies: number) {
  const inside = new Set(stage.nodes);
  const { network } = document;
  const places = network.nodes.filter(({ id }) => inside.has(id)).map(({ position }) => position);
  const [xs, ys] = [places.map(({ x }) => x), places.map(({ y }) => y)];
  const step = Math.max(...xs) - Math.min(...xs) + COLUMN_WIDTH;
  const moved = network.nodes.filter(
    ({ id, position: { x, y } }) =>
      !inside.has(id) &&
      x > Math.max(...xs) &&
      y > Math.min(...ys) - ROW &&
      y < Math.max(...ys) + ROW,
  );
  const positions = new Map(
    moved.map(({ id, position: { x, y } }) => [id, { x: x + copies * step, y }]),
  );
  return { document: moveElements(document, positions), step };
}

/** Puts copies of the last stage behind it. The same document where it is full. */
function addStages(given: ProjectDocument, stages: Repeated, count: number): ProjectDocument {
  const last = stages[stages.length - 1];
  const { document, step } = makeRoom(given, last, count);
  const exit = exitOf(last);
  const inside = new Set(last.nodes);
  const fragment = copyFragment(document, { nodes: last.nodes });
  const into = document.network.edges.filter(({ target }) => inside.has(target));
  const leaving = new Set(
    document.network.edges
      .filter(({ source, target }) => source === exit && !inside.has(target))
      .map(({ id }) => id),
  );
  let current = document;
  let end = exit;
  for (let copy = 1; copy <= count; copy += 1) {
    const pasted = pasteFragment(current, fragment, { x: step * copy, y: 0 });
    if (pasted.nodes.length === 0) return given;
    // The fragment lists its nodes as the document does, and the copies come in the same order.
    const copyOf = new Map(fragment.nodes.map(({ id }, index) => [id, pasted.nodes[index]]));
    // All edges anew, in the order of the original: a merge takes its inputs in that order.
    const edges = into.map(
      (edge, index): NetworkEdge => ({
        ...edge,
        id: `${copyOf.get(edge.target)}←${index}`,
        source: copyOf.get(edge.source) ?? end,
        target: copyOf.get(edge.target) as string,
      }),
    );
    const network = { ...pasted.document.network, edges: [...current.network.edges, ...edges] };
    current = { ...pasted.document, network };
    end = copyOf.get(exit) as string;
  }
  const edges = current.network.edges.map((edge) =>
    leaving.has(edge.id) ? { ...edge, source: end } : edge,
  );
  return { ...current, network: { ...current.network, edges } };
}

/** The document with so many of its repeated stages: the last ones taken out, or copies of the last one put behind it. */
export function withDepth(
  document: ProjectDocument,
  stages: Repeated,
  depth: number,
): ProjectDocument {
  const more = depth - stages.length;
  if (more === 0 || stages.length === 0) return document;
  return more < 0 ? removeStages(document, stages, -more) : addStages(document, stages, more);
}

/** A stage by itself repeats where a copy behind it gives what it gives: a pooling would halve the picture again. */
function repeats(document: ProjectDocument, [stage, ...more]: Repeated): boolean {
  if (more.length > 0) return true;
  const deeper = addStages(document, [stage], 1);
  const stages = stagesOf(deeper, analyse(deeper));
  const at = stages.findIndex((one) => exitOf(one) === exitOf(stage));
  return stages[at + 1]?.signature === stage.signature;
}

/**
 * The longest run of hidden stages that are alike, which is what a network's depth counts; empty where none can be
 * repeated. The stage that makes the answer is not hidden.
 */
export function repeatedStages(document: ProjectDocument, analysis: Analysis): Repeated {
  const hidden = stagesOf(document, analysis).slice(0, -1);
  const runs: Stage[][] = [];
  for (const stage of hidden) {
    const run = runs.at(-1);
    const before = run?.at(-1);
    const follows = before?.signature === stage.signature && exitOf(before) === stage.entry;
    if (run && follows) run.push(stage);
    else runs.push([stage]);
  }
  const longestFirst = runs.toSorted((a, b) => b.length - a.length);
  return longestFirst.find((run) => repeats(document, run)) ?? [];
}
