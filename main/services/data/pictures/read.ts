import { setImmediate } from 'node:timers/promises';
import type { Samples } from '../../../../shared/catalogue/dataset';
import { MAX_PREPARED_BYTES } from '../../../../shared/data/prepare';
import { type ResizeRule, resize } from '../../../../shared/data/resize';
import type { HostFailure } from '../../../../shared/host-data';
import { type Result, succeed } from '../../../../shared/result';
import { fillText, type Text } from '../../../../shared/text/text';
import { failRead } from '../failures';
import type { Progress } from '../progress';
import {
  type DecodedPicture,
  decodePicture,
  hasColour,
  MAX_PICTURE_PIXELS,
  type PictureFault,
  type PictureFaultKind,
  rasterOf,
} from './decode';
import type { FolderContent, PictureFile, SkippedFile } from './files';
import { skippedTexts } from './skipped-texts';

const FAULT_TEXTS: Readonly<Record<PictureFaultKind, Text>> = {
  'not-a-picture': {
    en: 'its first bytes are those of neither PNG nor JPEG',
    zh: '文件开头既不是 PNG 也不是 JPEG',
  },
  broken: { en: 'it is damaged ({{detail}})', zh: '文件已损坏（{{detail}}）' },
  'too-many-pixels': {
    en: 'it has {{detail}} pixels, more than {{limit}} in all',
    zh: '它有 {{detail}} 像素，总数超过 {{limit}}',
  },
};

/** Why a picture cannot be read, as a part of a sentence. */
export const faultText = ({ kind, detail }: PictureFault): Text =>
  fillText(FAULT_TEXTS[kind], { detail, limit: MAX_PICTURE_PIXELS });

/** The class of a picture is the folder that it lies in. */
export const classOf = ({ path }: { readonly path: string }): string =>
  path.slice(0, path.indexOf('/'));

/** Decodes one picture after the other; those that cannot be read are collected. Other calls are answered in between. */
async function visitPictures(
  files: readonly PictureFile[],
  progress: Progress,
  visit: (file: PictureFile, picture: DecodedPicture) => void,
): Promise<SkippedFile[]> {
  const skipped: SkippedFile[] = [];
  for (const [index, file] of files.entries()) {
    const decoded = decodePicture(file.content);
    if (decoded.ok) visit(file, decoded.value);
    else skipped.push({ path: file.path, reason: faultText(decoded.failure) });
    progress(index + 1, files.length);
    await setImmediate();
  }
  return skipped;
}

/** What a folder of pictures holds, and the settings that fit it. */
export interface PictureSurvey {
  readonly count: number;
  readonly classes: readonly string[];
  readonly skipped: readonly SkippedFile[];
  readonly height: number;
  readonly width: number;
  readonly colour: 'colour' | 'grey';
}

/** Pictures of one size up to this are taken as they are. */
const MAX_OWN_SIDE = 64;
const USUAL_SIDE = 32;

/** Looks at every picture once: which can be read, of which classes, how large, and whether any has colour. */
export async function surveyPictures(
  folder: string,
  { files, skipped }: FolderContent,
  progress: Progress,
): Promise<Result<PictureSurvey, HostFailure>> {
  const classes = new Set<string>();
  const sizes = new Map<string, { readonly height: number; readonly width: number }>();
  let count = 0;
  let isColour = false;
  const broken = await visitPictures(files, progress, (file, picture) => {
    const { height, width } = picture;
    classes.add(classOf(file));
    sizes.set(`${height} × ${width}`, { height, width });
    isColour = isColour || hasColour(picture);
    count += 1;
  });
  if (count === 0) return failRead('no-pictures', { folder });
  if (classes.size < 2) {
    return failRead('one-class', { folder, name: [...classes][0] });
  }
  const [own] = sizes.values();
  const isOwn = sizes.size === 1 && own.height <= MAX_OWN_SIDE && own.width <= MAX_OWN_SIDE;
  return succeed({
    count,
    classes: [...classes].sort(),
    skipped: [...skipped, ...broken],
    ...(isOwn ? own : { height: USUAL_SIDE, width: USUAL_SIDE }),
    colour: isColour ? 'colour' : 'grey',
  });
}

export interface PictureSettings {
  readonly folder: string;
  readonly classes: readonly string[];
  readonly height: number;
  readonly width: number;
  readonly colour: string;
  readonly resize: string;
}

/** Pictures as samples: every one that can be read, in the size and colours of the settings, by path; the others by name. */
export async function readPictures(
  { files, skipped }: FolderContent,
  settings: PictureSettings,
): Promise<Result<Samples, HostFailure>> {
  const { folder, classes, height, width } = settings;
  const indices = new Map(classes.map((name, index) => [name, index]));
  const stranger = files.find((file) => !indices.has(classOf(file)));
  if (stranger) {
    const name = classOf(stranger);
    return failRead('class-unknown', { folder, name, classes: classes.join(', ') });
  }
  const channels = settings.colour === 'grey' ? 1 : 3;
  const size = height * width * channels;
  const bytes = files.length * size * Float32Array.BYTES_PER_ELEMENT;
  if (bytes > MAX_PREPARED_BYTES) {
    const mebibytes = (value: number) => Math.ceil(value / 1024 / 1024);
    const limit = mebibytes(MAX_PREPARED_BYTES);
    return failRead('pictures-too-large', { folder, size: mebibytes(bytes), limit });
  }
  const features = new Float32Array(files.length * size);
  const targets = new Float32Array(files.length);
  let count = 0;
  const broken = await visitPictures(
    files,
    () => undefined,
    (file, picture) => {
      const raster = rasterOf(picture, channels);
      const { values } = resize(raster, height, width, settings.resize as ResizeRule);
      features.set(values, count * size);
      targets[count] = indices.get(classOf(file)) ?? 0;
      count += 1;
    },
  );
  if (count === 0) return failRead('no-pictures', { folder });
  return succeed({
    type: 'samples',
    count,
    features: features.subarray(0, count * size),
    targets: targets.subarray(0, count),
    leftOut: skippedTexts([...skipped, ...broken]),
  });
}
