import type { RandomStream } from '../../random/random-stream';
import type { Samples } from '../dataset';
import type { IntegerParameter, NumberParameter } from '../parameter';

export const samplesParameter = (standard = 500): IntegerParameter => ({
  type: 'integer',
  label: { en: 'Samples', zh: '样本数' },
  help: { en: 'Number of points to make.', zh: '要生成的点数。' },
  default: standard,
  minimum: 10,
  maximum: 100_000,
});

export const noiseParameter = (standard: number): NumberParameter => ({
  type: 'number',
  label: { en: 'Noise', zh: '噪声' },
  help: {
    en: 'Standard deviation of the normal noise that is added; the data lie within about −1 … 1.',
    zh: '所加正态噪声的标准差；数据大致位于 −1 … 1 之间。',
  },
  default: standard,
  minimum: 0,
  maximum: 1,
});

/** Points in a plane: coordinates and class of each. */
export function makePoints(
  count: number,
  point: (index: number) => { readonly x: number; readonly y: number; readonly target: number },
): Samples {
  const features = new Float32Array(2 * count);
  const targets = new Float32Array(count);
  for (let index = 0; index < count; index += 1) {
    const { x, y, target } = point(index);
    features[2 * index] = x;
    features[2 * index + 1] = y;
    targets[index] = target;
  }
  return { type: 'samples', count, features, targets };
}

/** A curve y = f(x) over x in (−1, 1), with noise on y. */
export function makeCurve(
  count: number,
  noise: number,
  random: RandomStream,
  curve: (x: number) => number,
): Samples {
  const features = new Float32Array(count);
  const targets = new Float32Array(count);
  for (let index = 0; index < count; index += 1) {
    const x = 2 * random.uniform() - 1;
    features[index] = x;
    targets[index] = curve(x) + noise * random.normal();
  }
  return { type: 'samples', count, features, targets };
}

const letters = 'ABCDEFGHIJ';

export const classLetters = (count: number): readonly string[] => [...letters.slice(0, count)];

/** What all plane datasets say of their samples. */
export const planeSamples = {
  featureShape: () => [2],
  featureNames: ['x', 'y'],
  targetNames: () => ['class'],
} as const;

/** What all curves say of their samples. */
export const curveSamples = {
  featureShape: () => [1],
  featureNames: ['x'],
  targetNames: () => ['y'],
  classNames: (): readonly string[] => [],
} as const;
