import { snapshotCapacity, type WeightPath } from '../../telemetry/weight-path';

/**
 * Snapshots of a vector of weights along a run, at most as many as `snapshotCapacity` says: when they are full, every
 * other one goes and the time between two of them doubles. So the first step stays, and the copies of a run of T steps
 * are about 16·log₂T.
 */
export class PathKeeper {
  private readonly capacity: number;
  private stride = 1;
  private snapshots: { readonly step: number; readonly values: Float32Array }[] = [];

  /** @param size numbers in one vector */
  constructor(private readonly size: number) {
    this.capacity = snapshotCapacity(size);
  }

  /** Whether the weights after this step are one of the snapshots. */
  wants(step: number): boolean {
    return this.capacity > 0 && step % this.stride === 0;
  }

  take(step: number, values: Float32Array): void {
    while (this.snapshots.length >= this.capacity) {
      this.stride *= 2;
      this.snapshots = this.snapshots.filter((one) => one.step % this.stride === 0);
    }
    if (this.wants(step)) this.snapshots.push({ step, values });
  }

  /** All snapshots, the oldest first; null where there are none. */
  get path(): WeightPath | null {
    const { snapshots, size } = this;
    if (snapshots.length === 0) return null;
    const values = new Float32Array(snapshots.length * size);
    snapshots.forEach((snapshot, index) => {
      values.set(snapshot.values, index * size);
    });
    return { steps: snapshots.map(({ step }) => step), size, values };
  }
}
