import { describe, expect, test } from 'vitest';
import {
  type HalfFormat,
  roundNumber,
  roundToHalf,
} from '../../shared/engine/kernels/round-to-half';
import { BACKENDS, opsOf } from '../unit/engine/support';
import { readOracle } from './oracle';

interface HalfCase {
  readonly format: HalfFormat;
  /** Bits of float32 numbers, and of what they become. */
  readonly from: readonly number[];
  readonly to: readonly number[];
}

const cases = readOracle<HalfCase>('half');
const numbersOf = (bits: readonly number[]) => new Float32Array(Uint32Array.from(bits).buffer);
const bitsOf = (numbers: Float32Array) => [...new Uint32Array(numbers.slice().buffer)];

describe.each(cases)('ENGINE-68: $format, bit for bit as PyTorch', ({ format, from, to }) => {
  const known = numbersOf(from);
  const expected = numbersOf(to);

  test('every number: normal, subnormal, ties, overflow, infinite, NaN', () => {
    known.forEach((value, index) => {
      const found = Float32Array.of(roundNumber(value, format));
      if (Number.isNaN(expected[index])) expect(found[0], `${value}`).toBeNaN();
      else expect(bitsOf(found), `${value}`).toEqual([to[index]]);
    });
  });

  test.each(BACKENDS)('a tensor on %s, with what was lost and what overflowed', async (backend) => {
    const ops = await opsOf(backend);
    ops.arena.scope(() => {
      const x = ops.tensor(known, [known.length]);
      const { rounded, lost, overflowed } = roundToHalf(ops.storage, x, format);
      ops.arena.own(rounded);
      const found = ops.read(rounded);
      found.forEach((value, index) => {
        expect(Object.is(value, expected[index]) || value === expected[index]).toBe(true);
      });
      const count = (test: (was: number, is: number) => boolean) =>
        known.reduce((sum, was, index) => sum + Number(test(was, expected[index])), 0);
      expect(lost).toBe(count((was, is) => was !== 0 && is === 0));
      expect(overflowed).toBe(
        count((was, is) => Number.isFinite(was) && Math.abs(is) === Infinity),
      );
      expect(lost).toBeGreaterThan(0);
      expect(overflowed).toBeGreaterThan(0);
    });
  });
});

test('ENGINE-68: tables written by hand', () => {
  const half = (value: number) => roundNumber(value, 'float16');
  const brain = (value: number) => roundNumber(value, 'bfloat16');
  // float16: 10 bits of fraction, largest 65504, smallest normal 2⁻¹⁴, smallest subnormal 2⁻²⁴.
  expect([1 + 2 ** -11, 1 + 3 * 2 ** -11].map(half)).toEqual([1, 1 + 2 ** -9]);
  expect([65_504, 65_519.99, 65_520].map(half)).toEqual([65_504, 65_504, Infinity]);
  expect([2 ** -24, 2 ** -25, 3 * 2 ** -25].map(half)).toEqual([2 ** -24, 0, 2 ** -23]);
  expect([2049, 2051].map(half)).toEqual([2048, 2052]);
  // bfloat16: 7 bits of fraction, the exponents of float32.
  expect([1 + 2 ** -8, 1 + 3 * 2 ** -8].map(brain)).toEqual([1, 1 + 2 ** -6]);
  expect(brain(Math.PI)).toBe(3.140625);
  expect([257, 259].map(brain)).toEqual([256, 260]);
  expect(brain(3.4e38)).toBe(Infinity);
});
