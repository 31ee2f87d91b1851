import type { ActivationDefinition, ActivationState } from '../catalogue/activation';
import { MAX_PARAMETERS, MAX_TRAINING_BYTES } from '../document/limits';
import type { Analysis, NodeAnalysis } from '../graph/analysis';
import { obstacleOf } from '../graph/obstacle';
import { formatBytes } from '../graph/totals';
import { type RandomStream, type ResumableStream, randomStream } from '../random/random-stream';
import { fail, type Result, succeed } from '../result';
import type { RunFailure } from '../telemetry/protocol';
import { engineText } from './failure-texts';
import { InputFault } from './input-fault';
import type { LayerBackward, LayerContext, NamedTensors } from './layer';
import { type EngineNode, engineNodes } from './network';
import type { PrecisionStage } from './precision-stage';
import type { EngineOps, Tensor } from './tensor-ops';
import type { UnderflowPlace } from './underflow';
import { Weights } from './weights';

/** What one node computed in a forward pass. */
export interface NodePass {
  /** Before the node's activation; the output itself where it has none. */
  readonly preactivation: Tensor;
  readonly output: Tensor;
  readonly saved: unknown;
  /** What the node's activation was given beside its input. */
  readonly state: ActivationState<Tensor>;
  readonly context: LayerContext;
}

export interface ForwardPass {
  readonly nodes: readonly NodePass[];
  readonly output: Tensor;
  /** Moving statistics to take over, by the node that owns them. */
  readonly updates: ReadonlyMap<string, NamedTensors>;
}

export interface BackwardPass {
  /** ∂L/∂output of each node; null where it is not needed. */
  readonly outputs: readonly (Tensor | null)[];
  /** What each node sends back along its inputs, before it is added to what comes along others; empty where nothing. */
  readonly inputs: readonly (readonly Tensor[])[];
  /** ∂L/∂weight by node; of shared weights, what each use adds to it. */
  readonly weights: ReadonlyMap<string, NamedTensors>;
  /** ∂L/∂hₜ of each recurrence, by node; see `LayerBackward`. */
  readonly timeSteps: ReadonlyMap<string, NonNullable<LayerBackward['timeSteps']>>;
}

export interface PassOptions {
  readonly training: boolean;
  /** Streams for masks; the model's own by default. */
  readonly streams?: ReadonlyMap<string, RandomStream>;
}

export type BuildFailure = Pick<RunFailure, 'kind' | 'message'>;

/** Streams of a run, one a node, so that a mask in one layer never shifts another's. */
export const streamsFor = (
  nodes: readonly EngineNode[],
  seed: number,
  purpose: string,
): ReadonlyMap<string, ResumableStream> =>
  new Map(nodes.map(({ id }) => [id, randomStream(seed, `${purpose}/${id}`)]));

function faultOf(analysis: Analysis): BuildFailure | null {
  const { totals } = analysis;
  if (totals.parameters > MAX_PARAMETERS) {
    const figures = { count: totals.parameters, limit: MAX_PARAMETERS };
    const message = engineText('too-many-parameters', figures);
    return { kind: 'out-of-memory', message };
  }
  if (totals.trainingBytes > MAX_TRAINING_BYTES) {
    const size = formatBytes(totals.trainingBytes);
    const limit = formatBytes(MAX_TRAINING_BYTES);
    const message = engineText('too-much-memory', { size, limit });
    return { kind: 'out-of-memory', message };
  }
  const message = obstacleOf(analysis);
  return message && { kind: 'invalid', message };
}

/** Runs a layer; says of which node it was where the layer refuses its input. */
function forwardNode(node: EngineNode, inputs: readonly Tensor[], context: LayerContext) {
  try {
    return node.layer.forward(inputs, context);
  } catch (error) {
    throw error instanceof InputFault ? error.at(node) : error;
  }
}

/** A network with its weights, ready to run forward and backward. */
export class Model {
  /** Rounds what it computes to 16 bits; null where it computes in 32 as it is. Set by who trains it. */
  precision: PrecisionStage | null = null;
  /** The node that is computed at the moment, for whoever has to say where an error came from; null between passes. */
  at: EngineNode | null = null;

  private constructor(
    readonly ops: EngineOps,
    readonly nodes: readonly EngineNode[],
    readonly weights: Weights,
    /** Of masks, by node. */
    readonly streams: ReadonlyMap<string, ResumableStream>,
  ) {}

  /** Builds a model with fresh weights. Refuses, with figures, what is faulty or larger than the limits. */
  static build(analysis: Analysis, seed: number, ops: EngineOps): Result<Model, BuildFailure> {
    const fault = faultOf(analysis);
    if (fault) return fail(fault);
    const nodes = engineNodes(analysis);
    const owners = new Map(nodes.map(({ id, weightsOf }) => [id, weightsOf]));
    // An owner's weights exist also where the owner itself does not lead to the Output.
    const slots = [...new Set(owners.values())].flatMap((owner) =>
      (analysis.nodes.get(owner) as NodeAnalysis).weights.map((spec) => ({ node: owner, spec })),
    );
    const weights = ops.arena.scope(() => new Weights(ops, { slots, owners }, seed));
    return succeed(new Model(ops, nodes, weights, streamsFor(nodes, seed, 'dropout')));
  }

  /** Runs a batch of features, [batch, …feature shape], through the network. */
  forward(features: Tensor, { training, streams = this.streams }: PassOptions): ForwardPass {
    const passes: NodePass[] = [];
    const updates = new Map<string, NamedTensors>();
    for (const node of this.nodes) {
      this.at = node;
      // Moving statistics pass from one use of a shared layer to the next, as in Keras.
      const moved = updates.get(node.weightsOf);
      const context: LayerContext = {
        ops: this.ops,
        values: node.values,
        weights: moved ? { ...this.weights.of(node.id), ...moved } : this.weights.of(node.id),
        training,
        batch: features.shape[0],
        outputShape: node.outputShape,
        features,
        columns: node.columns,
        random: streams.get(node.id) as RandomStream,
      };
      const inputs = node.sources.map((source) => passes[source].output);
      const computed = forwardNode(node, inputs, context);
      const state = activationState(node, computed.output, context);
      const activated = this.activate(node, computed.output, state);
      const output = this.precision ? this.precision.activation(activated) : activated;
      passes.push({
        preactivation: computed.output,
        output,
        saved: computed.saved,
        state,
        context,
      });
      if (computed.updates) updates.set(node.weightsOf, computed.updates);
    }
    this.at = null;
    return { nodes: passes, output: passes[passes.length - 1].output, updates };
  }

  /** The network's outputs for features, outside of training: [batch, outputs]. */
  predict(features: Tensor): Tensor {
    const { arena } = this.ops;
    return arena.scope(
      () => this.forward(features, { training: false }).output,
      (output) => [output],
    );
  }

  /** Gradients of the loss, from ∂L/∂(outputs of the network): of every node's output and of every weight. */
  backward({ nodes: passes }: ForwardPass, outputGradient: Tensor): BackwardPass {
    const { nodes, ops } = this;
    const outputs: (Tensor | null)[] = nodes.map(() => null);
    const inputs: (readonly Tensor[])[] = nodes.map(() => []);
    const weights = new Map<string, NamedTensors>();
    const timeSteps = new Map<string, NonNullable<LayerBackward['timeSteps']>>();
    outputs[nodes.length - 1] = outputGradient;
    for (let position = nodes.length - 1; position >= 0; position -= 1) {
      const node = nodes[position];
      const dy = outputs[position];
      if (!dy || !node.needsGradient) continue;
      this.at = node;
      const needsInputs = node.sources.some((source) => nodes[source].needsGradient);
      const gradients = ops.arena.scope(
        () => this.rounded(node, this.backwardNode(node, passes[position], dy, needsInputs)),
        (made) => [
          ...made.inputs,
          ...Object.values(made.weights),
          ...(made.timeSteps ?? []).flat(),
        ],
      );
      weights.set(node.id, gradients.weights);
      if (gradients.timeSteps) timeSteps.set(node.id, gradients.timeSteps);
      if (!needsInputs) continue;
      inputs[position] = gradients.inputs;
      node.sources.forEach((source, index) => {
        if (!nodes[source].needsGradient) return;
        const known = outputs[source];
        const added = gradients.inputs[index];
        outputs[source] = known ? ops.add(known, added) : added;
      });
    }
    this.at = null;
    return { outputs, inputs, weights, timeSteps };
  }

  /**
   * What a gradient of a node's output becomes at its inputs, one tensor each: gradientᵀ · ∂output/∂input, through the
   * activation too, also where no learning needs it.
   */
  pullBack(position: number, { nodes: passes }: ForwardPass, gradient: Tensor): readonly Tensor[] {
    const node = this.nodes[position];
    return this.ops.arena.scope(
      () => this.backwardNode(node, passes[position], gradient, true).inputs,
      (inputs) => inputs,
    );
  }

  dispose(): void {
    this.weights.dispose();
  }

  private activate({ activation }: EngineNode, x: Tensor, state: ActivationState<Tensor>): Tensor {
    if (!activation) return x;
    const { definition, values } = activation;
    const { ops } = this;
    return ops.arena.scope(
      () => {
        if (hasState(definition)) return definition.forward(ops, x, values as never, state);
        const [y] = ops.elementwise(definition.forward, [x], (any, [input]) => [
          definition.forward(any, input, values as never),
        ]);
        return y;
      },
      (y) => [y],
    );
  }

  private rounded(node: EngineNode, gradients: LayerBackward): LayerBackward {
    const { precision } = this;
    if (!precision) return gradients;
    const inputs = gradients.inputs.map((input, index) =>
      precision.gradient(input, this.placeOfInput(node, index)),
    );
    return { ...gradients, inputs, weights: precision.gradients(gradients.weights, node.id) };
  }

  /** Whose output's gradient a gradient at an input is. The Output hands on what was rounded, and counted, before. */
  private placeOfInput({ kind, sources }: EngineNode, index: number): UnderflowPlace | null {
    return kind === 'output' ? null : { node: this.nodes[sources[index]].id, tensor: 'output' };
  }

  private backwardNode(node: EngineNode, pass: NodePass, dy: Tensor, needsInputs: boolean) {
    const { activation, layer } = node;
    if (!activation) return layer.backward(dy, pass.saved, pass.context, needsInputs);
    const { definition } = activation;
    const values = activation.values as never;
    const { ops } = this;
    const known = { x: pass.preactivation, y: pass.output, dy, ...pass.state };
    const [inner] = hasState(definition)
      ? [definition.backward(ops, known, values)]
      : ops.elementwise(
          definition.backward,
          [pass.preactivation, pass.output, dy],
          (any, [x, y, outer]) => [definition.backward(any, { x, y, dy: outer }, values)],
        );
    const gradients = layer.backward(inner, pass.saved, pass.context, needsInputs);
    const own = definition.weightGradients?.(ops, known, values);
    return { ...gradients, weights: { ...gradients.weights, ...own } };
  }
}

/** It learns or draws, and so needs more than tensors of one size. */
const hasState = ({ weights, random }: ActivationDefinition): boolean =>
  weights !== undefined || random === true;

/** What a node's activation is given: the node's weights, and numbers from its stream where the slope is drawn. */
function activationState(
  { activation }: EngineNode,
  { shape }: Tensor,
  { ops, weights, training, random }: LayerContext,
): ActivationState<Tensor> {
  if (!activation?.definition.random || !training) return { weights };
  const noise = ops.fill(shape, (target) => {
    for (let index = 0; index < target.length; index += 1) target[index] = random.uniform();
  });
  return { weights, noise };
}
