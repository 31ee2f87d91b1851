import { nodeKind } from '../catalogue/node-kinds';
import type { Network, NetworkEdge, NetworkNode } from '../document/schema';
import { type Problem, type ProblemSeed, problemAt } from '../text/problems';
import { nameOfNode } from './name-of-node';
import type { Links } from './order';

/** One for all: an edge without problems keeps the same list from edit to edit. */
export const NO_PROBLEMS: readonly Problem[] = [];

/** A network's edges by position of their ends, with what is wrong with each. */
export interface NetworkLinks extends Links {
  readonly positions: ReadonlyMap<string, number>;
  readonly edgeProblems: ReadonlyMap<string, readonly Problem[]>;
}

const edgeKey = ({ source, target, targetPort }: NetworkEdge): string =>
  JSON.stringify([source, target, targetPort]);

function faultOfEdge(
  source: NetworkNode | undefined,
  target: NetworkNode | undefined,
  isDuplicate: boolean,
): ProblemSeed | null {
  if (!source || !target) return { kind: 'edge-dangling', values: {} };
  const values = { source: nameOfNode(source), node: nameOfNode(target) };
  if (nodeKind(source.kind)?.hasOutput === false) return { kind: 'output-unexpected', values };
  if (nodeKind(target.kind)?.inputs === 'none') return { kind: 'input-unexpected', values };
  return isDuplicate ? { kind: 'edge-duplicate', values } : null;
}

/** Networks are never changed in place; asking where a connection may go asks this once for every node. */
const linkedNetworks = new WeakMap<Network, NetworkLinks>();

/** Faulty edges are named and left out; the rest link positions in the list of nodes. */
export function linkNetwork(network: Network): NetworkLinks {
  const known = linkedNetworks.get(network);
  if (known) return known;
  const linked = link(network);
  linkedNetworks.set(network, linked);
  return linked;
}

function link({ nodes, edges }: Network): NetworkLinks {
  const positions = new Map(nodes.map(({ id }, position) => [id, position]));
  const sources: number[][] = nodes.map(() => []);
  const targets: number[][] = nodes.map(() => []);
  const edgeProblems = new Map<string, readonly Problem[]>();
  const seen = new Set<string>();
  for (const edge of edges) {
    const source = positions.get(edge.source);
    const target = positions.get(edge.target);
    const key = edgeKey(edge);
    const fault = faultOfEdge(
      source === undefined ? undefined : nodes[source],
      target === undefined ? undefined : nodes[target],
      seen.has(key),
    );
    seen.add(key);
    edgeProblems.set(edge.id, fault ? [problemAt(fault, { edge: edge.id })] : NO_PROBLEMS);
    if (fault || source === undefined || target === undefined) continue;
    sources[target].push(source);
    targets[source].push(target);
  }
  return { positions, sources, targets, edgeProblems };
}
