import { fail, succeed } from '../../result';
import { formatShape } from '../../text/text';
import { defineLayer, type Shape, sizeOf } from '../layer';
import type { IntegerParameter } from '../parameter';
import { textPart } from './common';

const INPUTS = 2;

const axisParameter = (label: IntegerParameter['label']): IntegerParameter => ({
  type: 'integer',
  label,
  help: {
    en: 'Counted from the end: 1 is the last axis, 2 the one before it.',
    zh: '从末尾数起：1 为最后一个轴，2 为倒数第二个轴。',
  },
  default: 1,
  minimum: 1,
  maximum: 8,
});

/** A shape without the axis that is summed over. */
const rest = (shape: Shape, fromEnd: number): Shape =>
  shape.filter((_, axis) => axis !== shape.length - fromEnd);

export const dot = defineLayer({
  kind: 'dot',
  label: { en: 'Dot', zh: '点积' },
  summary: {
    en: 'Sums the products of two inputs over one axis of each: how alike two vectors are, or every pair of two sequences.',
    zh: '沿两个输入各自的一个轴将乘积求和：衡量两个向量的相似程度，或两个序列中每一对的相似程度。',
  },
  formula: {
    en: 'y[i, j] = Σₖ a[i, k]·b[j, k]; normalized: a and b have length 1 along k (cosine)',
    zh: 'y[i, j] = Σₖ a[i, k]·b[j, k]；归一化时 a、b 沿 k 的长度为 1（余弦）',
  },
  source: 'Keras, keras.layers.Dot(axes, normalize)',
  group: 'merge',
  icon: 'x',
  inputs: 'many',
  hasOutput: true,
  parameters: {
    firstAxis: axisParameter({ en: 'Axis of the first', zh: '第一个输入的轴' }),
    secondAxis: axisParameter({ en: 'Axis of the second', zh: '第二个输入的轴' }),
    normalize: {
      type: 'boolean',
      label: { en: 'Normalize', zh: '归一化' },
      help: {
        en: 'Divides both inputs by their length along the axis, so that the result is the cosine of their angle.',
        zh: '先将两个输入沿该轴除以各自的长度，结果即为夹角的余弦。',
      },
      default: false,
    },
  },
  shape(inputs, { firstAxis, secondAxis }) {
    if (inputs.length > INPUTS) {
      return fail({ kind: 'inputs-over-limit', values: { limit: INPUTS, count: inputs.length } });
    }
    const axes = [firstAxis, secondAxis];
    const short = inputs.findIndex((shape, index) => shape.length < axes[index]);
    if (short >= 0) {
      const values = { input: short, shape: formatShape(inputs[short]), axis: axes[short] };
      return fail({ kind: 'dot-axis-missing', values });
    }
    const [first, second] = inputs.map((shape, index) => shape[shape.length - axes[index]]);
    if (first !== second) {
      return fail({ kind: 'dot-axes-differ', values: { input: 1, first, second } });
    }
    const shape = inputs.flatMap((input, index) => rest(input, axes[index]));
    return succeed(shape.length > 0 ? shape : [1]);
  },
  weights: () => [],
  flops(inputs, output, { firstAxis, normalize }) {
    const [first, second] = inputs;
    const products = 2 * sizeOf(output) * first[first.length - firstAxis];
    return products + (normalize ? 3 * (sizeOf(first) + sizeOf(second)) : 0);
  },
  headline: ({ normalize }) => [textPart(normalize ? 'cos' : 'a·bᵀ')],
});
