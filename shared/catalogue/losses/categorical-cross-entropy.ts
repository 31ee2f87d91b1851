import { defineLoss } from '../loss';
import type { TensorOps } from '../tensor-ops';
import { clipProbability, fromLogitsParameter, insideClip } from './probabilities';

/** ln softmax(z) = (z − max z) − ln Σ e^(z − max z): the largest exponent is 0, so nothing overflows. */
function logSoftmax<T>(ops: TensorOps<T>, logits: T): T {
  const shifted = ops.subtract(logits, ops.maxLast(logits));
  return ops.subtract(shifted, ops.log(ops.sumLast(ops.exp(shifted))));
}

export const categoricalCrossEntropy = defineLoss({
  kind: 'categoricalCrossEntropy',
  label: { en: 'Categorical cross-entropy', zh: '多类交叉熵' },
  summary: {
    en: 'For classes of which exactly one is right; one output a class.',
    zh: '用于恰有一个正确类别的多分类；每个类别一个输出。',
  },
  formula: {
    en: 'L = −Σ t·ln p, p = softmax(z) from logits',
    zh: 'L = −Σ t·ln p，由 logits 得 p = softmax(z)',
  },
  source: 'Bishop (2006), Pattern Recognition and Machine Learning, equation 5.24',
  parameters: { fromLogits: fromLogitsParameter },
  targets: 'one-hot',
  tasks: ['classification'],
  prediction: (values) => (values.fromLogits ? 'softmax' : 'as-is'),
  value(ops, { outputs, targets }, values) {
    const logarithms = values.fromLogits
      ? logSoftmax(ops, outputs)
      : ops.log(clipProbability(ops, outputs));
    return ops.negate(ops.sumLast(ops.multiply(targets, logarithms)));
  },
  gradient(ops, { outputs, targets }, values) {
    if (values.fromLogits) {
      const probabilities = ops.exp(logSoftmax(ops, outputs));
      return ops.subtract(ops.multiply(probabilities, ops.sumLast(targets)), targets);
    }
    const slope = ops.negate(ops.divide(targets, clipProbability(ops, outputs)));
    return ops.multiply(slope, insideClip(ops, outputs));
  },
});
