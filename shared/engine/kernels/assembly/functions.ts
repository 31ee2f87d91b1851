/**
 * Functions of four numbers at once, for formulas that are computed in one walk (`fused/`). tfjs's kernels compute them
 * one by one, and a kernel of its own for each function of an LSTM's time step cost more than the arithmetic.
 *
 * Range reduction and polynomials: Moshier, Cephes Mathematical Library (`expf`, `tanhf`); errors under 2 units in the
 * last place. NaN is handed on.
 */

function splat(value: f32): v128 {
  return f32x4.splat(value);
}

/** a·b + c. */
function multiplyAdd(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(a, b, c);
  return f32x4.add(f32x4.mul(a, b), c);
}

/** 2 to the power of whole numbers of −126 … 127, put together from its bits. */
function powerOfTwo(exponent: v128): v128 {
  return i32x4.shl(i32x4.add(exponent, i32x4.splat(127)), 23);
}

/** Beyond these the result is ∞ or 0. */
const LARGEST: f32 = 89;
const SMALLEST: f32 = -104;

/** eˣ = 2ⁿ·eʳ with |r| ≤ ln 2 ÷ 2. */
export function exp(x: v128): v128 {
  // In this order of operands a NaN stays.
  x = f32x4.pmax(f32x4.pmin(x, splat(LARGEST)), splat(SMALLEST));
  const whole = f32x4.nearest(f32x4.mul(x, splat(<f32>Math.LOG2E)));
  // ln 2 in two parts, of which the first has few digits, so that its product is exact.
  let rest = f32x4.sub(x, f32x4.mul(whole, splat(0.693359375)));
  rest = f32x4.sub(rest, f32x4.mul(whole, splat(-2.1219444e-4)));
  let sum = splat(1.98756915e-4);
  sum = multiplyAdd(sum, rest, splat(1.3981999507e-3));
  sum = multiplyAdd(sum, rest, splat(8.3334519073e-3));
  sum = multiplyAdd(sum, rest, splat(4.1665795894e-2));
  sum = multiplyAdd(sum, rest, splat(1.6666665459e-1));
  sum = multiplyAdd(sum, rest, splat(5.0000001201e-1));
  const power = f32x4.add(multiplyAdd(sum, f32x4.mul(rest, rest), rest), splat(1));
  // In two factors: 2¹²⁸ is no float32, and neither is what lies under 2⁻¹²⁶.
  const n = i32x4.trunc_sat_f32x4_s(whole);
  const half = i32x4.shr_s(n, 1);
  return f32x4.mul(f32x4.mul(power, powerOfTwo(half)), powerOfTwo(i32x4.sub(n, half)));
}

/** 1 ÷ (1 + e⁻ˣ), from e⁻|ˣ| alone, so that small results keep their digits. */
export function sigmoid(x: v128): v128 {
  const small = exp(f32x4.neg(f32x4.abs(x)));
  const share = f32x4.div(splat(1), f32x4.add(splat(1), small));
  return v128.bitselect(share, f32x4.mul(small, share), f32x4.ge(x, splat(0)));
}

/** Under this a polynomial, since 1 − 2 ÷ (e²ˣ + 1) would lose the digits of small numbers. */
const SMALL: f32 = 0.625;

export function tanh(x: v128): v128 {
  const size = f32x4.abs(x);
  const square = f32x4.mul(x, x);
  let sum = splat(-5.70498872745e-3);
  sum = multiplyAdd(sum, square, splat(2.06390887954e-2));
  sum = multiplyAdd(sum, square, splat(-5.37397155531e-2));
  sum = multiplyAdd(sum, square, splat(1.33314422036e-1));
  sum = multiplyAdd(sum, square, splat(-3.33332819422e-1));
  const near = multiplyAdd(f32x4.mul(sum, square), x, x);
  const power = exp(f32x4.add(size, size));
  const far = f32x4.sub(splat(1), f32x4.div(splat(2), f32x4.add(power, splat(1))));
  const sign = v128.and(x, i32x4.splat(i32.MIN_VALUE));
  return v128.bitselect(near, v128.or(far, sign), f32x4.lt(size, splat(SMALL)));
}
