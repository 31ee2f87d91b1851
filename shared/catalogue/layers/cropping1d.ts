import { defineLayer } from '../layer';
import { textPart } from './common';
import { marginsOf, stepMargins, withMargins } from './margins';
import { withPlaces, withRest } from './windowed';

export const cropping1d = defineLayer({
  kind: 'cropping1d',
  label: { en: 'Cropping 1D', zh: '一维裁剪' },
  summary: {
    en: 'Cuts steps off both ends of a sequence.',
    zh: '裁去序列首尾的若干步。',
  },
  formula: 'y[t, c] = x[t + before, c]',
  source: 'Keras, keras.layers.Cropping1D',
  group: 'shape',
  icon: 'crop',
  inputs: 'one',
  hasOutput: true,
  parameters: stepMargins({ en: 'Steps cut off on this side.', zh: '这一端裁去的步数。' }),
  shape([first], values) {
    const input = withPlaces(first, 1);
    return input.ok ? withRest(first, withMargins(first, 1, marginsOf(values), -1)) : input;
  },
  weights: () => [],
  flops: () => 0,
  headline: ({ before, after }) => [textPart(`${before}, ${after}`)],
});
