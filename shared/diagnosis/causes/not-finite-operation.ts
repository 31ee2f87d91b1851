import { valuesOfChoice } from '../../catalogue/catalogues';
import { LOSSES } from '../../catalogue/losses';
import { PROBABILITY_EPSILON } from '../../catalogue/losses/probabilities';
import { type CauseDefinition, evidence, figure, type Suspicion } from '../cause';
import type { Facts } from '../facts/facts';
import { isFailing } from '../facts/harm';
import { lossEvidence } from './loss-evidence';

/** An infinite or undefined number ended the run; in the loss or its gradient, the logarithm is at fault. */
function ended({ failure }: Facts): Suspicion | null {
  if (!failure) return null;
  const place = { node: failure.node ?? undefined, step: failure.step ?? undefined } as const;
  return {
    nodes: failure.node ? [failure.node] : [],
    sinceStep: failure.step ?? 0,
    strength: failure.tensor === 'loss' || failure.tensor === 'gradient' ? 0.9 : 0.5,
    severity: 'harmful',
    evidence: [
      evidence(failure.message, {}, { chart: 'loss', ...place }),
      evidence(
        {
          en: 'The loss takes probabilities, not logits.',
          zh: '损失接收的是概率，而不是 logits。',
        },
        {},
      ),
    ],
  };
}

/** −ln of the least probability that the losses let through. */
const LARGEST_LOSS = -Math.log(PROBABILITY_EPSILON);
/** A sample that is wrong with all certainty costs the largest loss; so many of them and the loss is far above guessing. */
const FAR_ABOVE = 1.5;

/**
 * The losses keep probabilities this side of 0 and 1, so that no logarithm is infinite; beyond, their gradient is 0, and a
 * network that is wrong with all certainty stays so.
 */
function clipped({ harm, loss, now }: Facts): Suspicion | null {
  if (!(isFailing(harm) || harm === 'partial') || !(loss.recent > FAR_ABOVE * loss.baseline)) {
    return null;
  }
  const head = now?.profile.head;
  return {
    nodes: head ? [head.entry.node] : [],
    sinceStep: 0,
    strength: 0.88,
    severity: 'harmful',
    evidence: [
      evidence(
        {
          en: 'The loss takes probabilities. One that rounds to 0 or 1 for the wrong class costs {{largest}}, the most there is, and has no gradient; the loss stands at {{loss}}.',
          zh: '损失接收的是概率。错误类别的概率一旦舍入为 0 或 1，损失就达到上限{{largest}}，且没有梯度；当前损失为{{loss}}。',
        },
        { largest: figure(LARGEST_LOSS), loss: figure(loss.recent) },
        { chart: 'loss' },
      ),
      ...(head
        ? [
            evidence(
              {
                en: 'The norm of the gradient of the weights of {{name}} is {{norm}}.',
                zh: '{{name}}的权重梯度范数为{{norm}}。',
              },
              { name: head.entry.name, norm: figure(head.weightGradientNorm) },
              { chart: 'gradient', node: head.entry.node },
            ),
          ]
        : []),
      ...lossEvidence(loss),
    ],
  };
}

export const notFiniteOperation: CauseDefinition = {
  kind: 'notFiniteOperation',
  title: { en: 'log 0 or 0 ÷ 0 in the loss', zh: '损失中出现 log 0 或 0 ÷ 0' },
  why: {
    en: 'A probability that rounds to exactly 0 or 1 has an infinite logarithm; σ(z) is 1 in float32 from z ≈ 17 on. A loss that takes logits works with z itself: ln softmax(z) = z − max z − ln Σ e^(z − max z) never takes the logarithm of 0.',
    zh: '概率一旦舍入为 0 或 1，其对数就是无穷大；在 float32 中，z 约大于 17 时 σ(z) 已等于 1。接收 logits 的损失直接使用 z：ln softmax(z) = z − max z − ln Σ e^(z − max z)，从不对 0 取对数。',
  },
  source:
    'Goodfellow et al. (2016), Deep Learning, section 4.1; Dive into Deep Learning (《动手学深度学习》) 3.7.2',
  remedies: ['fromLogits', 'lowerRate'],
  explains: ['rateTooHigh', 'lateCollapse', 'noisyStep', 'unlearnable', 'underfitting'],
  detect(facts) {
    const { subject, harm, data } = facts;
    const { training } = subject.document;
    const loss = LOSSES.find(training.loss.kind);
    if (!loss || valuesOfChoice(LOSSES, training.loss).fromLogits !== false) return null;
    if (data?.classCounts.length === 0) return null;
    return harm === 'notFinite' ? ended(facts) : clipped(facts);
  },
};
