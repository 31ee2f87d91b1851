import { create } from 'zustand';
import { analyse } from '../../../shared/graph/analyse';
import type { HostEvent } from '../../../shared/host';
import type { Outcome } from '../../../shared/sweep/outcome';
import { planSweep, type SweepPlan } from '../../../shared/sweep/plan';
import type { ReadSweep, SweepProgress, SweepSummary } from '../../../shared/sweep/record';
import type { SweepSpec } from '../../../shared/sweep/spec';
import { useConnection } from '../../app/host/connection-store';
import { host } from '../../app/host/host';
import { reportFailure } from '../../app/host/report-failure';
import { useProject } from '../../app/state/project-store';

/** The sweep that the page shows: what it varies, and what its runs came to. */
export interface ShownSweep {
  readonly sweep: string;
  /** The project in the window that it was read for. */
  readonly draft: string;
  readonly plan: SweepPlan;
  readonly progress: SweepProgress;
  readonly outcomes: readonly Outcome[];
}

export const useSweep = create<{
  readonly shown: ShownSweep | null;
  /** Until the host was asked for the project's sweeps. */
  readonly isLoading: boolean;
  /** Those of the project that are kept, newest first. */
  readonly all: readonly SweepSummary[];
}>(() => ({ shown: null, isLoading: true, all: [] }));

/** Null for a sweep by another version, whose axes this one does not know. */
function shownOf(
  { summary, document, progress, outcomes }: ReadSweep,
  draft: string,
): ShownSweep | null {
  const plan = planSweep({ document, analysis: analyse(document) }, summary.spec);
  if (!plan.ok || plan.value.points.length !== outcomes.length) return null;
  return { sweep: summary.sweep, draft, plan: plan.value, progress, outcomes };
}

/** Questions are answered in their order or not at all: an answer that a newer question overtook is dropped. */
let asked = 0;

/** True until another question is asked, or another project stands in the window: its page must not show this sweep. */
function newQuestion(draft: string): () => boolean {
  asked += 1;
  const own = asked;
  return () => own === asked && useProject.getState().draft === draft;
}

async function show(sweep: string, draft: string, isWanted: () => boolean): Promise<void> {
  const read = await host.call('sweeps.read', { sweep });
  if (isWanted()) useSweep.setState({ shown: shownOf(read, draft), isLoading: false });
}

function hear({ sweep, progress, outcomes: told }: HostEvent<'sweeps.progress'>): void {
  const { shown } = useSweep.getState();
  if (shown?.sweep !== sweep) return;
  const outcomes = [...shown.outcomes];
  for (const { index, outcome } of told) outcomes[index] = outcome;
  useSweep.setState({ shown: { ...shown, progress, outcomes } });
}

/** The sweeps of the window's project; of one that was never saved, those of its draft. */
async function ownSweeps(draft: string): Promise<readonly SweepSummary[]> {
  const { handle: project } = useProject.getState();
  const all = await host.call('sweeps.list', { project });
  return all.filter((summary) => project !== null || summary.draft === draft);
}

/** Shows the newest sweep of the window's project. */
async function loadNewest(): Promise<void> {
  const { draft } = useProject.getState();
  const isWanted = newQuestion(draft);
  const all = await ownSweeps(draft);
  if (!isWanted()) return;
  useSweep.setState({ all });
  if (all.length > 0) await show(all[0].sweep, draft, isWanted);
  else useSweep.setState({ shown: null, isLoading: false });
}

const forget = (): void => useSweep.setState({ shown: null, isLoading: true, all: [] });

/** Keeps the view up to date with the host and with the project in the window; returns the way to stop. */
export function watchSweeps(): () => void {
  const again = (): void => void loadNewest().catch(reportFailure);
  // The project may be another one since this was last watched.
  if (useSweep.getState().shown?.draft !== useProject.getState().draft) forget();
  again();
  const stops = [
    host.on('sweeps.progress', hear),
    useProject.subscribe((state, before) => {
      if (state.draft === before.draft) return;
      forget();
      again();
    }),
    // What was told while the connection was lost is read again.
    useConnection.subscribe((connection, previous) => {
      if (connection.phase === 'open' && previous.phase === 'lost') again();
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

/** Begins a sweep of the document in the window, and shows it. Rejects where the host refuses it. */
export async function startSweep(spec: SweepSpec): Promise<void> {
  const { document, handle: project, draft } = useProject.getState();
  const { sweep } = await host.call('sweeps.start', { document, project, draft, spec });
  if (useProject.getState().draft !== draft) return;
  const isWanted = newQuestion(draft);
  const all = await ownSweeps(draft);
  if (isWanted()) useSweep.setState({ all });
  await show(sweep, draft, isWanted);
}

/** Shows one of the project's sweeps. Rejects where it cannot be read. */
export async function showSweep(sweep: string): Promise<void> {
  const { draft } = useProject.getState();
  await show(sweep, draft, newQuestion(draft));
}

/** Forgets a sweep with its runs, and shows the newest of those that are left. */
export async function deleteSweep(sweep: string): Promise<void> {
  await host.call('sweeps.delete', { sweep });
  await loadNewest();
}

export async function controlSweep(action: 'pause' | 'resume' | 'cancel'): Promise<void> {
  const { shown } = useSweep.getState();
  if (shown) await host.call('sweeps.control', { sweep: shown.sweep, action });
}
