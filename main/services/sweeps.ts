import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { parseProject } from '../../shared/document/file';
import type { ProjectDocument } from '../../shared/document/schema';
import { analyse } from '../../shared/graph/analyse';
import { hasEnded, type Outcome, outcomeSchema, WAITING } from '../../shared/sweep/outcome';
import { faultOfValues, planSweep } from '../../shared/sweep/plan';
import {
  isSweepOver,
  type PointOutcome,
  type ReadSweep,
  type SweepProgress,
  type SweepSummary,
  sweepProgressSchema,
  sweepSummarySchema,
} from '../../shared/sweep/record';
import type { SweepSpec } from '../../shared/sweep/spec';
import { encodeRunFile, RUN_FILE_EXTENSION } from '../../shared/telemetry/run-file';
import type { TrainingJob } from '../training/job';
import type { TrainerLauncher } from '../training/launcher';
import { SweepQueue } from '../training/sweep-queue';
import { writeAtomically } from './atomic-file';
import type { DataPlaces } from './data/places';
import { refuse } from './failures';
import { KeptData } from './kept-data';
import { keptEncoding, recordOf } from './run-record';
import { Serial } from './serial';

/** Each keeps up to a thousand runs on the disk. */
const KEPT_SWEEPS_PER_PROJECT = 5;
const TELL_MS = 400;
/** A host that is killed loses the outcomes of so long; their runs are kept. */
const SAVE_MS = 5_000;
const RECORD_NAME = 'sweep.json';
const SWEEP_NAME = /^[\w-]{1,100}$/;

/** What stands in a sweep's folder beside its runs. */
const fileSchema = z.object({
  summary: sweepSummarySchema,
  document: z.unknown(),
  progress: sweepProgressSchema,
  outcomes: z.array(outcomeSchema),
});

interface Running {
  /** Its project is another one once the window saved its document. */
  summary: Omit<SweepSummary, 'phase' | 'ended'>;
  readonly document: ProjectDocument;
  readonly queue: SweepQueue;
  /** Outcomes as they were last told. */
  readonly told: Outcome[];
  readonly timer: NodeJS.Timeout;
  saved: number;
}

export interface SweepRequest {
  readonly document: ProjectDocument;
  readonly project: string | null;
  readonly draft?: string | undefined;
  readonly spec: SweepSpec;
  readonly places: DataPlaces;
  readonly client: string;
}

type Tell = (event: {
  readonly sweep: string;
  readonly progress: SweepProgress;
  readonly outcomes: PointOutcome[];
}) => void;

/** A sweep that is on disk as running, and that nobody runs: its host was killed. */
function asOver(sweep: ReadSweep): ReadSweep {
  if (isSweepOver(sweep.summary.phase)) return sweep;
  const phase = 'cancelled';
  return {
    ...sweep,
    summary: { ...sweep.summary, phase },
    progress: { ...sweep.progress, phase, secondsLeft: 0 },
    outcomes: sweep.outcomes.map((outcome) => (hasEnded(outcome) ? outcome : WAITING)),
  };
}

/**
 * Sweeps of this session and on disk. Each has a folder in the run store, with what it varies, what its points came to,
 * and its runs as files like those of any run. One at a time: it takes every core. It outlives the page that began it.
 */
export class SweepService {
  /** By name, all whose trainers are not gone yet: a cancelled one still writes beside the one that began after it. */
  private readonly live = new Map<string, Running>();
  /** Of unsaved projects, with the window that made them: lists show those of this session. */
  private readonly unsaved = new Map<string, string>();
  private readonly serial = new Serial();
  private readonly data = new KeptData();

  constructor(
    private readonly folder: string,
    private readonly tell: Tell,
    private readonly launcher?: TrainerLauncher,
  ) {}

  async start(request: SweepRequest): Promise<{ sweep: string }> {
    const { document, project, draft = null, spec, places, client } = request;
    if (this.underWay()) refuse('sweep-active');
    const context = { document, analysis: analyse(document) };
    const plan = planSweep(context, spec);
    if (!plan.ok) return refuse('sweep-refused', { reason: plan.failure.text });
    const fault = faultOfValues(context, plan.value);
    if (fault) return refuse('sweep-refused', { reason: fault.text });
    const sweep = `sweep-${randomUUID()}`;
    const count = plan.value.points.length;
    const queue = new SweepQueue({
      document,
      plan: plan.value,
      dataOf: (own) => this.data.of(own, places),
      keep: (index, job, started) => this.keep(running.summary, index, job, started),
      onChange: () => this.noteChange(running),
      ...(this.launcher ? { launcher: this.launcher } : {}),
    });
    const summary = { sweep, project, draft, started: Date.now(), count, spec };
    const told = queue.outcomes.slice();
    const timer = setInterval(() => this.noteChange(running), TELL_MS).unref();
    const running: Running = { summary, document, queue, told, timer, saved: Date.now() };
    this.live.set(sweep, running);
    if (project === null) this.unsaved.set(sweep, client);
    void queue.over.then(() => this.end(running));
    await this.save(running);
    return { sweep };
  }

  async control(sweep: string, action: 'pause' | 'resume' | 'cancel'): Promise<void> {
    const running = this.underWay();
    if (running?.summary.sweep !== sweep) return refuse('sweep-over');
    // Not waited for: trainers take a moment to end, and the stream tells when they have.
    void running.queue[action]();
  }

  async list(project: string | null): Promise<SweepSummary[]> {
    return (await this.summaries())
      .filter((summary) => summary.project === project)
      .filter(({ sweep }) => project !== null || this.unsaved.has(sweep));
  }

  async read(sweep: string): Promise<ReadSweep> {
    const running = this.live.get(sweep);
    if (running) return stateOf(running);
    return (await this.readFile(sweep)) ?? refuse('unknown-sweep');
  }

  async delete(sweep: string): Promise<void> {
    const folder = this.folderOf(sweep);
    if (this.live.has(sweep)) refuse('sweep-active');
    // After what is being written: a record that came later would bring the folder back.
    await this.serial.run(() => rm(folder, { recursive: true, force: true }));
    this.unsaved.delete(sweep);
  }

  /** A window saved its project for the first time: the sweeps that it made before belong to the file from now on. */
  async adopt(client: string, project: string): Promise<void> {
    for (const [sweep, owner] of this.unsaved) {
      if (owner !== client) continue;
      this.unsaved.delete(sweep);
      const running = this.live.get(sweep);
      if (running) {
        running.summary = { ...running.summary, project };
        await this.save(running);
        continue;
      }
      const stored = await this.readFile(sweep);
      if (stored) await this.write({ ...stored, summary: { ...stored.summary, project } });
    }
  }

  /** Ends the sweep under way and waits until its trainers are gone and what they told is written. */
  async close(): Promise<void> {
    await Promise.all([...this.live.values()].map(({ queue }) => queue.cancel()));
    await this.serial.run(async () => undefined);
  }

  /** Its trainers may still be ending where a sweep was cancelled; it is not under way then. */
  private underWay(): Running | undefined {
    return [...this.live.values()].find(({ queue }) => !isSweepOver(queue.phase));
  }

  /** Writes a run that is over into its sweep's folder; null where that cannot be done. */
  private async keep(
    { sweep, project, draft }: Running['summary'],
    index: number,
    job: TrainingJob,
    started: number,
  ): Promise<string | null> {
    const run = `${sweep}/${index}`;
    const purpose = { kind: 'sweep', sweep, index } as const;
    const record = recordOf({ run, project, draft, started, purpose }, job);
    if (!record) return null;
    try {
      const bytes = await encodeRunFile({
        run: record,
        checkpoint: job.checkpoint,
        encoding: keptEncoding(job),
      });
      await writeAtomically(join(this.folderOf(sweep), `${index}${RUN_FILE_EXTENSION}`), bytes);
      return run;
    } catch (error) {
      // The outcome stands without it; a disk that is full must not end the sweep.
      process.stderr.write(`The run could not be kept: ${(error as Error).message}\n`);
      return null;
    }
  }

  private noteChange(running: Running): void {
    this.tellOf(running);
    if (Date.now() - running.saved >= SAVE_MS) void this.save(running);
  }

  private tellOf({ summary: { sweep }, queue, told }: Running): void {
    const outcomes = queue.current().flatMap((outcome, index) => {
      if (outcome === told[index]) return [];
      told[index] = outcome;
      return [{ index, outcome }];
    });
    this.tell({ sweep, progress: queue.progress(), outcomes });
  }

  private async end(running: Running): Promise<void> {
    clearInterval(running.timer);
    await this.save(running);
    this.tellOf(running);
    this.live.delete(running.summary.sweep);
    await this.forgetOldSweeps(running.summary);
  }

  private save(running: Running): Promise<void> {
    running.saved = Date.now();
    return this.write(stateOf(running));
  }

  private write(sweep: ReadSweep): Promise<void> {
    return this.serial
      .run(async () => {
        const folder = this.folderOf(sweep.summary.sweep);
        await mkdir(folder, { recursive: true });
        await writeAtomically(join(folder, RECORD_NAME), JSON.stringify(sweep));
      })
      .catch((error: unknown) => {
        process.stderr.write(`The sweep could not be kept: ${(error as Error).message}\n`);
      });
  }

  private folderOf(sweep: string): string {
    if (!SWEEP_NAME.test(sweep)) refuse('unknown-sweep');
    return join(this.folder, sweep);
  }

  private async readFile(sweep: string): Promise<ReadSweep | null> {
    const text = await readFile(join(this.folderOf(sweep), RECORD_NAME), 'utf8').catch(() => null);
    if (text === null) return null;
    try {
      const stored = fileSchema.parse(JSON.parse(text));
      // Of an older version, the document is brought up to this one like any project file.
      const parsed = parseProject(JSON.stringify(stored.document));
      return parsed.ok ? asOver({ ...stored, document: parsed.value.document }) : null;
    } catch {
      return null;
    }
  }

  private async summaries(): Promise<SweepSummary[]> {
    const entries = await readdir(this.folder, { withFileTypes: true });
    const names = entries.filter((entry) => entry.isDirectory() && SWEEP_NAME.test(entry.name));
    const own = [...this.live.values()].map((running) => stateOf(running).summary);
    const stored = await Promise.all(
      names
        .filter(({ name }) => !this.live.has(name))
        .map(async ({ name }) => (await this.readFile(name))?.summary ?? null),
    );
    return [...own, ...stored.filter((summary) => summary !== null)].sort(
      (a, b) => b.started - a.started,
    );
  }

  /** Of the same project; of unsaved ones those of the same window, for another one may still look at its own. */
  private async forgetOldSweeps({ sweep: newest, project }: Running['summary']): Promise<void> {
    const ownerOf = (sweep: string): string | null => this.unsaved.get(sweep) ?? null;
    const own = (await this.summaries()).filter(
      (summary) =>
        summary.project === project &&
        (project !== null || ownerOf(summary.sweep) === ownerOf(newest)),
    );
    const old = own.slice(KEPT_SWEEPS_PER_PROJECT).filter(({ sweep }) => !this.live.has(sweep));
    for (const { sweep } of old) await this.delete(sweep);
  }
}

function stateOf({ summary, document, queue }: Running): ReadSweep {
  const outcomes = [...queue.current()];
  const progress = queue.progress();
  const ended = outcomes.filter(hasEnded).length;
  return { summary: { ...summary, phase: progress.phase, ended }, document, progress, outcomes };
}
