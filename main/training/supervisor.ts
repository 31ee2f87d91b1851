import { randomUUID } from 'node:crypto';
import type { PreparedData } from '../../shared/data/prepared-data';
import { type Backend, PROCESS_BACKENDS, type ProjectDocument } from '../../shared/document/schema';
import type { Result } from '../../shared/result';
import {
  type Checkpoint,
  isOver,
  type TelemetryMode,
  type TrainerEvent,
} from '../../shared/telemetry/protocol';
import type { Text } from '../../shared/text/text';
import { TrainingJob } from './job';
import { findWasmPath, processLauncher, type TrainerLauncher } from './launcher';
import { type KeptQuestion, measureKept } from './measure-kept';

export interface StartRequest {
  readonly document: ProjectDocument;
  readonly data: PreparedData;
  readonly stepLimit?: number | null;
  readonly telemetry?: TelemetryMode;
  readonly paused?: boolean;
  /** What was kept of another run, to begin with. */
  readonly checkpoint?: Checkpoint;
  /** The window that asked for it, whose graphics device it may use. */
  readonly client?: string;
}

/** What is needed to measure a run that is over. */
export type KeptRun = Pick<StartRequest, 'document' | 'data'> & {
  readonly checkpoint: Checkpoint;
};

export interface SupervisorOptions {
  readonly launcher?: TrainerLauncher;
  /** Starts trainers where a graphics device is: in this window, or one of the host's own. Without it, none has one. */
  readonly gpuLauncher?: (client: string) => TrainerLauncher;
  readonly wasmPath?: string;
  /** Jobs that are over and still known; KEPT_JOBS without it. */
  readonly keptJobs?: number;
}

/** Jobs that are over are forgotten beyond this many; their run files remain. */
const KEPT_JOBS = 20;

/**
 * Owns every trainer. Trainers are processes, never threads: one that runs out of memory takes its run along and
 * nothing else.
 */
export class TrainingSupervisor {
  private readonly jobs = new Map<string, TrainingJob>();
  private readonly launcher: TrainerLauncher;
  private readonly gpuLauncher: SupervisorOptions['gpuLauncher'];
  private readonly wasmPath: string;
  private readonly keptJobs: number;
  private readonly listeners = new Set<(run: string, event: TrainerEvent) => void>();

  constructor(options: SupervisorOptions = {}) {
    this.launcher = options.launcher ?? processLauncher();
    this.gpuLauncher = options.gpuLauncher;
    this.wasmPath = options.wasmPath ?? findWasmPath();
    this.keptJobs = options.keptJobs ?? KEPT_JOBS;
  }

  /** Starts a run and returns its id; what it reports goes to the listeners. */
  start(request: StartRequest): string {
    const run = randomUUID();
    const job = new TrainingJob(
      {
        document: request.document,
        data: request.data,
        wasmPath: this.wasmPath,
        stepLimit: request.stepLimit ?? null,
        telemetry: request.telemetry ?? 'default',
        paused: request.paused ?? false,
        ...(request.checkpoint && { checkpoint: request.checkpoint }),
      },
      (backend) => this.launcherFor(backend, request.client),
      (event) => {
        for (const listener of this.listeners) listener(run, event);
      },
    );
    this.jobs.set(run, job);
    this.forgetOldJobs();
    return run;
  }

  /** Undefined for a run that this supervisor does not know (any more). */
  job(run: string): TrainingJob | undefined {
    return this.jobs.get(run);
  }

  /** Asks for what is measured of a run that is over, with the weights that were kept of it. */
  measureKept<Answer>(
    known: KeptRun,
    question: KeptQuestion<Answer>,
  ): Promise<Result<Answer, Text>> {
    return measureKept(this.launcher, { ...known, wasmPath: this.wasmPath }, question);
  }

  /** How many runs are not over. */
  activeCount(): number {
    return [...this.jobs.values()].filter((job) => !isOver(job.state.phase)).length;
  }

  onEvent(listener: (run: string, event: TrainerEvent) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Stops every run and waits until its trainer is gone: at most the grace period. */
  async stopAll(): Promise<void> {
    const jobs = [...this.jobs.values()];
    for (const job of jobs) job.control('stop');
    await Promise.all(jobs.map((job) => job.over));
  }

  private launcherFor(backend: Backend, client: string | undefined): TrainerLauncher | null {
    if (PROCESS_BACKENDS.some((known) => known === backend)) return this.launcher;
    return client !== undefined && this.gpuLauncher ? this.gpuLauncher(client) : null;
  }

  private forgetOldJobs(): void {
    for (const [run, job] of this.jobs) {
      if (this.jobs.size <= this.keptJobs) return;
      if (isOver(job.state.phase)) this.jobs.delete(run);
    }
  }
}
