import { drawWeight } from '../catalogue/draw-weight';
import { type Shape, sizeOf, type WeightSpec } from '../catalogue/layer';
import type { Choice } from '../document/schema';
import { type WeightRecord, weightKey } from '../telemetry/checkpoint';
import type { NamedTensors } from './layer';
import type { Reading } from './reading';
import { Squares } from './squares';
import type { EngineOps, Tensor } from './tensor-ops';

/** Where a trainable weight stands in the vector of all of them. */
export interface WeightPlace {
  readonly node: string;
  readonly name: string;
  readonly shape: Shape;
  readonly start: number;
  readonly end: number;
  /** See `WeightSpec`. */
  readonly filterAxes: readonly number[];
}

interface Slot {
  readonly node: string;
  readonly spec: WeightSpec;
}

/** The weights of a model, and whose each node computes with. */
export interface WeightPlan {
  readonly slots: readonly Slot[];
  /** By node: itself, or the node that it shares weights with. */
  readonly owners: ReadonlyMap<string, string>;
}

/**
 * All weights of a model. The trainable ones also stand one after the other in one vector: an optimizer then runs
 * its formula once a step and not once a weight, which for a deep network is most of the kernel calls.
 */
export class Weights {
  readonly places: readonly WeightPlace[];
  readonly size: number;
  private readonly slots: readonly Slot[];
  private readonly owners: ReadonlyMap<string, string>;
  private vector: Tensor;
  private known: Squares | null = null;
  private readonly tensors = new Map<string, Tensor>();
  private readonly named = new Map<string, NamedTensors>();
  /** What nodes compute with in place of the weights; null but for the time of `standingIn`. */
  private standIns: ReadonlyMap<string, NamedTensors> | null = null;

  constructor(
    private readonly ops: EngineOps,
    { slots, owners }: WeightPlan,
    seed: number,
  ) {
    this.slots = slots;
    this.owners = owners;
    let end = 0;
    this.places = slots
      .filter(({ spec }) => spec.trainable)
      .map(({ node, spec }) => {
        const start = end;
        end += sizeOf(spec.shape);
        const { name, shape, filterAxes = [shape.length - 1] } = spec;
        return { node, name, shape, start, end, filterAxes };
      });
    this.size = end;
    this.vector = this.write(
      slots.map(({ node, spec }) => ({
        node,
        name: spec.name,
        shape: spec.shape,
        values: drawWeight(node, spec, seed),
      })),
    );
  }

  /** The trainable weights, one after the other. */
  get all(): Tensor {
    return this.vector;
  }

  /** The weights that a node computes with, by name. */
  of(node: string): NamedTensors {
    return (this.standIns ?? this.named).get(this.ownerOf(node)) ?? {};
  }

  /** Sums of squares of a vector of all trainable weights: theirs, or their gradients'. */
  squaresOf(vector: Tensor): Squares {
    return new Squares(this.ops, vector, this.places);
  }

  /** Sums of squares of the trainable weights. */
  get squares(): Squares {
    this.known ??= this.squaresOf(this.vector);
    return this.known;
  }

  /** Where the trainable weights stand that a node computes with. */
  placesOf(node: string): readonly WeightPlace[] {
    const owner = this.ownerOf(node);
    return this.places.filter((place) => place.node === owner);
  }

  /** Gradients of the trainable weights in the order of the vector; those of all uses of a shared weight add up. */
  join(gradients: ReadonlyMap<string, NamedTensors>): Tensor {
    const { ops } = this;
    const sums = new Map<string, Tensor>();
    for (const [node, named] of gradients) {
      for (const [name, gradient] of Object.entries(named)) {
        const key = weightKey(this.ownerOf(node), name);
        const known = sums.get(key);
        sums.set(key, known ? ops.add(known, gradient) : gradient);
      }
    }
    const parts = this.places.map(({ node, name }) => {
      const gradient = sums.get(weightKey(node, name));
      if (!gradient) throw new Error(`no gradient of ${name} of node ${node}`);
      return gradient;
    });
    return ops.joinFlat(parts);
  }

  /** Takes over moving statistics alone: those of a part of a step whose update is still to come. */
  takeStatistics(updates: ReadonlyMap<string, NamedTensors>): void {
    if (updates.size === 0) return;
    for (const [node, named] of updates) {
      for (const [name, tensor] of Object.entries(named)) this.put(node, name, tensor);
    }
    this.nameAll();
  }

  /**
   * Takes over new trainable weights with their sums of squares, and moving statistics. Hands back the vector that
   * they replace, for the caller to free: whoever watches a step compares the two.
   */
  replace(vector: Tensor, squares: Squares, updates: ReadonlyMap<string, NamedTensors>): Tensor {
    const { ops } = this;
    this.known = squares;
    const replaced = this.vector;
    this.vector = ops.arena.keep(vector);
    for (const { node, name, shape, start, end } of this.places) {
      this.put(node, name, ops.slice(vector, start, end, shape));
    }
    for (const [node, named] of updates) {
      for (const [name, tensor] of Object.entries(named)) this.put(node, name, tensor);
    }
    this.nameAll();
    return replaced;
  }

  /** Gives trainable weights new numbers, as many as each has. */
  assign(changes: readonly { readonly place: WeightPlace; readonly values: Float32Array }[]): void {
    const { ops } = this;
    // A scope of its own: a weight that a later call replaces would else be freed once more by the caller's scope.
    ops.arena.scope(() => {
      for (const { place, values } of changes) {
        this.put(place.node, place.name, ops.tensor(values, place.shape));
      }
      this.joinAgain();
    });
  }

  /** The initializer of a trainable weight. */
  initializerOf({ node, name }: WeightPlace): Choice {
    const slot = this.slots.find((one) => one.node === node && one.spec.name === name);
    if (!slot) throw new Error(`no weight ${name} of node ${node}`);
    return slot.spec.initializer;
  }

  /** Copies of all weights, for a checkpoint. */
  toRecords(): WeightRecord[] {
    return this.slots.map(({ node, spec }) => {
      const tensor = this.tensors.get(weightKey(node, spec.name)) as Tensor;
      return { node, name: spec.name, shape: spec.shape, values: this.ops.read(tensor) };
    });
  }

  /** The same, for backends that must be waited for. */
  *saving(): Reading<WeightRecord[]> {
    yield [...this.tensors.values()];
    return this.toRecords();
  }

  /**
   * Runs work in which nodes compute with these numbers, of all weights, in place of the weights. Those are not
   * touched, so that afterwards the very same tensors stand as before, however the work ends.
   */
  *standingIn<Value>(records: readonly WeightRecord[], work: () => Reading<Value>): Reading<Value> {
    const { ops } = this;
    const weights = this;
    return yield* ops.arena.readingScope(function* (): Reading<Value> {
      const named = new Map<string, Record<string, Tensor>>();
      for (const { node, name, shape, values } of records) {
        const own = named.get(node) ?? {};
        own[name] = ops.tensor(values, shape);
        named.set(node, own);
      }
      weights.standIns = named;
      try {
        return yield* work();
      } finally {
        weights.standIns = null;
      }
    });
  }

  /** Takes the weights of a checkpoint; ones that the checkpoint lacks, or has in another shape, stay. */
  load(records: readonly WeightRecord[]): void {
    const { ops } = this;
    ops.arena.scope(() => {
      for (const { node, spec } of this.slots) {
        const found = records.find((record) => record.node === node && record.name === spec.name);
        if (found?.values.length !== sizeOf(spec.shape)) continue;
        this.put(node, spec.name, ops.tensor(found.values, spec.shape));
      }
      this.joinAgain();
    });
  }

  dispose(): void {
    this.ops.arena.free(this.vector);
    for (const tensor of this.tensors.values()) this.ops.arena.free(tensor);
    this.tensors.clear();
    this.named.clear();
  }

  private write(records: readonly WeightRecord[]): Tensor {
    const { ops } = this;
    for (const { node, name, shape, values } of records) {
      this.put(node, name, ops.tensor(values, shape));
    }
    this.nameAll();
    const values = new Float32Array(this.size);
    for (const { node, name, start } of this.places) {
      values.set(ops.view(this.tensors.get(weightKey(node, name)) as Tensor), start);
    }
    return ops.arena.keep(ops.tensor(values, [this.size]));
  }

  /** The vector follows weights that were put in their places one by one. */
  private joinAgain(): void {
    const { ops } = this;
    this.known = null;
    const parts = this.places.map(
      (one) => this.tensors.get(weightKey(one.node, one.name)) as Tensor,
    );
    ops.arena.free(this.vector);
    this.vector = ops.arena.keep(ops.joinFlat(parts));
    this.nameAll();
  }

  private ownerOf(node: string): string {
    return this.owners.get(node) ?? node;
  }

  private put(node: string, name: string, tensor: Tensor): void {
    const key = weightKey(node, name);
    const old = this.tensors.get(key);
    if (old) this.ops.arena.free(old);
    this.tensors.set(key, this.ops.arena.keep(tensor));
  }

  private nameAll(): void {
    const named = new Map<string, Record<string, Tensor>>();
    for (const { node, spec } of this.slots) {
      const own = named.get(node) ?? {};
      own[spec.name] = this.tensors.get(weightKey(node, spec.name)) as Tensor;
      named.set(node, own);
    }
    for (const [node, tensors] of named) this.named.set(node, tensors);
  }
}
