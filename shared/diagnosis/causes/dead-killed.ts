import { type CauseDefinition, evidence, figure, shareOf } from '../cause';
import { isFailing } from '../facts/harm';
import { courseOf, since } from '../facts/layer-readings';
import { lossEvidence } from './loss-evidence';

/** Share of a layer's units. */
const MOST = 0.8;
const FEW = 0.6;

export const deadKilled: CauseDefinition = {
  kind: 'deadKilled',
  title: { en: 'ReLU units were killed during training', zh: 'ReLU 单元在训练中死亡' },
  why: {
    en: 'One step that is too large, or a bias that drifts down, can push a unit’s pre-activation below 0 for every sample. From then on its slope is 0, so no gradient ever brings it back: w and b stay where the leap left them.',
    zh: '一次过大的更新，或不断下移的偏置，都可能使一个单元对所有样本的预激活值都小于 0。此后它的导数恒为 0，再没有梯度能把它拉回来：w 与 b 停留在被推到的位置。',
  },
  source:
    'Maas et al. (2013), Rectifier Nonlinearities Improve Neural Network Acoustic Models, section 2; Lu et al. (2019)',
  remedies: ['lowerRate', 'muchLowerRate', 'leakyRelu', 'batchNormalization', 'clipping'],
  explains: [
    'rateTooHigh',
    'rateTooLow',
    'lateCollapse',
    'underfitting',
    'unlearnable',
    'noisyStep',
    'degradation',
    'notCentred',
    'initializerTooLarge',
  ],
  detect(facts) {
    const { start, now, harm, subject, loss } = facts;
    if (!start || !now || !(isFailing(harm) || harm === 'partial') || harm === 'notFinite')
      return null;
    const dead = now.readings.flatMap((reading, index) =>
      reading.entry.canDie && reading.deadNow >= MOST && !(start.readings[index].deadNow >= FEW)
        ? [{ reading, index }]
        : [],
    );
    if (dead.length === 0) return null;
    const { reading, index } = dead[0];
    const step = since(courseOf(subject, index, 'deadNow'), (share) => share >= MOST) ?? now.step;
    const updates = facts.updates;
    return {
      nodes: dead.map((one) => one.reading.entry.node),
      sinceStep: Math.round(step),
      strength: 0.95,
      severity: 'harmful',
      evidence: [
        evidence(
          {
            en: 'Since step {{step}}, {{share}} % of the units of {{name}} give 0 for every sample; at the start it was {{before}} %.',
            zh: '自第{{step}}步起，{{name}}有{{share}} % 的单元对所有样本输出 0；开始时为{{before}} %。',
          },
          {
            step: Math.round(step),
            share: figure(100 * reading.deadNow),
            name: reading.entry.name,
            before: figure(100 * start.readings[index].deadNow),
          },
          { chart: 'dead', node: reading.entry.node, step: Math.round(step) },
        ),
        evidence(
          {
            en: 'The largest update so far changed a layer’s weights by {{share}}, relative to their norm, at step {{step}}.',
            zh: '迄今最大的一次更新在第{{step}}步，使一层权重（相对于其范数）改变了{{share}}。',
          },
          { share: shareOf(updates.greatest), step: Math.round(updates.greatestStep) },
          {
            chart: 'updates',
            node: updates.greatestNode ?? undefined,
            step: Math.round(updates.greatestStep),
          },
        ),
        ...lossEvidence(loss),
      ],
    };
  },
};
