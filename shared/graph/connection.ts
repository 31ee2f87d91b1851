import { nodeKind } from '../catalogue/node-kinds';
import { definitionOf, inputsOf } from '../document/blocks';
import { MAX_EDGES } from '../document/limits';
import type { Network, ProjectDocument } from '../document/schema';
import { fail, type Result, succeed } from '../result';
import type { ProblemKind, ProblemSeed } from '../text/problems';
import { linkNetwork } from './links';
import { nameOfNode } from './name-of-node';
import { reach } from './order';

/** All that leads to a node, itself included. A drag asks for one source and every target, so the last is kept. */
let lastAncestors: { network: Network; position: number; ancestors: readonly boolean[] } | null =
  null;

function ancestorsOf(network: Network, position: number): readonly boolean[] {
  if (lastAncestors?.network === network && lastAncestors.position === position) {
    return lastAncestors.ancestors;
  }
  const ancestors = reach([position], linkNetwork(network).sources);
  lastAncestors = { network, position, ancestors };
  return ancestors;
}

/**
 * Whether an edge from `source` to `target` may be drawn, and if not, why not. Nodes of an unknown kind take and
 * give anything: a newer version may know better.
 */
export function checkConnection(
  document: ProjectDocument,
  source: string,
  target: string,
): Result<void, ProblemSeed> {
  const { nodes, edges } = document.network;
  const find = (id: string) => nodes.find((node) => node.id === id);
  const sourceNode = find(source);
  const targetNode = find(target);
  if (!sourceNode || !targetNode) return fail({ kind: 'connection-unknown-node', values: {} });

  const values = { source: nameOfNode(sourceNode), target: nameOfNode(targetNode) };
  const refuse = (kind: ProblemKind, more = {}) => fail({ kind, values: { ...values, ...more } });
  if (source === target) return refuse('connection-self');
  if (nodeKind(sourceNode.kind)?.hasOutput === false) return refuse('connection-no-output');
  const targetInputs = nodeKind(targetNode.kind)?.inputs;
  if (targetInputs === 'none') return refuse('connection-no-input');
  const incoming = edges.filter((edge) => edge.target === target);
  if (incoming.some((edge) => edge.source === source)) return refuse('connection-duplicate');
  const definition = definitionOf(document.blocks, targetNode);
  const ends = definition && inputsOf(definition.network).length;
  if (ends !== undefined && ends !== 1 && incoming.length >= ends) {
    return refuse('connection-block-full', { inputs: ends });
  }
  if ((targetInputs === 'one' || ends === 1) && incoming.length > 0) {
    const taken = find(incoming[0].source);
    return refuse('connection-taken', { taken: taken ? nameOfNode(taken) : incoming[0].source });
  }
  if (edges.length >= MAX_EDGES) return refuse('connections-full', { limit: MAX_EDGES });

  const { positions } = linkNetwork(document.network);
  const position = positions.get(target) as number;
  if (ancestorsOf(document.network, positions.get(source) as number)[position]) {
    return refuse('connection-cycle');
  }
  return succeed(undefined);
}
