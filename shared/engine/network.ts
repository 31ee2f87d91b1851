import type { ActivationDefinition } from '../catalogue/activation';
import { ACTIVATIONS } from '../catalogue/activations';
import { valuesOfChoice } from '../catalogue/catalogues';
import { inputColumns } from '../catalogue/feature-columns';
import type { Shape } from '../catalogue/layer';
import { type Penalty, penaltyOf } from '../catalogue/penalty';
import type { Analysis, NodeAnalysis } from '../graph/analysis';
import { neededNodes } from '../graph/needed-nodes';
import type { EngineLayer } from './layer';
import { ENGINE_LAYERS } from './layers';

export interface ActivationStage {
  readonly definition: ActivationDefinition;
  readonly values: Readonly<Record<string, unknown>>;
}

/** A node as the engine runs it. */
export interface EngineNode {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly layer: EngineLayer;
  readonly values: Readonly<Record<string, unknown>>;
  readonly activation: ActivationStage | null;
  /** Positions of its inputs in the list of nodes. */
  readonly sources: readonly number[];
  readonly outputShape: Shape;
  /** Columns that an Input takes; null for all. */
  readonly columns: readonly number[] | null;
  /** ∂L/∂output is computed; not for data, which nothing learns from. */
  readonly needsGradient: boolean;
  /** The node whose weights it computes with: itself, or the one that it shares them with. */
  readonly weightsOf: string;
  /** L1 and L2 of its own kernels, beside those for all. */
  readonly penalty: Penalty;
}

function activationStage({ activation }: NodeAnalysis): ActivationStage | null {
  if (!activation) return null;
  const definition = ACTIVATIONS.get(activation.kind);
  return { definition, values: valuesOfChoice(ACTIVATIONS, activation) };
}

/** The nodes that the Output needs, from data to output. The analysis must be free of errors. */
export function engineNodes(analysis: Analysis): readonly EngineNode[] {
  const needed = neededNodes(analysis);
  const positions = new Map(needed.map(({ node }, position) => [node.id, position]));
  return needed.map((node) => {
    const { id } = node.node;
    const layer = ENGINE_LAYERS.get(node.node.kind);
    if (!layer || !node.outputShape) throw new Error(`node ${id} cannot be built`);
    return {
      id,
      name: node.node.name,
      kind: node.node.kind,
      layer,
      values: node.values,
      activation: activationStage(node),
      sources: node.sources.map((source) => positions.get(source) as number),
      outputShape: node.outputShape,
      columns: inputColumns(node.node.kind, node.values, analysis.data.featureNames),
      needsGradient: node.definition?.inputs !== 'none',
      weightsOf: node.weightsOf ?? id,
      penalty: penaltyOf(node.node.parameters),
    };
  });
}
