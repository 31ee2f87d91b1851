import { z } from 'zod';
import { floats } from './floats';
import { weightPathSchema } from './weight-path';

const weightRecordSchema = z.object({
  node: z.string(),
  name: z.string(),
  shape: z.array(z.int().min(0)).readonly(),
  values: floats,
});

/** One weight tensor of a checkpoint; `node` and `name` say whose. */
export type WeightRecord = Readonly<z.infer<typeof weightRecordSchema>>;

/** Whose a weight is, as one text: a key of maps. */
export const weightKey = (node: string, name: string): string => `${node}\n${name}`;

/**
 * All that a run needs beside its weights to go on as if it had never been stopped: with it, the same settings and the
 * same backend give the same weights, bit by bit. What is not kept: half of an epoch's training metrics, where early
 * stopping goes by them. After a step that was not finite, the batch of that step is left out.
 */
const progressSchema = z.object({
  optimizer: z.object({
    kind: z.string(),
    /** Updates so far. */
    taken: z.int().min(0),
    /** Its slots, each as long as the vector of all trainable weights. */
    slots: z.record(z.string(), floats),
  }),
  /** The training rows in the order of the epoch under way, and how many of them were dealt out. */
  order: z.custom<Uint32Array>((value) => value instanceof Uint32Array),
  dealt: z.int().min(0),
  /** Where each stream of chance stands, by its name. */
  streams: z.record(
    z.string(),
    z.object({ state: z.array(z.number()).max(8).readonly(), spare: z.number().nullable() }),
  ),
  /** What schedules go by: the watched loss after each epoch. */
  history: z.array(z.number()),
  /** Epochs that ended, and of the one under way the sum of its losses and its steps. */
  epoch: z.object({ count: z.int().min(0), lossSum: z.number(), steps: z.int().min(0) }),
  /** What early stopping would put back. */
  best: z
    .object({
      epoch: z.int(),
      step: z.int(),
      value: z.number(),
      weights: z.array(weightRecordSchema),
    })
    .nullable(),
  lossScale: z.object({ factor: z.number(), goodSteps: z.int() }).nullable(),
});
export type Progress = z.infer<typeof progressSchema>;

export const checkpointSchema = z.object({
  step: z.int(),
  weights: z.array(weightRecordSchema),
  path: weightPathSchema.nullish(),
  progress: progressSchema.nullish(),
  good: z.object({ step: z.int(), weights: z.array(weightRecordSchema).readonly() }).nullish(),
});

export interface Checkpoint {
  readonly step: number;
  readonly weights: readonly WeightRecord[];
  /** Of a run's last checkpoint: the way that its weights came, where one was kept. */
  readonly path?: z.infer<typeof weightPathSchema> | null | undefined;
  /** Of a run's last checkpoint: what it takes to go on. Not of weights that early stopping put back. */
  readonly progress?: Progress | null | undefined;
  /** Of a run that met NaN: the last weights before its loss began to climb, and the step that left them. */
  readonly good?:
    | { readonly step: number; readonly weights: readonly WeightRecord[] }
    | null
    | undefined;
}
