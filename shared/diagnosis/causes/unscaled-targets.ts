import { type CauseDefinition, evidence, figure, strengthBetween } from '../cause';
import { isFailing } from '../facts/harm';
import { lossEvidence } from './loss-evidence';

/** The larger of the targets' deviation and mean, where 1 is what an output layer starts with. */
const WEAK = 4;
const STRONG = 50;

export const unscaledTargets: CauseDefinition = {
  kind: 'unscaledTargets',
  title: { en: 'The targets are large numbers', zh: '目标是很大的数' },
  why: {
    en: 'A network starts with outputs around 0 ± 1. For targets of size T the first squared error is about T², and its gradient 2T times that of scaled targets: either the first steps are leaps, or the rate is so low that the output needs thousands of steps to reach the targets’ mean at all.',
    zh: '网络初始的输出约为 0 ± 1。若目标大小为 T，初始平方误差约为 T²，梯度是缩放后目标的 2T 倍：要么最初几步跨得太大，要么学习率小到输出需要几千步才能到达目标的均值。',
  },
  source:
    'LeCun et al. (1998), Efficient BackProp, section 4.5; Bishop (1995), Neural Networks for Pattern Recognition, section 8.2',
  remedies: ['standardizeTarget'],
  explains: [
    'rateTooHigh',
    'rateTooLow',
    'noisyStep',
    'underfitting',
    'initializerTooLarge',
    'deadKilled',
    'unlearnable',
    'lateCollapse',
    'notFiniteOperation',
    'overfitting',
    'notCentred',
    'degradation',
  ],
  detect({ data, harm, loss }) {
    if (!data || data.classCounts.length > 0 || harm === 'none') return null;
    const { mean, deviation } = data.targets;
    const isHarmed = isFailing(harm) || harm === 'partial';
    const strength = strengthBetween(Math.max(Math.abs(mean), deviation), WEAK, STRONG);
    if (strength < (isHarmed ? 0.05 : 0.5)) return null;
    return {
      nodes: [],
      sinceStep: 0,
      strength: Math.max(0.85, strength),
      severity: isHarmed ? 'harmful' : 'expected',
      evidence: [
        evidence(
          {
            en: 'The targets are around {{mean}} with a deviation of {{deviation}}; the first loss was {{first}}.',
            zh: '目标的均值约为{{mean}}，标准差为{{deviation}}；初始损失为{{first}}。',
          },
          { mean: figure(mean), deviation: figure(deviation), first: figure(loss.first) },
          { chart: 'loss', step: 0 },
        ),
        ...lossEvidence(loss),
      ],
    };
  },
};
