import { INITIALIZERS } from '../../catalogue/initializers';
import type { WeightSpec } from '../../catalogue/layer';
import type { Analysis, NodeAnalysis } from '../../graph/analysis';
import { momentsOfWeight, weightNamed } from '../../theory/rule';
import { type CauseDefinition, evidence, figure } from '../cause';
import type { Facts } from '../facts/facts';
import { isRectifier, type Structure } from '../facts/structure';

const kernelOf = (node: NodeAnalysis | undefined): WeightSpec | undefined =>
  node && weightNamed(node, 'kernel');

/** All elements start as one number; null where they do not. */
function constantOf(kernel: WeightSpec | undefined): number | null {
  if (!kernel || INITIALIZERS.find(kernel.initializer.kind)?.fromData) return null;
  const { mean, variance } = momentsOfWeight(kernel);
  return variance === 0 ? mean : null;
}

/** The next layers with weights that a node's output reaches. */
function weightedAfter(id: string, analysis: Analysis, structure: Structure): readonly string[] {
  return structure
    .consumersOf(id)
    .flatMap((next) =>
      kernelOf(analysis.nodes.get(next)) ? [next] : weightedAfter(next, analysis, structure),
    );
}

/** Equal units that nothing tells apart: what comes in is equal, and what goes out is equal or cut off. */
function isSymmetric(id: string, { subject: { analysis }, structure }: Facts): boolean {
  const node = analysis.nodes.get(id);
  const constant = constantOf(kernelOf(node));
  const units = node?.outputShape?.at(-1) ?? 1;
  if (constant === null || units < 2) return false;
  const after = weightedAfter(id, analysis, structure);
  if (after.length === 0) return false;
  const isCutOff = constant === 0 && isRectifier(structure.activationAfter(id));
  return isCutOff || after.every((next) => constantOf(kernelOf(analysis.nodes.get(next))) !== null);
}

export const symmetry: CauseDefinition = {
  kind: 'symmetry',
  title: {
    en: 'All units of a layer start equal, and stay equal',
    zh: '同一层的所有单元初始值相同，并将一直相同',
  },
  why: {
    en: 'Units with equal weights give equal outputs and get equal gradients, so gradient descent changes them equally: a layer of n units computes what one unit does, for ever. With zeros, no gradient passes at all: ∂L/∂h = W′ᵀδ = 0.',
    zh: '权重相同的单元输出相同、梯度也相同，梯度下降会以同样的方式更新它们：n 个单元的层永远只相当于一个单元。若全为零，则根本没有梯度通过：∂L/∂h = W′ᵀδ = 0。',
  },
  source:
    'Goodfellow et al. (2016), Deep Learning, section 8.4; Dive into Deep Learning (《动手学深度学习》) 4.8.1',
  remedies: ['ownInitializer'],
  explains: [
    'initializerTooSmall',
    'initializerTooLarge',
    'saturatingActivation',
    'deadBorn',
    'deadKilled',
    'rateTooLow',
    'rateTooHigh',
    'underfitting',
    'notCentred',
    'unlearnable',
    'degradation',
    'vanishingThroughTime',
    'lateCollapse',
    'noisyStep',
  ],
  detect(facts) {
    const { analysis } = facts.subject;
    const nodes = analysis.order.filter((id) => isSymmetric(id, facts));
    if (nodes.length === 0) return null;
    const [first] = nodes;
    const node = analysis.nodes.get(first);
    const reading = facts.start?.readings.find(({ entry }) => entry.node === first);
    return {
      nodes,
      sinceStep: 0,
      strength: 1,
      severity: 'certain',
      evidence: [
        evidence(
          {
            en: 'Every weight of {{name}} starts as {{value}}, and so do those of the layer after it or nothing passes it: its {{units}} units cannot become different.',
            zh: '{{name}}的每个权重初始值都是{{value}}，其后一层的权重也全部相等，或者没有信号能通过它：它的{{units}}个单元无法变得不同。',
          },
          {
            name: node?.node.name ?? first,
            value: figure(constantOf(kernelOf(node)) ?? 0),
            units: node?.outputShape?.at(-1) ?? 1,
          },
          { chart: 'distributions', node: first, step: 0 },
        ),
        ...(reading && !Number.isNaN(reading.weightGradientNorm)
          ? [
              evidence(
                {
                  en: 'The norm of the gradient of its weights was {{norm}} at the start.',
                  zh: '训练开始时，其权重梯度的范数为{{norm}}。',
                },
                { norm: figure(reading.weightGradientNorm) },
                { chart: 'gradient', node: first, step: 0 },
              ),
            ]
          : []),
      ],
    };
  },
};
