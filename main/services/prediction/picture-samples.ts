import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { dataShapeOf } from '../../../shared/catalogue/data-shape';
import { sizeOf } from '../../../shared/catalogue/layer';
import { encodeSamples } from '../../../shared/data/encoding';
import { RESIZE_RULES, type ResizeRule, resize } from '../../../shared/data/resize';
import type { HostFailure } from '../../../shared/host-data';
import { fail, type Result, succeed } from '../../../shared/result';
import { fillText, formatShape, type Text } from '../../../shared/text/text';
import { failRead, reasonOf } from '../data/failures';
import { isInside } from '../data/inside';
import { decodePicture, rasterOf } from '../data/pictures/decode';
import { inOrder, isPictureName, MAX_PICTURE_BYTES, SKIP_REASONS } from '../data/pictures/files';
import { faultText } from '../data/pictures/read';
import type { Pace, SampleBatch, TakeBatch, Trained } from './samples';

/** Decoded at a time: a batch of large colour pictures stays below some megabytes. */
const PICTURES_AT_ONCE = 32;

const LEFT_OUT: Text = {
  en: '{{path}} is left out: {{reason}}.',
  zh: '{{path}} 未作预测：{{reason}}。',
};

interface Found {
  /** Below the folder that was named. */
  readonly path: string;
  readonly place: string;
}

/** Pictures in a folder and in its sub-folders, by path; links are followed inside of it alone. */
async function picturesIn(root: string): Promise<Found[]> {
  const found: Found[] = [];
  const look = async (folder: string, prefix: string, isTop: boolean): Promise<void> => {
    for (const name of await readdir(folder)) {
      if (name.startsWith('.')) continue;
      const path = `${prefix}${name}`;
      const isPicture = isPictureName(name);
      const place = await realpath(join(folder, name)).catch(() => null);
      if (place === null) {
        // A link that leads nowhere; a picture of that name is missed when it is read.
        if (isPicture) found.push({ path, place: join(folder, name) });
        continue;
      }
      if (!isInside(root, place)) continue;
      if (isPicture) found.push({ path, place });
      else if (isTop && (await stat(place)).isDirectory()) await look(place, `${path}/`, false);
    }
  };
  await look(root, '', true);
  return inOrder(found);
}

/** The ways in which a picture is brought to the network's size: the one of the project, else area averaging. */
const ruleOf = ({ data }: Trained): ResizeRule => {
  const { resize: rule } = data.dataset.parameters;
  return typeof rule === 'string' && Object.hasOwn(RESIZE_RULES, rule)
    ? (rule as ResizeRule)
    : 'box';
};

/**
 * Visits one picture, or the pictures of a folder, in batches of encoded samples in the network's size and colours.
 * What cannot be read is listed in `leftOut` and left without a prediction.
 */
export async function visitPictures(
  { file, place }: { readonly file: string; readonly place: string },
  trained: Trained,
  take: TakeBatch,
  pace: Pace,
  leftOut: Text[],
): Promise<Result<void, HostFailure>> {
  const { featureShape, picture } = dataShapeOf(trained.data);
  if (picture !== 'images')
    return failRead('not-pictures', { file, shape: formatShape(featureShape) });
  const [height, width, channels] = featureShape;
  const size = sizeOf(featureShape);
  const isFolder = (await stat(place)).isDirectory();
  const pictures = isFolder ? await picturesIn(place) : [{ path: file, place }];
  if (pictures.length === 0) return failRead('no-pictures-inside', { folder: file });
  const rule = ruleOf(trained);
  for (let start = 0; start < pictures.length; start += PICTURES_AT_ONCE) {
    const own = pictures.slice(start, start + PICTURES_AT_ONCE);
    const features = new Float32Array(own.length * size);
    const rows: number[] = [];
    for (const [at, { path, place: from }] of own.entries()) {
      const values = await valuesOf(from, (picture) =>
        resize(rasterOf(picture, channels === 1 ? 1 : 3), height, width, rule),
      );
      if (!values.ok) {
        leftOut.push(fillText(LEFT_OUT, { path, reason: values.failure }));
        continue;
      }
      features.set(values.value, rows.length * size);
      rows.push(at);
    }
    const batch: SampleBatch = {
      places: own.map(({ path }) => path),
      rows,
      features: encodeSamples(
        features.subarray(0, rows.length * size),
        trained.data,
        trained.encoding,
      ),
    };
    const taken = take(batch);
    if (!taken.ok) return taken;
    await pace(Math.min(pictures.length, start + PICTURES_AT_ONCE), pictures.length);
  }
  return succeed(undefined);
}

type Decoded = Extract<ReturnType<typeof decodePicture>, { readonly ok: true }>['value'];

/** A picture's numbers, or why it cannot be read. */
async function valuesOf(
  place: string,
  toSize: (picture: Decoded) => { readonly values: Float32Array },
): Promise<Result<Float32Array, Text>> {
  const bytes = await bytesOf(place);
  if (!bytes.ok) return bytes;
  const decoded = decodePicture(bytes.value);
  if (!decoded.ok) return fail(faultText(decoded.failure));
  return succeed(toSize(decoded.value).values);
}

async function bytesOf(place: string): Promise<Result<Uint8Array, Text>> {
  try {
    if ((await stat(place)).size > MAX_PICTURE_BYTES) return fail(SKIP_REASONS.large);
    return succeed(await readFile(place));
  } catch (error) {
    return fail(reasonOf(error));
  }
}
