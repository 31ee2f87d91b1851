import type { PreparedData } from '../data/prepared-data';
import type { TrainingSettings } from '../document/schema';
import { type Batch, BatchDealer, gather } from './batches';
import { firstInBackward, firstInForward, firstInWeights, type NotFinite } from './finite';
import { LossStage } from './loss-stage';
import type { BackwardPass, ForwardPass, Model, PassOptions } from './model';
import { OptimizerStage } from './optimizer-stage';
import type { Tensor } from './tensor-ops';

/** All that a step computed, while its tensors still stand. Probes look at it and change nothing. */
export interface StepView {
  readonly step: number;
  readonly learningRate: number;
  readonly batch: Batch;
  readonly forward: ForwardPass;
  readonly backward: BackwardPass;
  /** Mean loss of the batch, with the weights before the update. */
  readonly loss: number;
  /** L2 norm of the gradient of all trainable weights. */
  readonly gradientNorm: number;
  readonly gradient: Tensor;
  /** Sums of squares of the gradients, and of the weights before the update, in the order of the weights' places. */
  readonly gradientSquares: Float64Array;
  readonly weightSquares: Float64Array;
  readonly weightsBefore: Tensor;
  /** Null where no update follows (step 0). */
  readonly weightsAfter: Tensor | null;
}

export interface StepResult {
  readonly loss: number;
  /** Null where the step ended well. The weights are then those of after the step, else of before. */
  readonly notFinite: NotFinite | null;
}

/** What stands before an update is decided. */
type Passes = Omit<StepView, 'weightsBefore' | 'weightsAfter'>;

interface Interrupted extends StepResult {
  readonly notFinite: NotFinite;
}

export type StepObserver = (view: StepView) => void;

/** Every number is finite, but the sum of their squares is not even in 64 bits; cannot happen with 32-bit floats. */
const WHOLE_GRADIENT: NotFinite = {
  node: null,
  nodeName: null,
  tensor: 'weightGradient',
  weight: null,
};

const sumOf = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0);

/** A model in training: one call is one step. Knows nothing of time, ports or telemetry. */
export class TrainingCore {
  readonly loss: LossStage;
  readonly dealer: BatchDealer;
  step = 0;
  learningRate: number;
  private readonly optimizer: OptimizerStage;

  constructor(
    readonly model: Model,
    readonly data: PreparedData,
    readonly settings: TrainingSettings,
  ) {
    const { ops } = model;
    this.loss = new LossStage(ops, settings.loss);
    this.optimizer = new OptimizerStage(ops, settings.optimizer, model.weights.size);
    const { batchSize, shuffle, seed } = settings;
    this.dealer = new BatchDealer(data.training, batchSize, shuffle, seed);
    this.learningRate = settings.learningRate;
  }

  /** One optimizer update on the next batch. Stops before the update where a number is not finite. */
  train(observe?: StepObserver): StepResult {
    const { ops } = this.model;
    this.step += 1;
    const result = ops.arena.scope(() => {
      const batch = gather(ops, this.data, this.dealer.next());
      return this.update(batch, observe);
    });
    ops.forgetScalars();
    return result;
  }

  /** Forward and backward on a batch without an update: what step 0 shows. */
  look(rows: Uint32Array, options: PassOptions, observe: StepObserver): StepResult {
    const { ops, weights } = this.model;
    const result = ops.arena.scope(() => {
      const batch = gather(ops, this.data, rows);
      const passes = this.passes(batch, options);
      if ('notFinite' in passes) return passes;
      observe({ ...passes, weightsBefore: weights.all, weightsAfter: null });
      return { loss: passes.loss, notFinite: null };
    });
    ops.forgetScalars();
    return result;
  }

  dispose(): void {
    this.optimizer.dispose();
    this.model.dispose();
  }

  private update(batch: Batch, observe?: StepObserver): StepResult {
    const { weights } = this.model;
    const passes = this.passes(batch, { training: true });
    if ('notFinite' in passes) return passes;
    const { loss, gradient, forward } = passes;
    const proposal = this.optimizer.propose(weights.all, gradient, this.learningRate);
    // Squares of 32-bit floats cannot overflow 64 bits: the sum is finite if and only if every weight is.
    const squares = weights.squaresOf(proposal.weight);
    if (!Number.isFinite(sumOf(squares))) {
      return { loss, notFinite: firstInWeights(this.model, proposal.weight) };
    }
    this.optimizer.commit(proposal);
    const weightsBefore = weights.replace(proposal.weight, squares, forward.updates);
    // After the update, so that probes with samples of their own (dead units, boundary) see the network that the
    // evaluation at the end of this step sees.
    observe?.({ ...passes, weightsBefore, weightsAfter: weights.all });
    this.model.ops.arena.free(weightsBefore);
    return { loss, notFinite: null };
  }

  private passes(batch: Batch, options: PassOptions): Passes | Interrupted {
    const { model } = this;
    const forward = model.forward(batch.features, options);
    const loss = this.loss.total(forward.output, batch.targets) / batch.size;
    if (!Number.isFinite(loss)) {
      return { loss, notFinite: firstInForward(model, forward) };
    }
    const outputGradient = this.loss.gradient(forward.output, batch.targets);
    const backward = model.backward(forward, outputGradient);
    const gradient = model.weights.join(backward.weights);
    const gradientSquares = model.weights.squaresOf(gradient);
    const gradientNorm = Math.sqrt(sumOf(gradientSquares));
    if (!Number.isFinite(gradientNorm)) {
      return { loss, notFinite: firstInBackward(model, backward) ?? WHOLE_GRADIENT };
    }
    const { step, learningRate } = this;
    const weightSquares = model.weights.squares;
    const losses = { loss, gradientNorm, gradient, gradientSquares, weightSquares };
    return { step, learningRate, batch, forward, backward, ...losses };
  }
}
