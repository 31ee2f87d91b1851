import type { HostEvent, HostOutput } from '../../../shared/host';
import { useConnection } from '../host/connection-store';
import { host } from '../host/host';
import { reportFailure } from '../host/report-failure';
import { markTelemetryChanged, useRun } from '../state/run-store';
import { showRun } from './watch';

export type Followed = HostOutput<'runs.follow'>;

/** Opens a run file and follows it, until another run is shown or the window is gone. */
export const followRun = (handle: string): Promise<Followed> =>
  host.call('runs.follow', { handle });

/** Lets go of a file that was opened and is not shown. */
export const letGo = async ({ run }: Followed): Promise<void> => {
  await host.call('runs.unfollow', { run: run.summary.run });
};

/** Shows a run from elsewhere in the charts; what its file has later comes by itself. */
export function showElsewhere({ run, changed }: Followed, handle: string): void {
  const { elsewhere } = run.summary;
  // A run that the app itself wrote and that lies somewhere as a file.
  const facts = elsewhere ?? { tool: 'Vanishing Point', processes: 1, device: '', interval: 0 };
  showRun(run, { ...facts, handle, started: run.summary.started, changed, failure: null });
}

async function readAgain(handle: string): Promise<void> {
  const { run } = useRun.getState();
  const followed = await followRun(handle);
  if (useRun.getState().run === run) showElsewhere(followed, handle);
}

function grow({ run, summary, groups, changed, failure }: HostEvent<'runs.grown'>): void {
  const shown = useRun.getState();
  const { elsewhere, telemetry } = shown;
  if (run !== shown.run || !elsewhere) return;
  // Somebody started the script again: another run is in the same file.
  if (summary.started !== elsewhere.started) {
    readAgain(elsewhere.handle).catch(reportFailure);
    return;
  }
  telemetry?.splice(groups);
  useRun.setState({
    state: summary.state,
    elsewhere: { ...elsewhere, ...summary.elsewhere, changed, failure },
  });
  markTelemetryChanged();
}

/** Begins listening; call once. */
export function watchElsewhere(): void {
  host.on('runs.grown', grow);
  useRun.subscribe(({ run }, before) => {
    if (run === before.run || before.run === null || !before.elsewhere) return;
    // A connection that is gone has let go of it by itself.
    host.call('runs.unfollow', { run: before.run }).catch(() => undefined);
  });
  useConnection.subscribe((connection, previous) => {
    const { elsewhere } = useRun.getState();
    if (connection.phase !== 'open' || previous.phase !== 'lost' || !elsewhere) return;
    readAgain(elsewhere.handle).catch(reportFailure);
  });
}
