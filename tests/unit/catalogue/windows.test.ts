import { describe, expect, test } from 'vitest';
import {
  placesUnder,
  transposedLength,
  windowAxis,
  windowsOf,
} from '../../../shared/catalogue/windows';

describe('CAT-170: where windows stand', () => {
  test.each([
    // size, kernel, stride, dilation → count
    [28, 3, 1, 1, 26],
    [28, 3, 2, 1, 13],
    [7, 3, 1, 2, 3],
    [7, 7, 5, 1, 1],
    [6, 7, 1, 1, 0],
  ])(
    'valid: %i places, kernel %i, stride %i, dilation %i',
    (size, kernel, stride, dilation, count) => {
      expect(windowAxis(size, kernel, stride, dilation, 'valid')).toMatchObject({
        count,
        before: 0,
      });
    },
  );

  test.each([
    // size, kernel, stride, dilation → count, zeros before (tf.nn, “Notes on padding”)
    [28, 3, 1, 1, 28, 1],
    [5, 2, 1, 1, 5, 0],
    [5, 3, 2, 1, 3, 1],
    [6, 3, 2, 1, 3, 0],
    [6, 4, 1, 1, 6, 1],
    [7, 3, 1, 2, 7, 2],
    [4, 1, 3, 1, 2, 0],
  ])(
    'same: %i places, kernel %i, stride %i, dilation %i',
    (size, kernel, stride, dilation, count, before) => {
      expect(windowAxis(size, kernel, stride, dilation, 'same')).toMatchObject({ count, before });
    },
  );

  test('a convolution with the same settings brings every transposed length back', () => {
    for (const padding of ['valid', 'same'] as const) {
      for (let size = 1; size < 6; size += 1) {
        for (let kernel = 1; kernel < 6; kernel += 1) {
          for (let stride = 1; stride < 5; stride += 1) {
            for (let dilation = 1; dilation < 4; dilation += 1) {
              const length = transposedLength(size, kernel, stride, dilation, padding);
              const { count } = windowAxis(length, kernel, stride, dilation, padding);
              expect(count, `${padding} ${size} ${kernel} ${stride} ${dilation}`).toBe(size);
            }
          }
        }
      }
    }
  });

  test('places inside the input are counted under each window', () => {
    const values = { kernelSize: [3, 3], strides: [1, 1], padding: 'same' } as const;
    expect([...placesUnder(windowsOf([3, 3, 5], values))]).toEqual([4, 6, 4, 6, 9, 6, 4, 6, 4]);
    const gaps = { kernelSize: [3], strides: [2], dilation: [4], padding: 'same' } as const;
    // A window may be larger than the input: 5 places, zeros up to the fourth on either side.
    expect([...placesUnder(windowsOf([5, 1], gaps))]).toEqual([2, 1, 2]);
  });
});
