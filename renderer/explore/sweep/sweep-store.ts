import { create } from 'zustand';
import { analyse } from '../../../shared/graph/analyse';
import type { HostEvent } from '../../../shared/host';
import type { Outcome } from '../../../shared/sweep/outcome';
import { planSweep, type SweepPlan } from '../../../shared/sweep/plan';
import type { ReadSweep, SweepProgress } from '../../../shared/sweep/record';
import type { SweepSpec } from '../../../shared/sweep/spec';
import { useConnection } from '../../app/host/connection-store';
import { host } from '../../app/host/host';
import { reportFailure } from '../../app/host/report-failure';
import { useProject } from '../../app/state/project-store';

/** The sweep that the page shows: what it varies in which document, and what its runs came to. */
export interface ShownSweep {
  readonly sweep: string;
  readonly document: ReadSweep['document'];
  readonly plan: SweepPlan;
  readonly progress: SweepProgress;
  readonly outcomes: readonly Outcome[];
}

export const useSweep = create<{
  readonly shown: ShownSweep | null;
  /** Until the host was asked for the project's sweeps. */
  readonly isLoading: boolean;
}>(() => ({ shown: null, isLoading: true }));

/** Null for a sweep by another version, whose axes this one does not know. */
function shownOf({ summary, document, progress, outcomes }: ReadSweep): ShownSweep | null {
  const plan = planSweep({ document, analysis: analyse(document) }, summary.spec);
  if (!plan.ok || plan.value.points.length !== outcomes.length) return null;
  return { sweep: summary.sweep, document, plan: plan.value, progress, outcomes };
}

async function show(sweep: string): Promise<void> {
  const read = await host.call('sweeps.read', { sweep });
  useSweep.setState({ shown: shownOf(read) });
}

function hear({ sweep, progress, outcomes: told }: HostEvent<'sweeps.progress'>): void {
  const { shown } = useSweep.getState();
  if (shown?.sweep !== sweep) return;
  const outcomes = [...shown.outcomes];
  for (const { index, outcome } of told) outcomes[index] = outcome;
  useSweep.setState({ shown: { ...shown, progress, outcomes } });
}

/** The newest sweep of the window's project; of one that was never saved, the newest of its draft. */
async function loadNewest(): Promise<void> {
  const { handle: project, draft } = useProject.getState();
  const all = await host.call('sweeps.list', { project });
  const newest = all.find((summary) => project !== null || summary.draft === draft);
  if (useProject.getState().draft !== draft) return;
  if (newest) await show(newest.sweep);
  else useSweep.setState({ shown: null });
  useSweep.setState({ isLoading: false });
}

/** Keeps the view up to date with the host and with the project in the window; returns the way to stop. */
export function watchSweeps(): () => void {
  const again = (): void => void loadNewest().catch(reportFailure);
  again();
  const stops = [
    host.on('sweeps.progress', hear),
    useProject.subscribe((state, before) => {
      if (state.draft === before.draft) return;
      useSweep.setState({ shown: null, isLoading: true });
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
  await show(sweep);
}

export async function controlSweep(action: 'pause' | 'resume' | 'cancel'): Promise<void> {
  const { shown } = useSweep.getState();
  if (shown) await host.call('sweeps.control', { sweep: shown.sweep, action });
}
