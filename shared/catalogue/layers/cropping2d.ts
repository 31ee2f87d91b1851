import { defineLayer } from '../layer';
import { textPart } from './common';
import { marginsOf, pixelMargins, withMargins } from './margins';
import { withPlaces, withRest } from './windowed';

export const cropping2d = defineLayer({
  kind: 'cropping2d',
  label: { en: 'Cropping 2D', zh: '二维裁剪' },
  summary: {
    en: 'Cuts pixels off the sides of a picture.',
    zh: '裁去图像四边的若干像素。',
  },
  formula: 'y[i, j, c] = x[i + top, j + left, c]',
  source: 'Keras, keras.layers.Cropping2D',
  group: 'shape',
  icon: 'crop',
  inputs: 'one',
  hasOutput: true,
  parameters: pixelMargins({ en: 'Pixels cut off on this side.', zh: '这一侧裁去的像素数。' }),
  shape([first], values) {
    const input = withPlaces(first, 2);
    return input.ok ? withRest(first, withMargins(first, 2, marginsOf(values), -1)) : input;
  },
  weights: () => [],
  flops: () => 0,
  headline: ({ top, bottom, left, right }) => [textPart(`${top}, ${bottom}, ${left}, ${right}`)],
});
