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

  /** @param size numbers in one vector */
  constructor(private readonly size: number) {
    this.capacity = snapshotCapacity(size);
  }

  /** Whether the weights after this step are one of the snapshots. */
  wants(step: number): boolean {
    return this.capacity > 0 && step % this.stride === 0;
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
