import { readsAlike } from '../../shared/document/computes-alike';
import type { ReadRun } from '../../shared/host-data';
import { isOver } from '../../shared/telemetry/protocol';
import { fillText, type Text } from '../../shared/text/text';
import { browseForFile } from '../app/files/file-browser';
import { nativeDialogs } from '../app/files/native-dialogs';
import { openRunFile } from '../app/files/open-run';
import { openUnsavedDocument } from '../app/files/project-files';
import { host } from '../app/host/host';
import { reportFailure, sayError } from '../app/host/report-failure';
import { currentLocale } from '../app/i18n/i18n';
import { type Followed, followRun, letGo, showElsewhere } from '../app/run/elsewhere';
import { useProject } from '../app/state/project-store';
import { useRunDocument } from '../app/state/run-document-store';
import { isUnderWay, useRun } from '../app/state/run-store';
import { isProjectOpen, useView } from '../app/state/view-store';
import { elsewhereWords } from './elsewhere-words';
import { shownOpenedRun, useOpenedRun } from './opened-run-store';

const captionOf = ({ summary }: ReadRun): Text =>
  fillText(elsewhereWords.entries.ofAnother, { name: summary.name });

/** The run of this app whose charts are shown now, to come back to. */
function runBefore(): string | null {
  const { run, elsewhere } = useRun.getState();
  const known = shownOpenedRun(useOpenedRun.getState().opened, run);
  if (known) return known.before;
  return elsewhere ? null : run;
}

/**
 * Opens a run that trained, or trains, outside of the app: its charts, and its findings, are shown and grow with its file.
 * Where a project of another network is open it stays on the canvas, and a line says so; where none is, the run's own
 * opens as an unsaved project. Rejects where the file cannot be read.
 */
export async function openElsewhere(handle: string): Promise<void> {
  if (!isBusy()) await showFollowed(await followRun(handle), handle);
}

/** A run of this app keeps its charts, and the person is told so. */
function isBusy(): boolean {
  const busy = isUnderWay(useRun.getState());
  if (busy) sayError(elsewhereWords.entries.busy[currentLocale()]);
  return busy;
}

async function showFollowed(followed: Followed, handle: string): Promise<void> {
  const { run: read } = followed;
  const { run } = read.summary;
  if (!isProjectOpen(useView.getState()) && !(await openUnsavedDocument(read.document))) {
    return letGo(followed);
  }
  const before = runBefore();
  const own = useProject.getState().document;
  const isAnother = !readsAlike(read.document, own);
  useRunDocument.setState({ run, document: isAnother ? read.document : own });
  showElsewhere(followed, handle);
  const use = (): void => {
    takeOver(read, handle).catch(reportFailure);
  };
  useOpenedRun.setState({
    opened: isAnother ? { run, caption: captionOf(read), use, before } : null,
  });
  useView.setState({ screen: 'workbench', monitorTab: 'loss' });
}

/** The run's own network becomes the window's project. */
async function takeOver({ document }: ReadRun, handle: string): Promise<void> {
  if (await openUnsavedDocument(document)) await openElsewhere(handle);
}

export async function pickAndOpenRun(): Promise<void> {
  const picked = nativeDialogs()
    ? await host.call('runs.pickOpen', {})
    : await browseForFile({ purpose: 'openRun' });
  if (picked) await openElsewhere(picked.handle);
}

/**
 * A run that the system or the command line handed over: one that goes on is followed, one that is over becomes a project
 * with its run.
 */
export async function openGivenRun(handle: string): Promise<void> {
  const followed = await followRun(handle);
  const isOverThere = isOver(followed.run.summary.state.phase);
  if (!isOverThere && !isBusy()) return showFollowed(followed, handle);
  await letGo(followed);
  if (isOverThere) await openRunFile(handle);
}
