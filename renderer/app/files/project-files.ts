import { createDocument } from '../../../shared/document/new-document';
import type { ProjectDocument } from '../../../shared/document/schema';
import { HostCallError, type HostOutput } from '../../../shared/host';
import type { Text } from '../../../shared/text/text';
import { host } from '../host/host';
import { reportFailure, sayDone } from '../host/report-failure';
import { currentLocale } from '../i18n/i18n';
import { changeWithoutStep, isDirty, replaceProject, useProject } from '../state/project-store';
import { useView } from '../state/view-store';
import { discardDraft } from './autosave';
import { browseForFile } from './file-browser';
import { nativeDialogs } from './native-dialogs';
import { askUnsaved, showRepairs } from './questions';
import { refreshRecent } from './recent';
import { fileWords } from './words';

/** New, open, save, save as, close: what a person does with project files. Nothing they made is dropped unasked. */

const untitledDocument = (): ProjectDocument =>
  createDocument(fileWords.entries.untitled[currentLocale()]);

/** The save under way: to ask meanwhile whether to save would speak of changes that are just being written. */
let saving: Promise<unknown> = Promise.resolve();

function track(save: Promise<void>): Promise<void> {
  // Who saves hears of a failure; who waits only wants to know that it is over.
  saving = save.catch(() => undefined);
  return save;
}

/**
 * Makes sure that the project in the window may be replaced: saved, or given up by the person's own word.
 * False where they changed their mind or the save failed.
 */
export async function mayLeaveProject(): Promise<boolean> {
  await saving;
  const state = useProject.getState();
  if (!isDirty(state)) return true;
  const answer = await askUnsaved(state.document.name);
  if (answer === 'cancel') return false;
  if (answer === 'discard') {
    await discardDraft(state.draft);
    return true;
  }
  return saveProject();
}

/** Lets go of the file, so that another window may write it. */
export async function releaseFile(): Promise<void> {
  const { handle } = useProject.getState();
  if (handle) await host.call('projects.close', { handle }).catch(reportFailure);
}

async function leave(): Promise<boolean> {
  if (!(await mayLeaveProject())) return false;
  await releaseFile();
  return true;
}

export async function newProject(): Promise<void> {
  if (!(await leave())) return;
  replaceProject({ document: untitledDocument() });
  useView.setState({ screen: 'workbench', sideTab: 'layers' });
}

/** A document that is not on disk yet (a lab): it becomes the window's project. */
export async function openUnsavedDocument(document: ProjectDocument): Promise<boolean> {
  if (!(await leave())) return false;
  replaceProject({ document });
  useView.setState({ screen: 'workbench' });
  return true;
}

/** A document read from a file that the page was handed without its place: an unsaved copy, mended where it had to be. */
export async function openForeignDocument(
  document: ProjectDocument,
  repairs: readonly Text[],
): Promise<void> {
  if (!(await leave())) return;
  replaceProject({ document, saved: null });
  useView.setState({ screen: 'workbench' });
  if (repairs.length > 0) await showRepairs(repairs);
}

/** What another tool's file came to. */
export interface Foreign {
  readonly document: ProjectDocument;
  readonly draft: string;
}

/** Takes what `read` brings into the window, which keeps what it has where that fails; null: the person keeps it. */
export async function takeForeign<Read extends Foreign>(
  read: () => Promise<Read>,
): Promise<Read | null> {
  if (!(await mayLeaveProject())) return null;
  const taken = await read();
  await releaseFile().catch(reportFailure);
  replaceProject({ document: taken.document, draft: taken.draft, saved: null });
  useView.setState({ screen: 'workbench', sideTab: 'layers' });
  return taken;
}

async function takeIn(opened: HostOutput<'projects.open'>): Promise<void> {
  const mended = opened.repairs.length > 0;
  replaceProject({
    document: opened.document,
    handle: opened.handle,
    location: opened.location,
    readOnly: opened.readOnly,
    // A mended document differs from its file: it is unsaved until the person saves it.
    saved: mended ? null : opened.document,
  });
  useView.setState({
    screen: 'workbench',
    sideTab: opened.document.lab === null ? 'layers' : 'lab',
  });
  if (mended) await showRepairs(opened.repairs);
}

/** Opens a known file: a recent one, one that was picked, or one that the system handed over. */
export async function openProject(handle: string): Promise<void> {
  if (useProject.getState().handle === handle) {
    useView.setState({ screen: 'workbench' });
    return;
  }
  if (!(await mayLeaveProject())) return;
  // Opened before the old one is let go: if it cannot be opened, the window keeps what it has.
  const opened = await host.call('projects.open', { handle });
  await releaseFile();
  await takeIn(opened);
  void refreshRecent();
}

export async function pickAndOpenProject(): Promise<void> {
  const picked = nativeDialogs()
    ? await host.call('projects.pickOpen', {})
    : await browseForFile({ purpose: 'open' });
  if (picked) await openProject(picked.handle);
}

async function write(handle: string): Promise<void> {
  const { document, draft } = useProject.getState();
  const { location } = await host.call('projects.save', { handle, document });
  // The person may have gone on editing while the file was written: only what was written counts as saved.
  useProject.setState({ handle, location, saved: document, readOnly: null });
  if (!isDirty(useProject.getState())) await discardDraft(draft);
  void refreshRecent();
}

const isUntitled = (name: string): boolean =>
  Object.values<string>(fileWords.entries.untitled).includes(name);

/** `~/projects/my net.vpnet` is called `my net`. */
const nameOfFile = (location: string): string =>
  (location.split(/[\\/]/).at(-1) ?? '').replace(/\.vpnet$/i, '');

/**
 * A project that was never named takes the name of its first file, in its history too: this is no step of the
 * person's, so undoing must not take the name away.
 */
function takeFileName(): boolean {
  const { document, location } = useProject.getState();
  const name = nameOfFile(location ?? '');
  if (!isUntitled(document.name) || !name) return false;
  changeWithoutStep((current) => (isUntitled(current.name) ? { ...current, name } : current));
  return true;
}

async function writeFirst(handle: string): Promise<void> {
  await write(handle);
  if (takeFileName()) await write(handle);
}

/** Saves under a name that the person chooses. False where they changed their mind. */
export async function saveProjectAs(): Promise<boolean> {
  const { name } = useProject.getState().document;
  const picked = nativeDialogs()
    ? await host.call('projects.pickSave', { name })
    : await browseForFile({ purpose: 'save', name });
  if (!picked) return false;
  await track(writeFirst(picked.handle));
  sayDone(fileWords.entries.saved);
  return true;
}

/** Refusals that another file name gets round. */
const TRY_ANOTHER_NAME = new Set([
  'changed-elsewhere',
  'open-elsewhere',
  'newer-version',
  'unknown-handle',
  'outside-folders',
]);

/** Saves to the project's file; asks for a name the first time or where the file may not be written over. */
export async function saveProject(): Promise<boolean> {
  const { handle, readOnly } = useProject.getState();
  if (!handle || readOnly) return saveProjectAs();
  try {
    await track(write(handle));
    sayDone(fileWords.entries.saved);
    return true;
  } catch (error) {
    if (!(error instanceof HostCallError && TRY_ANOTHER_NAME.has(error.failure.kind))) throw error;
    reportFailure(error);
    return saveProjectAs();
  }
}

/** Back to the start page, with the project saved or given up; false where the person changed their mind. */
async function putAway(): Promise<boolean> {
  if (!(await leave())) return false;
  replaceProject({ document: untitledDocument() });
  useView.setState({ screen: 'start' });
  return true;
}

export async function closeProject(): Promise<void> {
  if (await putAway()) void refreshRecent();
}

/** Closes the window, asked for by the host: unsaved work is saved or given up first. */
export async function closeWindow(): Promise<void> {
  if (await putAway()) window.close();
  else await host.call('app.stay', {});
}
