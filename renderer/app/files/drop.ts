import { parseProject } from '../../../shared/document/file';
import { MAX_PROJECT_BYTES } from '../../../shared/document/limits';
import { reportFailure, sayError } from '../host/report-failure';
import { currentLocale } from '../i18n/i18n';
import { openForeignDocument } from './project-files';
import { fileWords } from './words';

const EXTENSION = '.vpnet';

const carriesFiles = (event: DragEvent): boolean =>
  event.dataTransfer?.types.includes('Files') ?? false;

async function openDropped(file: File): Promise<void> {
  const locale = currentLocale();
  if (file.size > MAX_PROJECT_BYTES) return sayError(fileWords.entries.tooLarge[locale]);
  const parsed = parseProject(await file.text());
  if (!parsed.ok) return sayError(parsed.failure.text[locale]);
  await openForeignDocument(parsed.value.document, parsed.value.repairs);
}

/**
 * A project file dropped on the window opens as an unsaved copy: a browser does not tell where it lies. Call once.
 * A part of the window that takes files itself (data) prevents the default first.
 */
export function acceptDroppedProjects(): void {
  window.addEventListener('dragover', (event) => {
    // Without this the browser would leave the page to show the file, and unsaved work with it.
    if (carriesFiles(event)) event.preventDefault();
  });
  window.addEventListener('drop', (event) => {
    if (event.defaultPrevented || !carriesFiles(event)) return;
    event.preventDefault();
    const file = [...(event.dataTransfer?.files ?? [])].find(({ name }) =>
      name.toLowerCase().endsWith(EXTENSION),
    );
    if (file) openDropped(file).catch(reportFailure);
    else sayError(fileWords.entries.notAProject[currentLocale()]);
  });
}
