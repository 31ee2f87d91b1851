import { valuesOfChoice } from '../../catalogue/catalogues';
import { LOSSES } from '../../catalogue/losses';
import { type CauseDefinition, evidence } from '../cause';

export const notFiniteOperation: CauseDefinition = {
  kind: 'notFiniteOperation',
  title: { en: 'log 0 or 0 ÷ 0 in the loss', zh: '损失中出现 log 0 或 0 ÷ 0' },
  why: {
    en: 'A probability that rounds to exactly 0 or 1 has an infinite logarithm; σ(z) is 1 in float32 from z = 16.6 on. A loss that takes logits works with z itself: ln softmax(z) = z − max z − ln Σ e^(z − max z) never takes the logarithm of 0.',
    zh: '概率一旦舍入为 0 或 1，其对数就是无穷大；在 float32 中，z ≥ 16.6 时 σ(z) 已等于 1。接收 logits 的损失直接使用 z：ln softmax(z) = z − max z − ln Σ e^(z − max z)，从不对 0 取对数。',
  },
  source: 'Goodfellow et al. (2016), Deep Learning, section 4.1; 《动手学深度学习》3.7.2',
  labs: ['N2'],
  remedies: ['fromLogits', 'lowerRate'],
  explains: ['rateTooHigh', 'lateCollapse', 'noisyStep', 'unlearnable', 'underfitting'],
  detect({ subject, harm, data }) {
    const { training } = subject.document;
    const failure = subject.state?.failure;
    const loss = LOSSES.find(training.loss.kind);
    if (!loss || harm === 'none') return null;
    const takesProbabilities = valuesOfChoice(LOSSES, training.loss).fromLogits === false;
    if (!takesProbabilities || (data && data.classCounts.length === 0)) return null;
    if (harm !== 'notFinite' || !failure) return null;
    return {
      nodes: failure.node ? [failure.node] : [],
      sinceStep: failure.step ?? 0,
      strength: failure.tensor === 'loss' || failure.tensor === 'gradient' ? 0.9 : 0.5,
      severity: 'harmful',
      evidence: [
        evidence(
          failure.message,
          {},
          { chart: 'loss', node: failure.node ?? undefined, step: failure.step ?? undefined },
        ),
        evidence(
          {
            en: 'The loss takes probabilities, not logits.',
            zh: '损失接收的是概率，而不是 logits。',
          },
          {},
        ),
      ],
    };
  },
};
