import { describe, expect, test } from 'vitest';
import { AUGMENTATIONS } from '../../../shared/catalogue/augmentations';
import { defaultsOf } from '../../../shared/catalogue/parameter';
import { pictureChanger } from '../../../shared/data/augment';
import type { JsonValue } from '../../../shared/document/schema';
import { randomStream } from '../../../shared/random/random-stream';

const [HEIGHT, WIDTH, CHANNELS] = [9, 7, 3];
const SHAPE = [HEIGHT, WIDTH, CHANNELS] as const;

/** Pixels in 0.2 … 0.8, each another: what was moved can be found again. */
const picture = (): Float32Array =>
  Float32Array.from(
    { length: HEIGHT * WIDTH * CHANNELS },
    (_, index) => 0.2 + (0.6 * index) / (HEIGHT * WIDTH * CHANNELS),
  );

const ORIGINAL = picture();

function changed(kind: string, parameters: Record<string, JsonValue>, seed: number, times = 1) {
  const choice = {
    kind,
    parameters: { ...defaultsOf(AUGMENTATIONS.get(kind).parameters), ...parameters },
  };
  const change = pictureChanger([choice], SHAPE, randomStream(seed, 'augment'));
  return Array.from({ length: times }, () => {
    const own = picture();
    change(own);
    return own;
  });
}

const pixel = (values: Float32Array, row: number, column: number): readonly number[] => {
  const start = (row * WIDTH + column) * CHANNELS;
  return [...values.subarray(start, start + CHANNELS)];
};

/** How far a picture was moved, found from a pixel that is not black; checks that all pixels agree. */
function offsetOf(moved: Float32Array): readonly [number, number] {
  const original = picture();
  const found = moved.findIndex((value) => value > 0);
  const source = original.indexOf(moved[found]);
  const at = (index: number) => [
    Math.floor(index / CHANNELS) % WIDTH,
    Math.floor(index / CHANNELS / WIDTH),
  ];
  const [right, down] = [at(found)[0] - at(source)[0], at(found)[1] - at(source)[1]];
  for (let row = 0; row < HEIGHT; row += 1) {
    for (let column = 0; column < WIDTH; column += 1) {
      const [y, x] = [row - down, column - right];
      const isInside = y >= 0 && y < HEIGHT && x >= 0 && x < WIDTH;
      const expected = isInside ? pixel(original, y, x) : [0, 0, 0];
      expect(pixel(moved, row, column)).toEqual(expected);
    }
  }
  return [right, down];
}

describe.each(AUGMENTATIONS.entries)('$kind', ({ kind }) => {
  test('DATA-26: changes pictures, the same way for the same seed (seeds 5 and 6)', () => {
    const one = changed(kind, {}, 5, 30);
    expect(changed(kind, {}, 5, 30)).toEqual(one);
    expect(changed(kind, {}, 6, 30)).not.toEqual(one);
    expect(one.some((own) => own.some((value, index) => value !== ORIGINAL[index]))).toBe(true);
    expect(one.flatMap((own) => [...own]).every(Number.isFinite)).toBe(true);
  });

  test('DATA-27: leaves nothing of the picture before (seed 5)', () => {
    const choice = { kind, parameters: {} };
    const change = pictureChanger([choice], SHAPE, randomStream(5, 'augment'));
    const white = new Float32Array(HEIGHT * WIDTH * CHANNELS).fill(1e6);
    change(white);
    const black = new Float32Array(HEIGHT * WIDTH * CHANNELS);
    change(black);
    expect(Math.max(...black.map(Math.abs))).toBeLessThan(1);
  });
});

describe('augmentations', () => {
  test('DATA-28: a random crop moves by up to its padding, every place alike (seed 9)', () => {
    const places = changed('randomCrop', { padding: 1 }, 9, 900).map((own) => offsetOf(own).join());
    const counts = new Map<string, number>();
    for (const place of places) counts.set(place, (counts.get(place) ?? 0) + 1);
    expect(counts.size).toBe(9);
    for (const count of counts.values()) expect(Math.abs(count - 100)).toBeLessThan(50);
  });

  test('DATA-28: a shift stays within its shares (seed 9)', () => {
    const moved = changed('shift', { horizontal: 0.3, vertical: 0 }, 9, 100).map(offsetOf);
    expect(new Set(moved.map(([right]) => right))).toEqual(new Set([-2, -1, 0, 1, 2]));
    expect(moved.every(([, down]) => down === 0)).toBe(true);
  });

  test.each([
    ['flipHorizontal', (row: number, column: number) => [row, WIDTH - 1 - column]],
    ['flipVertical', (row: number, column: number) => [HEIGHT - 1 - row, column]],
  ] as const)('DATA-29: %s mirrors each pixel, as often as it says (seed 9)', (kind, mirror) => {
    const [flipped] = changed(kind, { probability: 1 }, 9);
    for (let row = 0; row < HEIGHT; row += 1) {
      for (let column = 0; column < WIDTH; column += 1) {
        const [y, x] = mirror(row, column);
        expect(pixel(flipped, row, column)).toEqual(pixel(picture(), y, x));
      }
    }
    expect(changed(kind, { probability: 0 }, 9)[0]).toEqual(picture());
    const some = changed(kind, { probability: 0.25 }, 9, 1000);
    const share = some.filter((own) => own[0] !== ORIGINAL[0]).length / 1000;
    expect(share).toBeCloseTo(0.25, 1);
  });

  test('DATA-30: rotating by 0 changes nothing, and the middle stays where it is (seed 9)', () => {
    expect(changed('rotate', { degrees: 0 }, 9)[0]).toEqual(picture());
    for (const own of changed('rotate', { degrees: 180 }, 9, 20)) {
      const middle = pixel(own, 4, 3);
      pixel(picture(), 4, 3).forEach((value, channel) => {
        expect(middle[channel]).toBeCloseTo(value, 6);
      });
    }
  });

  test('DATA-31: brightness multiplies all pixels by one factor within its strength (seed 9)', () => {
    const factors = changed('brightness', { strength: 0.2 }, 9, 400).map((own) => {
      const factor = own[0] / ORIGINAL[0];
      own.forEach((value, index) => {
        expect(value).toBeCloseTo(Math.min(1, factor * ORIGINAL[index]), 5);
      });
      return factor;
    });
    expect(Math.min(...factors)).toBeGreaterThan(0.799);
    expect(Math.min(...factors)).toBeLessThan(0.82);
    expect(Math.max(...factors)).toBeLessThan(1.201);
    expect(Math.max(...factors)).toBeGreaterThan(1.18);
  });

  test('DATA-32: noise has the deviation that was asked for (seed 9)', () => {
    const noise = changed('pixelNoise', { deviation: 0.1 }, 9, 200).flatMap((own) =>
      [...own].map((value, index) => value - ORIGINAL[index]),
    );
    const mean = noise.reduce((sum, value) => sum + value, 0) / noise.length;
    const square = noise.reduce((sum, value) => sum + value ** 2, 0) / noise.length;
    expect(mean).toBeCloseTo(0, 2);
    expect(Math.sqrt(square)).toBeCloseTo(0.1, 3);
  });
});
