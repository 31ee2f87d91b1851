import { create } from 'zustand';
import { HostCallError } from '../../shared/host';
import { fillTemplate, type Text } from '../../shared/text/text';
import { host } from '../app/host/host';
import { sentenceOf } from '../app/host/report-failure';
import { useProject } from '../app/state/project-store';
import { takeImportedTable } from './data-edits';
import { editData } from './edit-data';
import { dataWords } from './words';

/** What became of the last file that was given to this window. */
export type ImportState =
  | { readonly status: 'idle' }
  | { readonly status: 'reading'; readonly file: string; readonly share: number }
  | { readonly status: 'checking'; readonly file: string }
  | {
      readonly status: 'done';
      readonly file: string;
      readonly rows: number;
      readonly warnings: readonly Text[];
    }
  | { readonly status: 'failed'; readonly file: string; readonly reason: Text };

export const useImport = create<{ readonly state: ImportState }>(() => ({
  state: { status: 'idle' },
}));

const show = (state: ImportState): void => useImport.setState({ state });

export const dismissImport = (): void => show({ status: 'idle' });

/** What was said of a file belongs to the project that it was given to. */
useProject.subscribe((state, previous) => {
  if (state.draft !== previous.draft) dismissImport();
});

const MEBIBYTE = 1024 * 1024;
/** The host refuses more; saying so before reading saves the wait. */
const MAX_CSV_MEBIBYTES = 255;

const fill = (text: Text, values: Record<string, string | number>): Text => ({
  en: fillTemplate(text.en, values),
  zh: fillTemplate(text.zh, values),
});

function reasonOf(error: unknown): Text {
  if (error instanceof HostCallError) return error.failure.text;
  const reason = sentenceOf(error);
  return { en: reason, zh: reason };
}

/** A file's bytes, with progress as it is read. */
async function readBytes(
  file: File,
  progress: (share: number) => void,
): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(file.size);
  const reader = file.stream().getReader();
  let filled = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return bytes;
    bytes.set(value, filled);
    filled += value.length;
    progress(filled / file.size);
  }
}

/** Imports a CSV file into the project: one edit if it can be read, and nothing changed if it cannot. */
export async function importFile(file: File): Promise<void> {
  const { name } = file;
  if (file.size > MAX_CSV_MEBIBYTES * MEBIBYTE) {
    const size = Math.ceil(file.size / MEBIBYTE);
    const reason = fill(dataWords.entries.fileTooLarge, { size, limit: MAX_CSV_MEBIBYTES });
    return show({ status: 'failed', file: name, reason });
  }
  const { draft } = useProject.getState();
  try {
    show({ status: 'reading', file: name, share: 0 });
    const content = await readBytes(file, (share) =>
      show({ status: 'reading', file: name, share }),
    );
    show({ status: 'checking', file: name });
    const imported = await host.call('data.importCsv', { name, content });
    // The person went on to another project meanwhile: the table is not for that one.
    if (useProject.getState().draft !== draft) return show({ status: 'idle' });
    editData((document) => takeImportedTable(document, imported.dataset, imported.columns));
    show({ status: 'done', file: name, rows: imported.rows, warnings: imported.warnings });
  } catch (error) {
    show({ status: 'failed', file: name, reason: reasonOf(error) });
  }
}

/** Takes what was dropped or chosen; more than one file is refused in words. */
export function importFiles(files: Iterable<File>): void {
  const [first, second] = [...files];
  if (!first) return;
  if (second) {
    show({ status: 'failed', file: first.name, reason: dataWords.entries.oneFile });
    return;
  }
  void importFile(first);
}
