import { z } from 'zod';
import type { PreparedData } from '../data/prepared-data';
import type { ProjectDocument } from '../document/schema';
import type { Text } from '../text/text';
import { textSchema } from '../text/text-schema';
import type { Checkpoint } from './checkpoint';
import type { Jacobian, JacobianRequest } from './jacobian';
import type { Landscape, LandscapeRequest } from './landscape';
import type { GROUP_NAMES, runLayoutSchema } from './layout';

export type { Checkpoint, WeightRecord } from './checkpoint';

/** The words between a supervisor and a trainer, whatever carries them (process, worker, window). */

export const RUN_PHASES = [
  'starting',
  'running',
  'paused',
  'finished',
  'stopped',
  'failed',
] as const;
export type RunPhase = (typeof RUN_PHASES)[number];

/** Phases in which a run is over; it can be looked at but not resumed. */
export const isOver = (phase: RunPhase): boolean =>
  phase === 'finished' || phase === 'stopped' || phase === 'failed';

export const FAILURE_KINDS = [
  'not-finite',
  'out-of-memory',
  'crashed',
  'unresponsive',
  'leak',
  'invalid',
  'backend-unavailable',
] as const;

/**
 * What `RunFailure.tensor` names for `not-finite`, in the order in which a step computes them: `gradient` is
 * ∂L/∂output of the node, `weight` a weight after its update.
 */
export const FAILURE_TENSORS = [
  'preactivation',
  'activation',
  'loss',
  'gradient',
  'weightGradient',
  'weight',
] as const;
export type FailureTensor = (typeof FAILURE_TENSORS)[number];

/** Why a run ended early. For `not-finite`: the first tensor that was NaN or infinite, by layer and step. */
export const runFailureSchema = z.object({
  kind: z.enum(FAILURE_KINDS),
  /** Whole sentences. */
  message: textSchema,
  step: z.int().nullable(),
  node: z.string().nullable(),
  tensor: z.string().nullable(),
  /** For `not-finite`: the step that left the last weights with which the loss was sound; they are kept. */
  goodStep: z.int().optional(),
});
export type RunFailure = z.infer<typeof runFailureSchema>;

export const runStateSchema = z.object({
  phase: z.enum(RUN_PHASES),
  step: z.int(),
  epoch: z.int(),
  plannedSteps: z.int(),
  plannedEpochs: z.int(),
  /** Time spent computing, pauses not counted. */
  seconds: z.number(),
  secondsLeft: z.number().nullable(),
  learningRate: z.number(),
  backend: z.string(),
  failure: runFailureSchema.nullable(),
});
export type RunState = z.infer<typeof runStateSchema>;

export interface TelemetryPart {
  readonly group: (typeof GROUP_NAMES)[number];
  /** Whole rows, one after the other. */
  readonly rows: Float32Array;
}

/**
 * What a run reports: the default schedule, every probe on every step (bench, short runs), nothing, or how the network
 * starts alone: signals and gradients of one batch, after which the run is over, for an answer while a person draws.
 */
export type TelemetryMode = 'default' | 'full' | 'off' | 'start';

export type TrainerCommand =
  | {
      readonly type: 'start';
      readonly document: ProjectDocument;
      readonly data: PreparedData;
      /** Where the tfjs WebAssembly files are; the trainer's core knows no file system. */
      readonly wasmPath: string;
      /** Stop after this many steps, whatever the document says; null for no such limit. */
      readonly stepLimit: number | null;
      readonly telemetry: TelemetryMode;
      /** Wait for `resume` or `step` after building. */
      readonly paused: boolean;
      /**
       * Weights to stand in for the fresh ones, and the step that left them: of an ended run that is measured again, or
       * that goes on. Weights that are not there, or have another shape, stay as they are drawn.
       */
      readonly checkpoint?: Checkpoint;
    }
  | { readonly type: 'pause' | 'resume' | 'step' | 'stop' }
  | { readonly type: 'learning-rate'; readonly value: number }
  /** Measure the Jacobian of a node, by its id; answered between two steps. `sample`: see `JacobianRequest`. */
  | ({ readonly type: 'jacobian' } & JacobianRequest)
  /** Measure the loss around the weights, between the steps; another measurement that is under way ends. */
  | { readonly type: 'landscape'; readonly request: LandscapeRequest }
  | { readonly type: 'end-landscape' }
  | { readonly type: 'acknowledge'; readonly batch: number };

export type TrainerEvent =
  | { readonly type: 'layout'; readonly layout: z.infer<typeof runLayoutSchema> }
  | { readonly type: 'state'; readonly state: RunState }
  | { readonly type: 'telemetry'; readonly batch: number; readonly parts: readonly TelemetryPart[] }
  | { readonly type: 'checkpoint'; readonly checkpoint: Checkpoint }
  | { readonly type: 'jacobian'; readonly jacobian: Jacobian }
  | { readonly type: 'landscape'; readonly landscape: Landscape }
  | { readonly type: 'heartbeat' }
  | { readonly type: 'notice'; readonly message: Text };

/** What a trainer listens and speaks on. */
export interface TrainerPort {
  send(event: TrainerEvent): void;
  listen(receive: (command: TrainerCommand) => void): void;
}

export const HEARTBEAT_MS = 5_000;
/** Telemetry goes in batches, at most this often. */
export const TELEMETRY_INTERVAL_MS = 80;
/** With this many batches unacknowledged, the trainer keeps only the newest rows. */
export const MAX_UNACKNOWLEDGED_BATCHES = 2;
/** A stop is asked for first, then forced. */
export const STOP_GRACE_MS = 3_000;
