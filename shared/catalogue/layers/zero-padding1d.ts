import { defineLayer } from '../layer';
import { textPart } from './common';
import { marginsOf, stepMargins, withMargins } from './margins';
import { withinLimits, withPlaces } from './windowed';

export const zeroPadding1d = defineLayer({
  kind: 'zeroPadding1d',
  label: { en: 'Zero padding 1D', zh: '一维零填充' },
  summary: {
    en: 'Puts steps of zeros before and behind a sequence.',
    zh: '在序列的首尾补上零。',
  },
  formula: {
    en: 'y[t, c] = x[t − before, c], 0 outside',
    zh: 'y[t, c] = x[t − before, c]，界外为 0',
  },
  source: 'Keras, keras.layers.ZeroPadding1D',
  group: 'shape',
  icon: 'frame',
  inputs: 'one',
  hasOutput: true,
  parameters: stepMargins({ en: 'Steps of zeros on this side.', zh: '这一端补零的步数。' }),
  shape([first], values) {
    const input = withPlaces(first, 1);
    return input.ok ? withinLimits(withMargins(first, 1, marginsOf(values), 1)) : input;
  },
  weights: () => [],
  flops: () => 0,
  headline: ({ before, after }) => [textPart(`${before}, ${after}`)],
});
