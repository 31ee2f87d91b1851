import { expect } from 'vitest';
import type { NamedTensor } from '../../../shared/interop/safetensors';

export const TOLERANCE = 1e-5;
/** Sums of numbers that cancel: a third of the spacing of 32-bit floats near 1. */
const ROUNDING = 2e-8;

/** Every number within a share of the tensor's largest. */
export function expectNear(
  name: string,
  actual: NamedTensor | undefined,
  expected: ArrayLike<number>,
  tolerance = TOLERANCE,
): void {
  expect(actual?.values.length, name).toBe(expected.length);
  const scale = Array.from(expected).reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  for (let index = 0; index < expected.length; index += 1) {
    const found = actual?.values[index] as number;
    const distance = Math.abs(found - expected[index]);
    if (!(distance <= tolerance * scale + ROUNDING)) {
      expect.fail(`${name}[${index}]: ${found}, expected ${expected[index]} (largest ${scale})`);
    }
  }
}
