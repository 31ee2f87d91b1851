import { randomUUID } from 'node:crypto';
import type { PreparedData } from '../../shared/data/prepared-data';
import {
  NO_LABEL,
  type ReadRun,
  type RunLabel,
  type RunPurpose,
  type RunSummary,
  type StoredRun,
} from '../../shared/host-data';
import { chiefSettings } from '../../shared/sweep/chief-settings';
import { type Checkpoint, isOver, type TrainerEvent } from '../../shared/telemetry/protocol';
import { decodeRunFile, type RunFile } from '../../shared/telemetry/run-file';
import { TelemetryStore } from '../../shared/telemetry/store';
import { quoteError } from '../../shared/text/quote';
import type { Text } from '../../shared/text/text';
import type { TrainingJob } from '../training/job';
import type { TrainingSupervisor } from '../training/supervisor';
import { isSystemError, reasonOf } from './data/failures';
import { refuse, ServiceError, serviceFailure } from './failures';
import { isDiagnosed, rootFindingOf } from './root-finding';
import { RunFiles } from './run-files';
import { keptEncoding, recordOf, summaryOf } from './run-record';
import { Serial } from './serial';

/** A running run's file is renewed this often, so that a killed host loses little. */
const SAVE_INTERVAL_MS = 30_000;
/** A trainer tells its weights every five seconds, its first ones with its first steps. */
const FIRST_SAVE_MS = 3_000;
/** Beside those that are pinned. */
const KEPT_RUNS_PER_PROJECT = 20;

interface KnownRun {
  /** Null while the project is unsaved; its first save gives its runs a home. */
  project: string | null;
  readonly draft: string | null;
  /** The window that started it. */
  readonly client: string;
  readonly started: number;
  readonly purpose: RunPurpose;
  readonly from: RunSummary['from'];
  readonly settings: RunSummary['settings'];
  label?: RunLabel;
  /** Once it is over. */
  finding?: RunSummary['finding'];
  /** When its file was written last; null: not yet. */
  saved: number | null;
  /** It is over and stands in its file with its weights, which nobody else keeps. */
  isKept: boolean;
}

const APP_ENDED: Text = {
  en: 'The app ended while this run was under way.',
  zh: '训练尚未结束，应用就已退出。',
};

/**
 * Once a few seconds of work would be lost, with the next weights that are told; every now and then from there on. What a
 * checkpoint brings with all its progress is a run's last word but one: it is written with its end.
 */
function isDue(event: TrainerEvent, { saved, started }: KnownRun): boolean {
  const age = Date.now() - (saved ?? started);
  const isFirst = saved === null && event.type === 'checkpoint' && !event.checkpoint.progress;
  return age >= (isFirst ? FIRST_SAVE_MS : SAVE_INTERVAL_MS);
}

/**
 * A run that is on disk as running, and that nobody runs: its host was killed between two saves. `kept`: the step of its
 * weights, which are older than what it told last; from there it goes on.
 */
function asEnded(summary: RunSummary, kept?: number): RunSummary {
  if (isOver(summary.state.phase)) return summary;
  const state = { ...summary.state, step: kept ?? summary.state.step };
  const failure = {
    kind: 'crashed' as const,
    message: APP_ENDED,
    step: state.step,
    node: null,
    tensor: null,
  };
  return { ...summary, state: { ...state, phase: 'failed', secondsLeft: null, failure } };
}

const isTwin = ({ purpose }: { readonly purpose: RunPurpose }): boolean => purpose.kind === 'twin';

/** What is left of a run that is over. */
export interface EndedRun extends RunFile {
  /** What it was trained on, where this session still has it. */
  readonly data: PreparedData | null;
}

/** What a run service tells whoever made it. */
interface RunNews {
  ended(project: string | null, summary: RunSummary): void;
  /** The disk did not take it; the sentence says why. */
  unkept(run: string, why: Text): void;
}

/** Runs of this session and on disk. */
export class RunService {
  private readonly known = new Map<string, KnownRun>();
  /** Those of this session that were deleted, to be brought back. */
  private readonly deleted = new Map<string, KnownRun>();
  private readonly files: RunFiles;
  private readonly serial = new Serial();

  constructor(
    folder: string,
    private readonly supervisor: TrainingSupervisor,
    private readonly news: RunNews,
    /** Runs that train outside of the app, as far as a window follows them. */
    private readonly elsewhere: (run: string) => RunFile | null = () => null,
  ) {
    this.files = new RunFiles(folder);
    void this.serial
      .run(() => this.files.forgetDeleted())
      .catch((error: unknown) => {
        // Old files that stay cost room on the disk, and nothing else.
        process.stderr.write(`Deleted runs could not be cleared: ${(error as Error).message}\n`);
      });
    supervisor.onEvent((run, event) => this.noteEvent(run, event));
  }

  begin(run: string, begun: Pick<KnownRun, 'project' | 'draft' | 'client' | 'purpose' | 'from'>) {
    const now = Date.now();
    const job = this.supervisor.job(run);
    // Nobody lists twins.
    const settings = job && !isTwin(begun) ? chiefSettings(job.document) : undefined;
    this.known.set(run, { ...begun, settings, started: now, saved: null, isKept: false });
  }

  /** A window saved its project for the first time: the runs that it made before belong to the file from now on. */
  async adopt(client: string, project: string): Promise<void> {
    // Also what may still be brought back.
    for (const [run, known] of [...this.known, ...this.deleted]) {
      if (known.client !== client || known.project !== null || isTwin(known)) continue;
      known.project = project;
      await this.serial.run(async () => {
        if (this.supervisor.job(run)) return this.save(run, known);
        if (await this.files.has(run)) {
          await this.files.change(run, (summary) => ({ ...summary, project }));
        }
      });
    }
  }

  /**
   * Takes a copy of a run file, from anywhere, into the runs of a window's unsaved project: it is a run like any other
   * from then on, under a name of its own. Rejects where the bytes are no run.
   */
  async takeIn(bytes: Uint8Array, draft: string, client: string): Promise<ReadRun> {
    const decoded = await decodeRunFile(bytes);
    if (!decoded.ok) throw new ServiceError(decoded.failure);
    const { run: stored, ...kept } = decoded.value;
    const run = randomUUID();
    const begun = { project: null, draft, purpose: { kind: 'training' as const }, from: null };
    const summary = { ...asEnded(stored.summary, kept.checkpoint?.step), ...begun, run };
    await this.serial.run(() => this.files.write(run, { run: { ...stored, summary }, ...kept }));
    const { started, settings } = summary;
    this.known.set(run, { ...begun, client, started, settings, saved: Date.now(), isKept: true });
    return this.read(run);
  }

  /** Keeps a run that no trainer of this session made, for a window whose project was never saved. */
  async keep(file: RunFile, client: string): Promise<void> {
    const { run, draft, started, purpose } = file.run.summary;
    const settings = chiefSettings(file.run.document);
    await this.serial.run(() => this.files.write(run, file));
    const owner = { project: null, draft, client, purpose, from: undefined, settings };
    this.known.set(run, { ...owner, started, saved: started, isKept: true });
  }

  async list(project: string | null): Promise<RunSummary[]> {
    const belongs = (summary: RunSummary): boolean =>
      summary.project === project &&
      !isTwin(summary) &&
      (project !== null || this.known.has(summary.run));
    const own = (await this.files.summaries()).map((summary) => asEnded(summary)).filter(belongs);
    const stored: RunSummary[] = [];
    // One after the other: each reads a whole file, and the host has other things to do in between.
    for (const summary of own) stored.push(await this.lookedAt(summary));
    const running = [...this.known.keys()].flatMap((run) => this.liveSummary(run) ?? []);
    const byRun = new Map([...stored, ...running].map((summary) => [summary.run, summary]));
    return [...byRun.values()].filter(belongs).sort((a, b) => b.started - a.started);
  }

  /** A run as it is now, with the rows of the named groups alone where any are named. */
  async read(run: string, groups?: readonly string[]): Promise<ReadRun> {
    const read = await this.readWhole(run);
    if (!groups) return read;
    return { ...read, groups: read.groups.filter(({ group }) => groups.includes(group)) };
  }

  private async readWhole(run: string): Promise<ReadRun> {
    const live = this.liveRun(run) ?? this.startingRun(run);
    const read = live ?? this.elsewhere(run)?.run;
    if (read) return read;
    const { run: stored, checkpoint } = await this.files.read(run);
    return { ...stored, summary: asEnded(stored.summary, checkpoint?.step) };
  }

  /** A run that is over, with the weights that it ended with. */
  async ended(run: string): Promise<EndedRun> {
    const job = this.supervisor.job(run);
    const live = this.liveRun(run);
    if (live && job) {
      return { run: live, checkpoint: await this.checkpointOf(run, job), data: job.data };
    }
    const { run: stored, checkpoint } = this.elsewhere(run) ?? (await this.files.read(run));
    return { run: stored, checkpoint, data: null };
  }

  async delete(run: string): Promise<void> {
    const job = this.supervisor.job(run);
    if (job && !isOver(job.state.phase)) refuse('run-active');
    await this.serial.run(() => this.files.delete(run));
    const known = this.known.get(run);
    if (known) this.deleted.set(run, known);
    this.known.delete(run);
  }

  /** Brings back a deleted run. */
  async restore(run: string): Promise<void> {
    const known = this.deleted.get(run);
    const isBack = await this.serial.run(async () => {
      if (!(await this.files.restore(run))) return false;
      // Its project was saved for the first time meanwhile.
      const project = known?.project ?? null;
      const isAdopted =
        project !== null && (await this.files.read(run)).run.summary.project === null;
      if (isAdopted) await this.files.change(run, (summary) => ({ ...summary, project }));
      return true;
    });
    if (known) this.known.set(run, known);
    this.deleted.delete(run);
    if (!known && !isBack) refuse('unknown-run');
  }

  /** Names a run, notes something of it or pins it. One under way has it in its file from its next save at the latest. */
  async describe(run: string, change: Partial<RunLabel>): Promise<void> {
    const known = this.known.get(run);
    if (known && isTwin(known)) refuse('unknown-run');
    if (known) known.label = { ...NO_LABEL, ...known.label, ...change };
    await this.serial.run(async () => {
      if (known && !(await this.files.has(run))) return this.save(run, known);
      await this.files.change(run, (summary) => ({
        ...summary,
        label: { ...NO_LABEL, ...summary.label, ...change },
      }));
    });
  }

  isTwin(run: string): boolean {
    const known = this.known.get(run);
    return known !== undefined && isTwin(known);
  }

  /** Nobody compares the twins of a window that is gone. */
  clientGone(client: string): void {
    for (const [run, known] of this.known) {
      if (known.client === client && isTwin(known)) this.supervisor.job(run)?.control('stop');
    }
  }

  /** Writes every run that is not on disk yet; called before the host ends. */
  async flush(): Promise<void> {
    await this.serial.run(async () => undefined);
  }

  private noteEvent(run: string, event: TrainerEvent): void {
    const known = this.known.get(run);
    if (!known) return;
    const over = event.type === 'state' && isOver(event.state.phase);
    if (isTwin(known)) {
      if (over) this.forgetTwin(run);
      return;
    }
    if (over) this.diagnoseEnded(run, known);
    if (!over && !isDue(event, known)) return;
    known.saved = Date.now();
    void this.serial
      .run(() => this.save(run, known))
      .catch((error: unknown) => {
        // The network is safe in its own file; a run that cannot be kept must not end the host.
        process.stderr.write(`The run could not be kept: ${(error as Error).message}\n`);
        const reason = isSystemError(error) ? reasonOf(error) : quoteError(error);
        this.news.unkept(run, serviceFailure('run-unkept', { reason }).text);
      });
    const summary = over ? this.liveSummary(run) : null;
    // A rate test's last loss is meant to be bad: no news of how well the project trains.
    if (summary && known.purpose.kind !== 'rateTest') this.news.ended(known.project, summary);
  }

  /** The window that compares it has its telemetry; nobody measures it or goes on from it. */
  private forgetTwin(run: string): void {
    const job = this.supervisor.job(run);
    job?.forgetWeights();
    job?.forgetData();
  }

  private diagnoseEnded(run: string, known: KnownRun): void {
    const job = this.supervisor.job(run);
    if (!job || !isDiagnosed(known.purpose)) return;
    try {
      known.finding = rootFindingOf(job);
    } catch (error) {
      // The run is kept without its finding: a diagnosis that fails must not end the host.
      process.stderr.write(`A run could not be diagnosed: ${(error as Error).message}\n`);
    }
  }

  /** A run of a time when something was not looked at yet is looked at when it is first listed, and keeps what was found. */
  private async lookedAt(summary: RunSummary): Promise<RunSummary> {
    const { run, purpose, finding, settings, state } = summary;
    if (this.known.has(run) || !isOver(state.phase)) return summary;
    const isToDiagnose = finding === undefined && isDiagnosed(purpose);
    if (settings && !isToDiagnose) return summary;
    try {
      const { document, layout, groups } = (await this.files.read(run)).run;
      const telemetry = TelemetryStore.fromStored(layout, groups);
      const found = {
        settings: chiefSettings(document),
        ...(isToDiagnose && { finding: rootFindingOf({ document, layout, telemetry, state }) }),
      };
      await this.serial.run(() => this.files.change(run, (own) => ({ ...own, ...found })));
      return { ...summary, ...found };
    } catch {
      // A file that cannot be read or written keeps its line; opening it says what is wrong.
      return summary;
    }
  }

  private async save(run: string, known: KnownRun): Promise<void> {
    const stored = this.liveRun(run);
    const job = this.supervisor.job(run);
    if (!stored || !job) return;
    const checkpoint = await this.checkpointOf(run, job);
    await this.files.write(run, { run: stored, checkpoint, encoding: keptEncoding(job) });
    if (isOver(stored.summary.state.phase)) {
      known.isKept = true;
      job.forgetWeights();
    }
    await this.forgetOldRuns(known.project);
  }

  private async checkpointOf(run: string, job: TrainingJob): Promise<Checkpoint | null> {
    const isKept = this.known.get(run)?.isKept ?? false;
    return isKept ? (await this.files.read(run)).checkpoint : job.checkpoint;
  }

  private liveRun(run: string): StoredRun | null {
    const known = this.known.get(run);
    const job = this.supervisor.job(run);
    return known && job ? recordOf({ run, ...known }, job) : null;
  }

  /** A run whose trainer is still building the network: there is nothing to keep, but a page may want to follow it. */
  private startingRun(run: string): ReadRun | null {
    const job = this.supervisor.job(run);
    const summary = this.liveSummary(run);
    if (!job || !summary) return null;
    return { summary, document: job.document, layout: null, groups: [] };
  }

  private liveSummary(run: string): RunSummary | null {
    const known = this.known.get(run);
    const job = this.supervisor.job(run);
    return known && job ? summaryOf({ run, ...known }, job) : null;
  }

  private async forgetOldRuns(project: string | null): Promise<void> {
    const own = (await this.files.summaries())
      .filter((summary) => summary.project === project && !summary.label?.pinned)
      .sort((a, b) => b.started - a.started);
    for (const { run } of own.slice(KEPT_RUNS_PER_PROJECT)) {
      await this.files.forget(run);
    }
  }
}
