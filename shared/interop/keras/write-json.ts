import type { Shape } from '../../catalogue/layer';
import type { JsonObject } from '../../document/json';
import type { JsonValue } from '../../document/schema';
import type { CallReference, KerasCall, KerasLayer, KerasModel } from './model';

/** The JSON of a model as Keras 3 writes it: keras.saving.serialize_keras_object of a Functional model. */

type Shapes = ReadonlyMap<string, readonly Shape[]>;

const reference = ({ layer, call }: CallReference): JsonValue => [layer, call, 0];

const tensor = (at: CallReference, shapes: Shapes): JsonValue => ({
  class_name: '__keras_tensor__',
  config: {
    shape: [null, ...(shapes.get(at.layer)?.[at.call] ?? [])],
    dtype: 'float32',
    keras_history: reference(at),
  },
});

function inboundNode({ inputs, isList, settings }: KerasCall, shapes: Shapes): JsonValue {
  const tensors = inputs.map((at) => tensor(at, shapes));
  return { args: isList ? [tensors] : tensors, kwargs: settings };
}

const layerJson = ({ className, name, config, calls }: KerasLayer, shapes: Shapes): JsonValue => ({
  module: 'keras.layers',
  class_name: className,
  config: { name, ...config },
  registered_name: null,
  name,
  inbound_nodes: calls
    .filter(({ inputs }) => inputs.length > 0)
    .map((call) => inboundNode(call, shapes)),
});

/** `config.json` of a `.keras` file, which `keras.models.model_from_json` takes too. */
export function kerasJson(model: KerasModel, compileConfig: JsonObject | null): JsonObject {
  const shapes: Shapes = new Map(
    model.layers.map(({ name, calls }) => [name, calls.map(({ outputShape }) => outputShape)]),
  );
  return {
    module: 'keras',
    class_name: 'Functional',
    config: {
      name: model.name,
      trainable: true,
      layers: model.layers.map((layer) => layerJson(layer, shapes)),
      input_layers: model.inputs.map((layer) => reference({ layer, call: 0 })),
      output_layers: [reference(model.output)],
    },
    registered_name: 'Functional',
    compile_config: compileConfig,
  };
}
