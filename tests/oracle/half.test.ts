import { describe, expect, test } from 'vitest';
import { type HalfFormat, roundNumber } from '../../shared/engine/kernels/round-to-half';
import { BACKENDS, inScope, opsOf } from '../unit/engine/support';
import { readOracle } from './oracle';

interface HalfCase {
  readonly format: HalfFormat;
  /** Bits of float32 numbers, and of what they become. */
  readonly from: readonly number[];
  readonly to: readonly number[];
}

/** Of float32. */
const SMALLEST_NORMAL = 2 ** -126;

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

  test.each(BACKENDS)('a tensor on %s, and the count of what was lost', async (backend) => {
    const ops = await opsOf(backend);
    // A graphics device may take a number below its normal range for 0 before any program sees it.
    const isSeen = (value: number) =>
      !ops.storage.isRemote || value === 0 || !(Math.abs(value) < SMALLEST_NORMAL);
    const places = Array.from(known.keys()).filter(
      (index) => isSeen(known[index]) && isSeen(expected[index]),
    );
    const values = places.map((index) => known[index]);
    const start = ops.tensorCount;
    await inScope(ops, function* () {
      const rounding = ops.roundToHalf(ops.tensor(values, [2, values.length / 2]), format, true);
      const { rounded, lost, nonzero } = rounding;
      const counts = [lost, nonzero].filter((count) => typeof count !== 'number');
      yield [rounded, ...counts];
      expect(rounded.shape).toEqual([2, values.length / 2]);
      ops.read(rounded).forEach((value, index) => {
        const wanted = expected[places[index]];
        if (Object.is(value, wanted) || value === wanted) return;
        expect.fail(`${values[index]} became ${value}, not ${wanted}`);
      });
      const read = (count: typeof lost) => (typeof count === 'number' ? count : ops.view(count)[0]);
      const isLost = (index: number) => known[index] !== 0 && expected[index] === 0;
      expect(read(lost)).toBe(places.filter(isLost).length);
      expect(read(nonzero)).toBe(values.filter((value) => value !== 0).length);
    });
    expect(ops.tensorCount).toBe(start);
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
