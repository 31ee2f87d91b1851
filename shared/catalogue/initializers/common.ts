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

export const uniformVariance = (limit: number): number => limit ** 2 / 3;

/** The variances that the papers ask for. */
export const glorotVariance = ({ fanIn, fanOut }: Fans): number => 2 / (fanIn + fanOut);
export const heVariance = ({ fanIn }: Fans): number => 2 / fanIn;
export const lecunVariance = ({ fanIn }: Fans): number => 1 / fanIn;

/** The limit of a uniform distribution that has this variance. */
export const limitFor = (variance: number): number => Math.sqrt(3 * variance);
