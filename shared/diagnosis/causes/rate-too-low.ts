import { type CauseDefinition, evidence, figure, strengthBetween } from '../cause';
import type { LossCourse } from '../facts/loss-course';
import { lossEvidence } from './loss-evidence';

/** ‖Δw‖ ÷ ‖w‖ of the layer that moves most. */
const WEAK = 4e-4;
const STRONG = 1e-6;
/** Share of the plan after which slowness is a fault. */
const WELL_INTO = 0.2;
const LITTLE_PROGRESS = 0.5;
/** Between first and last hidden layer: beyond it the gradient is the problem, not the rate. */
const SOUND = 1e-3;
/** Of the baseline: a fall that is one. */
const FALL = 0.2;
/** Of that fall: less of it in the second half of a run is standing still. */
const STILL = 0.05;

/** The loss fell at once and has lain still since: it does not creep, and more of the same steps lead nowhere. */
function isSettled({ windows, recent, baseline }: LossCourse): boolean {
  const fall = windows[0].mean - recent;
  const lately = windows[windows.length >> 1].mean - recent;
  return fall > FALL * baseline && lately < STILL * fall;
}

export const rateTooLow: CauseDefinition = {
  kind: 'rateTooLow',
  title: { en: 'The learning rate is too low', zh: '学习率过低' },
  why: {
    en: 'Gradients arrive at every layer, but a step moves the weights by so small a share of their size that the loss creeps along a straight line: Δw = −ηg. Weights change noticeably after about ‖w‖ ÷ ‖Δw‖ steps; if that is more than the run has, the run ends where it began.',
    zh: '梯度能到达每一层，但每一步只使权重移动其大小的极小一部分，损失沿直线缓慢下降：Δw = −ηg。大约要经过 ‖w‖ ÷ ‖Δw‖ 步权重才会明显改变；若这超过了计划的步数，训练结束时几乎还在起点。',
  },
  source:
    'Goodfellow et al. (2016), Deep Learning, section 8.3.1; Smith (2017), Cyclical Learning Rates',
  remedies: ['foundRate', 'higherRate', 'muchHigherRate', 'adam'],
  explains: ['underfitting', 'notCentred', 'degradation', 'unlearnable'],
  detect(facts) {
    const { loss, harm, now } = facts;
    const isSlow = harm === 'stuck' || harm === 'partial' || harm === 'diverging';
    if (!isSlow || loss.steps < WELL_INTO * loss.planned || loss.progress > LITTLE_PROGRESS)
      return null;
    const { recent, greatest } = facts.updates;
    const ratio = now?.profile.gradientRatio ?? 1;
    if (ratio < SOUND || ratio > 1 / SOUND || greatest > 100 * WEAK || isSettled(loss)) return null;
    const strength = strengthBetween(recent, WEAK, STRONG);
    if (strength === 0) return null;
    return {
      nodes: [],
      sinceStep: 1,
      strength: Math.max(0.65, strength),
      severity: 'harmful',
      evidence: [
        evidence(
          {
            en: 'The layer that moves most changes its weights by {{share}} % of their norm a step: it needs about {{steps}} steps for a change of its own size; {{planned}} are planned.',
            zh: '变化最快的一层每步只改变其范数的{{share}} %：要改变与自身相当的幅度约需{{steps}}步，而计划只有{{planned}}步。',
          },
          { share: figure(100 * recent), steps: figure(1 / recent), planned: loss.planned },
          { chart: 'updates' },
        ),
        ...lossEvidence(loss),
      ],
    };
  },
};
