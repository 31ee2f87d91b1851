import type { Shape } from '../catalogue/layer';
import type { Direction } from '../catalogue/layers/recurrence';
import type { RandomStream } from '../random/random-stream';
import type { EngineOps, Tensor } from './tensor-ops';

export type NamedTensors = Readonly<Record<string, Tensor>>;

/** What a layer may use while it computes one batch. */
export interface LayerContext {
  readonly ops: EngineOps;
  /** The node's checked parameters. */
  readonly values: Readonly<Record<string, unknown>>;
  readonly weights: NamedTensors;
  /** Statistics of the batch and random masks while training; moving statistics and no masks otherwise. */
  readonly training: boolean;
  /** Number of samples. */
  readonly batch: number;
  /** Shape of one sample's output. */
  readonly outputShape: Shape;
  /** All features of the batch: what an Input takes from. */
  readonly features: Tensor;
  /** Positions of the columns that an Input takes; null for all of them. */
  readonly columns: readonly number[] | null;
  /** The node's own stream; drawn from only while training, so that looking never changes a run. */
  readonly random: RandomStream;
}

export interface LayerForward<Saved> {
  readonly output: Tensor;
  /** What the backward pass needs. */
  readonly saved: Saved;
  /** New values of weights that no gradient moves (moving statistics), to be taken over when the step ends well. */
  readonly updates?: NamedTensors;
}

export interface LayerBackward {
  /** ∂L/∂input, one per input. */
  readonly inputs: readonly Tensor[];
  /** ∂L/∂weight for each trainable weight. */
  readonly weights: NamedTensors;
  /** ∂L/∂hₜ of a recurrence: for each direction one tensor a time step, [batch, units], in the order of time. */
  readonly timeSteps?: readonly (readonly Tensor[])[];
}

/**
 * How a layer of the catalogue computes. Its activation, if it has one, is a stage of its own that the model runs
 * after it, so that pre-activations can be looked at.
 */
export interface EngineLayer<Saved = unknown> {
  readonly kind: string;
  /** Of a recurrence: the directions whose `timeSteps` its backward pass reports. */
  directions?(values: LayerContext['values']): readonly Direction[];
  forward(inputs: readonly Tensor[], context: LayerContext): LayerForward<Saved>;
  /** `needsInputs` is false where no gradient of the inputs is asked for, which spares Dense a product. */
  backward(dy: Tensor, saved: Saved, context: LayerContext, needsInputs: boolean): LayerBackward;
}

/** Gives a layer the type of what it saves, then widens it for the registry. */
export const defineEngineLayer = <Saved>(layer: EngineLayer<Saved>): EngineLayer =>
  layer as unknown as EngineLayer;
