import type { PreparedData } from '../../../shared/data/prepared-data';
import { randomStream } from '../../../shared/random/random-stream';

/** Faults that lie in the data. */

const widthOf = ({ targets, count }: PreparedData): number => targets.length / count;

/** Every sample gets the target of another one: nothing can be learned. */
export function shuffleTargets(data: PreparedData, seed: number): PreparedData {
  const random = randomStream(seed, 'bench:shuffle');
  const width = widthOf(data);
  const order = Array.from({ length: data.count }, (_, index) => index);
  for (let index = order.length - 1; index > 0; index -= 1) {
    const other = Math.floor(random.uniform() * (index + 1));
    [order[index], order[other]] = [order[other], order[index]];
  }
  const targets = new Float32Array(data.targets.length);
  for (const [row, from] of order.entries()) {
    targets.set(data.targets.subarray(from * width, (from + 1) * width), row * width);
  }
  return { ...data, targets };
}

/** Inputs in another unit, and about another zero. */
export const scaleFeatures =
  (factor: number, shift = 0) =>
  (data: PreparedData): PreparedData => ({
    ...data,
    features: data.features.map((value) => value * factor + shift),
  });

export const scaleTargets =
  (factor: number, shift = 0) =>
  (data: PreparedData): PreparedData => ({
    ...data,
    targets: data.targets.map((value) => value * factor + shift),
  });

/** Keeps one in `every` of the samples of the last class, in both shares. */
export const rareClass =
  (every: number) =>
  (data: PreparedData): PreparedData => {
    const width = widthOf(data);
    const isLast = (row: number): boolean =>
      width === 1 ? data.targets[row] > 0 : data.targets[row * width + width - 1] > 0.5;
    const thin = (rows: Uint32Array): Uint32Array => {
      let seen = 0;
      return rows.filter((row) => {
        if (!isLast(row)) return true;
        seen += 1;
        return seen % every === 0;
      });
    };
    return { ...data, training: thin(data.training), validation: thin(data.validation) };
  };

/** Only the first samples are left to train on. */
export const fewSamples =
  (count: number) =>
  (data: PreparedData): PreparedData => ({ ...data, training: data.training.slice(0, count) });

/** A share of training targets is another sample's. */
export const noisyTargets =
  (share: number) =>
  (data: PreparedData, seed: number): PreparedData => {
    const random = randomStream(seed, 'bench:noise');
    const width = widthOf(data);
    const targets = data.targets.slice();
    for (const row of data.training) {
      if (random.uniform() >= share) continue;
      const from = data.training[Math.floor(random.uniform() * data.training.length)];
      targets.set(data.targets.subarray(from * width, (from + 1) * width), row * width);
    }
    return { ...data, targets };
  };
