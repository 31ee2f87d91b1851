import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus, xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';

/**
 * A seeded source of numbers. Everything random in a run (weights, split, shuffling, dropout, generated
 * data) draws from a stream named after what it is for, so that changing one never shifts another:
 * a twin run that differs in one layer's initializer keeps every other layer's weights.
 */
export interface RandomStream {
  /** Uniform on [0, 1), 53 bits. */
  uniform(): number;
  /** Standard normal. */
  normal(): number;
  /** A whole number from 0 to `limit` − 1. */
  below(limit: number): number;
}

/** Where a stream stands: with it, the same stream goes on with the same numbers. */
export interface StreamPosition {
  readonly state: readonly number[];
  /** The second normal number of a pair, not handed out yet. */
  readonly spare: number | null;
}

/** A stream that can be put where it stood before. */
export interface ResumableStream extends RandomStream {
  position(): StreamPosition;
  moveTo(position: StreamPosition): void;
}

/** FNV-1a over UTF-16 code units: spreads stream names over 32-bit seeds. Source: Fowler, Noll, Vo. */
function hash(name: string, seed: number): number {
  let value = (0x811c9dc5 ^ seed) >>> 0;
  for (let index = 0; index < name.length; index += 1) {
    value = Math.imul(value ^ name.charCodeAt(index), 0x01000193) >>> 0;
  }
  // A last avalanche (murmur3 finalizer), so that seeds 1 and 2 do not give neighbouring states.
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) | 0;
}

/**
 * Opens the stream `name` of the run seed `seed`. The same pair gives the same numbers on every machine.
 * Normal numbers: Box and Muller (1958), both of a pair used.
 */
export function randomStream(seed: number, name: string): ResumableStream {
  let generator = xoroshiro128plus(hash(name, seed));
  let spare: number | undefined;
  const uniform = () => uniformFloat64(generator);
  return {
    uniform,
    below: (limit) => Math.floor(uniform() * limit),
    position: () => ({ state: [...generator.getState()], spare: spare ?? null }),
    moveTo({ state, spare: kept }) {
      generator = xoroshiro128plusFromState(state);
      spare = kept ?? undefined;
    },
    normal() {
      if (spare !== undefined) {
        const value = spare;
        spare = undefined;
        return value;
      }
      // 1 − u lies in (0, 1]: the logarithm of 0 cannot happen.
      const radius = Math.sqrt(-2 * Math.log(1 - uniform()));
      const angle = 2 * Math.PI * uniform();
      spare = radius * Math.sin(angle);
      return radius * Math.cos(angle);
    },
  };
}

/** Fisher and Yates: puts `values` in a random order, in place. */
export function shuffleInPlace(values: Uint32Array, random: RandomStream): Uint32Array {
  for (let last = values.length - 1; last > 0; last -= 1) {
    const other = random.below(last + 1);
    const kept = values[last];
    values[last] = values[other];
    values[other] = kept;
  }
  return values;
}
