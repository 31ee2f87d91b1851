import { z } from 'zod';
import { sizeOf } from '../../catalogue/layer';
import { isJsonObject } from '../../document/json';
import {
  MAX_DIMENSIONS,
  MAX_NAME_CHARACTERS,
  MAX_NODES,
  MAX_PARAMETERS,
} from '../../document/limits';
import type { JsonValue, ProjectDocument } from '../../document/schema';
import { type Result, succeed } from '../../result';
import type { ExchangeFailure, ExchangeFile, Importer, Incoming } from '../exchange';
import { refuse, TOOLS } from '../keras/failures';
import type { StoredTensor } from '../keras/hdf5';
import { incomingOf, outermostKeys } from '../keras/import';
import { parseText, type RawModel, readModel } from '../keras/read-model';
import type { TensorSource } from '../keras/read-network';
import { tfjsImportFormat } from './format';

type Failing<Value> = Result<Value, ExchangeFailure>;

const nameSchema = z
  .string()
  .min(1)
  .max(5 * MAX_NAME_CHARACTERS);

/** How many bytes a number takes, and what it is: numbers of fewer bits are steps between two limits. */
const DTYPES: Readonly<
  Record<string, { readonly bytes: number; read(view: DataView, at: number): number }>
> = {
  float32: { bytes: 4, read: (view, at) => view.getFloat32(at, true) },
  int32: { bytes: 4, read: (view, at) => view.getInt32(at, true) },
  uint16: { bytes: 2, read: (view, at) => view.getUint16(at, true) },
  uint8: { bytes: 1, read: (view, at) => view.getUint8(at) },
};

const weightSchema = z.object({
  name: nameSchema,
  shape: z.array(z.int().min(0)).max(MAX_DIMENSIONS),
  dtype: z.string(),
  quantization: z
    .object({ dtype: z.string(), scale: z.number().optional(), min: z.number().optional() })
    .optional(),
});

const modelSchema = z.object({
  modelTopology: z.custom<JsonValue>(isJsonObject),
  weightsManifest: z
    .array(
      z.object({
        paths: z.array(nameSchema).max(MAX_NODES),
        weights: z.array(weightSchema).max(4 * MAX_NODES),
      }),
    )
    .max(MAX_NODES)
    .optional(),
  trainingConfig: z.custom<JsonValue>(isJsonObject).nullish(),
});
type Manifest = NonNullable<z.infer<typeof modelSchema>['weightsManifest']>;

/** More hold more numbers than a network may have, of the widest kind. */
const MAX_WEIGHT_BYTES = 4 * MAX_PARAMETERS;

const baseName = (path: string): string => path.split(/[\\/]/).at(-1) ?? '';

/** The files of one group, one behind the other. Only names are compared: no path of the file is followed. */
function bytesOf(paths: readonly string[], files: readonly ExchangeFile[]): Failing<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for (const path of paths) {
    const found = files.find((file) => baseName(file.path) === baseName(path));
    if (!found) return refuse('weights-file', { path });
    pieces.push(found.content);
  }
  if (pieces.length === 1) return succeed(pieces[0]);
  // One file may be named again and again: only a sum tells how much that is.
  const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
  if (length > MAX_WEIGHT_BYTES) {
    const what = { en: 'bytes of weights', zh: '字节的权重' };
    return refuse('too-large', { count: length, what, limit: MAX_WEIGHT_BYTES });
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return succeed(whole);
}

/** Every tensor of a manifest by its name, in its order. */
function readTensors(
  manifest: Manifest,
  files: readonly ExchangeFile[],
): Failing<ReadonlyMap<string, StoredTensor>> {
  const tensors = new Map<string, StoredTensor>();
  let count = 0;
  for (const { paths, weights } of manifest) {
    const bytes = bytesOf(paths, files);
    if (!bytes.ok) return bytes;
    const view = new DataView(bytes.value.buffer, bytes.value.byteOffset, bytes.value.byteLength);
    let at = 0;
    for (const { name, shape, dtype, quantization } of weights) {
      const stored = quantization?.dtype ?? dtype;
      const kind = Object.hasOwn(DTYPES, stored) ? DTYPES[stored] : undefined;
      if (!kind) return refuse('not-a-model', { tool: TOOLS.tfjs, place: `dtype ${stored}` });
      const size = sizeOf(shape);
      count += size;
      if (!(count <= MAX_PARAMETERS)) {
        const what = { en: 'parameters', zh: '参数' };
        return refuse('too-large', { count, what, limit: MAX_PARAMETERS });
      }
      if (at + size * kind.bytes > view.byteLength) {
        return refuse('weights-file', { path: paths.join(', ') });
      }
      const { scale = 1, min = 0 } = quantization ?? {};
      const start = at;
      const values = Float32Array.from(
        { length: size },
        (_, index) => kind.read(view, start + index * kind.bytes) * scale + min,
      );
      tensors.set(name, { shape, values });
      at += size * kind.bytes;
    }
  }
  return succeed(tensors);
}

/** A layer's tensors are those whose names begin with its own, in the order of the manifest. */
function sourceOf(tensors: ReadonlyMap<string, StoredTensor>, { layers }: RawModel): TensorSource {
  const ofLayer = new Map<string, StoredTensor[]>();
  for (const [name, tensor] of tensors) {
    const layer = name.slice(0, Math.max(0, name.indexOf('/')));
    const there = ofLayer.get(layer);
    if (there) there.push(tensor);
    else ofLayer.set(layer, [tensor]);
  }
  return (layer, { position }) => ofLayer.get(layers[layer].title)?.[position] ?? null;
}

/** Names of the weights files: of a path that leads elsewhere its last part alone. */
function beside(content: Uint8Array): readonly string[] {
  const parsed = parseText(content);
  const checked = parsed.ok ? modelSchema.safeParse(parsed.value) : null;
  const manifest = checked?.data?.weightsManifest ?? [];
  return manifest.flatMap(({ paths }) => paths.map(baseName));
}

async function read(
  files: readonly ExchangeFile[],
  onto?: ProjectDocument,
): Promise<Failing<Incoming>> {
  const parsed = parseText(files[0].content);
  if (!parsed.ok) return parsed;
  const checked = modelSchema.safeParse(parsed.value);
  if (!checked.success) {
    const place = checked.error.issues[0].path.join('.');
    return refuse('not-a-model', { tool: TOOLS.tfjs, place });
  }
  const { modelTopology, weightsManifest, trainingConfig } = checked.data;
  // A model that was converted from Keras has its JSON one level deeper.
  const inner = isJsonObject(modelTopology) ? modelTopology.model_config : undefined;
  const model = readModel(isJsonObject(inner) ? inner : modelTopology, 'tfjs');
  if (!model.ok) return model;
  const tensors = weightsManifest ? readTensors(weightsManifest, files.slice(1)) : succeed(null);
  if (!tensors.ok) return tensors;
  return incomingOf({
    model: model.value,
    dialect: 'tfjs',
    tensors: tensors.value && sourceOf(tensors.value, model.value),
    compile: trainingConfig ?? undefined,
    onto,
  });
}

export const tfjsImporter: Importer = {
  ...tfjsImportFormat,
  recognises: (content) => outermostKeys(content).includes('modelTopology'),
  beside,
  read,
};
