import { rateFactor } from '../catalogue/learning-rate';
import { type AugmentBatch, batchAugmenter } from '../data/augment';
import type { PreparedData } from '../data/prepared-data';
import type { TrainingSettings } from '../document/schema';
import { type Batch, BatchDealer, gather } from './batches';
import { calibrate } from './calibrate';
import {
  firstInBackward,
  firstInForward,
  firstInWeights,
  type NotFinite,
  readInBackward,
  readInForward,
} from './finite';
import { LossStage } from './loss-stage';
import type { BackwardPass, ForwardPass, Model, PassOptions } from './model';
import { OptimizerStage } from './optimizer-stage';
import { type Reading, readNow } from './reading';
import type { Squares } from './squares';
import type { Tensor } from './tensor-ops';

/** All that a step computed, while its tensors still stand. Probes look at it and change nothing. */
export interface StepView {
  readonly step: number;
  /** Of this update, as its schedule made it. */
  readonly learningRate: number;
  readonly batch: Batch;
  readonly forward: ForwardPass;
  readonly backward: BackwardPass;
  /** Mean loss of the batch, with the weights before the update. */
  readonly loss: number;
  /** L2 norm of the gradient of all trainable weights. */
  readonly gradientNorm: number;
  readonly gradient: Tensor;
  /** Sums of squares of the gradients, and of the weights before the update. */
  readonly gradientSquares: Squares;
  readonly weightSquares: Squares;
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
type Passes = Omit<StepView, 'learningRate' | 'weightsBefore' | 'weightsAfter'>;

interface Interrupted extends StepResult {
  readonly notFinite: NotFinite;
}

/** Looks at a step; what it reads it hands over first, where it can say it. */
export type StepObserver = (view: StepView) => Reading<void> | void;

/** Every number is finite, but the sum of their squares is not even in 64 bits; cannot happen with 32-bit floats. */
const WHOLE_GRADIENT: NotFinite = {
  node: null,
  nodeName: null,
  tensor: 'weightGradient',
  weight: null,
};

/** A model in training: one call is one step. Knows nothing of time, ports or telemetry. */
export class TrainingCore {
  readonly loss: LossStage;
  readonly dealer: BatchDealer;
  /** What is watched after each epoch: validation loss, or training loss where there is none. */
  readonly history: number[] = [];
  step = 0;
  /** As the person set it; the schedule scales it. */
  learningRate: number;
  private readonly factorAt: ReturnType<typeof rateFactor>;
  private readonly optimizer: OptimizerStage;
  private readonly augment: AugmentBatch | null;

  constructor(
    readonly model: Model,
    readonly data: PreparedData,
    readonly settings: TrainingSettings,
  ) {
    const { ops } = model;
    this.loss = new LossStage(ops, settings.loss);
    this.optimizer = new OptimizerStage(ops, settings.optimizer, model.weights.size);
    const { batchSize, shuffle, seed } = settings;
    calibrate(model, data, seed);
    this.dealer = new BatchDealer(data.training, batchSize, shuffle, seed);
    this.augment = batchAugmenter(data, seed);
    this.learningRate = settings.learningRate;
    this.factorAt = rateFactor(settings);
  }

  /** The rate of the next update: the learning rate times what its schedule makes of it. */
  get scheduledRate(): number {
    const { stepsPerEpoch } = this.dealer;
    const totalSteps = this.settings.epochs * stepsPerEpoch;
    const moment = { step: this.step, stepsPerEpoch, totalSteps, history: this.history };
    return this.learningRate * this.factorAt(moment);
  }

  /** One optimizer update on the next batch. Stops before the update where a number is not finite. */
  train(observe?: StepObserver): StepResult {
    return readNow(this.model.ops, this.training(observe));
  }

  /** The same, for backends that must be waited for. */
  *training(observe?: StepObserver): Reading<StepResult> {
    const { ops } = this.model;
    const core = this;
    const learningRate = this.scheduledRate;
    this.step += 1;
    const result = yield* ops.arena.readingScope(function* () {
      const batch = gather(ops, core.data, core.dealer.next(), core.augment);
      return yield* core.update(batch, learningRate, observe);
    });
    ops.forgetScalars();
    return result;
  }

  /** Forward and backward on a batch without an update: what step 0 shows. */
  look(rows: Uint32Array, options: PassOptions, observe: StepObserver): StepResult {
    return readNow(this.model.ops, this.looking(rows, options, observe));
  }

  /** The same, for backends that must be waited for. */
  *looking(rows: Uint32Array, options: PassOptions, observe: StepObserver): Reading<StepResult> {
    const { ops, weights } = this.model;
    const core = this;
    const result = yield* ops.arena.readingScope(function* (): Reading<StepResult> {
      const passes = yield* core.passes(gather(ops, core.data, rows), options);
      if ('notFinite' in passes) return passes;
      const learningRate = core.scheduledRate;
      const view = { ...passes, learningRate, weightsBefore: weights.all, weightsAfter: null };
      yield* observe(view) ?? [];
      return { loss: passes.loss, notFinite: null };
    });
    ops.forgetScalars();
    return result;
  }

  dispose(): void {
    this.optimizer.dispose();
    this.model.dispose();
  }

  private *update(batch: Batch, learningRate: number, observe?: StepObserver): Reading<StepResult> {
    const { weights } = this.model;
    const passes = yield* this.passes(batch, { training: true });
    if ('notFinite' in passes) return passes;
    const { loss, gradient, forward } = passes;
    const proposal = this.optimizer.propose(weights.all, gradient, learningRate);
    const squares = weights.squaresOf(proposal.weight);
    yield squares.toRead;
    if (!Number.isFinite(squares.total)) {
      return { loss, notFinite: firstInWeights(this.model, proposal.weight) };
    }
    this.optimizer.commit(proposal);
    const weightsBefore = weights.replace(proposal.weight, squares, forward.updates);
    // After the update, so that probes with samples of their own (dead units, boundary) see the network that the
    // evaluation at the end of this step sees.
    const view = { ...passes, learningRate, weightsBefore, weightsAfter: weights.all };
    yield* observe?.(view) ?? [];
    this.model.ops.arena.free(weightsBefore);
    return { loss, notFinite: null };
  }

  private *passes(batch: Batch, options: PassOptions): Reading<Passes | Interrupted> {
    const { model } = this;
    const forward = model.forward(batch.features, options);
    const losses = this.loss.losses(forward.output, batch.targets);
    const outputGradient = this.loss.gradient(forward.output, batch.targets);
    const backward = model.backward(forward, outputGradient);
    const gradient = model.weights.join(backward.weights);
    const gradientSquares = model.weights.squaresOf(gradient);
    // The backward pass does not wait for the loss: a GPU is asked once, for all of a step that is decided here.
    yield [losses, forward.output, ...gradientSquares.toRead];
    const loss = this.loss.totalOf(losses) / batch.size;
    if (!Number.isFinite(loss)) {
      yield readInForward(model, forward);
      return { loss, notFinite: firstInForward(model, forward) };
    }
    const gradientNorm = Math.sqrt(gradientSquares.total);
    if (!Number.isFinite(gradientNorm)) {
      yield readInBackward(model, backward);
      return { loss, notFinite: firstInBackward(model, backward) ?? WHOLE_GRADIENT };
    }
    const { step } = this;
    const weightSquares = model.weights.squares;
    const measured = { loss, gradientNorm, gradient, gradientSquares, weightSquares };
    return { step, batch, forward, backward, ...measured };
  }
}
