import { type CauseDefinition, evidence, figure } from '../cause';
import { isFailing } from '../facts/harm';
import { isFlat } from '../facts/structure';
import { lossEvidence } from './loss-evidence';

/** |mean| ÷ RMS of a layer's outputs: 1 where all have one sign and size. */
const ONE_SIDED = 0.8;

export const notCentred: CauseDefinition = {
  kind: 'notCentred',
  title: {
    en: 'Activations are all positive: the steps zig-zag',
    zh: '激活值全为正：更新呈锯齿状',
  },
  why: {
    en: 'The gradient of a unit’s weights is δ·h. Where all h are positive, all of them have the sign of δ: the weights can only all grow or all shrink in one step, and reach a mixed direction by zig-zag. The Hessian has one eigenvalue that grows with the mean of h squared, which forces a low rate.',
    zh: '一个单元的权重梯度为 δ·h。若所有 h 都为正，则各分量都与 δ 同号：一步之内权重只能同增或同减，要走混合方向只能锯齿前进。Hessian 有一个特征值随 h 均值的平方增大，迫使学习率取小。',
  },
  source: 'LeCun et al. (1998), Efficient BackProp, sections 4.3 and 4.4',
  remedies: ['tanhAndGlorot', 'scaledSigmoid', 'batchNormalization'],
  explains: ['rateTooLow', 'degradation', 'underfitting', 'unlearnable'],
  detect({ harm, start, structure, loss }) {
    if (!(isFailing(harm) || harm === 'partial') || harm === 'notFinite' || !start) return null;
    if (structure.hasNormalization) return null;
    const flat = start.profile.hidden.filter(({ entry }) =>
      isFlat(structure.activationAfter(entry.node)),
    );
    const [first] = flat;
    if (!first || flat.length * 2 < start.profile.hidden.length) return null;
    const readings = start.readings.filter(
      ({ entry }) => isFlat(structure.activationAfter(entry.node)) || entry.kind === 'activation',
    );
    const oneSided = readings.find(
      ({ signalMean, signalRms }) => Math.abs(signalMean) > ONE_SIDED * signalRms,
    );
    if (!oneSided) return null;
    return {
      nodes: flat.map(({ entry }) => entry.node),
      sinceStep: 0,
      strength: 0.52,
      severity: 'harmful',
      evidence: [
        evidence(
          {
            en: 'The outputs of {{name}} have mean {{mean}} and RMS {{rms}}: nearly all have one sign.',
            zh: '{{name}}的输出均值为{{mean}}，均方根为{{rms}}：几乎全部同号。',
          },
          {
            name: oneSided.entry.name,
            mean: figure(oneSided.signalMean),
            rms: figure(oneSided.signalRms),
          },
          { chart: 'distributions', node: oneSided.entry.node, step: 0 },
        ),
        ...lossEvidence(loss),
      ],
    };
  },
};
