import { type CauseDefinition, evidence, figure, strengthBetween } from '../cause';
import { isFailing } from '../facts/harm';
import { isFlat } from '../facts/structure';
import { NO_GRADIENT } from './initializer-evidence';
import { lossEvidence } from './loss-evidence';

const MIN_LAYERS = 3;
/** First ÷ last gradient of the hidden layers. */
const WEAK = 0.05;
const STRONG = 1e-4;

export const saturatingActivation: CauseDefinition = {
  kind: 'saturatingActivation',
  title: {
    en: 'Sigmoid in depth: the gradient shrinks at every layer, whatever the weights',
    zh: '深层 sigmoid：无论权重如何，梯度每层都在衰减',
  },
  why: {
    en: 'σ′(z) = σ(z)(1 − σ(z)) is at most ¼. Every layer on the way back multiplies the gradient by it and by the weights: with Var(w) = 1/n the factor is about 0.24 a layer, 1e-4 after 8 layers, 1e-10 after 20. The layers near the input learn nothing.',
    zh: 'σ′(z) = σ(z)(1 − σ(z)) 最大只有 ¼。梯度每回传一层都要乘以它和权重：Var(w) = 1/n 时每层约乘以 0.24，8 层后只剩 1e-4，20 层后只剩 1e-10。靠近输入的层什么也学不到。',
  },
  source:
    'Glorot & Bengio (2010), section 3.1; Hochreiter (1991); Dive into Deep Learning (《动手学深度学习》) 4.8.1',
  remedies: ['reluAndHe', 'tanhAndGlorot', 'scaledSigmoid', 'batchNormalization'],
  explains: [
    'initializerTooSmall',
    'initializerTooLarge',
    'rateTooLow',
    'notCentred',
    'degradation',
    'underfitting',
    'unlearnable',
    'noisyStep',
    // Only the last layer gets a gradient, and it moves alone.
    'rateTooHigh',
  ],
  detect({ start, harm, structure, loss }) {
    if (!start || harm === 'none' || structure.hasSkips) return null;
    const { hidden, gradientRatio, gradientFactor } = start.profile;
    const flat = hidden.filter(({ entry }) => isFlat(structure.activationAfter(entry.node)));
    if (flat.length < MIN_LAYERS || flat.length * 2 < hidden.length) return null;
    const strength = strengthBetween(gradientRatio, WEAK, STRONG);
    if (strength < (isFailing(harm) ? 0.1 : 0.5)) return null;
    const first = hidden[0].entry;
    const last = hidden[hidden.length - 1].entry;
    return {
      nodes: flat.map(({ entry }) => entry.node),
      sinceStep: 0,
      strength: Math.max(0.7, strength),
      severity: isFailing(harm) || harm === 'partial' ? 'harmful' : 'expected',
      evidence: [
        evidence(
          gradientRatio === 0
            ? NO_GRADIENT
            : {
                en: 'The gradient at {{firstName}} is {{ratio}} times that at {{lastName}}: a factor of {{factor}} a layer.',
                zh: '{{firstName}}处的梯度是{{lastName}}处的{{ratio}}倍：每层乘以{{factor}}。',
              },
          {
            firstName: first.name,
            lastName: last.name,
            ratio: figure(gradientRatio),
            factor: figure(gradientFactor),
          },
          { chart: 'gradient', node: first.node, step: 0 },
        ),
        ...lossEvidence(loss),
      ],
    };
  },
};
