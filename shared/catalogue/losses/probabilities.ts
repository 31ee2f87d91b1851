import type { BooleanParameter } from '../parameter';
import type { TensorOps } from '../tensor-ops';

/** Probabilities are kept this far from 0 and 1, so that no logarithm is infinite. Same value as Keras. */
export const PROBABILITY_EPSILON = 1e-7;

export const fromLogitsParameter = {
  type: 'boolean',
  label: { en: 'From logits', zh: '接收 logits' },
  help: {
    en: 'On: the network ends without sigmoid or softmax and the loss applies it, which stays exact for large outputs. Off: the network gives probabilities; they are kept within 1e-7 … 1 − 1e-7, and beyond that the gradient is 0.',
    zh: '开启：网络末尾不接 sigmoid 或 softmax，由损失函数计算，输出很大时仍然精确。关闭：网络给出概率；概率被限制在 1e-7 … 1 − 1e-7 之内，超出时梯度为 0。',
  },
  default: true,
} as const satisfies BooleanParameter;

export const clipProbability = <T>(ops: TensorOps<T>, probability: T): T =>
  ops.minimum(ops.maximum(probability, PROBABILITY_EPSILON), 1 - PROBABILITY_EPSILON);

/** 1 where clipping leaves the probability as it is, else 0: the derivative of the clip. */
export const insideClip = <T>(ops: TensorOps<T>, probability: T): T =>
  ops.subtract(
    ops.greater(probability, PROBABILITY_EPSILON),
    ops.greater(probability, 1 - PROBABILITY_EPSILON),
  );
