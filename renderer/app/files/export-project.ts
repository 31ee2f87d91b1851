import type { RunSummary } from '../../../shared/host-data';
import type { ExportFormat } from '../../../shared/interop/exchange';
import { fillText } from '../../../shared/text/text';
import { host } from '../host/host';
import { sayDone } from '../host/report-failure';
import { useProject } from '../state/project-store';
import { useRun } from '../state/run-store';
import { fileWords } from './words';

/**
 * The run that is shown; before any, the weights that the project came in with. Null while a run has taken no step: it
 * has no weights yet.
 */
async function runToTake(): Promise<string | null> {
  const { run, state } = useRun.getState();
  if (run !== null) return state && state.step > 0 ? run : null;
  const { handle, draft } = useProject.getState();
  const runs = await host.call('runs.list', { project: handle });
  // Runs of all unsaved projects of a session are listed together.
  const isOwn = (summary: RunSummary) => handle !== null || summary.draft === draft;
  return runs.find((summary) => summary.purpose.kind === 'imported' && isOwn(summary))?.run ?? null;
}

/** Writes the project for another tool, with weights where they are of this network. */
export async function exportProject({ kind }: ExportFormat): Promise<void> {
  const { document, handle } = useProject.getState();
  const done = await host.call('projects.export', {
    document,
    project: handle,
    run: await runToTake(),
    format: kind,
  });
  if (!done) return;
  const { exportedWeights, exportedDrawn } = fileWords.entries;
  sayDone(fillText(done.weights ? exportedWeights : exportedDrawn, { location: done.location }));
}
