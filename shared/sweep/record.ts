import { z } from 'zod';
import { documentSchema } from '../document/schema';
import { outcomeSchema } from './outcome';
import { MAX_POINTS, sweepSpecSchema } from './spec';

/** A sweep as its host keeps it and tells of it. */

const handle = z.string().min(1).max(200);

export const SWEEP_PHASES = ['running', 'paused', 'finished', 'cancelled'] as const;
export type SweepPhase = (typeof SWEEP_PHASES)[number];

/** No run of it is under way any more, and none will be. */
export const isSweepOver = (phase: SweepPhase): boolean =>
  phase === 'finished' || phase === 'cancelled';

/** How far a sweep is. */
export const sweepProgressSchema = z.object({
  phase: z.enum(SWEEP_PHASES),
  /** Runs at the same time. */
  workers: z.int(),
  /** Share of the work that is done. */
  progress: z.number(),
  /** Since it began, pauses not counted. */
  seconds: z.number(),
  /** Null before anything can be said. */
  secondsLeft: z.number().nullable(),
});
export type SweepProgress = z.infer<typeof sweepProgressSchema>;

export const sweepSummarySchema = z.object({
  sweep: handle,
  project: handle.nullable(),
  /** The window's project: tells sweeps apart whose projects were never saved. */
  draft: handle.nullable(),
  started: z.number(),
  phase: z.enum(SWEEP_PHASES),
  /** How many runs it has, and how many of them came to an end. */
  count: z.int(),
  ended: z.int(),
  spec: sweepSpecSchema,
});
export type SweepSummary = z.infer<typeof sweepSummarySchema>;

/** A whole sweep: what it varies in which document, and what each point came to, by its number. */
export const readSweepSchema = z.object({
  summary: sweepSummarySchema,
  document: documentSchema,
  progress: sweepProgressSchema,
  outcomes: z.array(outcomeSchema).max(MAX_POINTS),
});
export type ReadSweep = z.infer<typeof readSweepSchema>;

/** What a point has come to, by its number. */
export const pointOutcomeSchema = z.object({
  index: z
    .int()
    .min(0)
    .max(MAX_POINTS - 1),
  outcome: outcomeSchema,
});
export type PointOutcome = z.infer<typeof pointOutcomeSchema>;
