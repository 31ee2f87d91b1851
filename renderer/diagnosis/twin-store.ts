import { create } from 'zustand';
import { describeEdit } from '../../shared/diagnosis/describe-edit';
import { gainOf, isBetter, type Score, scoreOf } from '../../shared/diagnosis/score';
import { subjectOf } from '../../shared/diagnosis/subject';
import type { ProjectDocument } from '../../shared/document/schema';
import type { RunLayout } from '../../shared/telemetry/layout';
import { isOver, type RunState, type TelemetryPart } from '../../shared/telemetry/protocol';
import { TelemetryStore } from '../../shared/telemetry/store';
import type { Text } from '../../shared/text/text';
import { host } from '../app/host/host';
import { useProject } from '../app/state/project-store';

/** One of the two runs of a trial, as it grows. */
export interface TrialRun {
  readonly document: ProjectDocument;
  readonly run: string | null;
  readonly layout: RunLayout | null;
  readonly telemetry: TelemetryStore | null;
  readonly state: RunState | null;
}

/** What the twin came to beside the run without the edit. */
export interface Verdict {
  readonly before: Score;
  readonly after: Score;
  readonly gain: number;
  readonly isBetter: boolean;
}

/** Two runs from one seed that differ in one edit: the network as it is, and its twin with a remedy. */
export interface Trial {
  readonly remedy: string;
  readonly changes: readonly Text[];
  readonly plain: TrialRun;
  readonly twin: TrialRun;
  /** Null while one of the two trains. */
  readonly verdict: Verdict | null;
  /** Grows with every part of telemetry, so that the curves are drawn again. */
  readonly revision: number;
}

export const useTrial = create<{ readonly trial: Trial | null }>(() => ({ trial: null }));

type Side = 'plain' | 'twin';
const SIDES: readonly Side[] = ['plain', 'twin'];

const newRun = (document: ProjectDocument): TrialRun => ({
  document,
  run: null,
  layout: null,
  telemetry: null,
  state: null,
});

const isSettled = ({ state }: TrialRun): boolean => state !== null && isOver(state.phase);

function verdictOf({ plain, twin }: Trial): Verdict | null {
  if (!isSettled(plain) || !isSettled(twin)) return null;
  const subjects = [subjectOf(plain), subjectOf(twin)];
  if (!subjects[0] || !subjects[1]) return null;
  const before = scoreOf(subjects[0]);
  const after = scoreOf(subjects[1]);
  return { before, after, gain: gainOf(before, after), isBetter: isBetter(before, after) };
}

/** Changes the side that a run belongs to; events of other runs, and of trials that were ended, change nothing. */
function change(run: string, edit: (side: TrialRun) => Partial<TrialRun>): void {
  useTrial.setState(({ trial }) => {
    const side = trial && SIDES.find((one) => trial[one].run === run);
    if (!trial || !side) return {};
    const next: Trial = {
      ...trial,
      [side]: { ...trial[side], ...edit(trial[side]) },
      revision: trial.revision + 1,
    };
    return { trial: { ...next, verdict: next.verdict ?? verdictOf(next) } };
  });
}

let isListening = false;

function listen(): void {
  if (isListening) return;
  isListening = true;
  host.on('training.layout', ({ run, layout }) =>
    change(run, () => ({ layout, telemetry: new TelemetryStore(layout) })),
  );
  host.on('training.state', ({ run, state }) => change(run, () => ({ state })));
  host.on('training.telemetry', ({ run, parts }) =>
    change(run, ({ telemetry }) => {
      telemetry?.append(parts as readonly TelemetryPart[]);
      return {};
    }),
  );
}

/** What a run told before the answer that names it came is read from the host. */
async function begin(side: Side, document: ProjectDocument): Promise<void> {
  const { run } = await host.call('training.start', { document, project: null, paused: false });
  const { trial } = useTrial.getState();
  if (trial?.[side].document !== document) {
    await host.call('training.control', { run, action: 'stop' });
    return;
  }
  useTrial.setState({ trial: { ...trial, [side]: { ...trial[side], run } } });
  const read = await host.call('runs.read', { run });
  const { layout } = read;
  if (!layout) return;
  change(run, ({ state }) => ({
    layout,
    telemetry: TelemetryStore.fromStored(layout, read.groups),
    // A newer state may have come while the host was reading.
    state: state && state.step > read.summary.state.step ? state : read.summary.state,
  }));
}

/** Trains the document as it is and its twin with the edit, from the same seed, side by side. */
export async function tryRemedy(remedy: string, edited: ProjectDocument): Promise<void> {
  listen();
  await endTrial();
  const { document } = useProject.getState();
  useTrial.setState({
    trial: {
      remedy,
      changes: describeEdit(document, edited),
      plain: newRun(document),
      twin: newRun(edited),
      verdict: null,
      revision: 0,
    },
  });
  await Promise.all([begin('plain', document), begin('twin', edited)]);
}

/** Stops what still trains and forgets the trial; its runs stay in the list of runs. */
export async function endTrial(): Promise<void> {
  const { trial } = useTrial.getState();
  useTrial.setState({ trial: null });
  if (!trial) return;
  const going = SIDES.map((side) => trial[side]).filter((one) => one.run && !isSettled(one));
  await Promise.all(
    going.map(({ run }) => host.call('training.control', { run: run as string, action: 'stop' })),
  );
}
