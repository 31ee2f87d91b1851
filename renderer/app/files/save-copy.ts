import { serializeProject } from '../../../shared/document/file';
import { sayDone } from '../host/report-failure';
import { useProject } from '../state/project-store';
import { fileWords } from './words';

/** Hands the project to the browser as a download: the way out when the host, which writes files, is gone. */
export function saveCopyInBrowser(): void {
  const { document: project } = useProject.getState();
  const address = URL.createObjectURL(
    new Blob([serializeProject(project)], { type: 'application/json' }),
  );
  const link = document.createElement('a');
  link.href = address;
  link.download = `${project.name}.vpnet`;
  link.click();
  // The download reads the address after the click returned.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
  sayDone(fileWords.entries.copySaved);
}
