import type { WeightSpec } from '../catalogue/layer';
import { rootOwner } from '../document/sharing';
import { type ProblemSeed, problemAt } from '../text/problems';
import { formatShape } from '../text/text';
import { sameShape } from './analyse-node';
import type { NodeAnalysis } from './analysis';
import { nameOfNode } from './name-of-node';

const NO_SHAPE = '–';

const shownShape = (weight: WeightSpec | undefined): string =>
  weight ? formatShape(weight.shape) : NO_SHAPE;

/** The first weight that one of the two layers lacks or has in another shape. */
function faultOfShapes(user: NodeAnalysis, owner: NodeAnalysis): ProblemSeed | null {
  // Without a shape a layer has no weights yet; its own problem says why.
  if (user.outputShape === null || owner.outputShape === null) return null;
  const names = [...owner.weights, ...user.weights].map(({ name }) => name);
  for (const weight of names) {
    const there = owner.weights.find(({ name }) => name === weight);
    const here = user.weights.find(({ name }) => name === weight);
    if (there && here && sameShape(there.shape, here.shape)) continue;
    const values = {
      node: nameOfNode(user.node),
      owner: nameOfNode(owner.node),
      weight,
      ownerShape: shownShape(there),
      shape: shownShape(here),
    };
    return { kind: 'shared-weights-differ', values };
  }
  return null;
}

/** Whose weights a node takes, or why nobody's. */
type Owner = NodeAnalysis | 'loop' | 'missing';

interface Kept {
  readonly owner: Owner;
  readonly analysis: NodeAnalysis;
}

/** The very object stays while neither the node nor its owner changes. */
const keptAnalyses = new WeakMap<NodeAnalysis, Kept>();

function share(user: NodeAnalysis, owner: Owner): NodeAnalysis {
  const kept = keptAnalyses.get(user);
  if (kept?.owner === owner) return kept.analysis;
  const analysis = make(user, owner);
  keptAnalyses.set(user, { owner, analysis });
  return analysis;
}

function make(user: NodeAnalysis, owner: Owner): NodeAnalysis {
  const fault = faultOf(user, owner);
  // Blocks share whole: layers of theirs that have no weights have nothing to share.
  if (typeof owner !== 'string' && owner.weights.length + user.weights.length === 0) return user;
  if (fault || typeof owner === 'string') {
    const added = fault ? [problemAt(fault, { node: user.node.id })] : [];
    return { ...user, problems: [...user.problems, ...added] };
  }
  const { weights } = owner;
  return { ...user, weights, weightsOf: owner.node.id, parameterCount: 0, trainableCount: 0 };
}

function faultOf(user: NodeAnalysis, owner: Owner): ProblemSeed | null {
  const values = { node: nameOfNode(user.node) };
  if (typeof owner === 'string') return { kind: `shared-weights-${owner}`, values };
  if (owner.node.kind !== user.node.kind) {
    return { kind: 'shared-weights-kind', values: { ...values, owner: nameOfNode(owner.node) } };
  }
  return faultOfShapes(user, owner);
}

/**
 * Gives each node that shares weights those of their owner, at the root of a chain: it computes with them, and they
 * are counted where they belong. What cannot be shared is said, and the node analysed as if it had its own.
 */
export function withSharedWeights(nodes: readonly NodeAnalysis[]): readonly NodeAnalysis[] {
  if (nodes.every(({ node }) => node.weightsOf === undefined)) return nodes;
  const documentNodes = new Map(nodes.map(({ node }) => [node.id, node]));
  const analyses = new Map(nodes.map((analysis) => [analysis.node.id, analysis]));
  return nodes.map((analysis) => {
    const { id, weightsOf } = analysis.node;
    if (weightsOf === undefined) return analysis;
    const root = rootOwner(documentNodes, id);
    return share(
      analysis,
      typeof root === 'string' ? root : (analyses.get(root.id) as NodeAnalysis),
    );
  });
}
