import { type CauseDefinition, evidence, figure } from '../cause';
import { errorShare } from '../facts/error-share';
import { checksAfterSteps } from '../facts/kept-checks';
import { isImbalanced } from '../facts/recalls';
import { SOME_ERRORS } from './overfitting';

const MIN_POINTS = 5;
/** Validation is never better than guessing by more than this share of the guess’s loss. */
const NOTHING = 0.1;
/** Training got this far, and validation not a third as far. */
const MEMORISED = 0.15;
const SHARE_THAT_HOLDS = 1 / 3;
/** Weights moved: a run in which they did not says nothing about the data. */
const MOVED = 1e-3;

export const unlearnable: CauseDefinition = {
  kind: 'unlearnable',
  title: { en: 'The inputs do not tell the targets', zh: '输入不包含关于目标的信息' },
  why: {
    en: 'If labels were shuffled, or the columns that matter are missing, nothing that is learned from some samples holds for others: training loss may fall by memorising, but validation never gets better than an answer that ignores the input.',
    zh: '若标签被打乱，或缺少关键的列，从一部分样本学到的东西对另一部分不成立：训练损失可能因死记而下降，但验证结果永远不会好于忽略输入的答案。',
  },
  source:
    'Zhang et al. (2017), Understanding Deep Learning Requires Rethinking Generalization, section 2',
  remedies: [],
  explains: [
    'overfitting',
    'underfitting',
    'notCentred',
    'degradation',
    'noisyStep',
    'rateTooHigh',
  ],
  detect(facts) {
    const { validation, loss, harm } = facts;
    const points = checksAfterSteps(validation);
    if (points.length < MIN_POINTS || harm === 'notFinite' || harm === 'early') return null;
    // Where rare classes weigh more, or should, a good answer has a greater loss than naming the common ones.
    if (isImbalanced(facts.data)) return null;
    const baseline = facts.data?.validationBaselineLoss ?? loss.baseline;
    const least = Math.min(...points.map((point) => point.loss));
    const best = 1 - least / baseline;
    if (!(best < NOTHING) || errorShare(facts) < SOME_ERRORS) return null;
    const hasMemorised = loss.progress > MEMORISED && best < SHARE_THAT_HOLDS * loss.progress;
    if (!hasMemorised && !(facts.updates.greatest > MOVED)) return null;
    return {
      nodes: [],
      sinceStep: Math.round(points[0].step),
      strength: hasMemorised ? 0.9 : 0.35,
      severity: 'harmful',
      evidence: [
        evidence(
          {
            en: 'In {{count}} checks validation loss was never below {{best}}; an answer that ignores the input has {{baseline}}.',
            zh: '在{{count}}次检查中，验证损失从未低于{{best}}；忽略输入的最佳答案为{{baseline}}。',
          },
          {
            count: points.length,
            best: figure(least),
            baseline: figure(baseline),
          },
          { chart: 'loss' },
        ),
        evidence(
          { en: 'The training loss is {{loss}}.', zh: '训练损失为{{loss}}。' },
          { loss: figure(loss.recent) },
          { chart: 'loss' },
        ),
      ],
    };
  },
};
