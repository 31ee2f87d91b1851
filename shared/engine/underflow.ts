import type { Rounding } from './kernels/round-to-half';
import type { EngineOps, Tensor } from './tensor-ops';

/** Gradients of what: of a node's output, or of its weights. */
export interface UnderflowPlace {
  readonly node: string;
  readonly tensor: 'output' | 'weights';
}

interface Tally {
  lost: number;
  nonzero: number;
}

const shareOf = ({ lost, nonzero }: Tally): number => (nonzero === 0 ? 0 : lost / nonzero);

/**
 * How many numbers of a step's gradients were not 0 and became 0 when they were rounded, by node. A GPU counts where
 * the numbers lie: what it counted is read together with all else that a step needs to know, then settled.
 */
export class Underflow {
  isCounting = true;
  private readonly tallies = new Map<string, Tally>();
  private waiting: { readonly place: UnderflowPlace; readonly rounding: Rounding }[] = [];

  constructor(private readonly ops: EngineOps) {}

  /** A step begins: nothing is lost yet. */
  clear(): void {
    this.release();
    this.tallies.clear();
  }

  add(place: UnderflowPlace, rounding: Rounding): void {
    // The scope in which it was counted ends before it is read.
    for (const counted of tensorsOf(rounding)) this.ops.arena.keep(counted);
    this.waiting.push({ place, rounding });
  }

  /** Tensors to be read before `settle`. */
  get toRead(): readonly Tensor[] {
    return this.waiting.flatMap(({ rounding }) => tensorsOf(rounding));
  }

  settle(): void {
    const read = (count: number | Tensor) =>
      typeof count === 'number' ? count : this.ops.view(count)[0];
    for (const { place, rounding } of this.waiting) {
      const tally = this.tallies.get(keyOf(place)) ?? { lost: 0, nonzero: 0 };
      tally.lost += read(rounding.lost);
      tally.nonzero += read(rounding.nonzero);
      this.tallies.set(keyOf(place), tally);
    }
    this.release();
  }

  /** Computes beside the run: what gets lost there is not the step's. */
  aside<Value>(work: () => Value): Value {
    this.isCounting = false;
    try {
      return work();
    } finally {
      this.isCounting = true;
    }
  }

  /** Share of all gradients' numbers that were lost in the step. */
  get share(): number {
    const whole: Tally = { lost: 0, nonzero: 0 };
    for (const { lost, nonzero } of this.tallies.values()) {
      whole.lost += lost;
      whole.nonzero += nonzero;
    }
    return shareOf(whole);
  }

  /** The share at one place; NaN where no gradient was rounded. */
  at(place: UnderflowPlace): number {
    const tally = this.tallies.get(keyOf(place));
    return tally ? shareOf(tally) : Number.NaN;
  }

  private release(): void {
    for (const counted of this.toRead) this.ops.arena.free(counted);
    this.waiting = [];
  }
}

const keyOf = ({ node, tensor }: UnderflowPlace): string => `${tensor} ${node}`;

const tensorsOf = ({ lost, nonzero }: Rounding): readonly Tensor[] =>
  [lost, nonzero].filter((count): count is Tensor => typeof count !== 'number');
