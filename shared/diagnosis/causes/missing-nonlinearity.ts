import { type CauseDefinition, evidence } from '../cause';
import type { Facts } from '../facts/facts';

/** Layers that compute a linear (affine) function of one input, if their activation is linear. */
const AFFINE = new Set([
  'dense',
  'conv1d',
  'conv2d',
  'conv2dTranspose',
  'depthwiseConv2d',
  'separableConv2d',
  'timeDistributed',
  'flatten',
  'reshape',
  'permute',
  'input',
  'output',
  'dropout',
  'spatialDropout',
  'gaussianNoise',
  'scale',
  'averagePooling1d',
  'averagePooling2d',
  'globalAveragePooling',
  'batchNormalization',
  'add',
  'subtract',
  'average',
  'concatenate',
  'zeroPadding1d',
  'zeroPadding2d',
  'cropping1d',
  'cropping2d',
  'activation',
  'embedding',
  'upSampling1d',
  'upSampling2d',
]);

/** Layers of weights whose output reaches another such layer with nothing between them that bends. */
function linearLayers({ subject: { analysis }, now, start, structure }: Facts): readonly string[] {
  const hidden = (now ?? start)?.profile.hidden ?? [];
  const isBent = analysis.order.some((id) => {
    const node = analysis.nodes.get(id);
    const kind = node?.activation?.kind ?? 'linear';
    const isEnd = structure
      .consumersOf(id)
      .every((next) => analysis.nodes.get(next)?.node.kind === 'output');
    return !isEnd && (!AFFINE.has(node?.node.kind ?? '') || kind !== 'linear');
  });
  return isBent ? [] : hidden.map(({ entry }) => entry.node);
}

export const missingNonlinearity: CauseDefinition = {
  kind: 'missingNonlinearity',
  title: { en: 'No activation between the layers', zh: '各层之间没有激活函数' },
  why: {
    en: 'A linear layer of a linear layer is a linear layer: W₂(W₁x + b₁) + b₂ = (W₂W₁)x + (W₂b₁ + b₂). However many are stacked, the network can draw only straight boundaries and fit only straight lines.',
    zh: '线性层叠加线性层仍是线性层：W₂(W₁x + b₁) + b₂ = (W₂W₁)x + (W₂b₁ + b₂)。无论叠多少层，网络只能画出直线边界、拟合直线。',
  },
  source:
    'Dive into Deep Learning (《动手学深度学习》) 4.1.1; Goodfellow et al. (2016), Deep Learning, section 6.1',
  remedies: ['addActivations'],
  explains: [
    'underfitting',
    'unlearnable',
    'degradation',
    'rateTooLow',
    'noisyStep',
    'unscaledTargets',
  ],
  detect(facts) {
    const nodes = linearLayers(facts);
    // A straight line cannot learn everything; that it diverges has another reason.
    const isHarmed = facts.harm === 'stuck' || facts.harm === 'partial';
    if (nodes.length === 0 || facts.harm === 'none') return null;
    const { analysis } = facts.subject;
    return {
      nodes,
      sinceStep: 0,
      strength: isHarmed ? 0.9 : 0.5,
      severity: isHarmed ? 'harmful' : 'expected',
      evidence: [
        evidence(
          {
            en: '{{count|hidden layer|hidden layers}} of weights, and no nonlinearity from {{first}} to the output.',
            zh: '共{{count}}个带权重的隐藏层，从{{first}}到输出没有任何非线性。',
          },
          { count: nodes.length, first: analysis.nodes.get(nodes[0])?.node.name ?? nodes[0] },
          { chart: 'fit', node: nodes[0] },
        ),
      ],
    };
  },
};
