import { isJsonObject, type JsonObject } from '../../document/json';
import type { JsonValue } from '../../document/schema';
import {
  booleanLiteral,
  functionLines,
  indented,
  numberLiteral,
  stringLiteral,
} from '../pytorch/text';
import type { CallReference, KerasCall, KerasLayer, KerasModel } from './model';

/**
 * `model.py`: the same network as calls of Keras's own classes. It is written from the very configs that the JSON has:
 * their keys are the arguments of the classes.
 */

const tuple = (items: readonly string[]): string =>
  items.length === 1 ? `(${items[0]},)` : `(${items.join(', ')})`;

/** What stands for `{module, class_name, config}`: `keras.initializers.HeNormal(seed=None)`. */
const made = (module: string, className: string, config: JsonObject): string =>
  `${module}.${className}(${argumentsOf(config)})`;

function literal(value: JsonValue): string {
  if (value === null) return 'None';
  if (typeof value === 'string') return stringLiteral(value);
  if (typeof value === 'number') return numberLiteral(value);
  if (typeof value === 'boolean') return booleanLiteral(value);
  if (Array.isArray(value)) return tuple(value.map(literal));
  const { module, class_name, config } = value as JsonObject;
  if (typeof module !== 'string' || typeof class_name !== 'string' || !isJsonObject(config)) {
    throw new Error('a config holds an object that is no class');
  }
  return made(module, class_name, config);
}

const argumentsOf = (config: JsonObject): string =>
  Object.entries(config)
    .filter(([, value]) => value !== null)
    .map(([key, value]) => `${key}=${literal(value)}`)
    .join(', ');

const IDENTIFIER_OF_INPUT = ({ config, name }: KerasLayer): string => {
  const [, ...shape] = config.batch_shape as readonly JsonValue[];
  return `${name} = keras.Input(shape=${literal(shape)}, name=${stringLiteral(name)})`;
};

/** A layer that is used several times has an object of its own, and its outputs are numbered. */
const objectOf = ({ name }: KerasLayer): string => `${name}_layer`;

function variableOf(byName: ReadonlyMap<string, KerasLayer>, { layer, call }: CallReference) {
  const { calls } = byName.get(layer) as KerasLayer;
  return calls.length > 1 ? `${layer}_${call}` : layer;
}

/** A call that comes from the one that it is written behind. */
interface PlacedCall {
  readonly layer: KerasLayer;
  readonly index: number;
}

/** Every call, each behind those that it takes from. */
function callsInOrder(layers: readonly KerasLayer[]): readonly PlacedCall[] {
  const waiting = layers.flatMap((layer) => layer.calls.map((_, index) => ({ layer, index })));
  const done = new Set<string>();
  const ordered: PlacedCall[] = [];
  const isReady = ({ layer, index }: PlacedCall): boolean =>
    layer.calls[index].inputs.every((input) => done.has(`${input.layer} ${input.call}`));
  while (waiting.length > 0) {
    // Layers stand in the order of their depth, so only those that are used several times have to wait.
    const next = waiting.findIndex(isReady);
    if (next < 0) throw new Error('the calls of a model go round in a circle');
    const [placed] = waiting.splice(next, 1);
    done.add(`${placed.layer.name} ${placed.index}`);
    ordered.push(placed);
  }
  return ordered;
}

function callLine(
  { layer, index }: PlacedCall,
  { inputs, isList, settings }: KerasCall,
  byName: ReadonlyMap<string, KerasLayer>,
): readonly string[] {
  if (layer.className === 'InputLayer') return [IDENTIFIER_OF_INPUT(layer)];
  const sources = inputs.map((input) => variableOf(byName, input));
  const handed = isList ? `[${sources.join(', ')}]` : sources.join(', ');
  const others = argumentsOf(settings);
  const within = `(${handed}${others === '' ? '' : `, ${others}`})`;
  const object = made('layers', layer.className, { ...layer.config, name: layer.name });
  const variable = variableOf(byName, { layer: layer.name, call: index });
  if (layer.calls.length === 1) return [`${variable} = ${object}${within}`];
  const makes = index === 0 ? [`${objectOf(layer)} = ${object}`] : [];
  return [...makes, `${variable} = ${objectOf(layer)}${within}`];
}

function compileLines(compileConfig: JsonObject | null): readonly string[] {
  if (!compileConfig) {
    return [
      '# The project’s loss or optimizer has settings that Keras has no counterpart of:',
      '# compile the model with your own.',
      'return model',
    ];
  }
  const { optimizer, loss, metrics } = compileConfig;
  const names = (metrics as readonly JsonValue[]).map(literal).join(', ');
  return [
    'model.compile(',
    ...indented([
      `optimizer=${literal(optimizer)},`,
      `loss=${literal(loss)},`,
      `metrics=[${names}],`,
    ]),
    ')',
    'return model',
  ];
}

/** The source of `model.py`. */
export function writePython(
  model: KerasModel,
  compileConfig: JsonObject | null,
  hasWeights: boolean,
): string {
  const byName = new Map(model.layers.map((layer) => [layer.name, layer]));
  const lines = callsInOrder(model.layers).flatMap((placed) =>
    callLine(placed, placed.layer.calls[placed.index], byName),
  );
  const inputs = model.inputs.join(', ');
  const output = variableOf(byName, model.output);
  return [
    '"""The network in Keras 3. model.json or model.keras beside it hold the same network."""',
    '',
    'import keras',
    'from keras import layers',
    '',
    '',
    ...functionLines('build_model()', 'The network with fresh weights, ready to be trained.', [
      ...lines,
      `model = keras.Model(inputs=[${inputs}], outputs=${output}, name=${stringLiteral(model.name)})`,
      ...compileLines(compileConfig),
    ]),
    'if __name__ == "__main__":',
    ...indented([
      'model = build_model()',
      ...(hasWeights ? ['model.load_weights("model.keras")'] : []),
      'model.summary()',
    ]),
    '',
  ].join('\n');
}
