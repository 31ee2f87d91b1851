import { defineAugmentation } from '../augmentation';
import { moveBy } from './move';

export const randomCrop = defineAugmentation({
  kind: 'randomCrop',
  label: { en: 'Random crop', zh: '随机裁剪' },
  summary: {
    en: 'Pads with black and cuts the old size out at a random place: what matters may lie anywhere.',
    zh: '四周填充黑边后，在随机位置裁出原尺寸：关键内容可以出现在任何位置。',
  },
  formula: {
    en: 'pad p on every side; cut h × w at (i, j), i, j ~ U{0 … 2p}',
    zh: '四边各填充 p；在 (i, j) 处裁出 h × w，i, j ~ U{0 … 2p}',
  },
  source: 'He, Zhang, Ren, Sun (2016), Deep Residual Learning, § 4.2',
  parameters: {
    padding: {
      type: 'integer',
      label: { en: 'Padding', zh: '填充' },
      help: { en: 'Black pixels added on every side.', zh: '每一边填充的黑色像素数。' },
      default: 2,
      minimum: 1,
      maximum: 64,
    },
  },
  apply(change, { padding }) {
    const places = 2 * padding + 1;
    const right = change.random.below(places) - padding;
    moveBy(change, right, change.random.below(places) - padding);
  },
});
