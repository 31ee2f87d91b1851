import type { PreparedData } from '../../shared/data/prepared-data';
import type { ProjectDocument } from '../../shared/document/schema';
import { analyse } from '../../shared/graph/analyse';
import { obstacleOf } from '../../shared/graph/obstacle';
import type { HostOutput } from '../../shared/host';
import type { RunPurpose, RunSummary } from '../../shared/host-data';
import type { Jacobian, JacobianRequest } from '../../shared/telemetry/jacobian';
import { type Checkpoint, isOver } from '../../shared/telemetry/protocol';
import { isRateTest } from '../../shared/telemetry/rate-finder';
import type { KeptRun, TrainingSupervisor } from '../training/supervisor';
import { checkpointFor, type Kept } from './continue-run';
import type { DataPlaces } from './data/places';
import { loadPreparedData } from './data/prepared';
import { refuse, ServiceError } from './failures';
import type { RunService } from './runs';

/** Each run is a process with its own memory; more at once would make a machine useless. */
const MAX_ACTIVE_RUNS = 8;

/** Where the data of a project lie. */
export type PlacesOf = (project: string | null) => Promise<DataPlaces>;

type NamedFold = Omit<Extract<RunPurpose, { kind: 'fold' }>, 'kind'>;

function purposeOf(
  document: ProjectDocument,
  { fold, twin }: { readonly fold?: NamedFold | undefined; readonly twin?: boolean | undefined },
): RunPurpose {
  if (twin) return { kind: 'twin' };
  if (fold) return { kind: 'fold', ...fold };
  return { kind: isRateTest(document) ? 'rateTest' : 'training' };
}

interface StartRequest {
  readonly document: ProjectDocument;
  readonly project: string | null;
  readonly draft?: string | undefined;
  readonly paused: boolean;
  readonly stepLimit?: number | undefined;
  readonly fold?: NamedFold | undefined;
  readonly twin?: boolean | undefined;
  readonly from?: { readonly run: string; readonly keep: Kept } | undefined;
  readonly placesOf: PlacesOf;
  readonly client: string;
}

/** Starts runs for windows: the document is checked and its data read before a trainer is. */
export class TrainingService {
  /** What is being prepared for windows that are still there. */
  private readonly asked = new Set<{ readonly client: string }>();

  constructor(
    private readonly supervisor: TrainingSupervisor,
    private readonly runs: RunService,
  ) {}

  /** Nobody compares a twin that would begin now; another run is trained for whoever opens its project next. */
  clientGone(client: string): void {
    for (const asked of this.asked) if (asked.client === client) this.asked.delete(asked);
  }

  async start(request: StartRequest): Promise<HostOutput<'training.start'>> {
    const asked = { client: request.client };
    this.asked.add(asked);
    try {
      const prepared = await this.prepare(request);
      if (request.twin && !this.asked.has(asked)) refuse('window-gone');
      return this.begin(request, prepared);
    } finally {
      this.asked.delete(asked);
    }
  }

  /** All that takes time before a run begins; refuses what cannot be trained. */
  private async prepare({ document, fold, from, placesOf, project }: StartRequest) {
    const analysis = analyse(document);
    if (this.supervisor.activeCount() >= MAX_ACTIVE_RUNS) {
      refuse('too-many-runs', { limit: MAX_ACTIVE_RUNS });
    }
    const reason = obstacleOf(analysis);
    if (reason) refuse('not-trainable', { reason });
    const data = await loadPreparedData(document, await placesOf(project), fold ?? null);
    if (!data.ok) throw new ServiceError(data.failure);
    const samples = data.value.training.length;
    const begun = from && (await this.beginFrom(from, { document, analysis, samples }));
    return { data: data.value, begun };
  }

  private begin(
    request: StartRequest,
    { data, begun }: Awaited<ReturnType<TrainingService['prepare']>>,
  ): HostOutput<'training.start'> {
    const { document, project, draft = null, paused, stepLimit, client } = request;
    const run = this.supervisor.start({
      document,
      data,
      ...(begun && { checkpoint: begun.checkpoint }),
      paused,
      stepLimit: stepLimit ?? null,
      client,
    });
    const purpose = purposeOf(document, request);
    const from = begun?.from ?? null;
    this.runs.begin(run, { project, draft, client, purpose, from });
    return { run, from };
  }

  /** What was kept of a run that is over, for another one to begin with. */
  private async beginFrom(
    { run, keep }: { readonly run: string; readonly keep: Kept },
    planned: Parameters<typeof checkpointFor>[2],
  ): Promise<{ checkpoint: Checkpoint; from: NonNullable<RunSummary['from']> }> {
    const job = this.supervisor.job(run);
    if (job && !isOver(job.state.phase)) refuse('run-active');
    const ended = await this.runs.ended(run);
    const checkpoint = checkpointFor(ended.checkpoint, keep, planned);
    const { step, good } = ended.checkpoint ?? checkpoint;
    return { checkpoint, from: { run, step: keep === 'weights' ? (good?.step ?? step) : step } };
  }

  control(run: string, action: 'pause' | 'resume' | 'step' | 'stop'): void {
    this.jobOf(run).control(action);
  }

  setLearningRate(run: string, value: number): void {
    this.jobOf(run).setLearningRate(value);
  }

  /**
   * Of a run under way its trainer measures between two steps, and the answer comes as an event: null here. Of one that
   * is over, a trainer is started for it.
   */
  async measureJacobian(
    run: string,
    request: JacobianRequest,
    placesOf: PlacesOf,
  ): Promise<Jacobian | null> {
    const job = this.supervisor.job(run);
    if (job && !isOver(job.state.phase)) {
      job.measureJacobian(request);
      return null;
    }
    const measured = await this.supervisor.measureKept(await this.keptOf(run, placesOf), {
      command: { type: 'jacobian', ...request },
      answerOf: (event) => (event.type === 'jacobian' ? event.jacobian : null),
    });
    return measured.ok ? measured.value : refuse('not-measured', { reason: measured.failure });
  }

  /** What is needed to measure a run that is over. */
  async keptOf(run: string, placesOf: PlacesOf): Promise<KeptRun> {
    const ended = await this.runs.ended(run);
    const { document, summary } = ended.run;
    const checkpoint = ended.checkpoint ?? refuse('no-weights');
    const data = ended.data ?? (await this.dataOf(document, summary, placesOf));
    return { document, data, checkpoint };
  }

  private async dataOf(
    document: ProjectDocument,
    { project, purpose }: RunSummary,
    placesOf: PlacesOf,
  ): Promise<PreparedData> {
    const fold = purpose.kind === 'fold' ? purpose : null;
    const data = await loadPreparedData(document, await placesOf(project), fold);
    if (!data.ok) throw new ServiceError(data.failure);
    return data.value;
  }

  private jobOf(run: string) {
    return this.supervisor.job(run) ?? refuse('unknown-run');
  }
}

/** One line for the list of recent projects. */
export function outcomeOf({ state, validationLoss, loss, metric }: RunSummary): string {
  const figure = metric
    ? `${metric.name} ${metric.value.toPrecision(3)}`
    : `loss ${(validationLoss ?? loss ?? Number.NaN).toPrecision(3)}`;
  return state.failure ? state.failure.kind : figure;
}
