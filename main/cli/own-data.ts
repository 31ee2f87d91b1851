import { readFile, realpath, stat } from 'node:fs/promises';
import { dirname, relative, resolve, sep } from 'node:path';
import type { Choice, ColumnSettings } from '../../shared/document/schema';
import type { HostFailure } from '../../shared/host-data';
import type { Result } from '../../shared/result';
import type { Text } from '../../shared/text/text';
import { reasonOf } from '../services/data/failures';
import { proposeTable } from '../services/data/import-table';
import { isInside } from '../services/data/inside';
import { readFolder } from '../services/data/pictures/files';
import { datasetOf } from '../services/data/pictures/import';
import { surveyPictures } from '../services/data/pictures/read';
import { skippedTexts } from '../services/data/pictures/skipped-texts';
import { noProgress } from '../services/data/progress';
import { CliError } from './failures';

/** A person's own data for a new project: named by a path beside it, so that both can be moved together. */
export interface OwnData {
  readonly dataset: Choice;
  readonly columns: readonly ColumnSettings[];
  readonly warnings: readonly Text[];
}

function unwrapped<Value>(file: string, result: Result<Value, HostFailure>): Value {
  if (result.ok) return result.value;
  throw new CliError('data-unusable', { file, problem: result.failure.text });
}

/**
 * Reads a CSV, or a folder of pictures, that lies beside or below a project, and proposes how to use it. The document
 * gets the path without a hash: the data are taken as they are at each run.
 */
export async function readOwnData(given: string, project: string): Promise<OwnData> {
  const folder = dirname(resolve(project));
  const place = await realpath(resolve(given)).catch((error: unknown) => {
    throw new CliError('read-failed', { file: given, reason: reasonOf(error) });
  });
  // Its own links resolved too: a path below one of them would look as if it lay outside.
  const home = await realpath(folder).catch(() => folder);
  if (!isInside(home, place)) throw new CliError('data-elsewhere', { file: given, folder });
  const path = relative(home, place).split(sep).join('/');
  if ((await stat(place)).isDirectory()) {
    const content = unwrapped(given, await readFolder(path, place));
    const survey = unwrapped(given, await surveyPictures(path, content, noProgress));
    return {
      dataset: datasetOf(path, '', survey),
      columns: [],
      warnings: skippedTexts(survey.skipped),
    };
  }
  return unwrapped(given, await proposeTable(path, await readFile(place), noProgress));
}
