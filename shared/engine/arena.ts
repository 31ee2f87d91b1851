import type { KernelBackend } from '@tensorflow/tfjs-core';
import type { Reading } from './reading';
import type { Tensor } from './storage';

const bytesOf = ({ shape }: Tensor): number =>
  shape.reduce((product, axis) => product * axis, 1) * Float32Array.BYTES_PER_ELEMENT;

/**
 * Owner of every tensor that is not yet freed. Tensors made inside a scope are freed at its end, unless they are
 * its result or were kept. It stands in for `tf.tidy`, which costs more than most kernels of a small network.
 */
export class Arena {
  private readonly made: Tensor[] = [];
  private readonly kept = new Set<object>();
  private live = 0;

  constructor(private readonly backend: KernelBackend) {}

  /** Takes over a tensor that a kernel has just made. */
  own(tensor: Tensor): Tensor {
    this.made.push(tensor);
    this.live += bytesOf(tensor);
    return tensor;
  }

  /** Lets tensors outlive their scope, until `free`. */
  keep(tensor: Tensor): Tensor {
    this.kept.add(tensor.dataId);
    return tensor;
  }

  /** Frees a kept tensor. */
  free(tensor: Tensor): void {
    this.kept.delete(tensor.dataId);
    this.release(tensor);
  }

  /** Runs `work` and frees all it made but what `results` picks of its value. */
  scope<Value>(work: () => Value, results?: (value: Value) => readonly Tensor[]): Value {
    const start = this.made.length;
    let value: Value;
    try {
      value = work();
    } catch (error) {
      this.sweep(start, new Set());
      throw error;
    }
    const surviving = new Set<object>(results?.(value).map(({ dataId }) => dataId));
    this.sweep(start, surviving);
    return value;
  }

  /** The same for work that hands over what it reads. */
  *readingScope<Value>(
    work: () => Reading<Value>,
    results?: (value: Value) => readonly Tensor[],
  ): Reading<Value> {
    const start = this.made.length;
    let surviving: ReadonlySet<object> = new Set();
    try {
      const value = yield* work();
      if (results) surviving = new Set(results(value).map(({ dataId }) => dataId));
      return value;
    } finally {
      this.sweep(start, surviving);
    }
  }

  /** Bytes of all tensors that are not freed. */
  get bytes(): number {
    return this.live;
  }

  /** Number of tensors in the backend, counted by the backend itself, so that none can hide. */
  get count(): number {
    return this.backend.numDataIds();
  }

  private sweep(start: number, surviving: ReadonlySet<object>): void {
    const { made, kept } = this;
    let end = start;
    for (let index = start; index < made.length; index += 1) {
      const tensor = made[index];
      if (kept.has(tensor.dataId)) continue;
      if (surviving.has(tensor.dataId)) {
        made[end] = tensor;
        end += 1;
        continue;
      }
      this.release(tensor);
    }
    made.length = end;
  }

  private release(tensor: Tensor): void {
    this.live -= bytesOf(tensor);
    this.backend.disposeData(tensor.dataId);
  }
}
