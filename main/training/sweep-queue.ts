import { availableParallelism, freemem } from 'node:os';
import type { PreparedData } from '../../shared/data/prepared-data';
import { subjectOf } from '../../shared/diagnosis/subject';
import type { ProjectDocument } from '../../shared/document/schema';
import { analyse } from '../../shared/graph/analyse';
import type { Analysis } from '../../shared/graph/analysis';
import { obstacleOf } from '../../shared/graph/obstacle';
import type { Result } from '../../shared/result';
import { judge } from '../../shared/sweep/judge';
import {
  hasEnded,
  type Outcome,
  outcomeOfState,
  refusedOutcome,
  WAITING,
} from '../../shared/sweep/outcome';
import { documentAt, type SweepPlan } from '../../shared/sweep/plan';
import { isSweepOver, type SweepPhase, type SweepProgress } from '../../shared/sweep/record';
import { quoteError } from '../../shared/text/quote';
import type { Text } from '../../shared/text/text';
import type { TrainingJob } from './job';
import { processLauncher, type TrainerLauncher } from './launcher';
import { TrainingSupervisor } from './supervisor';
import { TrainerPool } from './trainer-pool';
import { inProcess } from './trial';

export interface SweepQueueOptions {
  readonly document: ProjectDocument;
  readonly plan: SweepPlan;
  /** What a point is trained on: axes may change how data are split or encoded. */
  readonly dataOf: (
    document: ProjectDocument,
  ) => Promise<Result<PreparedData, { readonly text: Text }>>;
  /** Keeps a run that is over, and gives the name under which it can be opened; null where it is not kept. */
  readonly keep?: (index: number, job: TrainingJob, started: number) => Promise<string | null>;
  /** A point came to its end, or the queue to another phase. */
  readonly onChange?: () => void;
  readonly launcher?: TrainerLauncher;
  readonly wasmPath?: string;
  /** Runs at the same time; without it, as many as the machine has cores. */
  readonly workers?: number;
}

/**
 * A trainer's own memory beside its tensors, measured at 100 to 150 MB. Another one is begun only while the machine has
 * that and what the network needs to spare.
 */
const TRAINER_BYTES = 160 * 1024 * 1024;

const hasRoomFor = ({ totals }: Analysis): boolean =>
  freemem() > TRAINER_BYTES + totals.trainingBytes;

interface Active {
  readonly job: TrainingJob;
  readonly begun: number;
}

/**
 * Trains the points of a sweep, as many at the same time as the machine has cores. None is left free for a window:
 * trainers give way to it (`launcher.ts`), so it has a core whenever it wants one, and none idles while it does not. A run
 * that fails is an outcome and stops nothing.
 */
export class SweepQueue {
  readonly outcomes: Outcome[];
  readonly workers: number;
  phase: SweepPhase = 'running';
  /** Settles when no run is under way any more, and none will be. */
  readonly over: Promise<void>;

  private readonly pool: TrainerPool;
  private readonly supervisor: TrainingSupervisor;
  private readonly active = new Map<number, Active>();
  private next = 0;
  /** Of runs that are over: how long each took, by a clock that stands while the sweep is paused. */
  private readonly durations: number[] = [];
  private pausedMs = 0;
  private pausedAt: number | null = null;
  private readonly startedAt = Date.now();
  private goOn: (() => void)[] = [];

  constructor(private readonly options: SweepQueueOptions) {
    const { plan, launcher = processLauncher(), wasmPath, workers } = options;
    this.outcomes = plan.points.map(() => WAITING);
    this.pool = new TrainerPool(launcher);
    this.supervisor = new TrainingSupervisor({
      launcher: this.pool.launch,
      keptJobs: 0,
      ...(wasmPath === undefined ? {} : { wasmPath }),
    });
    // A run that was still starting when the sweep was paused begins paused.
    this.supervisor.onEvent((_run, event) => {
      if (event.type === 'state' && event.state.phase === 'running' && this.phase === 'paused') {
        for (const { job } of this.active.values()) job.control('pause');
      }
    });
    this.workers = Math.max(1, Math.min(plan.points.length, workers ?? availableParallelism()));
    this.over = this.trainAll();
  }

  /** Points that came to their end, whatever it was. */
  get ended(): number {
    return this.outcomes.filter(hasEnded).length;
  }

  pause(): void {
    if (this.phase !== 'running') return;
    this.pausedAt = Date.now();
    this.become('paused');
    for (const { job } of this.active.values()) job.control('pause');
  }

  resume(): void {
    if (this.phase !== 'paused') return;
    this.pausedMs += Date.now() - (this.pausedAt ?? Date.now());
    this.pausedAt = null;
    this.become('running');
    for (const { job } of this.active.values()) job.control('resume');
    this.release();
  }

  /** Stops what runs; what has not begun never will. Settles when all trainers are gone. */
  async cancel(): Promise<void> {
    if (!isSweepOver(this.phase)) {
      this.become('cancelled');
      this.release();
      for (const { job } of this.active.values()) job.control('stop');
    }
    await this.over;
  }

  /** All outcomes, those of runs under way as far as they are. */
  current(): readonly Outcome[] {
    return this.outcomes.map((outcome, index) => {
      const active = this.active.get(index);
      return active ? outcomeOfState(null, active.job.state) : outcome;
    });
  }

  progress(): SweepProgress {
    return {
      phase: this.phase,
      workers: this.workers,
      progress: this.share(),
      seconds: (this.clock() - this.startedAt) / 1000,
      secondsLeft: this.secondsLeft(),
    };
  }

  /** Share of the work that is done. */
  private share(): number {
    const running = [...this.active.values()].map(({ job: { state } }) =>
      state.plannedSteps > 0 ? state.step / state.plannedSteps : 0,
    );
    return (this.ended + running.reduce((sum, share) => sum + share, 0)) / this.outcomes.length;
  }

  /** From the runs that are over, or as far as they are: seconds until the last one ends; null before anything can be said. */
  private secondsLeft(): number | null {
    if (isSweepOver(this.phase)) return 0;
    const running = [...this.active.values()];
    const foreseen = running.flatMap(({ job: { state } }) =>
      state.secondsLeft === null ? [] : [state.seconds + state.secondsLeft],
    );
    const known = this.durations.length > 0 ? this.durations : foreseen;
    if (known.length === 0) return null;
    const mean = known.reduce((sum, seconds) => sum + seconds, 0) / known.length;
    const left = running.reduce(
      (sum, { begun, job: { state } }) =>
        sum + (state.secondsLeft ?? Math.max(0, mean - (this.clock() - begun) / 1000)),
      0,
    );
    const waiting = this.outcomes.length - this.next;
    return (waiting * mean + left) / Math.max(1, Math.min(this.workers, waiting + running.length));
  }

  private async trainAll(): Promise<void> {
    await Promise.all(Array.from({ length: this.workers }, () => this.work()));
    this.pool.close();
    await this.supervisor.stopAll();
    if (this.phase !== 'cancelled') this.become('finished');
  }

  /** One of several, each with one run at a time. */
  private async work(): Promise<void> {
    for (;;) {
      await this.whileGoing();
      if (this.phase === 'cancelled' || this.next >= this.outcomes.length) return;
      const index = this.next;
      const document = this.documentOf(index);
      const analysis = analyse(document);
      // Too little memory for another one beside those that run: they go on without this worker.
      if (this.active.size > 0 && !hasRoomFor(analysis)) return;
      this.next += 1;
      const outcome = await this.train(index, document, analysis).catch((error: unknown) => {
        const reason = quoteError(error);
        return refusedOutcome({ en: reason, zh: reason });
      });
      this.active.delete(index);
      this.outcomes[index] = outcome;
      this.options.onChange?.();
    }
  }

  private documentOf(index: number): ProjectDocument {
    const { document, plan } = this.options;
    return inProcess(documentAt(document, plan.axes, plan.points[index]));
  }

  private async train(
    index: number,
    document: ProjectDocument,
    analysis: Analysis,
  ): Promise<Outcome> {
    const obstacle = obstacleOf(analysis);
    if (obstacle) return refusedOutcome(obstacle);
    const data = await this.options.dataOf(document);
    if (!data.ok) return refusedOutcome(data.failure.text);
    if (this.phase === 'cancelled') return WAITING;
    const started = Date.now();
    const begun = this.clock();
    const run = this.supervisor.start({ document, data: data.value });
    const job = this.supervisor.job(run);
    if (!job) throw new Error('the supervisor forgot a run that it just started');
    this.active.set(index, { job, begun });
    const state = await job.over;
    this.durations.push((this.clock() - begun) / 1000);
    const kept = (await this.options.keep?.(index, job, started)) ?? null;
    const { layout, telemetry } = job;
    const subject = subjectOf({ document, layout, telemetry, state }, analysis);
    return subject ? judge(kept, subject, state) : outcomeOfState(kept, state);
  }

  /** Resolves at once, or when the pause ends. */
  private whileGoing(): Promise<void> {
    if (this.phase !== 'paused') return Promise.resolve();
    return new Promise((resolve) => this.goOn.push(resolve));
  }

  private release(): void {
    for (const go of this.goOn.splice(0)) go();
  }

  private become(phase: SweepPhase): void {
    this.phase = phase;
    this.options.onChange?.();
  }

  private clock(): number {
    return (this.pausedAt ?? Date.now()) - this.pausedMs;
  }
}
