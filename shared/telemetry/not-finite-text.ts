import { fillText, type Text } from '../text/text';
import type { FailureTensor } from './protocol';

type TensorTexts = Readonly<Record<FailureTensor, Text>>;

const TENSORS: TensorTexts = {
  preactivation: { en: 'the pre-activation', zh: '预激活值' },
  activation: { en: 'the output', zh: '输出' },
  loss: { en: 'the loss', zh: '损失' },
  gradient: { en: 'the gradient of the output', zh: '输出的梯度' },
  weightGradient: { en: 'the gradient of the weights', zh: '权重的梯度' },
  weight: { en: 'the updated weights', zh: '更新后的权重' },
};

/** The sentence, with slots for the step, the tensor, the node's name and the weight's. A recorder elsewhere fills them itself. */
export const NOT_FINITE_TEXTS = {
  sentence: {
    en: 'In step {{step}} the first number that is NaN or infinite stands in {{what}}.',
    zh: '第 {{step}} 步首次出现 NaN 或无穷大，位于{{what}}。',
  },
  ofNode: { en: '{{what}} of “{{node}}”', zh: '“{{node}}”的{{what}}' },
  tensors: TENSORS,
  /** Where one weight is named. */
  tensorsOfWeight: {
    ...TENSORS,
    weightGradient: { en: 'the gradient of {{weight}}', zh: '{{weight}} 的梯度' },
    weight: { en: 'the updated weight {{weight}}', zh: '更新后的权重 {{weight}}' },
  },
} as const satisfies {
  readonly sentence: Text;
  readonly ofNode: Text;
  readonly tensors: TensorTexts;
  readonly tensorsOfWeight: TensorTexts;
};

/** The tensor in which the first NaN or infinity of a step stands; `node` and `weight` are names. */
export function notFiniteText(
  tensor: FailureTensor,
  weight: string | null,
  node: string | null,
  step: number,
): Text {
  const { sentence, ofNode, tensors, tensorsOfWeight } = NOT_FINITE_TEXTS;
  const what = weight === null ? tensors[tensor] : fillText(tensorsOfWeight[tensor], { weight });
  return fillText(sentence, {
    step,
    what: node === null ? what : fillText(ofNode, { what, node }),
  });
}
