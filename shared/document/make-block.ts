import { type Result, succeed } from '../result';
import { type BlockRefusal, refuse } from './block-refusals';
import { addDefinition, BLOCK, BLOCK_INPUT, BLOCK_OUTPUT } from './blocks';
import { COLUMN_WIDTH, extent } from './extent';
import { MAX_BLOCKS, MAX_EDGES, MAX_NODES } from './limits';
import { Identifiers, nextName } from './names';
import type { Network, NetworkEdge, NetworkNode, Position, ProjectDocument } from './schema';

export interface Placed {
  readonly document: ProjectDocument;
  /** The instance that stands there now. */
  readonly node: string;
}

/** How things are called in the reader's language. */
export interface BlockWords {
  readonly block: string;
  readonly input: string;
  readonly output: string;
}

interface Chosen {
  readonly nodes: readonly NetworkNode[];
  readonly has: (id: string) => boolean;
}

/** Nodes outside that a chosen one leads to and that lead to a chosen one again. */
function hasDetour({ edges }: Network, { nodes, has }: Chosen): boolean {
  const targets = new Map<string, string[]>();
  for (const { source, target } of edges) {
    const list = targets.get(source);
    if (list) list.push(target);
    else targets.set(source, [target]);
  }
  const waiting = nodes.flatMap(({ id }) => (targets.get(id) ?? []).filter((next) => !has(next)));
  const seen = new Set(waiting);
  while (waiting.length > 0) {
    for (const next of targets.get(waiting.pop() as string) ?? []) {
      if (has(next)) return true;
      if (seen.has(next)) continue;
      seen.add(next);
      waiting.push(next);
    }
  }
  return false;
}

/** The chosen nodes whose output is that of the block: those that lead out, else those that lead nowhere. */
function outletsOf({ edges }: Network, { nodes, has }: Chosen): readonly NetworkNode[] {
  const leadOut = nodes.filter(({ id }) =>
    edges.some(({ source, target }) => source === id && !has(target)),
  );
  if (leadOut.length > 0) return leadOut;
  return nodes.filter(({ id }) => !edges.some(({ source }) => source === id));
}

function faultOfChoice(network: Network, chosen: Chosen): Result<NetworkNode, BlockRefusal> {
  const { nodes, has } = chosen;
  if (nodes.length === 0) return refuse('nothing');
  const ends = ['input', 'output', BLOCK_INPUT, BLOCK_OUTPUT];
  if (nodes.some(({ kind }) => ends.includes(kind))) return refuse('ends');
  const torn = network.nodes.find(
    ({ id, weightsOf }) => weightsOf !== undefined && has(id) !== has(weightsOf),
  );
  if (torn) return refuse('sharing', { node: torn.name || torn.id });
  if (hasDetour(network, chosen)) return refuse('detour');
  const outlets = outletsOf(network, chosen);
  return outlets.length === 1 ? succeed(outlets[0]) : refuse('outputs', { count: outlets.length });
}

const port = (kind: string, number: number, label: string, position: Position): NetworkNode => ({
  id: `${kind}-${number}`,
  kind,
  name: `${label} ${number}`,
  position,
  parameters: {},
});

/** The network inside: the chosen nodes between one input for each source outside and the output. */
function networkInside(
  { network }: ProjectDocument,
  { nodes, has }: Chosen,
  sources: readonly string[],
  outlet: NetworkNode,
  words: BlockWords,
): Network {
  const { left, right, y } = extent(nodes);
  const inputs = sources.map((_, index) =>
    port(BLOCK_INPUT, index + 1, words.input, { x: left - COLUMN_WIDTH, y: y + 112 * index }),
  );
  const output = port(BLOCK_OUTPUT, 1, words.output, { x: right + COLUMN_WIDTH, y });
  const edges = network.edges
    .filter(({ target }) => has(target))
    .map((edge) =>
      has(edge.source) ? edge : { ...edge, source: inputs[sources.indexOf(edge.source)].id },
    );
  const ids = new Identifiers(edges);
  const last: NetworkEdge = {
    id: ids.next('edge'),
    source: outlet.id,
    target: output.id,
    targetPort: 'in',
  };
  return { nodes: [...inputs, ...nodes, output], edges: [...edges, last], comments: [] };
}

/**
 * Makes a block of the chosen nodes and puts an instance in their place: the network means what it meant. Each
 * source outside becomes an input, in the order of the connections. Refused, in words, where the nodes have no
 * single output, a path leaves and comes back, or weights are shared across the border.
 */
export function makeBlock(
  document: ProjectDocument,
  ids: readonly string[],
  words: BlockWords,
): Result<Placed, BlockRefusal> {
  const { network } = document;
  const wanted = new Set(ids);
  const nodes = network.nodes.filter(({ id }) => wanted.has(id));
  const chosen: Chosen = { nodes, has: (id) => wanted.has(id) };
  const outlet = faultOfChoice(network, chosen);
  if (!outlet.ok) return outlet;

  const incoming = network.edges.filter(
    ({ source, target }) => !chosen.has(source) && chosen.has(target),
  );
  const sources = [...new Set(incoming.map(({ source }) => source))];
  const inside = networkInside(document, chosen, sources, outlet.value, words);
  const names = new Set(document.blocks.map(({ name }) => name));
  const added = addDefinition(document, {
    name: nextName(words.block, names),
    settings: [],
    network: inside,
  });
  if (added.id === null || inside.nodes.length > MAX_NODES || inside.edges.length > MAX_EDGES) {
    return refuse('full', { blocks: MAX_BLOCKS, nodes: MAX_NODES });
  }
  const id = new Identifiers(network.nodes).next(BLOCK);
  const { x, y } = extent(nodes);
  const instance: NetworkNode = {
    id,
    kind: BLOCK,
    name: nextName(words.block, new Set(network.nodes.map(({ name }) => name))),
    position: { x: Math.round(x), y: Math.round(y) },
    parameters: {},
    block: added.id,
  };
  const outside = network.nodes.flatMap((node) => {
    if (node === nodes[0]) return [instance];
    return wanted.has(node.id) ? [] : [node];
  });
  return succeed({
    document: {
      ...added.document,
      network: {
        ...network,
        nodes: outside,
        edges: edgesOutside(network, chosen, id, outlet.value),
      },
    },
    node: id,
  });
}

/** Connections keep their places in the list, since layers that merge go by their order. */
function edgesOutside(
  { edges }: Network,
  { has }: Chosen,
  instance: string,
  outlet: NetworkNode,
): NetworkEdge[] {
  const entered = new Set<string>();
  return edges.flatMap((edge) => {
    if (has(edge.source) && has(edge.target)) return [];
    if (edge.source === outlet.id) return [{ ...edge, source: instance }];
    if (!has(edge.target)) return [edge];
    if (entered.has(edge.source)) return [];
    entered.add(edge.source);
    return [{ ...edge, target: instance, targetPort: 'in' }];
  });
}
