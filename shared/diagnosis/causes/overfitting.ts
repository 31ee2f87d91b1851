import { type CauseDefinition, evidence, figure } from '../cause';
import { errorShare } from '../facts/error-share';
import { checksAfterSteps, keptChecks } from '../facts/kept-checks';
import { meanOf } from '../facts/mean';

const MIN_POINTS = 6;
/** Validation loss now ÷ its least. */
const TURNED_UP = 1.15;
/** Validation loss ÷ training loss now. */
const GAP = 1.5;
/** Of the baseline loss: validation was better than this at its best. */
const WORTH = 0.9;
/** Of the errors that always naming the most common class makes: with fewer left, loss says only that answers are too certain. */
const FEW_ERRORS = 0.2;
/** With fewer than these, the inputs do tell the classes, whatever the loss is. */
export const SOME_ERRORS = 0.7;
/** Share of the baseline loss that was lost again. */
const LOST = 0.08;

export const overfitting: CauseDefinition = {
  kind: 'overfitting',
  title: {
    en: 'Overfitting: it learns the training samples by heart',
    zh: '过拟合：模型在死记训练样本',
  },
  why: {
    en: 'A network with more freedom than the samples pin down can lower the training loss by learning their noise. From then on validation loss rises while training loss goes on falling.',
    zh: '当网络的自由度超过样本所能约束的程度时，它会通过记住样本中的噪声来降低训练损失。此后训练损失继续下降，而验证损失开始上升。',
  },
  source:
    'Goodfellow et al. (2016), Deep Learning, section 5.2; Prechelt (1998), Early Stopping – But When?',
  remedies: ['earlyStopping', 'dropout', 'weightDecay', 'narrower'],
  explains: [],
  detect(facts) {
    const { validation, loss, data } = facts;
    const points = checksAfterSteps(validation);
    if (points.length < MIN_POINTS) return null;
    const least = points.reduce((a, b) => (b.loss < a.loss ? b : a));
    // A loss that falls steeply to the end is below the mean of its newest values too, and has not turned;
    // and where the best weights are put back, nothing is lost.
    const kept = keptChecks(facts.subject, points);
    if (kept.includes(least)) return null;
    const now = meanOf(kept.map((point) => point.loss));
    const lost = (now - least.loss) / loss.baseline;
    if (!(now > TURNED_UP * least.loss && now > GAP * loss.recent && lost > LOST)) return null;
    const errors = errorShare(facts);
    const isWorth = least.loss < WORTH * (data?.validationBaselineLoss ?? loss.baseline);
    if (!(isWorth || errors < SOME_ERRORS) || errors < FEW_ERRORS) return null;
    return {
      nodes: [],
      sinceStep: Math.round(least.step),
      strength: 0.75,
      severity: 'harmful',
      evidence: [
        evidence(
          {
            en: 'Validation loss was {{least}} at step {{step}} and is {{now}} now, while the training loss is down to {{training}}.',
            zh: '验证损失在第{{step}}步为{{least}}，现在是{{now}}，而训练损失已降到{{training}}。',
          },
          {
            least: figure(least.loss),
            step: Math.round(least.step),
            now: figure(now),
            training: figure(loss.recent),
          },
          { chart: 'loss', step: Math.round(least.step) },
        ),
      ],
    };
  },
};
