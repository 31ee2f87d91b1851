import {
  isMeasured,
  type Landscape,
  type LandscapeRequest,
} from '../../shared/telemetry/landscape';
import { isOver } from '../../shared/telemetry/protocol';
import { quoteError } from '../../shared/text/quote';
import type { KeptRun, TrainingSupervisor } from '../training/supervisor';
import { refuse, ServiceError, serviceFailure } from './failures';
import type { PlacesOf, TrainingService } from './training';

interface UnderWay {
  readonly client: string;
  end(): void;
  /** Begins anew with the weights that were kept; null where it measures those already. */
  readonly goOn: (() => Promise<void>) | null;
}

/** Measures the loss around the weights of runs: of each at most once at a time, and for as long as somebody looks. */
export class LandscapeService {
  private readonly underWay = new Map<string, UnderWay>();

  constructor(
    private readonly supervisor: TrainingSupervisor,
    private readonly training: TrainingService,
    private readonly tell: (run: string, landscape: Landscape) => void,
  ) {
    supervisor.onEvent((run, event) => {
      if (event.type === 'landscape' && isMeasured(event.landscape)) this.underWay.delete(run);
      // A run may end at any moment, also while the question is on its way to its trainer.
      if (event.type === 'state' && isOver(event.state.phase))
        void this.underWay.get(run)?.goOn?.();
    });
  }

  /**
   * Of a run under way its trainer measures between the steps; of one that is over, or ends meanwhile, a trainer is
   * started for it. Settles when that is on its way: the answers are told.
   */
  async measure(
    run: string,
    request: LandscapeRequest,
    client: string,
    placesOf: PlacesOf,
  ): Promise<void> {
    this.giveUp(run);
    const job = this.supervisor.job(run);
    if (!job || isOver(job.state.phase)) return this.measureKept(run, request, client, placesOf);
    if (job.state.phase === 'starting') refuse('run-starting');
    const goOn = async (): Promise<void> => {
      try {
        await this.measureKept(run, request, client, placesOf);
      } catch (error) {
        const reason = quoteError(error);
        const { text: why } =
          error instanceof ServiceError
            ? error.failure
            : serviceFailure('not-measured', { reason });
        this.tell(run, { phase: 'refused', request, why });
      }
    };
    this.underWay.set(run, { client, end: () => job.endLandscape(), goOn });
    job.measureLandscape(request);
  }

  /** Ends what is under way. Nothing may be: an answer and a change of mind can cross. */
  end(run: string): void {
    if (!this.underWay.has(run) && !this.supervisor.job(run)) refuse('unknown-run');
    this.giveUp(run);
  }

  /** Nobody sees the answers any more. */
  clientGone(client: string): void {
    for (const [run, known] of this.underWay) if (known.client === client) this.giveUp(run);
  }

  private giveUp(run: string): void {
    this.underWay.get(run)?.end();
    this.underWay.delete(run);
  }

  private async measureKept(
    run: string,
    request: LandscapeRequest,
    client: string,
    placesOf: PlacesOf,
  ): Promise<void> {
    const giveUp = new AbortController();
    const own: UnderWay = { client, end: () => giveUp.abort(), goOn: null };
    const forget = (): void => {
      if (this.underWay.get(run) === own) this.underWay.delete(run);
    };
    this.underWay.set(run, own);
    try {
      const known = await this.training.keptOf(run, placesOf);
      void this.answer(run, request, known, giveUp.signal).finally(forget);
    } catch (error) {
      forget();
      throw error;
    }
  }

  private async answer(
    run: string,
    request: LandscapeRequest,
    known: KeptRun,
    signal: AbortSignal,
  ): Promise<void> {
    if (signal.aborted) return;
    const result = await this.supervisor.measureKept(known, {
      command: { type: 'landscape', request },
      answerOf: (event) => {
        if (event.type !== 'landscape') return null;
        this.tell(run, event.landscape);
        return isMeasured(event.landscape) || null;
      },
      signal,
    });
    if (result.ok || signal.aborted) return;
    const { text: why } = serviceFailure('not-measured', { reason: result.failure });
    this.tell(run, { phase: 'refused', request, why });
  }
}
