import { computesAlike } from '../../shared/document/computes-alike';
import type { ProjectDocument } from '../../shared/document/schema';
import { TelemetryStore } from '../../shared/telemetry/store';
import { host } from '../app/host/host';
import { isRunActive } from '../app/run/control';
import { useAnalysis } from '../app/state/analysis';
import { useProject } from '../app/state/project-store';
import { useRun } from '../app/state/run-store';
import { type MeasuredStart, useStart } from '../app/state/start-store';
import { useView } from '../app/state/view-store';

/**
 * A document's network before its first step, measured by the host; null where it cannot be trained as it is, or where
 * a newer question came first. `handle` of the project whose data it trains on. Rejects where the host is gone or cannot
 * read the data.
 */
export async function measureStart(
  document: ProjectDocument,
  handle: string | null,
): Promise<MeasuredStart | null> {
  const answer = await host.call('training.measure', { document, project: handle });
  if (!answer) return null;
  const { layout, groups, failure } = answer;
  return { document, layout, telemetry: TelemetryStore.fromStored(layout, groups), failure };
}

async function measure(): Promise<void> {
  const { document, handle } = useProject.getState();
  if (useView.getState().screen !== 'workbench' || isRunActive()) return;
  const { measured } = useStart.getState();
  if (!useAnalysis.getState().trainable) {
    if (measured) useStart.setState({ measured: null });
    return;
  }
  if (measured && computesAlike(measured.document, document)) return;
  const found = await measureStart(document, handle);
  // Edited meanwhile: the newer document is measured next, and what is shown must not be of neither.
  if (!found || !computesAlike(useProject.getState().document, document)) return;
  useStart.setState({ measured: found });
}

/** Keeps the measured start of the document in the window up to date; returns the way to stop. */
export function watchStart(): () => void {
  let isAsking = false;
  let isOutdated = false;
  let isStopped = false;
  // An edit is answered at once; what is edited while the host measures (a slider that is drawn, a name that is typed)
  // waits for its answer, so that questions never pile up.
  const ask = async (): Promise<void> => {
    isOutdated = true;
    if (isAsking) return;
    isAsking = true;
    while (isOutdated && !isStopped) {
      isOutdated = false;
      // Data that cannot be read say so where they are chosen; without them there is nothing to measure.
      await measure().catch(() => useStart.setState({ measured: null }));
    }
    isAsking = false;
  };
  const schedule = (): void => void ask();
  schedule();
  const stops = [
    useProject.subscribe((state, before) => {
      if (!computesAlike(before.document, state.document)) schedule();
    }),
    useRun.subscribe((state, before) => {
      if (state.state?.phase !== before.state?.phase || state.run !== before.run) schedule();
    }),
    useView.subscribe((state, before) => {
      if (state.screen !== before.screen) schedule();
    }),
  ];
  return () => {
    isStopped = true;
    for (const stop of stops) stop();
  };
}
