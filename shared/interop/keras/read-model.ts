import { z } from 'zod';
import { isJsonObject, type JsonObject, parseJson } from '../../document/json';
import { MAX_NAME_CHARACTERS, MAX_NODES } from '../../document/limits';
import type { JsonValue } from '../../document/schema';
import { type Result, succeed } from '../../result';
import type { ExchangeFailure } from '../exchange';
import type { Dialect } from './dialect';
import { refuse, TOOLS } from './failures';
import type { CallReference } from './model';

/** A model as a file has it: nothing of it is known yet to be a layer of the app. */
export interface RawModel {
  readonly name: string;
  readonly layers: readonly RawLayer[];
  readonly output: CallReference;
}

export interface RawLayer {
  readonly className: string;
  /** By which calls refer to it. */
  readonly name: string;
  /** As the file calls it. */
  readonly title: string;
  readonly config: JsonObject;
  /** One each time that the layer is used; of an input, one without inputs. */
  readonly calls: readonly RawCall[];
}

export interface RawCall {
  readonly inputs: readonly CallReference[];
  /** What the call says beside its inputs. */
  readonly settings: JsonObject;
  /** Shapes of samples that came in, where the file says them. */
  readonly shapes: readonly (readonly number[])[];
}

type Failing<Value> = Result<Value, ExchangeFailure>;

/** Nothing of the value is run or built: it is JSON, and stays it. */
const jsonObject = z.custom<JsonObject>(isJsonObject);
const nameSchema = z.string().min(1).max(MAX_NAME_CHARACTERS);

const layerSchema = z.object({
  class_name: nameSchema,
  config: jsonObject.default({}),
  name: nameSchema.optional(),
  inbound_nodes: z.array(z.custom<JsonValue>()).max(MAX_NODES).default([]),
});
type LayerJson = z.infer<typeof layerSchema>;

const layersSchema = z.array(layerSchema).min(1).max(MAX_NODES);

const functionalSchema = z.object({
  name: nameSchema.optional(),
  layers: layersSchema,
  output_layers: z.custom<JsonValue>(),
});

/** Keras wrote the layers of a Sequential alone at first. */
const sequentialSchema = z.union([
  layersSchema.transform((layers) => ({ name: undefined, layers, build_input_shape: undefined })),
  z.object({
    name: nameSchema.optional(),
    layers: layersSchema,
    build_input_shape: z.array(z.number().nullable()).nullish(),
  }),
]);

const modelSchema = z.object({ class_name: nameSchema, config: z.custom<JsonValue>() });

const FUNCTIONAL = new Set(['Functional', 'Model']);

/** Reads text as JSON within the limits of documents: depth, and names that would reach a prototype. */
export function parseText(content: Uint8Array): Failing<JsonValue> {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(content);
    const parsed = parseJson(text);
    if (parsed.ok) return succeed(parsed.value);
    const reason = 'message' in parsed.failure ? parsed.failure.message : parsed.failure.kind;
    return refuse('not-json', { reason });
  } catch {
    return refuse('not-json', { reason: 'UTF-8' });
  }
}

/** `[name, call, tensor]`; a layer with several outputs has none of the app's. */
const referenceSchema = z.tuple([nameSchema, z.int().min(0), z.literal(0)]);

const asReference = (value: JsonValue): CallReference | null => {
  if (!Array.isArray(value)) return null;
  const parsed = referenceSchema.safeParse(value.slice(0, 3));
  return parsed.success ? { layer: parsed.data[0], call: parsed.data[1] } : null;
};

/** References anywhere in a value, in their order. */
function referencesIn(value: JsonValue): readonly CallReference[] {
  const one = asReference(value);
  if (one) return [one];
  if (Array.isArray(value)) return value.flatMap(referencesIn);
  return isJsonObject(value) ? Object.values(value).flatMap(referencesIn) : [];
}

interface KerasTensor {
  readonly at: CallReference;
  readonly shape: readonly number[] | null;
}

const isLength = (axis: JsonValue): axis is number => typeof axis === 'number';

/** `__keras_tensor__` of Keras 3, wherever it stands in a value. */
function tensorsIn(value: JsonValue): readonly KerasTensor[] {
  if (Array.isArray(value)) return value.flatMap(tensorsIn);
  if (!isJsonObject(value)) return [];
  if (value.class_name !== '__keras_tensor__' || !isJsonObject(value.config)) {
    return Object.values(value).flatMap(tensorsIn);
  }
  const at = asReference(value.config.keras_history ?? null);
  const shape = value.config.shape;
  const sample = Array.isArray(shape) ? shape.slice(1) : [];
  return at ? [{ at, shape: sample.every(isLength) && sample.length > 0 ? sample : null }] : [];
}

/** Arguments of a call that are no tensors. */
const settingsIn = (given: JsonObject, hasTensor: (value: JsonValue) => boolean): JsonObject =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => !hasTensor(value)));

function readNewCall(node: JsonObject): RawCall {
  const named = isJsonObject(node.kwargs) ? node.kwargs : {};
  const tensors = [...tensorsIn(node.args ?? []), ...tensorsIn(named)];
  const shapes = tensors.map(({ shape }) => shape);
  return {
    inputs: tensors.map(({ at }) => at),
    settings: settingsIn(named, (value) => tensorsIn(value).length > 0),
    shapes: shapes.every((shape) => shape !== null) ? shapes : [],
  };
}

/** `[[name, call, tensor, {…}], …]`; one input may stand alone. */
function readOldCall(node: JsonValue): RawCall {
  const items = Array.isArray(node) && typeof node[0] === 'string' ? [node] : node;
  const list: readonly JsonValue[] = Array.isArray(items) ? items : [];
  const named = list.flatMap((item) =>
    Array.isArray(item) && isJsonObject(item[3]) ? [item[3]] : [],
  );
  const settings: JsonObject = Object.assign({}, ...named);
  return {
    inputs: [...list.flatMap((item) => asReference(item) ?? []), ...referencesIn(settings)],
    settings: settingsIn(settings, (value) => referencesIn(value).length > 0),
    shapes: [],
  };
}

const readCall = (node: JsonValue): RawCall =>
  isJsonObject(node) ? readNewCall(node) : readOldCall(node);

const NO_CALL: RawCall = { inputs: [], settings: {}, shapes: [] };

const nameOf = ({ name, config, class_name }: LayerJson): string => {
  const own = name ?? config.name;
  return typeof own === 'string' && own !== '' ? own : class_name;
};

/** Every output of a model, however they are nested. */
function readFunctional(config: JsonValue, dialect: Dialect): Failing<RawModel> {
  const parsed = functionalSchema.safeParse(config);
  if (!parsed.success) return notAModel(dialect, parsed.error);
  const { name = 'network', layers, output_layers } = parsed.data;
  const outputs = referencesIn(output_layers);
  if (outputs.length !== 1) return refuse('outputs', { count: outputs.length });
  return succeed({
    name,
    output: outputs[0],
    layers: layers.map((layer) => {
      const calls = layer.inbound_nodes.map(readCall);
      return {
        className: layer.class_name,
        name: nameOf(layer),
        title: nameOf(layer),
        config: layer.config,
        calls: calls.length === 0 ? [NO_CALL] : calls,
      };
    }),
  });
}

export const INPUT_LAYER = 'InputLayer';
const SHAPE_KEYS = ['batch_shape', 'batch_input_shape'] as const;

/** A chain begins with an input, be it that its first layer says which. */
function withInput(
  layers: readonly LayerJson[],
  built: JsonValue | undefined,
): readonly LayerJson[] {
  const [first] = layers;
  if (first.class_name === INPUT_LAYER) return layers;
  const said = SHAPE_KEYS.map((key) => first.config[key]).find((shape) => shape !== undefined);
  const shape = said ?? built ?? null;
  const input = { class_name: INPUT_LAYER, config: { name: 'input', batch_shape: shape } };
  return [{ ...input, inbound_nodes: [] }, ...layers];
}

function readSequential(config: JsonValue, dialect: Dialect): Failing<RawModel> {
  const parsed = sequentialSchema.safeParse(config);
  if (!parsed.success) return notAModel(dialect, parsed.error);
  const { name = 'network', layers, build_input_shape } = parsed.data;
  const chain = withInput(layers, build_input_shape ?? undefined);
  // Nothing keeps the layers of a chain from having one name.
  const names = chain.map((layer, index) => `${index} ${nameOf(layer)}`);
  return succeed({
    name,
    output: { layer: names[names.length - 1], call: 0 },
    layers: chain.map((layer, index) => ({
      className: layer.class_name,
      name: names[index],
      title: nameOf(layer),
      config: layer.config,
      calls: [{ ...NO_CALL, inputs: index === 0 ? [] : [{ layer: names[index - 1], call: 0 }] }],
    })),
  });
}

function notAModel(
  dialect: Dialect,
  { issues: [issue] }: z.ZodError,
): Result<never, ExchangeFailure> {
  const place = issue.path.length > 0 ? issue.path.join('.') : 'config';
  return refuse('not-a-model', { tool: TOOLS[dialect], place });
}

/** The layers of a model's JSON and how they are connected. */
export function readModel(value: JsonValue, dialect: Dialect): Failing<RawModel> {
  const parsed = modelSchema.safeParse(value);
  if (!parsed.success) return notAModel(dialect, parsed.error);
  const { class_name, config } = parsed.data;
  if (class_name === 'Sequential') return readSequential(config, dialect);
  if (FUNCTIONAL.has(class_name)) return readFunctional(config, dialect);
  return refuse('not-a-model', { tool: TOOLS[dialect], place: `class_name “${class_name}”` });
}

/** Calls so that each stands behind those that it takes from; a connection that leads nowhere is named. */
export function callsInOrder(
  layers: readonly RawLayer[],
): Failing<readonly { readonly layer: RawLayer; readonly index: number }[]> {
  let waiting = layers.flatMap((layer) => layer.calls.map((_, index) => ({ layer, index })));
  if (waiting.length > MAX_NODES) {
    const what = { en: 'layers', zh: '层' };
    return refuse('too-large', { count: waiting.length, what, limit: MAX_NODES });
  }
  const done = new Set<string>();
  const ordered: { readonly layer: RawLayer; readonly index: number }[] = [];
  const missing = ({ layer, index }: (typeof waiting)[number]) =>
    layer.calls[index].inputs.find((input) => !done.has(`${input.call} ${input.layer}`));
  while (waiting.length > 0) {
    const later: typeof waiting = [];
    for (const call of waiting) {
      if (missing(call)) later.push(call);
      else {
        done.add(`${call.index} ${call.layer.name}`);
        ordered.push(call);
      }
    }
    if (later.length === waiting.length) {
      const [call] = later;
      const source = missing(call)?.layer ?? '';
      return refuse('connection', { layer: call.layer.name, source });
    }
    waiting = later;
  }
  return succeed(ordered);
}
