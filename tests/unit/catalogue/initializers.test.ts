import { describe, expect, test } from 'vitest';
import type { InitializerDefinition } from '../../../shared/catalogue/initializer';
import { INITIALIZERS } from '../../../shared/catalogue/initializers';
import type { Shape } from '../../../shared/catalogue/layer';
import { fansOf } from '../../../shared/catalogue/layers/common';
import { defaultsOf } from '../../../shared/catalogue/parameter';
import type { Parameters } from '../../../shared/document/schema';
import { randomStream } from '../../../shared/random/random-stream';

const drawWith = (
  initializer: InitializerDefinition,
  shape: Shape,
  seed: number,
  values: Parameters = defaultsOf(initializer.parameters),
) => initializer.draw(shape, fansOf(shape), randomStream(seed, initializer.kind), values as never);

function momentsOf(numbers: Float32Array) {
  const mean = numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
  const variance = numbers.reduce((sum, value) => sum + (value - mean) ** 2, 0) / numbers.length;
  return { mean, variance };
}

/** 10⁶ elements, square and not: fans in and out must not be confused. */
const SHAPES: readonly Shape[] = [
  [1000, 1000],
  [400, 2500],
  [2500, 400],
];

const cases = INITIALIZERS.entries.flatMap((initializer) =>
  SHAPES.map((shape) => ({
    name: `${initializer.kind} [${shape}]`,
    initializer,
    shape,
  })),
);

describe('CAT-30: mean and variance are those that the initializer claims (seed 7)', () => {
  test.each(cases)('$name', ({ initializer, shape }) => {
    const values = defaultsOf(initializer.parameters);
    const claimed = initializer.moments(fansOf(shape), values as never);
    const numbers = drawWith(initializer, shape, 7);
    const { mean, variance } = momentsOf(numbers);
    const count = numbers.length;
    // Six standard errors: √(σ² ÷ n) of the mean, at most σ²·√(2 ÷ n) of the variance of a normal sample.
    expect(Math.abs(mean - claimed.mean)).toBeLessThanOrEqual(
      6 * Math.sqrt(claimed.variance / count) + 1e-7,
    );
    expect(Math.abs(variance - claimed.variance)).toBeLessThanOrEqual(
      6 * claimed.variance * Math.sqrt(2 / count) + 1e-9,
    );
  });
});

test.each(INITIALIZERS.entries)(
  'CAT-31: $kind gives the same numbers for the same seed',
  (initializer) => {
    const shape = [7, 5];
    const first = drawWith(initializer, shape, 3);
    expect(first).toHaveLength(35);
    expect(drawWith(initializer, shape, 3)).toEqual(first);
    const { variance } = initializer.moments(
      fansOf(shape),
      defaultsOf(initializer.parameters) as never,
    );
    const isRandom = variance > 0 && initializer.kind !== 'identity';
    expect(drawWith(initializer, shape, 4).some((value, index) => value !== first[index])).toBe(
      isRandom,
    );
  },
);

const LIMITS = [
  ['glorotUniform', Math.sqrt(6 / 5200)],
  ['heUniform', Math.sqrt(6 / 200)],
  ['lecunUniform', Math.sqrt(3 / 200)],
  ['uniform', 0.07],
  ['truncatedNormal', 0.02],
] as const;

test.each(LIMITS)('CAT-32: %s stays within its limit and fills it (seed 7)', (kind, limit) => {
  const numbers = drawWith(INITIALIZERS.get(kind), [200, 5000], 7);
  const largest = numbers.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  expect(largest).toBeLessThanOrEqual(limit * (1 + 1e-7));
  expect(largest).toBeGreaterThan(limit * 0.999);
});

const FANS = { fanIn: 200, fanOut: 5000, fanAverage: 2600 };
/** Largest number ÷ deviation: none for a normal, two cut deviations, √3. */
const REACHES = { normal: Infinity, truncated: 2 / Math.sqrt(0.7737413), uniform: Math.sqrt(3) };
const scalings = Object.entries(FANS).flatMap(([mode, fan]) =>
  Object.entries(REACHES).map(([distribution, reach]) => ({ mode, distribution, fan, reach })),
);

test.each(scalings)(
  'CAT-38: variance scaling by $mode has variance scale ÷ fan, $distribution too (seed 7)',
  ({ mode, distribution, fan, reach }) => {
    const scaling = INITIALIZERS.get('varianceScaling');
    const numbers = drawWith(scaling, [200, 5000], 7, { scale: 2, mode, distribution });
    const { mean, variance } = momentsOf(numbers);
    expect(Math.abs(mean)).toBeLessThan(6 * Math.sqrt(2 / fan / 1e6));
    expect(Math.abs(variance / (2 / fan) - 1)).toBeLessThan(6 * Math.sqrt(2 / 1e6));
    const largest = numbers.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    const found = largest / Math.sqrt(2 / fan);
    if (reach === Infinity) expect(found).toBeGreaterThan(4);
    else expect(Math.abs(found / reach - 1)).toBeLessThan(1e-3);
  },
);

test.each(['glorotNormal', 'heNormal', 'lecunNormal', 'normal'])(
  'CAT-33: %s is normal: about 4.55 %% beyond two deviations (seed 7)',
  (kind) => {
    const numbers = drawWith(INITIALIZERS.get(kind), [500, 500], 7);
    const { variance } = momentsOf(numbers);
    const beyond = numbers.filter((value) => Math.abs(value) > 2 * Math.sqrt(variance)).length;
    expect(beyond / numbers.length).toBeCloseTo(0.0455, 2);
  },
);

const MATRICES: readonly Shape[] = [
  [64, 64],
  [40, 90],
  [90, 40],
  [1, 12],
  [12, 1],
  [3, 4, 20],
  [5, 5],
  [7, 6],
  [2, 3],
  [1000, 1000],
];

describe('CAT-34: orthogonal weights are gain times orthonormal vectors along the shorter side (seed 11)', () => {
  test.each(MATRICES.map((shape) => [shape] as const))('[%s]', (shape) => {
    const gain = 1.5;
    const numbers = drawWith(INITIALIZERS.get('orthogonal'), shape, 11, { gain });
    const columns = shape[shape.length - 1];
    const rows = numbers.length / columns;
    const at = (row: number, column: number) => numbers[row * columns + column];
    const count = Math.min(rows, columns);
    const vectors = Array.from({ length: count }, (_vector, index) =>
      Array.from({ length: Math.max(rows, columns) }, (_element, other) =>
        rows >= columns ? at(other, index) : at(index, other),
      ),
    );
    let furthest = 0;
    for (let a = 0; a < count; a += 1) {
      for (let b = a; b < count; b += 1) {
        let product = 0;
        for (let index = 0; index < vectors[a].length; index += 1) {
          product += vectors[a][index] * vectors[b][index];
        }
        furthest = Math.max(furthest, Math.abs(product - (a === b ? gain ** 2 : 0)));
      }
    }
    // Elements are rounded to float32.
    expect(furthest).toBeLessThan(2e-6);
  });
});

test('CAT-35: orthogonal weights have no preferred direction (the mean of many is 0, seed 1 to 200)', () => {
  const sums = new Float64Array(9);
  for (let seed = 1; seed <= 200; seed += 1) {
    drawWith(INITIALIZERS.get('orthogonal'), [3, 3], seed).forEach((value, index) => {
      sums[index] += value / 200;
    });
  }
  // Each element has variance 1/3: the mean of 200 deviates by 0.041.
  for (const mean of sums) expect(Math.abs(mean)).toBeLessThan(0.2);
});

test('CAT-36: identity puts the gain on the diagonal and pads with zeros', () => {
  const identity = INITIALIZERS.get('identity');
  expect([...drawWith(identity, [2, 3], 1, { gain: 2 })]).toEqual([2, 0, 0, 0, 2, 0]);
  expect([...drawWith(identity, [3, 2], 1, { gain: 1 })]).toEqual([1, 0, 0, 1, 0, 0]);
});

test('CAT-37: fans follow the shape of the weight', () => {
  expect(fansOf([784, 100])).toEqual({ fanIn: 784, fanOut: 100 });
  expect(fansOf([10])).toEqual({ fanIn: 10, fanOut: 10 });
  expect(fansOf([3, 3, 8, 16])).toEqual({ fanIn: 72, fanOut: 144 });
  expect(fansOf([])).toEqual({ fanIn: 1, fanOut: 1 });
});
