import { type CauseDefinition, evidence, figure, shareOf } from '../cause';
import { lossEvidence } from './loss-evidence';

export const lateCollapse: CauseDefinition = {
  kind: 'lateCollapse',
  title: {
    en: 'It had learned, then lost it: one step too large',
    zh: '学会之后又丢失：某一步过大',
  },
  why: {
    en: 'The surface of the loss has cliffs: where the gradient is suddenly large, a rate that was right before leaps far away, into a region where units are saturated or dead and no gradient leads back. The loss returns to that of guessing and stays there.',
    zh: '损失曲面存在悬崖：梯度突然变大时，先前合适的学习率会使更新跳到很远的地方，落入单元饱和或死亡、没有梯度可以返回的区域。损失退回到随机猜测的水平并停在那里。',
  },
  source:
    'Pascanu et al. (2013), On the Difficulty of Training Recurrent Neural Networks, section 2.1; Goodfellow et al. (2016), section 8.2.4',
  remedies: ['clipping', 'lowerRate', 'cosineSchedule', 'warmUp'],
  explains: [
    'rateTooHigh',
    'deadKilled',
    'noisyStep',
    'unlearnable',
    'underfitting',
    'degradation',
    'rateTooLow',
    'notCentred',
    'overfitting',
  ],
  detect(facts) {
    const { harm, loss } = facts;
    if (harm !== 'collapsed' || !loss.best) return null;
    const updates = facts.updates;
    const after = loss.windows.filter(({ firstStep }) => firstStep > (loss.best?.lastStep ?? 0));
    const since = after.find(({ mean }) => mean > (loss.baseline + (loss.best?.mean ?? 0)) / 2);
    const step = Math.round(since?.firstStep ?? loss.best.lastStep);
    return {
      nodes: [],
      sinceStep: step,
      strength: 0.97,
      severity: 'harmful',
      evidence: [
        evidence(
          {
            en: 'The loss was down to {{best}} around step {{bestStep}} and has been back at {{recent}} since about step {{step}}.',
            zh: '损失曾在第{{bestStep}}步附近降到{{best}}，但约从第{{step}}步起又回到{{recent}}。',
          },
          {
            best: figure(loss.best.mean),
            bestStep: Math.round(loss.best.lastStep),
            recent: figure(loss.recent),
            step,
          },
          { chart: 'loss', step },
        ),
        evidence(
          {
            en: 'The largest update changed a layer’s weights by {{share}}, relative to their norm, at step {{at}}.',
            zh: '最大的一次更新在第{{at}}步，使一层权重（相对于其范数）改变了{{share}}。',
          },
          { share: shareOf(updates.greatest), at: Math.round(updates.greatestStep) },
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
