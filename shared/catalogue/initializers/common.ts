import type { RandomStream } from '../../random/random-stream';
import type { Fans } from '../initializer';
import type { Shape } from '../layer';
import { sizeOf } from '../layer';

/** Fills a tensor of `shape` with independent draws. */
export function fill(shape: Shape, next: () => number): Float32Array {
  const values = new Float32Array(sizeOf(shape));
  for (let index = 0; index < values.length; index += 1) values[index] = next();
  return values;
}

/** Uniform on (−limit, limit); its variance is limit² ÷ 3. */
export const drawUniform = (shape: Shape, limit: number, random: RandomStream): Float32Array =>
  fill(shape, () => (2 * random.uniform() - 1) * limit);

export const drawNormal = (shape: Shape, deviation: number, random: RandomStream): Float32Array =>
  fill(shape, () => random.normal() * deviation);

/** What is left of the variance of a normal cut at two deviations: 1 − 4φ(2) ÷ (2Φ(2) − 1). */
export const TRUNCATED_VARIANCE = 0.7737413035499232;

/** Normal numbers within two deviations; others are drawn again, which happens to one in 22. */
export const drawTruncated = (
  shape: Shape,
  deviation: number,
  random: RandomStream,
): Float32Array => {
  const next = (): number => {
    for (;;) {
      const value = random.normal();
      if (Math.abs(value) <= 2) return value * deviation;
    }
  };
  return fill(shape, next);
};

export const uniformVariance = (limit: number): number => limit ** 2 / 3;

/** The variances that the papers ask for. */
export const glorotVariance = ({ fanIn, fanOut }: Fans): number => 2 / (fanIn + fanOut);
export const heVariance = ({ fanIn }: Fans): number => 2 / fanIn;
export const lecunVariance = ({ fanIn }: Fans): number => 1 / fanIn;

/** The limit of a uniform distribution that has this variance. */
export const limitFor = (variance: number): number => Math.sqrt(3 * variance);
