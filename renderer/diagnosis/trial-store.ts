import { create } from 'zustand';
import { findRemedy } from '../../shared/diagnosis/remedies';
import {
  type Attempt,
  type Repair,
  type RepairProgress,
  repair,
} from '../../shared/diagnosis/repair';
import { gainOf, isBetter, type Score, scoreOf } from '../../shared/diagnosis/score';
import { type Subject, subjectOf } from '../../shared/diagnosis/subject';
import type { ProjectDocument } from '../../shared/document/schema';
import type { Text } from '../../shared/text/text';
import { useConnection } from '../app/host/connection-store';
import { currentLocale } from '../app/i18n/i18n';
import { useProject } from '../app/state/project-store';
import type { OfferedEdit } from '../app/state/shown-edit-store';
import { useView } from '../app/state/view-store';
import { useTrialCursor } from './trial-cursor-store';
import {
  hasOutcome,
  isSettled,
  type Training,
  type TwinRun,
  trainTwin,
  untrained,
} from './twin-run';

/** What the twin came to beside the run without the edit. */
export interface Verdict {
  readonly before: Score;
  readonly after: Score;
  readonly gain: number;
  readonly isBetter: boolean;
}

/** How a repair ended: by itself, stopped, or because a run failed in another way than its network fails. */
export interface RepairEnd {
  readonly isStopped: boolean;
  readonly failure: Text | null;
  readonly left: Repair['left'];
}

/** A repair under way or over, beside the two runs that it compares just now. */
export interface RepairView {
  readonly attempts: readonly Attempt[];
  readonly trying: RepairProgress['trying'];
  /** The document with all that was kept so far. */
  readonly document: ProjectDocument;
  readonly score: Score | null;
  /** Null while it goes on. */
  readonly end: RepairEnd | null;
}

/** Two runs from one seed: a network as it is, and its twin with an edit. */
export interface Trial {
  /** The document that was in the window when it began: what is applied or kept is an edit of it. */
  readonly start: ProjectDocument;
  /** The edit that the twin has; null before a repair knows which. */
  readonly edit: Pick<OfferedEdit, 'kind' | 'label'> | null;
  readonly plain: TwinRun;
  readonly twin: TwinRun | null;
  /** Null while one of the two trains. */
  readonly verdict: Verdict | null;
  /** Null where one remedy is tried and nothing else. */
  readonly repair: RepairView | null;
}

export const useTrial = create<{ readonly trial: Trial | null }>(() => ({ trial: null }));

/** Telemetry comes dozens of times a second; what is drawn of it is drawn less often. */
const REDRAW_MS = 100;

type Sides = Partial<Readonly<Pick<Trial, 'plain' | 'twin'>>>;

/** One trial at a time: what an ended one still trains is stopped, and what it still says is not heard. */
class Session {
  private readonly trainings = new Set<Training>();
  /** The newest runs of the sides, as far as they are not drawn yet. */
  private pending: Sides = {};
  private isRedrawDue = false;
  private isOver = false;

  /** Edits the trial as it is by now; what waited to be drawn is drawn with it. */
  change(edit: (trial: Trial) => Trial): void {
    if (this.isOver) return;
    const { pending } = this;
    this.pending = {};
    useTrial.setState(({ trial }) => ({ trial: trial && edit({ ...trial, ...pending }) }));
  }

  /** Draws sides when their time comes; the newest of each, together. */
  private redrawSoon(sides: Sides): void {
    this.pending = { ...this.pending, ...sides };
    if (this.isRedrawDue) return;
    this.isRedrawDue = true;
    setTimeout(() => {
      this.isRedrawDue = false;
      this.change((trial) => trial);
    }, REDRAW_MS);
  }

  /**
   * Trains a document and shows its run on a side, or on none where it is only measured by; one that a trial has trained
   * already is not trained again.
   */
  async train(document: ProjectDocument, side: 'plain' | 'twin' | null): Promise<TwinRun> {
    const known = runOf(document);
    const show = (run: TwinRun): void => {
      if (side) this.change((trial) => judged({ ...trial, [side]: run }));
    };
    if (known) {
      show(known);
      return known;
    }
    let shown = untrained(document);
    const training = trainTwin(document, (run) => {
      const isSame = run.state?.phase === shown.state?.phase && run.layout === shown.layout;
      shown = run;
      // Numbers alone are drawn when their time comes.
      if (!isSame) show(run);
      else if (side) this.redrawSoon({ [side]: run });
    });
    this.trainings.add(training);
    const run = await training.over;
    this.trainings.delete(training);
    if (this.isOver || !hasOutcome(run)) throw new Stopped(run);
    if (side) finished = [...finished, run];
    return run;
  }

  /** Stops what trains, and goes on being shown. */
  stop(): void {
    for (const training of this.trainings) training.stop();
  }

  end(): void {
    this.isOver = true;
    this.stop();
  }
}

/** A run of a trial did not come to an end of its own. */
class Stopped extends Error {
  constructor(readonly run: TwinRun) {
    super(run.state?.failure?.message.en ?? 'stopped');
    this.name = 'Stopped';
  }
}

/** Runs that came to an end and may be shown again: a second remedy is compared with the same run as the first. */
let finished: readonly TwinRun[] = [];

const runOf = (document: ProjectDocument): TwinRun | undefined =>
  finished.find((run) => run.document === document);

/** Telemetry is large: what nobody will ask for again is forgotten. */
function keepRunsOf(...documents: readonly ProjectDocument[]): void {
  finished = finished.filter((run) => documents.includes(run.document));
}

let session: Session | null = null;

function begin(trial: Trial): Session {
  endTrial();
  session = new Session();
  useTrialCursor.setState({ step: null, range: null });
  useTrial.setState({ trial });
  useView.setState({ screen: 'trial' });
  return session;
}

/** Stops what still trains and forgets the trial. */
export function endTrial(): void {
  session?.end();
  session = null;
  if (useTrial.getState().trial) useTrial.setState({ trial: null });
  closeTrial();
}

/** Back to the workbench; a trial under way goes on. */
export function closeTrial(): void {
  if (useView.getState().screen === 'trial') useView.setState({ screen: 'workbench' });
}

export const openTrial = (): void => useView.setState({ screen: 'trial' });

const subjectOfRun = (run: TwinRun): Subject => {
  const subject = subjectOf(run);
  if (!subject) throw new Stopped(run);
  return subject;
};

/** The trial with its verdict, as soon as both runs have an outcome. */
function judged(trial: Trial): Trial {
  const { plain, twin } = trial;
  if (!twin || !isSettled(plain) || !isSettled(twin)) return { ...trial, verdict: null };
  const [one, other] = [subjectOf(plain), subjectOf(twin)];
  if (!one || !other || !hasOutcome(plain) || !hasOutcome(twin)) return { ...trial, verdict: null };
  const before = scoreOf(one);
  const after = scoreOf(other);
  const verdict = { before, after, gain: gainOf(before, after), isBetter: isBetter(before, after) };
  return { ...trial, verdict };
}

const trialOf = (start: ProjectDocument): Trial => ({
  start,
  edit: null,
  plain: untrained(start),
  twin: null,
  verdict: null,
  repair: null,
});

/** Trains the document as it is and its twin with the edit, from the same seed, side by side. */
export async function tryEdit({ after: edited, ...edit }: OfferedEdit): Promise<void> {
  const { document } = useProject.getState();
  const own = begin({ ...trialOf(document), edit, twin: untrained(edited) });
  keepRunsOf(document, edited);
  try {
    await Promise.all([own.train(document, 'plain'), own.train(edited, 'twin')]);
  } catch (error) {
    own.stop();
    if (error instanceof Stopped) return;
    if (session === own) endTrial();
    throw error;
  }
}

/** The repair as it is told: the two runs that it compares are those of what it tries. */
function follow(own: Session, { attempts, trying, document, score }: RepairProgress): void {
  own.change((trial) => {
    const repairing = { attempts, trying, document, score, end: null };
    if (!trying) return { ...trial, repair: repairing };
    const plain = runOf(trying.before) ?? trial.plain;
    // Another round begins: only the twin that was kept is compared with from now on.
    if (plain !== trial.plain) keepRunsOf(trial.start, trying.before);
    const twin = untrained(trying.after);
    const edit = findRemedy(trying.remedy) ?? null;
    return { ...trial, repair: repairing, edit, plain, twin, verdict: null };
  });
}

/** Tries remedies by twin runs until the network is healthy or nothing helps. The document in the window stays as it is. */
export async function repairNetwork(): Promise<void> {
  const { document } = useProject.getState();
  const view = { attempts: [], trying: null, document, score: null, end: null };
  const own = begin({ ...trialOf(document), repair: view });
  keepRunsOf(document);
  const finish = (end: RepairEnd): void =>
    own.change((trial) => {
      if (!trial.repair) return trial;
      const whole = runOf(trial.repair.document);
      // What was kept, all together, beside the network that the repair began with.
      const sides = whole && trial.repair.document !== document ? { twin: whole } : {};
      const repairing = { ...trial.repair, trying: null, end };
      return judged({
        ...trial,
        plain: runOf(document) ?? trial.plain,
        ...sides,
        repair: repairing,
      });
    });
  try {
    const start = subjectOfRun(await own.train(document, 'plain'));
    const { left } = await repair(
      start,
      async (edited) => subjectOfRun(await own.train(edited, 'twin')),
      {
        locale: currentLocale(),
        measure: async (document) => subjectOfRun(await own.train(document, null)),
        onProgress: (progress) => follow(own, progress),
      },
    );
    finish({ isStopped: false, failure: null, left });
  } catch (error) {
    if (error instanceof Stopped) {
      const failure = error.run.state?.failure?.message ?? null;
      return finish({ isStopped: true, failure, left: [] });
    }
    if (session === own) endTrial();
    throw error;
  }
}

/** Ends what trains; what was found so far stays to be looked at. */
export const stopTrial = (): void => session?.stop();

// A trial of another project has nothing to be applied to.
useProject.subscribe((state, before) => {
  if (state.draft === before.draft) return;
  endTrial();
  keepRunsOf();
});

useConnection.subscribe(({ phase }) => {
  // The host ends the twins of a window that it lost.
  if (phase === 'lost') endTrial();
});
