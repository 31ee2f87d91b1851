import { type CauseDefinition, evidence, figure, strengthBetween } from '../cause';
import { isFailing } from '../facts/harm';
import { lossEvidence } from './loss-evidence';

/** RMS of what enters, where 1 is what initializers reckon with. */
const WEAK = 4;
const STRONG = 30;
/** Greatest ÷ least deviation of the features of one input, where the greatest is large. */
const SPREAD_WEAK = 20;
const SPREAD_STRONG = 500;
/** A small scale costs the same as a large one, but nothing overflows: named later. */
const SMALL_WEAK = 0.05;
const SMALL_STRONG = 0.003;

export const unscaledInputs: CauseDefinition = {
  kind: 'unscaledInputs',
  title: { en: 'The inputs are not scaled', zh: '输入没有经过缩放' },
  why: {
    en: 'Initializers reckon with inputs of mean 0 and variance 1. The first layer’s signal and its weights’ gradient grow with the input: large columns saturate or kill units and force a small rate, and columns of different scale make the loss a narrow valley in which one rate is too high for one direction and too low for another (the Hessian’s condition number is the square of the scales’ ratio).',
    zh: '初始化方法假定输入的均值为 0、方差为 1。第一层的信号及其权重的梯度随输入增大：数值大的列会使单元饱和或死亡，只能用很小的学习率；各列尺度不同则使损失成为一条狭长的山谷，同一个学习率在一个方向上过大，在另一个方向上过小（Hessian 的条件数是尺度之比的平方）。',
  },
  source: 'LeCun et al. (1998), Efficient BackProp, section 4.3',
  remedies: ['standardizeFeatures', 'batchNormalization'],
  explains: [
    'initializerTooLarge',
    'initializerTooSmall',
    'deadBorn',
    'deadKilled',
    'rateTooHigh',
    'rateTooLow',
    'noisyStep',
    'unlearnable',
    'underfitting',
    'saturatingActivation',
    'notFiniteOperation',
    'lateCollapse',
    'notCentred',
    'degradation',
    'overfitting',
    'explodingThroughTime',
  ],
  detect({ data, harm, loss, structure }) {
    const raw = (data?.inputs ?? []).filter(({ node }) => !structure.isNormalizedAfter(node));
    if (raw.length === 0 || harm === 'none') return null;
    const of = raw.map((input) => {
      const spread =
        input.greatestDeviation > 3 && input.leastDeviation > 0
          ? input.greatestDeviation / input.leastDeviation
          : 1;
      const strength = Math.max(
        strengthBetween(input.rms, WEAK, STRONG),
        strengthBetween(spread, SPREAD_WEAK, SPREAD_STRONG),
        input.rms > 0 ? strengthBetween(input.rms, SMALL_WEAK, SMALL_STRONG) : 0,
      );
      return { input, spread, strength };
    });
    const worst = of.reduce((a, b) => (b.strength > a.strength ? b : a));
    const isHarmed = isFailing(harm) || harm === 'partial';
    if (worst.strength < (isHarmed ? 0.05 : 0.5)) return null;
    const { input, spread } = worst;
    return {
      nodes: [input.node],
      sinceStep: 0,
      strength: Math.max(0.8, worst.strength),
      severity: isHarmed ? 'harmful' : 'expected',
      evidence: [
        evidence(
          {
            en: 'What enters has an RMS of {{rms}} (mean {{mean}}); initializers reckon with 1.',
            zh: '输入的均方根为{{rms}}（均值{{mean}}）；初始化方法假定它为 1。',
          },
          { rms: figure(input.rms), mean: figure(input.mean) },
          { chart: 'distributions', node: input.node },
        ),
        ...(spread > SPREAD_WEAK
          ? [
              evidence(
                {
                  en: 'The deviations of its columns reach from {{least}} to {{greatest}}.',
                  zh: '各列的标准差从{{least}}到{{greatest}}不等。',
                },
                { least: figure(input.leastDeviation), greatest: figure(input.greatestDeviation) },
              ),
            ]
          : []),
        ...lossEvidence(loss),
      ],
    };
  },
};
