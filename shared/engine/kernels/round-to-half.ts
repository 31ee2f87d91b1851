import type { Storage, Tensor } from '../storage';

/** Formats of 16 bits; sign, exponent and fraction as IEEE 754-2019 (binary16) and Intel's bfloat16 (2018) lay them out. */
export type HalfFormat = 'float16' | 'bfloat16';

export interface HalfLayout {
  /** Bits of the fraction that float32 has and the format has not. */
  readonly dropped: number;
  /** Exponent of its smallest normal number. */
  readonly smallestExponent: number;
  /** The first number that rounds to infinity: half a step above the largest. */
  readonly overflow: number;
}

export const HALF_LAYOUTS: Readonly<Record<HalfFormat, HalfLayout>> = {
  // Largest 65504 = (2 − 2⁻¹⁰)·2¹⁵; from 65520 on the nearest even neighbour would be 2¹⁶, which there is not.
  float16: { dropped: 13, smallestExponent: -14, overflow: 65_520 },
  // Largest (2 − 2⁻⁷)·2¹²⁷; exponents as float32, so its smallest normal number is float32's.
  bfloat16: { dropped: 16, smallestExponent: -126, overflow: (2 - 2 ** -8) * 2 ** 127 },
};

const bits = new Uint32Array(1);
const number = new Float32Array(bits.buffer);

/** A tensor in a 16-bit format, and what rounding did to its numbers; counts stay on a GPU until they are read. */
export interface Rounding {
  readonly rounded: Tensor;
  /** Numbers that were not 0 and became 0: underflow. */
  readonly lost: number | Tensor;
  /** Numbers that were not 0 before. */
  readonly nonzero: number | Tensor;
}

/**
 * The nearest number of a 16-bit format, ties to the even one; its subnormals are kept, too large ones become
 * infinite, NaN stays NaN.
 */
export function roundNumber(value: number, format: HalfFormat): number {
  const { dropped, smallestExponent, overflow } = HALF_LAYOUTS[format];
  if (Number.isNaN(value)) return value;
  const size = Math.abs(value);
  if (size >= overflow) return Math.sign(value) * Infinity;
  const smallest = 2 ** smallestExponent;
  if (size < smallest) {
    // Subnormals stand in even steps; adding and taking away a large number rounds to them, ties to even, for the
    // sum of two float64 has exactly the steps that are wanted.
    const step = smallest * 2 ** (dropped - 23);
    const anchor = step * 2 ** 52;
    const rounded = size + anchor - anchor;
    return value < 0 || Object.is(value, -0) ? -rounded : rounded;
  }
  number[0] = value;
  const [raw] = bits;
  const half = (1 << (dropped - 1)) - 1;
  // Adding half a step less one, and one more where the last kept bit is odd, carries exactly when rounding up.
  bits[0] = (raw + half + ((raw >>> dropped) & 1)) & ~((1 << dropped) - 1);
  return number[0];
}

/**
 * All numbers of a tensor in a 16-bit format: values as hardware of that format would keep them, stored as float32.
 * No kernel of tfjs does it. `gpu-half.ts` is its twin.
 */
export function roundToHalf(storage: Storage, x: Tensor, format: HalfFormat): Rounding {
  const rounded = storage.allocate(x.shape);
  const values = storage.view(x);
  const target = storage.view(rounded);
  let lost = 0;
  let nonzero = 0;
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index];
    const near = roundNumber(value, format);
    if (value !== 0) nonzero += 1;
    if (near === 0 && value !== 0) lost += 1;
    target[index] = near;
  }
  return { rounded, lost, nonzero };
}
