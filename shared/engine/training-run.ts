import { summariseData } from '../data/data-summary';
import type { ProjectDocument } from '../document/schema';
import { analyse } from '../graph/analyse';
import { fail, type Result, succeed } from '../result';
import type { Progress } from '../telemetry/checkpoint';
import type { RunLayout } from '../telemetry/layout';
import type { Checkpoint, RunFailure, TrainerCommand, TrainerEvent } from '../telemetry/protocol';
import { lengthOfTest } from '../telemetry/rate-finder';
import type { WeightPath } from '../telemetry/weight-path';
import type { Text } from '../text/text';
import { backendOf, openBackend } from './backend';
import { EpochWatch } from './epoch-watch';
import { Evaluation } from './evaluation';
import { engineText } from './failure-texts';
import { describeNotFinite } from './finite';
import { GoodWeights } from './good-weights';
import { PathKeeper } from './landscape/path-keeper';
import { LeakWatch } from './leak-watch';
import { Model, streamsFor } from './model';
import { prepareCore } from './prepare-core';
import { resumeProgress, saveProgress } from './progress';
import type { Reading } from './reading';
import { Recorder } from './recorder';
import { layoutOf } from './run-layout';
import { TelemetryOutbox } from './telemetry-outbox';
import type { StepResult, TrainingCore } from './training-core';

type StartCommand = Extract<TrainerCommand, { type: 'start' }>;

/** Every epoch's end is looked at for so many epochs; later ones when their time has come. */
const WATCHED_EPOCHS = 5;
/** Training rows that stand in for a missing validation share in the confusion matrix. */
const STAND_IN_ROWS = 1_000;
/** Time between two confusion matrices of training rows, in ms. */
const STAND_IN_INTERVAL_MS = 500;

const failureOf = (
  kind: RunFailure['kind'],
  message: Text,
  place: Partial<RunFailure> = {},
): RunFailure => ({ kind, message, step: null, node: null, tensor: null, ...place });

/** What goes on: the next advance takes a step, or a piece of an evaluation. */
export type Advance =
  | { readonly type: 'stepped' | 'evaluating' | 'finished' }
  | { readonly type: 'failed'; readonly failure: RunFailure };

/** One run of one document: steps, epochs, validation and what is recorded of them. Knows no port and no time slices. */
export class TrainingRun {
  readonly layout: RunLayout;
  readonly plannedSteps: number;
  readonly outbox: TelemetryOutbox;
  private readonly recorder: Recorder | null;
  /** Over once the start was looked at. */
  readonly isOnlyStart: boolean;
  /** The step with whose weights it began. */
  readonly firstStep: number;
  private readonly leaks = new LeakWatch();
  private evaluation: Evaluation | null = null;
  private readonly epochs: EpochWatch;
  /** Weights before the loss began to climb. */
  readonly good = new GoodWeights();
  /** Null for a run that leaves nothing behind. */
  private readonly keeper: PathKeeper | null;
  private standInAt = -Infinity;
  /** Of the run that left the weights with which this one began. */
  private readonly keptPath: WeightPath | null;
  /** The step whose weights early stopping put back. */
  private weightsOfStep: number | null = null;

  private constructor(
    readonly core: TrainingCore,
    command: StartCommand,
    private readonly clock: () => number,
    /** Milliseconds spent computing so far. */
    private readonly spent: () => number,
    private readonly send: (event: TrainerEvent) => void,
  ) {
    this.isOnlyStart = command.telemetry === 'start';
    const { stepsPerEpoch } = core.dealer;
    const whole = stepsPerEpoch * command.document.training.epochs;
    const most = Math.min(command.stepLimit ?? Infinity, lengthOfTest(command.document));
    this.plannedSteps = Math.min(whole, most);
    const { model, data } = core;
    const inputs = model.nodes.filter(({ kind }) => kind === 'input');
    const layout = layoutOf({
      nodes: model.nodes,
      withWeights: new Set(model.weights.places.map(({ node }) => node)),
      data,
      metrics: core.settings.metrics,
      isRounded: model.precision !== null,
      stepsPerEpoch,
      plannedSteps: this.plannedSteps,
    });
    const taken = inputs.map(({ id, columns }) => ({ node: id, columns }));
    this.layout = { ...layout, data: summariseData(data, taken, core.settings.loss) };
    this.epochs = new EpochWatch(core);
    this.firstStep = core.step;
    const progress = command.checkpoint?.progress;
    if (progress) this.resume(progress);
    this.keptPath = command.checkpoint?.path ?? null;
    const keeps = command.telemetry !== 'off' && !this.isOnlyStart;
    this.keeper = keeps ? new PathKeeper(model.weights.size, this.keptPath) : null;
    this.outbox = new TelemetryOutbox(this.layout, send);
    this.recorder =
      command.telemetry === 'off'
        ? null
        : new Recorder({
            core,
            layout: this.layout,
            outbox: this.outbox,
            telemetry: command.telemetry,
            clock,
            notice: (message) => send({ type: 'notice', message }),
          });
  }

  /** Starts the backend and builds the model. Every failure that a document can cause is a value. */
  static async open(
    command: StartCommand,
    clock: () => number,
    spent: () => number,
    send: (event: TrainerEvent) => void,
  ): Promise<Result<TrainingRun, RunFailure>> {
    const { document, data, wasmPath } = command;
    const fault = faultOfData(document, command);
    if (fault) return fail(fault);
    const opened = await openBackend(backendOf(document.training.backend), wasmPath);
    if (!opened.ok) return fail(failureOf('backend-unavailable', opened.failure));
    const built = Model.build(analyse(document), document.training.seed, opened.value);
    if (!built.ok) return fail(failureOf(built.failure.kind, built.failure.message));
    const prepared = await prepareCore(built.value, data, document.training);
    if (!prepared.ok) return prepared;
    if (command.checkpoint) {
      prepared.value.model.weights.load(command.checkpoint.weights);
      prepared.value.step = command.checkpoint.step;
    }
    return succeed(new TrainingRun(prepared.value, command, clock, spent, send));
  }

  /** The epoch that the last step belongs to, from 1; 0 before the first step. */
  get epoch(): number {
    return Math.ceil(this.core.step / this.core.dealer.stepsPerEpoch);
  }

  /** True while rows are evaluated between two steps. */
  get isEvaluating(): boolean {
    return this.evaluation !== null;
  }

  /** The way that the weights came, as far as it is kept. */
  get path(): WeightPath | null {
    return this.keeper?.path ?? this.keptPath;
  }

  /** The step that the weights are of. */
  get weightsStep(): number {
    return this.weightsOfStep ?? this.core.step;
  }

  /** Shows the network as it was initialised, as step 0: signals and gradients of the first rows, no update. */
  *lookAtStart(): Reading<Advance> {
    yield* this.keepWeights();
    if (!this.recorder) {
      // The run before may have been stopped between an epoch's last step and its evaluation.
      if (this.firstStep > 0) this.startEvaluation();
      return { type: 'stepped' };
    }
    const { core, recorder } = this;
    const { seed, batchSize } = core.settings;
    const rows = core.data.training.subarray(0, batchSize);
    // Streams of its own: a mask drawn here must not shift the masks of the run.
    const streams = streamsFor(core.model.nodes, seed, 'look');
    const observer = recorder.observer(() => this.stepClock(), true);
    const result = yield* core.looking(rows, { training: true, streams }, observer);
    if (result.notFinite) return this.notFinite(result);
    if (this.isOnlyStart) return { type: 'finished' };
    this.startEvaluation();
    return { type: 'stepped' };
  }

  /** Takes the next step, or the next piece of an evaluation that is under way. */
  *advance(forced: boolean): Reading<Advance> {
    if (this.evaluation) return yield* this.evaluate(this.evaluation);
    if (this.core.step >= this.plannedSteps || this.epochs.isOver) return this.finish();
    const { data, dealer } = this.core;
    const step = this.core.step + 1;
    const { stepsPerEpoch } = dealer;
    const endsEpoch = step % stepsPerEpoch === 0;
    const isWatched = endsEpoch && step <= WATCHED_EPOCHS * stepsPerEpoch;
    const everything = forced || isWatched || step === this.plannedSteps;
    const observer = this.recorder?.observer(() => this.stepClock(), everything);
    const result = yield* this.core.training(this.epochs.observing(observer));
    if (result.notFinite) return this.notFinite(result);
    this.epochs.sawStep(result.loss);
    this.good.saw(step, result.loss);
    yield* this.keepWeights();
    if (endsEpoch) {
      const { ops } = this.core.model;
      const leak = this.leaks.check(ops.tensorCount, ops.tensorBytes);
      if (leak) return { type: 'failed', failure: failureOf('leak', leak, { step }) };
    }
    if (endsEpoch || step === this.plannedSteps) this.startEvaluation();
    if (endsEpoch && data.validation.length === 0) yield* this.epochs.endEpoch(null);
    return { type: 'stepped' };
  }

  /** The newest weights that a finite step left. */
  *checkpoint(): Reading<Checkpoint> {
    return { step: this.weightsStep, weights: yield* this.core.model.weights.saving() };
  }

  /** What it takes to go on from there; null where early stopping has put other weights back. */
  *progress(): Reading<Progress | null> {
    if (this.weightsOfStep !== null) return null;
    return { ...(yield* saveProgress(this.core)), ...this.epochs.progress };
  }

  private resume(progress: Progress): void {
    const lost = resumeProgress(this.core, progress);
    this.epochs.resume(progress);
    for (const what of lost) {
      this.send({ type: 'notice', message: engineText(`new-${what}`) });
    }
  }

  dispose(): void {
    this.core.dispose();
  }

  private *keepWeights(): Reading<void> {
    const { keeper, good, core } = this;
    if (!keeper) return;
    const { step } = core;
    const { ops, weights } = core.model;
    if (keeper.wants(step)) {
      yield [weights.all];
      keeper.take(step, ops.view(weights.all));
    }
    if (good.wants(step)) good.take({ step, weights: yield* weights.saving() });
  }

  private stepClock() {
    return { epoch: this.epoch, seconds: this.spent() / 1000 };
  }

  private startEvaluation(): void {
    // What a schedule goes by must not depend on whether somebody watches.
    if (!this.recorder && !this.epochs.watchesEpochs) return;
    const { training, validation } = this.core.data;
    if (validation.length > 0) {
      this.evaluation = new Evaluation(this.core, validation);
      return;
    }
    const now = this.clock();
    const isLast = this.core.step === this.plannedSteps;
    const hasClasses = this.layout.classNames.length > 0;
    if (!hasClasses || (now - this.standInAt < STAND_IN_INTERVAL_MS && !isLast)) return;
    this.standInAt = now;
    this.evaluation = new Evaluation(this.core, training.subarray(0, STAND_IN_ROWS));
  }

  private *evaluate(evaluation: Evaluation): Reading<Advance> {
    if (!(yield* evaluation.advance())) return { type: 'evaluating' };
    this.evaluation = null;
    const { step, data, dealer } = this.core;
    if (data.validation.length > 0) {
      this.recorder?.recordEvaluation(step, this.epoch, evaluation.result);
      // A run that goes on from the end of an epoch may have ended it before.
      const endsEpoch =
        step % dealer.stepsPerEpoch === 0 && this.epochs.count < step / dealer.stepsPerEpoch;
      if (endsEpoch) yield* this.epochs.endEpoch(evaluation.result);
    } else {
      this.recorder?.recordConfusion(step, evaluation.result);
    }
    return { type: 'evaluating' };
  }

  private finish(): Advance {
    const restored = this.epochs.restoreBest();
    if (restored) {
      this.weightsOfStep = restored.step;
      this.send({ type: 'notice', message: restored.notice });
    }
    return { type: 'finished' };
  }

  private notFinite({ notFinite }: StepResult): Advance {
    const { step } = this.core;
    if (!notFinite) throw new Error('no tensor is at fault');
    // The update did not take place: the weights are those of the step before.
    this.core.step = Math.max(0, step - 1);
    const message = describeNotFinite(notFinite, step);
    const goodStep = this.good.newest?.step;
    const place = { step, node: notFinite.node, tensor: notFinite.tensor, goodStep };
    return { type: 'failed', failure: failureOf('not-finite', message, place) };
  }
}

/** Data that do not belong to the document would read beyond an array's end, or train on nothing. */
function faultOfData(document: ProjectDocument, { data }: StartCommand): RunFailure | null {
  const outputs = data.targetShape.reduce((size, axis) => size * axis, 1);
  const features = data.shape.featureShape.reduce((size, axis) => size * axis, 1);
  if (data.training.length === 0) return failureOf('invalid', engineText('no-rows'));
  if (
    data.features.length !== data.count * features ||
    data.targets.length !== data.count * outputs
  ) {
    return failureOf('invalid', engineText('data-size', { document: document.name }));
  }
  return null;
}
