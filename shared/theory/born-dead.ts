import type { RandomStream } from '../random/random-stream';

/**
 * A chain of ReLU layers is born dead when it says the same of every input before the first step: somewhere in it a
 * whole layer is 0, and no gradient passes. All of this holds for weights that are symmetric about 0 and biases of 0;
 * layers behind an activation that is not 0 on a half-line do not count.
 */

/**
 * P(dead) for one input: 1 − Π(1 − 2^−N) over the widths N of the ReLU layers. Exact: given a signal that is not 0,
 * each unit of the next layer is negative with probability ½, whatever the others are. It is also the most that it
 * can be for any set of inputs.
 * Source: Lu, Shin, Su, Karniadakis (2020), Dying ReLU and initialization, section 3.
 */
export function bornDeadForOneInput(widths: readonly number[]): number {
  // log1p and expm1: for wide layers the probability is far below the rounding of 1.
  const logAlive = widths.reduce((sum, width) => sum + Math.log1p(-(2 ** -width)), 0);
  return 0 - Math.expm1(logAlive);
}

/**
 * P(dead) for a whole line of inputs through the origin, as the share of `draws` networks with normal weights in
 * which it happens. Without biases ReLU layers are positively homogeneous, f(a·x) = a·f(x) for a > 0, so a line has
 * two signals to follow: that of one input and that of its opposite. The network is dead when both are.
 * Deviation of the answer: at most ½ ÷ √draws.
 */
export function bornDeadForLine(
  widths: readonly number[],
  draws: number,
  random: RandomStream,
): number {
  let dead = 0;
  for (let draw = 0; draw < draws; draw += 1) if (isBornDead(widths, random)) dead += 1;
  return dead / draws;
}

/** One draw; each of the two signals is kept at length 1, because only its direction decides. */
function isBornDead(widths: readonly number[], random: RandomStream): boolean {
  let signals = [[1], [-1]];
  for (const width of widths) {
    const next = signals.map(() => new Array<number>(width).fill(0));
    for (let unit = 0; unit < width; unit += 1) {
      const weights = signals[0].map(() => random.normal());
      for (const [side, signal] of signals.entries()) {
        const sum = signal.reduce((total, value, index) => total + value * weights[index], 0);
        next[side][unit] = Math.max(0, sum);
      }
    }
    signals = next.map(toUnitLength);
    if (signals.every((signal) => signal.every((value) => value === 0))) return true;
  }
  return false;
}

function toUnitLength(signal: readonly number[]): number[] {
  const length = Math.hypot(...signal);
  return length === 0 ? [...signal] : signal.map((value) => value / length);
}
