import { create } from 'zustand';
import { takeData } from '../../shared/catalogue/take-data';
import type { ProjectDocument } from '../../shared/document/schema';
import { HostCallError } from '../../shared/host';
import { fillTemplate, type Text } from '../../shared/text/text';
import { host } from '../app/host/host';
import { sentenceOf } from '../app/host/report-failure';
import { useProject } from '../app/state/project-store';
import { editData } from './edit-data';
import { dataWords } from './words';

/** What became of the last file that was given to this window. */
export type ImportState =
  | { readonly status: 'idle' }
  | { readonly status: 'reading'; readonly file: string; readonly share: number }
  | { readonly status: 'checking'; readonly file: string; readonly share: number }
  | {
      readonly status: 'done';
      readonly file: string;
      /** Rows of a table, or pictures. */
      readonly count: number;
      readonly of: 'rows' | 'pictures';
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
const MAX_IMPORT_MEBIBYTES = 255;

const fill = (text: Text, values: Record<string, string | number>): Text => ({
  en: fillTemplate(text.en, values),
  zh: fillTemplate(text.zh, values),
});

function reasonOf(error: unknown): Text {
  if (error instanceof HostCallError) return error.failure.text;
  const reason = sentenceOf(error);
  return { en: reason, zh: reason };
}

/** Bytes of one file, telling how many came. */
async function readBytes(
  file: File,
  progress: (bytes: number) => void,
): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(file.size);
  const reader = file.stream().getReader();
  let filled = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return bytes;
    bytes.set(value, filled);
    filled += value.length;
    progress(value.length);
  }
}

/** What the host made of an import: the edit to make, and what to say of it. */
interface Imported {
  edit(document: ProjectDocument): ProjectDocument;
  readonly count: number;
  readonly of: 'rows' | 'pictures';
  readonly warnings: readonly Text[];
}

interface ImportRequest {
  /** The file or folder as the person knows it. */
  readonly file: string;
  readonly files: readonly File[];
  /** Hands the bytes to the host under the name of this import. */
  send(contents: readonly Uint8Array<ArrayBuffer>[], id: string): Promise<Imported>;
}

/** Reads files, lets the host check them, and puts what they hold into the project: one edit, or nothing changed. */
async function importInto({ file, files, send }: ImportRequest): Promise<void> {
  const total = files.reduce((sum, { size }) => sum + size, 0);
  if (total > MAX_IMPORT_MEBIBYTES * MEBIBYTE) {
    const size = Math.ceil(total / MEBIBYTE);
    const reason = fill(dataWords.entries.fileTooLarge, { size, limit: MAX_IMPORT_MEBIBYTES });
    return show({ status: 'failed', file, reason });
  }
  const { draft } = useProject.getState();
  const id = crypto.randomUUID();
  const stopListening = host.on('data.progress', (event) => {
    if (event.import !== id || useImport.getState().state.status !== 'checking') return;
    show({ status: 'checking', file, share: event.done / event.total });
  });
  try {
    let read = 0;
    const progress = (bytes: number): void => {
      read += bytes;
      show({ status: 'reading', file, share: read / Math.max(1, total) });
    };
    show({ status: 'reading', file, share: 0 });
    const contents: Uint8Array<ArrayBuffer>[] = [];
    for (const own of files) contents.push(await readBytes(own, progress));
    show({ status: 'checking', file, share: 0 });
    const { edit, count, of, warnings } = await send(contents, id);
    // The person went on to another project meanwhile: the data are not for that one.
    if (useProject.getState().draft !== draft) return show({ status: 'idle' });
    editData(edit);
    show({ status: 'done', file, count, of, warnings });
  } catch (error) {
    show({ status: 'failed', file, reason: reasonOf(error) });
  } finally {
    stopListening();
  }
}

/** Imports a CSV or JSON table into the project. */
export const importFile = (file: File): Promise<void> =>
  importInto({
    file: file.name,
    files: [file],
    async send([content], id) {
      const sent = { name: file.name, content, import: id };
      const { dataset, columns, rows, warnings } = await host.call('data.importTable', sent);
      const edit = (document: ProjectDocument) => takeData(document, dataset, columns);
      return { edit, count: rows, of: 'rows', warnings };
    },
  });

/** Imports the files of a folder that was chosen as a whole; each knows its path below it. */
export function importFolder(files: readonly File[]): Promise<void> {
  const [folder] = files[0]?.webkitRelativePath.split('/') ?? [''];
  const pathOf = (file: File): string => file.webkitRelativePath.slice(folder.length + 1);
  return importInto({
    file: folder,
    files,
    async send(contents, id) {
      const sent = contents.map((content, index) => ({ path: pathOf(files[index]), content }));
      const request = { folder, files: sent, import: id };
      const { dataset, count, warnings } = await host.call('data.importPictures', request);
      const edit = (document: ProjectDocument) => takeData(document, dataset);
      return { edit, count, of: 'pictures', warnings };
    },
  });
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
