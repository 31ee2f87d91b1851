import { valuesOfChoice } from '../catalogue/catalogues';
import type { OptimizerDefinition } from '../catalogue/optimizer';
import { OPTIMIZERS } from '../catalogue/optimizers';
import type { Choice } from '../document/schema';
import type { Progress } from '../telemetry/checkpoint';
import type { Reading } from './reading';
import type { EngineOps, Tensor } from './tensor-ops';

/**
 * Longer vectors are updated piece by piece: a formula holds about ten vectors of its length at once. Not on a GPU,
 * where pieces would be copied here and back.
 */
const MAX_PIECE = 1 << 20;

interface Update {
  readonly weight: Tensor;
  readonly slots: Readonly<Record<string, Tensor>>;
}

interface Known extends Update {
  readonly gradient: Tensor;
}

const named = <T>(names: readonly string[], values: readonly T[]): Readonly<Record<string, T>> =>
  Object.fromEntries(names.map((name, index) => [name, values[index]]));

/** The optimizer of a run: its formula over the vector of all trainable weights, and its slots. */
export class OptimizerStage {
  private readonly definition: OptimizerDefinition;
  private readonly values: never;
  private slots: Readonly<Record<string, Tensor>>;
  private taken = 0;

  constructor(
    private readonly ops: EngineOps,
    choice: Choice,
    size: number,
    private readonly maximumPiece = ops.storage.isRemote ? Infinity : MAX_PIECE,
  ) {
    this.definition = OPTIMIZERS.get(choice.kind);
    this.values = valuesOfChoice(OPTIMIZERS, choice) as never;
    this.slots = ops.arena.scope(() => {
      const zeros = () => ops.arena.keep(ops.tensor(new Float32Array(size), [size]));
      return Object.fromEntries(this.definition.slots(this.values).map((name) => [name, zeros()]));
    });
  }

  /** The weights after the next update, and the slots that go with them; nothing changes until `commit`. */
  propose(weight: Tensor, gradient: Tensor, learningRate: number): Update {
    const size = weight.shape[0];
    const { ops, slots } = this;
    const whole: Known = { weight, gradient, slots };
    const update = (known: Known) =>
      ops.arena.scope(
        () => this.update(known, learningRate),
        (made) => [made.weight, ...Object.values(made.slots)],
      );
    if (size <= this.maximumPiece) return update(whole);
    return ops.arena.scope(
      () => this.proposeInPieces(whole, update),
      (made) => [made.weight, ...Object.values(made.slots)],
    );
  }

  /** Takes over the slots of a proposal. */
  commit({ slots }: Update): void {
    const { arena } = this.ops;
    for (const [name, slot] of Object.entries(slots)) {
      arena.free(this.slots[name]);
      arena.keep(slot);
    }
    this.slots = slots;
    this.taken += 1;
  }

  /** Its slots and its count of updates. */
  *saving(): Reading<Progress['optimizer']> {
    const { ops, slots, definition, taken } = this;
    yield Object.values(slots);
    const read = Object.entries(slots).map(([name, slot]) => [name, ops.read(slot)] as const);
    return { kind: definition.kind, taken, slots: Object.fromEntries(read) };
  }

  /** Goes on with kept slots; false where they are another optimizer's, or of other weights. */
  resume({ kind, taken, slots }: Progress['optimizer']): boolean {
    const { ops } = this;
    const own = Object.entries(this.slots);
    const fits = own.every(([name, slot]) => slots[name]?.length === slot.shape[0]);
    if (kind !== this.definition.kind || !fits) return false;
    this.slots = ops.arena.scope(() =>
      Object.fromEntries(
        own.map(([name, slot]) => {
          ops.arena.free(slot);
          return [name, ops.arena.keep(ops.tensor(slots[name], slot.shape))];
        }),
      ),
    );
    this.taken = taken;
    return true;
  }

  dispose(): void {
    for (const slot of Object.values(this.slots)) this.ops.arena.free(slot);
    this.slots = {};
  }

  private update(known: Known, learningRate: number): Update {
    const names = Object.keys(known.slots);
    const inputs = [known.weight, known.gradient, ...Object.values(known.slots)];
    const [weight, ...slots] = this.ops.elementwise(
      this.definition,
      inputs,
      (any, [start, gradient, ...before]) => {
        const step = { weight: start, gradient, slots: named(names, before), learningRate };
        const next = this.definition.update(any, { ...step, step: this.taken + 1 }, this.values);
        return [next.weight, ...names.map((name) => next.slots[name])];
      },
    );
    return { weight, slots: named(names, slots) };
  }

  private proposeInPieces(whole: Known, update: (known: Known) => Update): Update {
    const { ops } = this;
    const size = whole.weight.shape[0];
    const names = Object.keys(whole.slots);
    const empty = () => ops.fill([size], () => {});
    const weight = empty();
    const slots = Object.fromEntries(names.map((name) => [name, empty()]));
    for (let start = 0; start < size; start += this.maximumPiece) {
      const end = Math.min(size, start + this.maximumPiece);
      const piece = (x: Tensor) =>
        ops.fill([end - start], (target) => target.set(ops.view(x).subarray(start, end)));
      ops.arena.scope(() => {
        const made = update({
          weight: piece(whole.weight),
          gradient: piece(whole.gradient),
          slots: Object.fromEntries(names.map((name) => [name, piece(whole.slots[name])])),
        });
        ops.view(weight).set(ops.view(made.weight), start);
        for (const name of names) ops.view(slots[name]).set(ops.view(made.slots[name]), start);
      });
    }
    return { weight, slots };
  }
}
