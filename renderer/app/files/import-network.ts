import type { ProjectDocument } from '../../../shared/document/schema';
import { MAX_IMPORT_BYTES } from '../../../shared/host-data';
import { IMPORT_FORMATS } from '../../../shared/interop/formats';
import { say } from '../../../shared/text/text';
import { host } from '../host/host';
import { sayDone, sayError } from '../host/report-failure';
import { currentLocale } from '../i18n/i18n';
import { useProject } from '../state/project-store';
import { isProjectOpen, useView } from '../state/view-store';
import { takeForeign } from './project-files';
import { showImportNotes } from './questions';
import { fileWords } from './words';

/** Endings of files that networks are read from. */
export const IMPORT_ENDINGS: readonly string[] = [
  ...new Set(IMPORT_FORMATS.flatMap(({ extensions }) => extensions)),
];

const endsWith = ({ name }: Pick<File, 'name'>, endings: readonly string[]): boolean =>
  endings.some((ending) => name.toLowerCase().endsWith(ending));

export const isNetwork = (file: Pick<File, 'name'>): boolean => endsWith(file, IMPORT_ENDINGS);

/** The network first, then what was chosen with it: the weights of a `model.json`. */
const inOrder = (files: readonly File[]): readonly File[] => [
  ...files.filter(isNetwork),
  ...files.filter((file) => !isNetwork(file)),
];

/** Weights alone go onto the network that is open. */
function ontoOf(files: readonly File[]): ProjectDocument | undefined {
  const isWeights = IMPORT_FORMATS.some(
    ({ needsProject, extensions }) =>
      needsProject && files.some((file) => endsWith(file, extensions)),
  );
  return isWeights && isProjectOpen(useView.getState())
    ? useProject.getState().document
    : undefined;
}

/** Takes a network of another tool into the window; the host reads it, and the page says what was not taken over. */
export async function importNetwork(files: readonly File[]): Promise<void> {
  const tooLarge = files.find(({ size }) => size > MAX_IMPORT_BYTES);
  if (tooLarge) {
    const { name } = tooLarge;
    return sayError(say(fileWords.entries.importTooLarge, currentLocale(), { name }));
  }
  const onto = ontoOf(files);
  const taken = await takeForeign(async () => {
    const draft = crypto.randomUUID();
    const given = await Promise.all(
      inOrder(files).map(async (file) => ({
        name: file.name,
        content: new Uint8Array(await file.arrayBuffer()),
      })),
    );
    return {
      ...(await host.call('projects.import', { files: given, draft, ...(onto && { onto }) })),
      draft,
    };
  });
  if (!taken) return;
  const { importedWeights, importedDrawn } = fileWords.entries;
  sayDone(taken.run ? importedWeights : importedDrawn);
  if (taken.notes.length > 0) await showImportNotes(taken.notes);
}

/** Asks the browser for files; none where the person changed their mind. */
function chooseFiles(): Promise<readonly File[]> {
  const field = document.createElement('input');
  field.type = 'file';
  field.multiple = true;
  // Weights beside a model.json have no ending of their own that is known before it is read.
  field.accept = [...IMPORT_ENDINGS, '.bin'].join(',');
  field.hidden = true;
  // A field that stands nowhere may be cleared away while its dialog is open, and then never answers.
  document.body.append(field);
  return new Promise<readonly File[]>((resolve) => {
    field.addEventListener('change', () => resolve([...(field.files ?? [])]));
    field.addEventListener('cancel', () => resolve([]));
    field.click();
  }).finally(() => field.remove());
}

export async function chooseAndImportNetwork(): Promise<void> {
  const files = await chooseFiles();
  if (files.length > 0) await importNetwork(files);
}
