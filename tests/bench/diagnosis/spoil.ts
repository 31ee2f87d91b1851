import type { PreparedData } from '../../../shared/data/prepared-data';
import { randomStream } from '../../../shared/random/random-stream';

/** A fault that lies in the data. Plain data: what is kept of a run is found again by what it was made from. */
export type Spoil =
  /** Every sample gets the target of another one: nothing can be learned. */
  | { readonly kind: 'shuffleTargets' }
  /** Inputs in another unit, and about another zero. */
  | { readonly kind: 'scaleFeatures'; readonly factor: number; readonly shift: number }
  | { readonly kind: 'scaleTargets'; readonly factor: number; readonly shift: number }
  /** Keeps one in `every` of the samples of the last class, in both shares. */
  | { readonly kind: 'rareClass'; readonly every: number }
  /** Only so many samples are left to train on, evenly from all: data may be sorted. */
  | { readonly kind: 'thinned'; readonly count: number }
  /** A share of training targets is another sample's. */
  | { readonly kind: 'noisyTargets'; readonly share: number };

export const shuffleTargets: Spoil = { kind: 'shuffleTargets' };
export const scaleFeatures = (factor: number, shift = 0): Spoil => ({
  kind: 'scaleFeatures',
  factor,
  shift,
});
export const scaleTargets = (factor: number, shift = 0): Spoil => ({
  kind: 'scaleTargets',
  factor,
  shift,
});
export const rareClass = (every: number): Spoil => ({ kind: 'rareClass', every });
export const fewSamples = (count: number): Spoil => ({ kind: 'thinned', count });
export const noisyTargets = (share: number): Spoil => ({ kind: 'noisyTargets', share });

type Spoiling = {
  readonly [Kind in Spoil['kind']]: (
    data: PreparedData,
    spoil: Extract<Spoil, { kind: Kind }>,
    seed: number,
  ) => PreparedData;
};

const widthOf = ({ targets, count }: PreparedData): number => targets.length / count;

const scaled = (values: Float32Array, factor: number, shift: number): Float32Array =>
  values.map((value) => value * factor + shift);

const SPOILING: Spoiling = {
  shuffleTargets(data, _spoil, seed) {
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
  },
  scaleFeatures: (data, { factor, shift }) => ({
    ...data,
    features: scaled(data.features, factor, shift),
  }),
  scaleTargets: (data, { factor, shift }) => ({
    ...data,
    targets: scaled(data.targets, factor, shift),
  }),
  rareClass(data, { every }) {
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
  },
  thinned: (data, { count }) => ({
    ...data,
    training: Uint32Array.from(
      { length: count },
      (_, index) => data.training[Math.floor((index * data.training.length) / count)],
    ),
  }),
  noisyTargets(data, { share }, seed) {
    const random = randomStream(seed, 'bench:noise');
    const width = widthOf(data);
    const targets = data.targets.slice();
    for (const row of data.training) {
      if (random.uniform() >= share) continue;
      const from = data.training[Math.floor(random.uniform() * data.training.length)];
      targets.set(data.targets.subarray(from * width, (from + 1) * width), row * width);
    }
    return { ...data, targets };
  },
};

function spoilOnce<Kind extends Spoil['kind']>(
  data: PreparedData,
  spoil: Extract<Spoil, { kind: Kind }>,
  seed: number,
): PreparedData {
  return SPOILING[spoil.kind as Kind](data, spoil, seed);
}

/** The data with all of their faults, one after the other. */
export const spoiled = (data: PreparedData, spoils: readonly Spoil[], seed: number): PreparedData =>
  spoils.reduce((next, spoil) => spoilOnce(next, spoil, seed), data);
