import { defineAugmentation } from '../augmentation';
import type { NumberParameter } from '../parameter';
import { moveBy } from './move';

const share = (
  label: NumberParameter['label'],
  help: NumberParameter['help'],
): NumberParameter => ({
  type: 'number',
  label,
  help,
  default: 0.1,
  minimum: 0,
  maximum: 0.5,
});

export const shift = defineAugmentation({
  kind: 'shift',
  label: { en: 'Shift', zh: '平移' },
  summary: {
    en: 'Moves the picture by some pixels, each direction with a limit of its own.',
    zh: '把图片平移若干像素，两个方向各有上限。',
  },
  formula: 'right = round(u·s₁·w), down = round(v·s₂·h), u, v ~ U(−1, 1)',
  source: 'LeCun, Bottou, Bengio, Haffner (1998), Gradient-Based Learning, § III.D',
  parameters: {
    horizontal: share(
      { en: 'Sideways', zh: '水平幅度' },
      { en: 'Farthest, as a share of the width.', zh: '最大幅度，占宽度的比例。' },
    ),
    vertical: share(
      { en: 'Up and down', zh: '垂直幅度' },
      { en: 'Farthest, as a share of the height.', zh: '最大幅度，占高度的比例。' },
    ),
  },
  apply(change, { horizontal, vertical }) {
    const right = Math.round((2 * change.random.uniform() - 1) * horizontal * change.width);
    const down = Math.round((2 * change.random.uniform() - 1) * vertical * change.height);
    moveBy(change, right, down);
  },
});
