import { notFiniteText } from '../telemetry/not-finite-text';
import type { FailureTensor } from '../telemetry/protocol';
import type { Text } from '../text/text';
import type { BackwardPass, ForwardPass, Model } from './model';
import { allFinite } from './numbers';
import type { Tensor } from './tensor-ops';

/** Where the first number stands that is NaN or infinite. */
export interface NotFinite {
  readonly node: string | null;
  readonly nodeName: string | null;
  readonly tensor: FailureTensor;
  /** Name of the weight, for `weight` and `weightGradient`. */
  readonly weight: string | null;
}

type Looked = readonly [position: number, tensor: FailureTensor, weight: string | null, Tensor];

function* forwardTensors(model: Model, forward: ForwardPass): Generator<Looked> {
  for (let position = 0; position < model.nodes.length; position += 1) {
    const { preactivation, output } = forward.nodes[position];
    if (model.nodes[position].activation) yield [position, 'preactivation', null, preactivation];
    yield [position, 'activation', null, output];
  }
}

function* backwardTensors(model: Model, backward: BackwardPass): Generator<Looked> {
  for (let position = model.nodes.length - 1; position >= 0; position -= 1) {
    const gradient = backward.outputs[position];
    if (gradient) yield [position, 'gradient', null, gradient];
    const weights = backward.weights.get(model.nodes[position].id) ?? {};
    for (const [name, tensor] of Object.entries(weights)) {
      yield [position, 'weightGradient', name, tensor];
    }
  }
}

function firstOf(model: Model, tensors: Iterable<Looked>): NotFinite | null {
  for (const [position, tensor, weight, looked] of tensors) {
    if (allFinite(model.ops.view(looked))) continue;
    const { id, name } = model.nodes[position];
    return { node: id, nodeName: name, tensor, weight };
  }
  return null;
}

/** All that `firstInForward` looks at. */
export const readInForward = (model: Model, forward: ForwardPass): readonly Tensor[] =>
  Array.from(forwardTensors(model, forward), ([, , , tensor]) => tensor);

/** All that `firstInBackward` looks at. */
export const readInBackward = (model: Model, backward: BackwardPass): readonly Tensor[] =>
  Array.from(backwardTensors(model, backward), ([, , , tensor]) => tensor);

/** The first tensor of a forward pass that is not finite; the loss itself where all outputs are. */
export const firstInForward = (model: Model, forward: ForwardPass): NotFinite =>
  firstOf(model, forwardTensors(model, forward)) ?? {
    node: null,
    nodeName: null,
    tensor: 'loss',
    weight: null,
  };

/** The first gradient, from the output back, that is not finite; null where all are. */
export const firstInBackward = (model: Model, backward: BackwardPass): NotFinite | null =>
  firstOf(model, backwardTensors(model, backward));

/** The first weight of an updated vector that is not finite; null where all are. */
export function firstInWeights(model: Model, vector: Tensor): NotFinite | null {
  const values = model.ops.view(vector);
  const place = model.weights.places.find(
    ({ start, end }) => !allFinite(values.subarray(start, end)),
  );
  if (!place) return null;
  const name = model.nodes.find(({ id }) => id === place.node)?.name ?? null;
  return { node: place.node, nodeName: name, tensor: 'weight', weight: place.name };
}

/** One sentence that names the tensor and its node. */
export const describeNotFinite = ({ nodeName, tensor, weight }: NotFinite, step: number): Text =>
  notFiniteText(tensor, weight, nodeName, step);
