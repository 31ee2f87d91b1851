import { parseProject } from '../../../shared/document/file';
import { MAX_PROJECT_BYTES } from '../../../shared/document/limits';
import { say } from '../../../shared/text/text';
import { openInPlace } from '../host/desktop';
import { reportFailure, sayError } from '../host/report-failure';
import { currentLocale } from '../i18n/i18n';
import { IMPORT_ENDINGS, importNetwork, isNetwork } from './import-network';
import { openRunFile } from './open-run';
import { openForeignDocument } from './project-files';
import { fileWords } from './words';

const carriesFiles = (event: DragEvent): boolean =>
  event.dataTransfer?.types.includes('Files') ?? false;

async function openProjectFile(file: File): Promise<void> {
  const locale = currentLocale();
  if (file.size > MAX_PROJECT_BYTES) return sayError(fileWords.entries.tooLarge[locale]);
  const parsed = parseProject(await file.text());
  if (!parsed.ok) return sayError(parsed.failure.text[locale]);
  await openForeignDocument(parsed.value.document, parsed.value.repairs);
}

/** Says which kinds of files can be dropped. */
function sayNothingToOpen(): void {
  const endings = IMPORT_ENDINGS.join(', ');
  sayError(say(fileWords.entries.notAProject, currentLocale(), { endings }));
}

/** What is done with a file of each kind that may be dropped. */
const OPENERS: Readonly<Record<string, (file: File) => Promise<void>>> = {
  '.vpnet': openProjectFile,
  '.vprun': async (file) => openRunFile(new Uint8Array(await file.arrayBuffer())),
};

const openerOf = ({ name }: File) =>
  Object.entries(OPENERS).find(([extension]) => name.toLowerCase().endsWith(extension))?.[1];

/** A desktop opens the file itself; a browser does not tell where it lies, and opens an unsaved copy. */
async function openDropped(file: File, open: (file: File) => Promise<void>): Promise<void> {
  if (!(await openInPlace(file))) await open(file);
}

/**
 * Opens a project, a run or another tool's network that is dropped on the window. Call once.
 * A part of the window that takes files itself (data) prevents the default first.
 */
export function acceptDroppedFiles(): void {
  window.addEventListener('dragover', (event) => {
    // Without this the browser would leave the page to show the file, and unsaved work with it.
    if (carriesFiles(event)) event.preventDefault();
  });
  window.addEventListener('drop', (event) => {
    if (event.defaultPrevented || !carriesFiles(event)) return;
    event.preventDefault();
    const files = [...(event.dataTransfer?.files ?? [])];
    const file = files.find((candidate) => openerOf(candidate));
    const open = file && openerOf(file);
    if (file && open) openDropped(file, open).catch(reportFailure);
    else if (files.some(isNetwork)) importNetwork(files).catch(reportFailure);
    else sayNothingToOpen();
  });
}
