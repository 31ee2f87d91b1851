import { z } from 'zod';
import { MAX_NAME_CHARACTERS, MAX_SEED } from '../document/limits';
import { jsonValueSchema } from '../document/schema';

/** Runs of one sweep: more would fill a disk before a person could look at them. */
export const MAX_POINTS = 1_000;
/** Parameters that one sweep varies. */
export const MAX_AXES = 8;
export const MAX_VALUES = 200;
/** Values of a range in a grid, where their number is not given. */
export const RANGE_VALUES = 5;

const path = z
  .string()
  .min(1)
  .max(2 * MAX_NAME_CHARACTERS);

/** Values one by one. */
const listSchema = z.strictObject({
  path,
  values: z.array(jsonValueSchema).min(1).max(MAX_VALUES),
});

/** All between two numbers: a grid takes `count` of them, a random draw any. */
const rangeSchema = z.strictObject({
  path,
  from: z.number(),
  to: z.number(),
  count: z.int().min(2).max(MAX_VALUES).optional(),
});

export const axisSpecSchema = z.union([listSchema, rangeSchema]);

const drawSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('grid') }),
  /** So many points, each value drawn by itself (Bergstra & Bengio 2012); the same seed draws the same. */
  z.strictObject({
    kind: z.literal('random'),
    count: z.int().min(1).max(MAX_POINTS),
    seed: z.int().min(0).max(MAX_SEED),
  }),
]);

/** What a sweep varies and how. Whether the names and values exist, `planSweep` says. */
export const sweepSpecSchema = z.strictObject({
  axes: z.array(axisSpecSchema).min(1).max(MAX_AXES),
  draw: drawSchema,
});

export type AxisSpec = z.infer<typeof axisSpecSchema>;
export type RangeSpec = z.infer<typeof rangeSchema>;
export type SweepSpec = z.infer<typeof sweepSpecSchema>;

export const isRange = (spec: AxisSpec): spec is RangeSpec => 'from' in spec;
