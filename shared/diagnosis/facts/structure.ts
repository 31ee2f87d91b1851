import { ACTIVATIONS } from '../../catalogue/activations';
import type { Analysis, NodeAnalysis } from '../../graph/analysis';
import { isNormalization } from './depth-profile';

/** What an analysed network is built like, as far as causes ask. */
export interface Structure {
  /** The nonlinearity that a node's output goes through first: its own, or that of the layers right after it. */
  activationAfter(id: string): string;
  /** Paths lead around layers and meet again: Add, Concatenate and their like with several inputs. */
  readonly hasSkips: boolean;
  readonly hasNormalization: boolean;
  /** All that a node hands on is normalized before a layer of weights sees it. */
  isNormalizedAfter(id: string): boolean;
  consumersOf(id: string): readonly string[];
}

/** Layers between a layer of weights and its nonlinearity. */
const BETWEEN = new Set(['dropout', 'spatialDropout', 'gaussianNoise', 'flatten', 'reshape']);
const MERGES = new Set(['add', 'concatenate', 'average', 'maximum', 'multiply', 'subtract']);

const ownActivation = (node: NodeAnalysis | undefined): string =>
  node?.activation?.kind ?? 'linear';

export function structureOf(analysis: Analysis): Structure {
  const consumers = new Map<string, string[]>();
  for (const id of analysis.order) {
    for (const source of analysis.nodes.get(id)?.sources ?? []) {
      consumers.set(source, [...(consumers.get(source) ?? []), id]);
    }
  }
  const consumersOf = (id: string): readonly string[] => consumers.get(id) ?? [];
  const activationAfter = (id: string): string => {
    const own = ownActivation(analysis.nodes.get(id));
    const next = consumersOf(id);
    if (own !== 'linear' || next.length !== 1) return own;
    const { kind } = analysis.nodes.get(next[0])?.node ?? { kind: '' };
    if (kind === 'activation') return ownActivation(analysis.nodes.get(next[0]));
    return isNormalization(kind) || BETWEEN.has(kind) ? activationAfter(next[0]) : own;
  };
  const isNormalizedAfter = (id: string): boolean => {
    const next = consumersOf(id);
    return (
      next.length > 0 &&
      next.every((one) => {
        const { kind } = analysis.nodes.get(one)?.node ?? { kind: '' };
        return isNormalization(kind) || (BETWEEN.has(kind) && isNormalizedAfter(one));
      })
    );
  };
  return {
    activationAfter,
    isNormalizedAfter,
    hasSkips: analysis.order.some((id) => {
      const node = analysis.nodes.get(id);
      return MERGES.has(node?.node.kind ?? '') && (node?.sources.length ?? 0) > 1;
    }),
    hasNormalization: analysis.order.some((id) =>
      isNormalization(analysis.nodes.get(id)?.node.kind ?? ''),
    ),
    consumersOf,
  };
}

/** Activations whose slope is at most a fraction of 1 wherever they are: no initializer keeps a gradient through them. */
const FLAT = new Set(['sigmoid', 'hardSigmoid', 'softmax', 'logSoftmax']);

export const isFlat = (kind: string): boolean => FLAT.has(kind);
export const isRectifier = (kind: string): boolean => ACTIVATIONS.find(kind)?.canDie === true;
