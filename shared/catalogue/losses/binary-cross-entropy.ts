import { defineLoss, type LossInputs } from '../loss';
import type { TensorOps } from '../tensor-ops';
import { clipProbability, fromLogitsParameter, insideClip } from './probabilities';

/** ln(1 + e^z) − z·t, written as max(z, 0) − z·t + ln(1 + e^−|z|): no exponential can overflow. */
function fromLogits<T>(ops: TensorOps<T>, { outputs, targets }: LossInputs<T>): T {
  const linear = ops.subtract(ops.relu(outputs), ops.multiply(outputs, targets));
  return ops.add(linear, ops.log1p(ops.exp(ops.negate(ops.abs(outputs)))));
}

/** −t·ln p − (1 − t)·ln(1 − p) */
function fromProbabilities<T>(ops: TensorOps<T>, { outputs, targets }: LossInputs<T>): T {
  const p = clipProbability(ops, outputs);
  const hit = ops.multiply(targets, ops.log(p));
  const miss = ops.multiply(complement(ops, targets), ops.log(complement(ops, p)));
  return ops.negate(ops.add(hit, miss));
}

const complement = <T>(ops: TensorOps<T>, x: T): T => ops.add(ops.negate(x), 1);

export const binaryCrossEntropy = defineLoss({
  kind: 'binaryCrossEntropy',
  label: { en: 'Binary cross-entropy', zh: '二元交叉熵' },
  summary: {
    en: 'For two classes with one output, or several yes-or-no outputs.',
    zh: '用于单输出的二分类，或多个“是/否”输出。',
  },
  formula: {
    en: 'L = −(1/n) Σ (t·ln p + (1 − t)·ln(1 − p)), p = σ(z) from logits',
    zh: 'L = −(1/n) Σ (t·ln p + (1 − t)·ln(1 − p))，由 logits 得 p = σ(z)',
  },
  source: 'Bishop (2006), Pattern Recognition and Machine Learning, equation 5.21',
  parameters: { fromLogits: fromLogitsParameter },
  targets: 'binary',
  tasks: ['classification'],
  prediction: (values) => (values.fromLogits ? 'sigmoid' : 'as-is'),
  value(ops, known, values) {
    const each = values.fromLogits ? fromLogits(ops, known) : fromProbabilities(ops, known);
    return ops.divide(ops.sumLast(each), known.columns);
  },
  gradient(ops, { outputs, targets, columns }, values) {
    if (values.fromLogits) {
      return ops.divide(ops.subtract(ops.sigmoid(outputs), targets), columns);
    }
    const p = clipProbability(ops, outputs);
    const slope = ops.divide(ops.subtract(p, targets), ops.multiply(p, complement(ops, p)));
    return ops.divide(ops.multiply(slope, insideClip(ops, outputs)), columns);
  },
});
