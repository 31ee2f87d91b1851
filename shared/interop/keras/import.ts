import { isJsonObject, type JsonObject } from '../../document/json';
import {
  documentSchema,
  type JsonValue,
  type ProjectDocument,
  type TrainingSettings,
  trainingSchema,
} from '../../document/schema';
import { type Result, succeed } from '../../result';
import { fillText, type Text } from '../../text/text';
import type { ExchangeFailure, ExchangeFile, Importer, Incoming } from '../exchange';
import { incomingDocument } from '../incoming';
import { CONFIG_FILE, isZip, METADATA_FILE, openArchive, WEIGHTS_FILE } from './archive';
import { readCompileConfig } from './compile-config';
import type { Dialect } from './dialect';
import { refuse, TOOLS } from './failures';
import { type Hdf5Reader, isHdf5, readHdf5 } from './hdf5';
import { kerasArchiveFormat, kerasHdf5Format, kerasJsonFormat } from './import-formats';
import { NOTES } from './notes';
import { parseText, type RawModel, readModel } from './read-model';
import { readNetwork, type TensorSource } from './read-network';
import { newTensors, oldTensors } from './tensor-sources';

type Failing<Value> = Result<Value, ExchangeFailure>;

/** Only values that a project may have; the file's own numbers may be anything. */
function sound(settings: Partial<TrainingSettings>): Partial<TrainingSettings> {
  const entries = Object.entries(settings).filter(
    ([name, value]) =>
      trainingSchema.shape[name as keyof TrainingSettings].safeParse(value).success,
  );
  return Object.fromEntries(entries);
}

interface Parts {
  readonly model: RawModel;
  readonly dialect: Dialect;
  readonly tensors: TensorSource | null;
  /** How it is trained, as the file says it. */
  readonly compile: JsonValue | undefined;
  readonly onto: ProjectDocument | undefined;
}

/** A project of what a file was parsed to. */
export function incomingOf({ model, dialect, tensors, compile, onto }: Parts): Failing<Incoming> {
  const read = readNetwork(model, dialect, tensors);
  if (!read.ok) return read;
  const { network, weights, notes } = read.value;
  const training = readCompileConfig(compile);
  const made = incomingDocument({ ...network, settings: sound(training?.settings ?? {}) }, onto);
  const document = documentSchema.safeParse(made.document);
  if (!document.success) {
    const place = document.error.issues[0].path.join('.');
    return refuse('not-a-model', { tool: TOOLS[dialect], place });
  }
  const leftOut: readonly Text[] =
    training && training.leftOut.length > 0 && !onto
      ? [fillText(NOTES.training, { settings: training.leftOut.join(', ') })]
      : [];
  return succeed({
    document: document.data,
    weights: weights && weights.length > 0 ? weights : null,
    notes: [...notes, ...leftOut, ...made.notes],
  });
}

/** By the version that wrote it; of JSON alone, by the module that only Keras 3 names. */
function dialectOf(version: JsonValue | undefined, model: JsonObject): Dialect {
  if (typeof version === 'string')
    return version.startsWith('2') || version.startsWith('1') ? 'keras2' : 'keras3';
  return Object.hasOwn(model, 'module') ? 'keras3' : 'keras2';
}

function objectIn(content: Uint8Array | undefined, place: string): Failing<JsonObject> {
  if (!content) return refuse('not-a-model', { tool: TOOLS.keras3, place });
  const parsed = parseText(content);
  if (!parsed.ok) return parsed;
  if (isJsonObject(parsed.value)) return succeed(parsed.value);
  return refuse('not-a-model', { tool: TOOLS.keras3, place });
}

async function readArchive(
  [file]: readonly ExchangeFile[],
  onto?: ProjectDocument,
): Promise<Failing<Incoming>> {
  const files = openArchive(file.content);
  if (!files.ok) return files;
  const config = objectIn(files.value.get(CONFIG_FILE), CONFIG_FILE);
  if (!config.ok) return config;
  const metadata = objectIn(files.value.get(METADATA_FILE), METADATA_FILE);
  const version = metadata.ok ? metadata.value.keras_version : undefined;
  const dialect = dialectOf(version, config.value);
  const model = readModel(config.value, dialect);
  if (!model.ok) return model;
  const parts = { model: model.value, dialect, compile: config.value.compile_config, onto };
  const weights = files.value.get(WEIGHTS_FILE);
  if (!weights) return incomingOf({ ...parts, tensors: null });
  return readHdf5(weights, (reader) =>
    incomingOf({ ...parts, tensors: newTensors(reader, model.value) }),
  );
}

/** A text attribute that holds JSON; undefined where there is none. */
function jsonAttribute(reader: Hdf5Reader, name: string): Failing<JsonValue | undefined> {
  const text = reader.text('', name);
  return text === null ? succeed(undefined) : parseText(new TextEncoder().encode(text));
}

function readOldFile(reader: Hdf5Reader, onto?: ProjectDocument): Failing<Incoming> {
  const config = jsonAttribute(reader, 'model_config');
  if (!config.ok) return config;
  if (!isJsonObject(config.value)) {
    return refuse('not-a-model', { tool: TOOLS.keras2, place: 'model_config' });
  }
  const dialect = dialectOf(reader.text('', 'keras_version') ?? '2', config.value);
  const model = readModel(config.value, dialect);
  if (!model.ok) return model;
  const compile = jsonAttribute(reader, 'training_config');
  const tensors = oldTensors(reader, model.value);
  return incomingOf({
    model: model.value,
    dialect,
    tensors,
    compile: compile.ok ? compile.value : undefined,
    onto,
  });
}

/** Outermost keys of some JSON; none where it is no object, or no JSON. */
export function outermostKeys(content: Uint8Array): readonly string[] {
  if (content[0] !== 0x7b) return [];
  const parsed = parseText(content);
  return parsed.ok && isJsonObject(parsed.value) ? Object.keys(parsed.value) : [];
}

async function readJson(
  [file]: readonly ExchangeFile[],
  onto?: ProjectDocument,
): Promise<Failing<Incoming>> {
  const json = objectIn(file.content, 'JSON');
  if (!json.ok) return json;
  const dialect = dialectOf(json.value.keras_version, json.value);
  const model = readModel(json.value, dialect);
  if (!model.ok) return model;
  const compile = json.value.compile_config;
  return incomingOf({ model: model.value, dialect, tensors: null, compile, onto });
}

export const kerasArchive: Importer = {
  ...kerasArchiveFormat,
  recognises: isZip,
  read: readArchive,
};

export const kerasHdf5: Importer = {
  ...kerasHdf5Format,
  recognises: isHdf5,
  read: ([file], onto) => readHdf5(file.content, (reader) => readOldFile(reader, onto)),
};

export const kerasJson: Importer = {
  ...kerasJsonFormat,
  recognises: (content) => outermostKeys(content).includes('class_name'),
  read: readJson,
};
