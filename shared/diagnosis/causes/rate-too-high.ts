import { type CauseDefinition, evidence, figure, shareOf } from '../cause';
import type { Facts } from '../facts/facts';
import { LARGE_UPDATE, type UpdateSizes } from '../facts/updates';
import { lossEvidence } from './loss-evidence';

const HUGE = 0.3;
/** The loss rose to so many times the first one. */
const RISE = 1.5;

type Verdict = (facts: Facts, updates: UpdateSizes) => number;

const rose = ({ loss }: Facts): boolean => loss.worst > RISE * Math.max(loss.first, loss.baseline);

/** How surely the rate is at fault, by how the run fares. */
const STRENGTHS: Partial<Record<Facts['harm'], Verdict>> = {
  notFinite: (facts, { greatest }) => (greatest > LARGE_UPDATE || rose(facts) ? 0.8 : 0),
  diverging: (_facts, { greatest }) => (greatest > LARGE_UPDATE ? 0.85 : 0.5),
  stuck: (facts, { greatest }) =>
    greatest > HUGE ? 0.75 : greatest > LARGE_UPDATE && rose(facts) ? 0.7 : 0,
  partial: (facts, { recent, greatest }) =>
    recent > LARGE_UPDATE ? 0.6 : greatest > HUGE && rose(facts) ? 0.55 : 0,
};

export const rateTooHigh: CauseDefinition = {
  kind: 'rateTooHigh',
  title: { en: 'The learning rate is too high', zh: '学习率过高' },
  why: {
    en: 'Along a direction of curvature λ, a step of gradient descent multiplies the distance from the minimum by 1 − ηλ. For η > 2/λ its size is above 1: every step lands further away on the other side, the loss climbs, units saturate or die, and at last numbers overflow.',
    zh: '在曲率为 λ 的方向上，梯度下降的一步把到极小值的距离乘以 1 − ηλ。当 η > 2/λ 时其绝对值大于 1：每一步都落到对面更远处，损失上升，单元饱和或死亡，最终数值溢出。',
  },
  source:
    'LeCun et al. (1998), Efficient BackProp, section 4.1; Goodfellow et al. (2016), section 8.2.4',
  remedies: ['foundRate', 'lowerRate', 'muchLowerRate', 'clipping', 'warmUp'],
  explains: [
    'noisyStep',
    'underfitting',
    'unlearnable',
    'notCentred',
    'degradation',
    'overfitting',
    'notFiniteOperation',
    'rateTooLow',
  ],
  detect(facts) {
    const verdict = STRENGTHS[facts.harm];
    if (!verdict) return null;
    const updates = facts.updates;
    const strength = verdict(facts, updates);
    if (strength === 0) return null;
    const { loss } = facts;
    const step = Math.round(updates.greatestStep);
    return {
      nodes: updates.greatestNode ? [updates.greatestNode] : [],
      sinceStep: Math.round(updates.firstLargeStep ?? updates.greatestStep),
      strength,
      severity: 'harmful',
      evidence: [
        evidence(
          {
            en: 'At step {{step}} an update changed a layer’s weights by {{share}}, relative to their norm; about 0.1 % is usual.',
            zh: '第{{step}}步的一次更新使一层权重（相对于其范数）改变了{{share}}；通常约为 0.1 %。',
          },
          { step, share: shareOf(updates.greatest) },
          { chart: 'updates', node: updates.greatestNode ?? undefined, step },
        ),
        ...(rose(facts)
          ? [
              evidence(
                {
                  en: 'The loss rose from {{first}} to {{worst}} at step {{step}}.',
                  zh: '损失从{{first}}升至第{{step}}步的{{worst}}。',
                },
                {
                  first: figure(loss.first),
                  worst: figure(loss.worst),
                  step: Math.round(loss.worstStep),
                },
                { chart: 'loss', step: Math.round(loss.worstStep) },
              ),
            ]
          : []),
        ...lossEvidence(loss),
      ],
    };
  },
};
