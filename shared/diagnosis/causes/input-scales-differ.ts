import { type CauseDefinition, evidence, figure, strengthBetween } from '../cause';
import { isFailing } from '../facts/harm';
import { lossEvidence } from './loss-evidence';

/** Larger ÷ smaller RMS of two Inputs. */
const WEAK = 8;
const STRONG = 100;

export const inputScalesDiffer: CauseDefinition = {
  kind: 'inputScalesDiffer',
  title: {
    en: 'Inputs of different scale meet in one network',
    zh: '尺度不同的输入汇入同一个网络',
  },
  why: {
    en: 'Where branches are added or concatenated, the one with the larger numbers decides signal and gradient; the other is noise beside it until its weights have grown by the ratio of the scales, which takes the optimizer as many steps longer.',
    zh: '各分支相加或拼接时，数值较大的一支决定信号与梯度；另一支相比之下如同噪声，要等其权重增大到尺度之比那么多倍才起作用，而这会让优化器多花相应的步数。',
  },
  source: 'LeCun et al. (1998), Efficient BackProp, section 4.3',
  remedies: ['standardizeFeatures', 'batchNormalization'],
  explains: [
    'unscaledInputs',
    'initializerTooLarge',
    'rateTooHigh',
    'rateTooLow',
    'underfitting',
    'noisyStep',
    'deadBorn',
    'deadKilled',
    'unlearnable',
    'notCentred',
    'overfitting',
    'saturatingActivation',
    'lateCollapse',
  ],
  detect({ data, harm, loss, subject, structure }) {
    const inputs = (data?.inputs ?? []).filter(
      ({ node, rms }) => rms > 0 && !structure.isNormalizedAfter(node),
    );
    if (inputs.length < 2 || harm === 'none') return null;
    const sorted = inputs.toSorted((a, b) => b.rms - a.rms);
    const large = sorted[0];
    const small = sorted[sorted.length - 1];
    const ratio = large.rms / small.rms;
    const isHarmed = isFailing(harm) || harm === 'partial';
    const strength = strengthBetween(ratio, WEAK, STRONG);
    if (strength < (isHarmed ? 0.05 : 0.3)) return null;
    const nameOf = (id: string): string => subject.analysis.nodes.get(id)?.node.name ?? id;
    return {
      nodes: [small.node, large.node],
      sinceStep: 0,
      strength: Math.max(0.9, strength),
      severity: isHarmed ? 'harmful' : 'expected',
      evidence: [
        evidence(
          {
            en: '{{large}} has an RMS of {{largeRms}}, {{small}} of {{smallRms}}: {{ratio}} times less.',
            zh: '{{large}}的均方根为{{largeRms}}，{{small}}的为{{smallRms}}：相差{{ratio}}倍。',
          },
          {
            large: nameOf(large.node),
            largeRms: figure(large.rms),
            small: nameOf(small.node),
            smallRms: figure(small.rms),
            ratio: figure(ratio),
          },
          { chart: 'distributions', node: small.node },
        ),
        ...lossEvidence(loss),
      ],
    };
  },
};
