import { rateFactor } from '../catalogue/learning-rate';
import { type AugmentBatch, batchAugmenter } from '../data/augment';
import type { PreparedData } from '../data/prepared-data';
import type { TrainingSettings } from '../document/schema';
import { type ResumableStream, randomStream } from '../random/random-stream';
import { type Batch, BatchDealer, gather, pieces } from './batches';
import { calibrate } from './calibrate';
import {
  firstInBackward,
  firstInForward,
  firstInWeights,
  type NotFinite,
  readInBackward,
  readInForward,
} from './finite';
import { GradientStage } from './gradient-stage';
import type { NamedTensors } from './layer';
import { LossStage } from './loss-stage';
import {
  type BackwardPass,
  type ForwardPass,
  type Model,
  type PassOptions,
  streamsFor,
} from './model';
import { OptimizerStage } from './optimizer-stage';
import { PrecisionStage } from './precision-stage';
import { type Reading, readNow } from './reading';
import type { Squares } from './squares';
import type { Tensor } from './tensor-ops';
import { TrainingTargets } from './training-targets';

/** All that a step computed, while its tensors still stand. Probes look at it and change nothing. */
export interface StepView {
  readonly step: number;
  /** Of this update, as its schedule made it. */
  readonly learningRate: number;
  /** The last part of the step's batch, and what was computed of it; the whole batch unless gradients accumulate. */
  readonly batch: Batch;
  readonly forward: ForwardPass;
  readonly backward: BackwardPass;
  /** Outputs and targets of all parts. */
  readonly parts: readonly Part[];
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

/** What is known of every row of a step, also of parts whose tensors are gone. */
export interface Part {
  readonly outputs: Tensor;
  readonly targets: Tensor;
  readonly size: number;
}

export interface StepResult {
  readonly loss: number;
  /** Null where the step ended well. The weights are then those of after the step, else of before. */
  readonly notFinite: NotFinite | null;
}

interface StepOptions extends PassOptions {
  readonly augment?: AugmentBatch | null;
}

/** What stands before an update is decided. */
type Passes = Omit<StepView, 'learningRate' | 'weightsBefore' | 'weightsAfter'>;

type Pass = Omit<Passes, 'step' | 'parts'> & { readonly part: Part };

interface Interrupted extends StepResult {
  readonly notFinite: NotFinite;
}

/** Looks at a step; what it reads it hands over first, where it can say it. */
export type StepObserver = (view: StepView) => Reading<void> | void;

const mapTensors = (named: NamedTensors, change: (tensor: Tensor) => Tensor): NamedTensors =>
  Object.fromEntries(Object.entries(named).map(([name, tensor]) => [name, change(tensor)]));

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
  readonly optimizer: OptimizerStage;
  private readonly augment: AugmentBatch | null;
  readonly augmentStream: ResumableStream;
  private readonly gradients: GradientStage;
  private readonly targets: TrainingTargets;

  constructor(
    readonly model: Model,
    readonly data: PreparedData,
    readonly settings: TrainingSettings,
  ) {
    const { ops } = model;
    this.loss = new LossStage(ops, settings.loss);
    this.optimizer = new OptimizerStage(ops, settings.optimizer, model.weights.size);
    this.gradients = new GradientStage(model, settings);
    model.precision = PrecisionStage.of(ops, settings);
    this.targets = new TrainingTargets(ops, { settings, data, loss: this.loss });
    const { batchSize, accumulation, shuffle, seed } = settings;
    // A backend that must be waited for has been calibrated before: a constructor cannot wait.
    if (!ops.storage.waits) readNow(ops, calibrate(model, data, seed));
    if (model.precision) {
      model.weights.load(model.precision.startOf(model.weights.toRecords()));
    }
    // A step deals out all rows of its parts at once: the same rows in the same order as a batch of that size.
    this.dealer = new BatchDealer(data.training, batchSize * accumulation, shuffle, seed);
    this.augmentStream = randomStream(seed, 'augment');
    this.augment = batchAugmenter(data, this.augmentStream);
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
      return yield* core.update(core.dealer.next(), learningRate, observe);
    });
    ops.forgetScalars();
    return result;
  }

  /**
   * All that a step computes, on a first batch, and all of it thrown away: what a backend cannot do shows before the
   * first step, and no weight, slot, statistic or stream of the run is touched.
   */
  *rehearsing(): Reading<void> {
    const { ops, weights, nodes, precision } = this.model;
    const { batchSize, seed } = this.settings;
    const core = this;
    yield* ops.arena.readingScope(function* (): Reading<void> {
      const rows = core.data.training.subarray(0, batchSize);
      precision?.underflow.clear();
      const streams = streamsFor(nodes, seed, 'rehearsal');
      const pass = yield* core.pass(rows, rows.length, null, { training: true, streams });
      // A network that blows up is no fault of the backend; the first step will say so.
      if ('notFinite' in pass) return;
      const gradient = yield* core.gradients.prepare(pass.gradient, pass.gradientSquares);
      core.optimizer.propose(weights.all, gradient, core.scheduledRate);
    });
    ops.forgetScalars();
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
      const { precision } = core.model;
      precision?.underflow.clear();
      const passes = yield* core.passes(rows, options);
      if ('notFinite' in passes) {
        // Halving the scale here would make a run that is looked at another than one that is not.
        const isBorne = Number.isFinite(passes.loss) && precision?.bearsOverflow;
        return isBorne ? { loss: passes.loss, notFinite: null } : passes;
      }
      const learningRate = core.scheduledRate;
      const view = { ...passes, learningRate, weightsBefore: weights.all, weightsAfter: null };
      yield* observe(view) ?? [];
      return { loss: passes.loss, notFinite: null };
    });
    ops.forgetScalars();
    return result;
  }

  /**
   * ∂(mean loss of these rows)/∂weights as one vector, without penalties and augmentation. Beside the run: no weight,
   * no moving statistic and, with `streams` of its own, no mask of the run changes.
   */
  gradientOf(rows: Uint32Array, options: Required<PassOptions>): Tensor {
    const { ops, weights, precision } = this.model;
    return ops.arena.scope(
      () => {
        const batch = gather(ops, this.data, rows);
        const compute = () => this.bothWays(batch, rows.length, options).backward;
        const backward = precision ? precision.underflow.aside(compute) : compute();
        return weights.join(backward.weights);
      },
      (gradient) => [gradient],
    );
  }

  dispose(): void {
    this.model.precision?.underflow.clear();
    this.optimizer.dispose();
    this.gradients.dispose();
    this.model.dispose();
  }

  private *update(
    rows: Uint32Array,
    learningRate: number,
    observe?: StepObserver,
  ): Reading<StepResult> {
    const { weights } = this.model;
    const { precision } = this.model;
    precision?.underflow.clear();
    const passes = yield* this.passes(rows, { training: true, augment: this.augment });
    if ('notFinite' in passes) {
      const isOverflow = Number.isFinite(passes.loss) && precision?.overflowed();
      return isOverflow ? { loss: passes.loss, notFinite: null } : passes;
    }
    precision?.wentWell();
    const { loss, gradientSquares, forward } = passes;
    const gradient = yield* this.gradients.prepare(passes.gradient, gradientSquares);
    const proposed = this.optimizer.propose(weights.all, gradient, learningRate);
    const proposal = precision
      ? { ...proposed, weight: precision.weights(proposed.weight) }
      : proposed;
    const squares = weights.squaresOf(proposal.weight);
    if (!Number.isFinite(yield* squares.settle())) {
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

  /** All parts of a step's batch: one as a rule, several where gradients are accumulated. */
  private *passes(rows: Uint32Array, options: StepOptions): Reading<Passes | Interrupted> {
    const { arena } = this.model.ops;
    const parts: Part[] = [];
    let sum: Tensor | null = null;
    let loss = 0;
    try {
      for (const part of pieces(rows, this.settings.batchSize)) {
        const isLast = parts.length + 1 === Math.ceil(rows.length / this.settings.batchSize);
        const pass: Pass | Interrupted = isLast
          ? yield* this.pass(part, rows.length, sum, options)
          : yield* this.carry(part, rows.length, sum, options);
        if ('notFinite' in pass) return pass;
        loss += pass.loss;
        parts.push(pass.part);
        if (isLast) return { ...pass, loss, parts, step: this.step };
        if (sum) arena.free(sum);
        sum = pass.gradient;
      }
    } finally {
      if (sum) arena.free(sum);
    }
    throw new Error('a step without rows');
  }

  /** A part that is not the last: all that it made goes but the sum of gradients, its outputs and its statistics. */
  private carry(rows: Uint32Array, count: number, sum: Tensor | null, options: StepOptions) {
    const { ops, weights } = this.model;
    const core = this;
    return ops.arena.readingScope(
      function* (): Reading<Pass | Interrupted> {
        const pass = yield* core.pass(rows, count, sum, options);
        if ('notFinite' in pass) return pass;
        weights.takeStatistics(pass.forward.updates);
        ops.arena.keep(pass.gradient);
        return pass;
      },
      (pass) => ('notFinite' in pass ? [] : [pass.part.outputs, pass.part.targets]),
    );
  }

  /** The backward pass; where the loss is scaled, gradients are rounded as scaled and seen as they are. */
  private backward(forward: ForwardPass, outputGradient: Tensor): BackwardPass {
    const { model } = this;
    const { ops, precision } = model;
    if (!precision) return model.backward(forward, outputGradient);
    const { scale } = precision;
    const scaled = scale === 1 ? outputGradient : ops.multiply(outputGradient, scale);
    const { nodes } = model;
    const [last] = nodes[nodes.length - 1].sources;
    const place = { node: nodes[last].id, tensor: 'output' } as const;
    const made = model.backward(forward, precision.gradient(scaled, place));
    if (scale === 1) return made;
    const unscaled = (tensor: Tensor) => ops.multiply(tensor, 1 / scale);
    const named = ([node, tensors]: readonly [string, NamedTensors]) =>
      [node, mapTensors(tensors, unscaled)] as const;
    return {
      ...made,
      outputs: made.outputs.map((output) => output && unscaled(output)),
      inputs: made.inputs.map((inputs) => inputs.map(unscaled)),
      weights: new Map([...made.weights].map(named)),
      timeSteps: new Map(
        [...made.timeSteps].map(([node, lists]) => [node, lists.map((list) => list.map(unscaled))]),
      ),
    };
  }

  /** Forward and backward on some of the `count` rows of a step; its gradient comes on top of `sum`. */
  private *pass(
    rows: Uint32Array,
    count: number,
    sum: Tensor | null,
    options: StepOptions,
  ): Reading<Pass | Interrupted> {
    const { model, loss: stage } = this;
    const { ops } = model;
    const batch = gather(ops, this.data, rows, options.augment);
    const { forward, losses, backward } = this.bothWays(batch, count, options);
    const own = model.weights.join(backward.weights);
    const gradient = sum ? ops.add(sum, own) : own;
    const gradientSquares = model.weights.squaresOf(gradient);
    // The backward pass does not wait for the loss: a GPU is asked once, for all of a step that is decided here.
    const underflow = model.precision?.underflow;
    yield [losses, forward.output, ...gradientSquares.toRead, ...(underflow?.toRead ?? [])];
    underflow?.settle();
    const loss = stage.totalOf(losses) / count;
    if (!Number.isFinite(loss)) {
      yield readInForward(model, forward);
      return { loss, notFinite: firstInForward(model, forward) };
    }
    const gradientNorm = Math.sqrt(yield* gradientSquares.settle());
    if (!Number.isFinite(gradientNorm)) {
      yield readInBackward(model, backward);
      return { loss, notFinite: firstInBackward(model, backward) ?? WHOLE_GRADIENT };
    }
    const weightSquares = model.weights.squares;
    const part = { outputs: forward.output, targets: batch.targets, size: batch.size };
    const measured = { loss, gradientNorm, gradient, gradientSquares, weightSquares };
    return { batch, part, forward, backward, ...measured };
  }

  /** Forward and backward on a batch whose losses are divided by `count`. */
  private bothWays(batch: Batch, count: number, options: PassOptions) {
    const { model, loss: stage } = this;
    const forward = model.forward(batch.features, options);
    const targets = this.targets.soften(batch.targets);
    const sampleWeights = this.targets.weightsOf(batch.targets);
    const losses = stage.losses(forward.output, targets, sampleWeights);
    const outputGradient = stage.gradient(forward.output, targets, count, sampleWeights);
    return { forward, losses, backward: this.backward(forward, outputGradient) };
  }
}
