import { sizeOf } from '../catalogue/layer';
import type { AugmentBatch } from '../data/augment';
import type { PreparedData } from '../data/prepared-data';
import { type ResumableStream, randomStream, shuffleInPlace } from '../random/random-stream';
import type { Progress } from '../telemetry/checkpoint';
import type { EngineOps, Tensor } from './tensor-ops';

/** Some samples as tensors. */
export interface Batch {
  readonly features: Tensor;
  readonly targets: Tensor;
  readonly size: number;
}

/**
 * The samples of these rows as tensors: [rows, …feature shape] and [rows, …target shape]. `augment` changes the
 * features on their way, before a backend that is not in memory gets them.
 */
export function gather(
  ops: EngineOps,
  data: PreparedData,
  rows: Uint32Array,
  augment: AugmentBatch | null = null,
): Batch {
  const pick = (
    values: Float32Array,
    shape: readonly number[],
    change: AugmentBatch | null = null,
  ) =>
    ops.fill([rows.length, ...shape], (target) => {
      copyRows(values, sizeOf(shape), rows, target);
      change?.(target, rows);
    });
  return {
    features: pick(data.features, data.shape.featureShape, augment),
    targets: pick(data.targets, data.targetShape),
    size: rows.length,
  };
}

/** Rows in consecutive pieces of at most `size`. */
export function pieces(rows: Uint32Array, size: number): Uint32Array[] {
  const result: Uint32Array[] = [];
  for (let start = 0; start < rows.length; start += size) {
    result.push(rows.subarray(start, start + size));
  }
  return result;
}

function copyRows(
  values: Float32Array,
  width: number,
  rows: Uint32Array,
  target: Float32Array,
): void {
  for (let index = 0; index < rows.length; index += 1) {
    const from = rows[index] * width;
    const to = index * width;
    for (let column = 0; column < width; column += 1) target[to + column] = values[from + column];
  }
}

/** Deals out the training rows, epoch after epoch, in an order that the run's seed alone decides. */
export class BatchDealer {
  readonly stepsPerEpoch: number;
  private readonly order: Uint32Array;
  readonly random: ResumableStream;
  private position = 0;

  constructor(
    training: Uint32Array,
    private readonly size: number,
    private readonly shuffle: boolean,
    seed: number,
  ) {
    this.stepsPerEpoch = Math.ceil(training.length / size);
    this.order = training.slice();
    this.random = randomStream(seed, 'shuffle');
  }

  /** Where it is in its rows; its stream stands beside. */
  get progress(): Pick<Progress, 'order' | 'dealt'> {
    return { order: this.order.slice(), dealt: this.position };
  }

  /** Goes on where another one of the same rows was; false where these are others. */
  resume({ order, dealt }: Pick<Progress, 'order' | 'dealt'>): boolean {
    const own = this.order.toSorted();
    const fits =
      order.length === own.length && order.toSorted().every((row, at) => row === own[at]);
    if (!fits || dealt >= own.length) return false;
    this.order.set(order);
    this.position = dealt;
    return true;
  }

  /** Rows of the next batch; the last one of an epoch may be smaller. */
  next(): Uint32Array {
    if (this.position === 0 && this.shuffle) shuffleInPlace(this.order, this.random);
    const rows = this.order.slice(this.position, this.position + this.size);
    this.position += this.size;
    if (this.position >= this.order.length) this.position = 0;
    return rows;
  }
}
