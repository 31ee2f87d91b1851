import { MAX_NAME_CHARACTERS } from '../../../../shared/document/limits';
import type { Choice } from '../../../../shared/document/schema';
import type { HostFailure } from '../../../../shared/host-data';
import { type Result, succeed } from '../../../../shared/result';
import type { Text } from '../../../../shared/text/text';
import { encodeMessage } from '../../../../shared/wire';
import { fileNameOf, storeImport } from '../csv-file';
import type { DataPlaces } from '../places';
import type { Progress } from '../progress';
import {
  checkFolderSize,
  type FolderContent,
  inOrder,
  isPictureName,
  MAX_PICTURE_BYTES,
  type PictureFile,
  SKIP_REASONS,
  type SkippedFile,
} from './files';
import { type PictureSurvey, surveyPictures } from './read';
import { skippedTexts } from './skipped-texts';

/** The dataset's settings for what a survey found. */
export const datasetOf = (folder: string, hash: string, survey: PictureSurvey): Choice => {
  const { classes, height, width, colour } = survey;
  const parameters = { folder, hash, classes: [...classes], height, width, colour, resize: 'box' };
  return { kind: 'imageFolder', parameters };
};

/** All pictures in one piece, whose hash names it: kept in the app's folder, and computed of a folder beside a project. */
export const packPictures = (files: readonly PictureFile[]): Uint8Array =>
  encodeMessage({ files: files.map(({ path, content }) => ({ path, content: plain(content) })) });

/** Node's buffers turn themselves into lists of numbers before a message sees that they are bytes. */
const plain = ({ buffer, byteOffset, byteLength }: Uint8Array): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength);

/** Sorts what a page sent into pictures of a class and others. Paths are names here and never opened. */
function sortFiles(given: readonly PictureFile[]): FolderContent {
  const skipped: SkippedFile[] = [];
  const files = given.filter(({ path, content }) => {
    const parts = path.split('/');
    const name = parts.at(-1) ?? '';
    if (name.startsWith('.')) return false;
    const isPlaced =
      parts.length === 2 && parts[0] !== '' && parts[0].length <= MAX_NAME_CHARACTERS;
    const reasons = [
      [!isPlaced, SKIP_REASONS.place],
      [!isPictureName(name), SKIP_REASONS.kind],
      [content.length > MAX_PICTURE_BYTES, SKIP_REASONS.large],
    ] as const;
    const found = reasons.find(([holds]) => holds);
    if (found) skipped.push({ path, reason: found[1] });
    return !found;
  });
  return { files: inOrder(files), skipped: inOrder(skipped) };
}

/** What an import of pictures hands back. */
export interface ImportedPictures {
  readonly dataset: Choice;
  readonly count: number;
  readonly warnings: Text[];
}

/**
 * Takes the pictures of a folder that a person chose, keeps them in one piece in the import folder, and proposes size
 * and colours. Single pictures that cannot be read become warnings with their path; a folder without any is a failure,
 * and nothing is kept of it.
 */
export async function importPictures(
  name: string,
  given: readonly PictureFile[],
  places: DataPlaces,
  progress: Progress,
): Promise<Result<ImportedPictures, HostFailure>> {
  const folder = fileNameOf(name);
  const bytes = given.reduce((sum, { content }) => sum + content.length, 0);
  const fits = checkFolderSize(folder, given.length, bytes);
  if (!fits.ok) return fits;
  const content = sortFiles(given);
  const survey = await surveyPictures(folder, content, progress);
  if (!survey.ok) return survey;
  const stored = await storeImport(folder, packPictures(content.files), places, 'pictures');
  if (!stored.ok) return stored;
  return succeed({
    dataset: datasetOf(folder, stored.value, survey.value),
    count: survey.value.count,
    warnings: skippedTexts(survey.value.skipped),
  });
}
