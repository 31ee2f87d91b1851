import { squaresOf } from './numbers';
import type { Reading } from './reading';
import type { EngineOps, Tensor } from './tensor-ops';

interface Range {
  readonly start: number;
  readonly end: number;
}

const sumOf = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0);

/**
 * Sums of squares of a vector of weights or gradients. Every step asks for the total, a probe now and then for the
 * part of each weight: a GPU therefore adds up the total itself, and the vector comes here for the parts alone.
 */
export class Squares {
  /** What must be read before `total` is asked for. */
  readonly toRead: readonly Tensor[];
  private knownTotal: number | null = null;
  private knownParts: Float64Array | null = null;

  constructor(
    private readonly ops: EngineOps,
    private readonly vector: Tensor,
    private readonly places: readonly Range[],
  ) {
    this.toRead = ops.storage.isRemote ? [ops.sumOfSquares(vector)] : [];
  }

  /** Reads what `total` needs, so that it can be asked for from here on: the whole vector where 32 bits overflow. */
  *settle(): Reading<number> {
    yield this.toRead;
    const [added] = this.toRead;
    if (added && !Number.isFinite(this.ops.view(added)[0])) yield [this.vector];
    return this.total;
  }

  /** By weight, in the order of their places. Needs the vector: ask before it is freed. */
  get each(): Float64Array {
    if (!this.knownParts) {
      const values = this.ops.view(this.vector);
      const parts = this.places.map(({ start, end }) => squaresOf(values, start, end));
      this.knownParts = Float64Array.from(parts);
    }
    return this.knownParts;
  }

  /** Finite if and only if every number of the vector is: squares of 32-bit floats do not overflow 64 bits. */
  get total(): number {
    this.knownTotal ??= this.sum();
    return this.knownTotal;
  }

  private sum(): number {
    const [added] = this.toRead;
    const total = added ? this.ops.view(added)[0] : Number.NaN;
    // A GPU adds up in 32 bits, which large but finite gradients do overflow.
    return Number.isFinite(total) ? total : sumOf(this.each);
  }
}
