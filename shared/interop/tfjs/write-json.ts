import type { JsonObject } from '../../document/json';
import type { JsonValue } from '../../document/schema';
import type { CallReference, KerasLayer, KerasModel } from '../keras/model';

/**
 * `model.json` of TensorFlow.js, format “layers-model”: the JSON of Keras 2, and beside it which numbers of which file
 * are which weight. Source: tfjs-layers, `models.ts`; tfjs-core, `io/types.ts`.
 */

const LAYERS_MODEL = 'layers-model';
export const WEIGHTS_FILE = 'weights.bin';

const reference = ({ layer, call }: CallReference): JsonValue => [layer, call, 0];

const layerJson = ({ className, name, config, calls }: KerasLayer): JsonValue => ({
  class_name: className,
  config: { name, ...config },
  name,
  inbound_nodes: calls
    .filter(({ inputs }) => inputs.length > 0)
    .map(({ inputs }) => inputs.map(({ layer, call }) => [layer, call, 0, {}])),
});

const topology = (model: KerasModel): JsonObject => ({
  class_name: 'Model',
  config: {
    name: model.name,
    layers: model.layers.map(layerJson),
    input_layers: model.inputs.map((layer) => reference({ layer, call: 0 })),
    output_layers: [reference(model.output)],
  },
  keras_version: 'tfjs-layers 4.22.0',
  backend: 'tensor_flow.js',
});

/** Every weight's name, shape and numbers, in the order in which they lie in the file. */
const weightsInOrder = ({ layers }: KerasModel) =>
  layers.flatMap(({ name, weights }) =>
    weights.map((weight) => ({ ...weight, name: `${name}/${weight.name}` })),
  );

export function layersModelJson(model: KerasModel): JsonObject {
  const weights = weightsInOrder(model).filter(({ values }) => values !== null);
  return {
    format: LAYERS_MODEL,
    generatedBy: 'Vanishing Point',
    convertedBy: null,
    modelTopology: topology(model),
    ...(weights.length === 0
      ? {}
      : {
          weightsManifest: [
            {
              paths: [WEIGHTS_FILE],
              weights: weights.map(({ name, shape }) => ({ name, shape, dtype: 'float32' })),
            },
          ],
        }),
  };
}

/** The numbers of all weights, one after the other; null where the network goes out as it is drawn. */
export function weightsFile(model: KerasModel): Uint8Array | null {
  const values = weightsInOrder(model).flatMap((weight) => weight.values ?? []);
  if (values.length === 0) return null;
  const whole = new Float32Array(values.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const each of values) {
    whole.set(each, at);
    at += each.length;
  }
  return new Uint8Array(whole.buffer);
}
