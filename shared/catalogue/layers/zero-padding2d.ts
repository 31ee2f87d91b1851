import { defineLayer } from '../layer';
import { textPart } from './common';
import { marginsOf, pixelMargins, withMargins } from './margins';
import { withinLimits, withPlaces } from './windowed';

export const zeroPadding2d = defineLayer({
  kind: 'zeroPadding2d',
  label: { en: 'Zero padding 2D', zh: '二维零填充' },
  summary: {
    en: 'Puts a frame of zeros around a picture.',
    zh: '在图像四周补上一圈零。',
  },
  formula: {
    en: 'y[i, j, c] = x[i − top, j − left, c], 0 outside',
    zh: 'y[i, j, c] = x[i − top, j − left, c]，界外为 0',
  },
  source: 'Keras, keras.layers.ZeroPadding2D',
  group: 'shape',
  icon: 'frame',
  inputs: 'one',
  hasOutput: true,
  parameters: pixelMargins({ en: 'Pixels of zeros on this side.', zh: '这一侧补零的像素数。' }),
  shape([first], values) {
    const input = withPlaces(first, 2);
    return input.ok ? withinLimits(withMargins(first, 2, marginsOf(values), 1)) : input;
  },
  weights: () => [],
  flops: () => 0,
  headline: ({ top, bottom, left, right }) => [textPart(`${top}, ${bottom}, ${left}, ${right}`)],
});
