import { readFile } from 'node:fs/promises';
import { dirname, extname, resolve } from 'node:path';
import { DATASETS } from '../../shared/catalogue/datasets';
import { parseProject } from '../../shared/document/file';
import type { ProjectDocument } from '../../shared/document/schema';
import { analyse } from '../../shared/graph/analyse';
import type { Analysis } from '../../shared/graph/analysis';
import { problemText } from '../../shared/text/problem-text';
import type { Text } from '../../shared/text/text';
import { openAppFolders } from '../services/app-folders';
import { reasonOf } from '../services/data/failures';
import type { DataPlaces } from '../services/data/places';
import { CliError, cliText } from './failures';

export const PROJECT_EXTENSION = '.vpnet';

/** A project named on the command line. */
export interface LoadedProject {
  /** As the person wrote it. */
  readonly file: string;
  readonly document: ProjectDocument;
  readonly repairs: readonly Text[];
  readonly analysis: Analysis;
  readonly places: DataPlaces;
}

/** Data from a file of the person's. */
const isOwn = ({ data }: ProjectDocument): boolean =>
  DATASETS.find(data.dataset.kind)?.origin === 'file';

/** Reads and analyses a project; throws a `CliError` with the reason where that cannot be done. */
export async function loadProject(file: string): Promise<LoadedProject> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    const reason = reasonOf(error);
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    throw new CliError(missing ? 'file-not-found' : 'read-failed', { file, reason });
  });
  const parsed = parseProject(text);
  if (!parsed.ok) {
    // A table or a run named by mistake is not a damaged project, and has no .bak to go back to.
    if (extname(file).toLowerCase() !== PROJECT_EXTENSION)
      throw new CliError('not-a-project', { file });
    throw new CliError('project-unreadable', { file, problem: parsed.failure.text });
  }
  const { document, repairs } = parsed.value;
  return {
    file,
    document,
    repairs,
    analysis: analyse(document),
    places: {
      projectFolder: dirname(resolve(file)),
      // Opening the app's folders makes them; only a project that names an imported file needs them.
      importFolder: isOwn(document) ? openAppFolders().imports : '',
    },
  };
}

/** Throws a `CliError` naming the first error of a network that cannot be trained. */
export function requireTrainable({ file, analysis }: LoadedProject): void {
  const errors = analysis.problems.filter(({ severity }) => severity === 'error');
  if (errors.length === 0) return;
  const problem = problemText(errors[0]);
  const more = errors.length > 1 ? cliText('more-problems', { count: errors.length - 1 }) : '';
  throw new CliError('project-faulty', { file, problem, more });
}
