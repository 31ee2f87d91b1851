import { describe, expect, test } from 'vitest';
import { roundNumber } from '../../../shared/engine/kernels/round-to-half';
import { BACKENDS, opsOf } from '../engine/support';

/** Where the logarithm of a number leaves its format: what overflows and saturates in a network's own functions. */
describe('where numbers end', () => {
  test('THEORY-27: a sigmoid whose every operation rounds to 32 bits is 1 from 16.64 on', () => {
    const { fround, exp } = Math;
    const sigmoid = (z: number): number => fround(1 / fround(1 + fround(exp(-z))));
    expect(sigmoid(16.6)).toBeLessThan(1);
    expect(sigmoid(16.64)).toBe(1);
  });

  // These round once, at the end: 1 − e^−z is 1 from z = 25·ln 2 on.
  test.each(BACKENDS)(
    'THEORY-27: on %s, in 32 bits, a sigmoid is 1 from 17.33 on and an exponential infinite from 88.73 on',
    async (backend) => {
      const ops = await opsOf(backend);
      const [sigmoids, exponentials] = ops.arena.scope(() => [
        [...ops.read(ops.sigmoid(ops.tensor([17.3, 17.34, 30], [3])))],
        [...ops.read(ops.exp(ops.tensor([88.72, 88.73], [2])))],
      ]);
      expect(sigmoids[0]).toBeLessThan(1);
      expect(sigmoids.slice(1)).toEqual([1, 1]);
      expect(exponentials[0]).toBeGreaterThan(3.3e38);
      expect(exponentials[1]).toBe(Infinity);
    },
  );

  test('THEORY-27: in 16 bits an exponential is infinite from 11.09 on', () => {
    expect(roundNumber(Math.exp(11.0898), 'float16')).toBe(65_504);
    // Half a step above the largest number is as far as rounding goes back.
    expect(roundNumber(Math.exp(11.0902), 'float16')).toBe(Infinity);
    expect(roundNumber(Math.exp(11.0902), 'bfloat16')).toBeLessThan(66_000);
  });
});
