import type { ExportFormat } from '../../../shared/interop/exchange';
import { fillText } from '../../../shared/text/text';
import { host } from '../host/host';
import { sayDone } from '../host/report-failure';
import { useProject } from '../state/project-store';
import { useRun } from '../state/run-store';
import { fileWords } from './words';

/** Writes the project for another tool, with the weights of the run that is shown where they are of this network. */
export async function exportProject({ kind }: ExportFormat): Promise<void> {
  const { document, handle } = useProject.getState();
  const { run, state } = useRun.getState();
  const done = await host.call('projects.export', {
    document,
    project: handle,
    run: state && state.step > 0 ? run : null,
    format: kind,
  });
  if (!done) return;
  const { exportedWeights, exportedDrawn } = fileWords.entries;
  sayDone(fillText(done.weights ? exportedWeights : exportedDrawn, { location: done.location }));
}
