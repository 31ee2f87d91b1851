import { bornDeadForOneInput } from '../../theory/born-dead';
import { type CauseDefinition, evidence, figure, type Suspicion } from '../cause';
import type { Facts } from '../facts/facts';
import { isFailing } from '../facts/harm';
import { lossEvidence } from './loss-evidence';

/**
 * Share of a layer's units that are dead at step 0. Far from the input of a deep network every unit is either on or
 * off for all samples, so that about half of them are dead without harm.
 */
const MOST = 0.9;

/** P(dead) of one input from which on a network that does not learn has its reason. */
const LIKELY = 0.3;

/** No layer is dead for the probe batch, but so narrow a chain blocks many of its inputs for good. */
function narrowAndDeep({ start, harm, loss, structure }: Facts): Suspicion | null {
  const rectified = (start?.readings ?? []).filter(({ entry }) => entry.canDie);
  if (!isFailing(harm) || structure.hasSkips || rectified.length === 0) return null;
  const probability = bornDeadForOneInput(rectified.map(({ entry }) => entry.units));
  if (probability < LIKELY) return null;
  const narrowest = rectified.reduce((a, b) => (b.entry.units < a.entry.units ? b : a));
  return {
    nodes: rectified.map(({ entry }) => entry.node),
    sinceStep: 0,
    strength: Math.max(0.7, probability),
    severity: 'harmful',
    evidence: [
      evidence(
        {
          en: '{{count|ReLU layer|ReLU layers}}, the narrowest with {{units|unit|units}}: an input is blocked with probability {{probability}}.',
          zh: '共{{count}}个 ReLU 层，最窄的只有{{units}}个单元：一个输入被阻断的概率为{{probability}}。',
        },
        {
          count: rectified.length,
          units: narrowest.entry.units,
          probability: figure(probability),
        },
        { chart: 'dead', node: narrowest.entry.node, step: 0 },
      ),
      ...lossEvidence(loss),
    ],
  };
}

export const deadBorn: CauseDefinition = {
  kind: 'deadBorn',
  title: { en: 'ReLU units that are dead from birth', zh: 'ReLU 单元天生死亡' },
  why: {
    en: 'A ReLU unit whose pre-activation is negative for every sample gives 0 and has slope 0: it gets no gradient and never wakes. In a narrow, deep network whole layers are born like that: with symmetric weights and no bias, one input is blocked with probability 1 − Π(1 − 2^−N) over layers of width N. A bias that starts well below 0 does the same at any width.',
    zh: '若一个 ReLU 单元对所有样本的预激活值都为负，则输出 0、导数也为 0：它得不到梯度，永远不会恢复。窄而深的网络里，整层都可能天生如此：权重对称且无偏置时，一个输入被完全阻断的概率为 1 − Π(1 − 2^−N)，N 为各层宽度。初始值远小于 0 的偏置在任何宽度下都会造成同样的结果。',
  },
  source: 'Lu et al. (2019), Dying ReLU and Initialization, theorem 3.2',
  remedies: ['zeroBias', 'wider', 'leakyRelu', 'elu'],
  explains: [
    'rateTooLow',
    'initializerTooSmall',
    'underfitting',
    'unlearnable',
    'deadKilled',
    'degradation',
    'noisyStep',
    'notCentred',
    'rateTooHigh',
    'lateCollapse',
    'saturatingActivation',
  ],
  detect(facts) {
    const { start, harm, loss, structure } = facts;
    if (!start || harm === 'none') return null;
    const dead = start.readings.filter(({ entry, deadNow }) => entry.canDie && deadNow >= MOST);
    if (dead.length === 0) return narrowAndDeep(facts);
    const worst = dead.reduce((a, b) => (b.deadNow > a.deadNow ? b : a));
    const isCut = worst.deadNow === 1 && !structure.hasSkips;
    if (!isCut && !isFailing(harm)) return null;
    const [first] = dead;
    return {
      nodes: dead.map(({ entry }) => entry.node),
      sinceStep: 0,
      strength: isCut ? 1 : 0.7,
      severity: isCut ? 'certain' : 'harmful',
      evidence: [
        evidence(
          {
            en: 'Of the {{units}} units of {{name}}, {{share}} % give 0 for every sample of the probe batch, before the first step.',
            zh: '{{name}}的{{units}}个单元中，有{{share}} % 在第一步之前就对探测批次的所有样本输出 0。',
          },
          {
            name: worst.entry.name,
            units: worst.entry.units,
            share: figure(100 * worst.deadNow),
          },
          { chart: 'dead', node: worst.entry.node, step: 0 },
        ),
        evidence(
          {
            en: 'The RMS of the gradient that arrives at {{name}} is {{gradient}}.',
            zh: '到达{{name}}的梯度均方根为{{gradient}}。',
          },
          { name: first.entry.name, gradient: figure(first.gradientRms) },
          { chart: 'gradient', node: first.entry.node, step: 0 },
        ),
        ...lossEvidence(loss),
      ],
    };
  },
};
