import { type CauseDefinition, evidence, figure } from '../cause';
import { isFailing } from '../facts/harm';
import { lossEvidence } from './loss-evidence';

const DEEP = 12;
/** First ÷ last gradient at the start: within these limits depth alone is left as the cause. */
const SOUND = 1e-3;

export const degradation: CauseDefinition = {
  kind: 'degradation',
  title: {
    en: 'A deep plain network: deeper trains worse',
    zh: '没有捷径的深层网络：越深越难训练',
  },
  why: {
    en: 'Even with sound scales, gradients of a deep plain network become like white noise between neighbouring inputs, and a layer that should do nothing must learn the identity. A residual block computes h + F(h): doing nothing is F = 0, and the gradient has a path that no layer multiplies.',
    zh: '即使尺度正常，深层普通网络的梯度在相邻输入之间也近似白噪声，而本应什么都不做的层必须学会恒等映射。残差块计算 h + F(h)：什么都不做即 F = 0，且梯度有一条不被任何层相乘的通路。',
  },
  source:
    'He et al. (2016), Deep Residual Learning, section 3.1; Balduzzi et al. (2017), The Shattered Gradients Problem',
  remedies: ['residual', 'batchNormalization'],
  explains: ['underfitting', 'rateTooLow', 'notCentred', 'unlearnable'],
  detect({ harm, start, structure, loss }) {
    if (!start || !(isFailing(harm) || harm === 'partial') || harm === 'notFinite') return null;
    const { hidden, gradientRatio } = start.profile;
    if (hidden.length < DEEP || structure.hasSkips) return null;
    if (gradientRatio < SOUND || gradientRatio > 1 / SOUND) return null;
    return {
      nodes: hidden.map(({ entry }) => entry.node),
      sinceStep: 0,
      strength: 0.56,
      severity: 'harmful',
      evidence: [
        evidence(
          {
            en: '{{count}} hidden layers in one chain, without a path around any of them; their scales are sound (first ÷ last gradient {{ratio}}).',
            zh: '{{count}}个隐藏层连成一串，没有任何绕行的通路；其尺度正常（首末层梯度之比为{{ratio}}）。',
          },
          { count: hidden.length, ratio: figure(gradientRatio) },
          { chart: 'gradient', node: hidden[0].entry.node },
        ),
        ...lossEvidence(loss),
      ],
    };
  },
};
