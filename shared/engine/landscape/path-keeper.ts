import { snapshotCapacity, type WeightPath } from '../../telemetry/weight-path';

/**
 * Snapshots of a vector of weights along a run, at most as many as `snapshotCapacity` says: when they are full, every
 * other one goes and the time between two of them doubles. So the first step stays, and the copies of a run of T steps
 * are about 16·log₂T. All stand in one array that is made once, so that memory stays what it was.
 */
export class PathKeeper {
  private readonly capacity: number;
  private stride = 1;
  private steps: number[] = [];
  private values: Float32Array | null = null;

  /**
   * @param size numbers in one vector
   * @param before the path of a run that goes on: it is kept as if that run had never been stopped
   */
  constructor(
    private readonly size: number,
    before: WeightPath | null = null,
  ) {
    this.capacity = snapshotCapacity(size);
    if (before?.size !== size) return;
    before.steps.forEach((step, index) => {
      this.take(step, before.values.subarray(index * size, (index + 1) * size));
    });
    // Of two snapshots or more the distance is known: the stride that the other run had come to.
    const [first, second] = before.steps;
    if (second !== undefined) this.stride = Math.max(this.stride, second - first);
  }

  /** Whether the weights after this step are one of the snapshots, and none yet. */
  wants(step: number): boolean {
    const isNew = step > (this.steps.at(-1) ?? -1);
    return this.capacity > 0 && isNew && step % this.stride === 0;
  }

  /** Copies the weights after a step, where it is one of the snapshots. */
  take(step: number, weights: Float32Array): void {
    if (!this.wants(step)) return;
    this.values ??= new Float32Array(this.capacity * this.size);
    while (this.steps.length >= this.capacity) this.thin(this.values);
    if (!this.wants(step)) return;
    this.values.set(weights, this.steps.length * this.size);
    this.steps.push(step);
  }

  /** All snapshots, the oldest first; null where there are none. */
  get path(): WeightPath | null {
    const { steps, size, values } = this;
    if (!values) return null;
    return { steps: [...steps], size, values: values.slice(0, steps.length * size) };
  }

  private thin(values: Float32Array): void {
    const { size, steps } = this;
    this.stride *= 2;
    this.steps = steps.filter((step) => step % this.stride === 0);
    this.steps.forEach((step, index) => {
      const from = steps.indexOf(step) * size;
      values.copyWithin(index * size, from, from + size);
    });
  }
}
