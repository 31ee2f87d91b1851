import type { HostEvent, HostStreamName } from '../../shared/host';
import { fillTemplate, type Locale } from '../../shared/text/text';
import { desktopWords } from './words';
import {
  type BarState,
  barOf,
  isWorkOver,
  type Work,
  workOfRun,
  workOfSweep,
} from './work-progress';

/** Below this nobody has gone to do something else meanwhile. */
const LONG_SECONDS = 30;
const SECONDS_PER_MINUTE = 60;

/** What is done in the window system for work that goes on. */
export interface WorkDisplay {
  setProgress(bar: BarState): void;
  isInFront(): boolean;
  /** Says that something long is over, to a person who looks at another window. */
  announce(title: string, body: string): void;
  wantsAnnouncements(): Promise<boolean>;
  locale(): Locale;
}

/** Follows runs and sweeps for the taskbar or dock, and says when a long one is over. */
export class WorkWatch {
  private readonly works = new Map<string, Work>();
  private failed = false;
  private shown: BarState = barOf([], false, process.platform);

  constructor(
    private readonly display: WorkDisplay,
    private readonly isTwin: (run: string) => boolean,
  ) {}

  /** Every event of the services passes here; most are of no interest. */
  receive(name: HostStreamName, event: unknown): void {
    if (name === 'training.state') {
      const { run, state } = event as HostEvent<'training.state'>;
      if (this.isTwin(run)) this.works.delete(run);
      else this.note(run, workOfRun(state), String(state.step));
    } else if (name === 'sweeps.progress') {
      const { sweep, progress } = event as HostEvent<'sweeps.progress'>;
      this.note(sweep, workOfSweep(progress), null);
    }
    this.show();
  }

  /** The person looks: what failed need not be shown any longer. */
  seen(): void {
    this.failed = false;
    this.show();
  }

  private note(id: string, work: Work, steps: string | null): void {
    const known = this.works.has(id);
    if (!isWorkOver(work)) {
      this.works.set(id, work);
      // A new start puts an old failure aside.
      if (!known) this.failed = false;
      return;
    }
    this.works.delete(id);
    if (!known || this.display.isInFront()) return;
    if (work.phase === 'failed') this.failed = true;
    if (work.seconds >= LONG_SECONDS) void this.announce(work, steps);
  }

  private async announce({ phase, seconds }: Work, steps: string | null): Promise<void> {
    if (!(await this.display.wantsAnnouncements())) return;
    const locale = this.display.locale();
    const words = desktopWords[locale];
    const ended = phase === 'failed' ? words.runFailed : words.runFinished;
    const minutes = (seconds / SECONDS_PER_MINUTE).toFixed(1);
    const body = steps === null ? words.sweepTime : words.runSteps;
    this.display.announce(
      steps === null ? words.sweepOver : ended,
      fillTemplate(body, { steps: steps ?? '', minutes }, locale),
    );
  }

  private show(): void {
    const bar = barOf([...this.works.values()], this.failed, process.platform);
    if (bar.value === this.shown.value && bar.mode === this.shown.mode) return;
    this.shown = bar;
    this.display.setProgress(bar);
  }
}
