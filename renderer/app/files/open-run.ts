import type { HostInput } from '../../../shared/host';
import { host } from '../host/host';
import { showRun } from '../run/watch';
import { replaceProject } from '../state/project-store';
import { useView } from '../state/view-store';
import { mayLeaveProject, releaseFile } from './project-files';

/**
 * Opens a run file: the network as it was trained becomes an unsaved project, with the run and its charts. `file`: a
 * handle from the host, or the bytes of a file whose place the page does not know.
 */
export async function openRunFile(file: HostInput<'runs.takeIn'>['file']): Promise<void> {
  if (!(await mayLeaveProject())) return;
  const draft = crypto.randomUUID();
  // Read before the old project is let go: if it is no run, the window keeps what it has.
  const read = await host.call('runs.takeIn', { file, draft });
  await releaseFile();
  replaceProject({ document: read.document, draft, saved: null });
  useView.setState({ screen: 'workbench' });
  showRun(read);
}
