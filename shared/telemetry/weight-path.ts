import { z } from 'zod';
import { floats } from './floats';

/**
 * Where all trainable weights of a run were at some of its steps, one vector after the other. Kept with the run's last
 * checkpoint, so that a run that is over still has its path.
 */
export const weightPathSchema = z
  .strictObject({
    /** Ascending. */
    steps: z.array(z.int().min(0)).max(64),
    /** Numbers in one vector. */
    size: z.int().min(0),
    /** Steps × size. */
    values: floats,
  })
  .refine(({ steps, size, values }) => values.length === steps.length * size);
export type WeightPath = z.infer<typeof weightPathSchema>;

/** More would not be told apart in a picture. */
const MOST_SNAPSHOTS = 32;
/** Fewer show no path. */
const FEWEST_SNAPSHOTS = 4;
/** A host keeps some twenty runs, and each of their files has its path. */
export const PATH_BYTES = 16 * 1024 * 1024;

/** How many snapshots of so many weights are kept at most; 0 where not even a few fit. */
export function snapshotCapacity(size: number): number {
  const fitting = Math.floor(PATH_BYTES / (Math.max(1, size) * Float32Array.BYTES_PER_ELEMENT));
  return fitting < FEWEST_SNAPSHOTS ? 0 : Math.min(MOST_SNAPSHOTS, fitting);
}
