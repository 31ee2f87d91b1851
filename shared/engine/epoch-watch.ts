import { SCHEDULES } from '../catalogue/schedules';
import type { Progress } from '../telemetry/checkpoint';
import type { WeightRecord } from '../telemetry/protocol';
import type { Text } from '../text/text';
import { engineText } from './failure-texts';
import { type MetricSums, metricSums } from './metrics';
import { type EpochFigures, MONITORS, type Monitor } from './monitors';
import type { Reading } from './reading';
import type { StepObserver, TrainingCore } from './training-core';

interface Best {
  readonly epoch: number;
  readonly step: number;
  readonly value: number;
  readonly weights: readonly WeightRecord[];
}

/** What follows from the figures of each epoch: the history that schedules go by, and early stopping. */
export class EpochWatch {
  /** The run depends on the figures of each epoch: validation has to be evaluated also where nobody watches. */
  readonly watchesEpochs: boolean;
  /** Null without early stopping. */
  private readonly monitor: Monitor | null;
  /** Metrics of the training batches; null where nothing goes by them. */
  private readonly sums: MetricSums | null;
  private lossSum = 0;
  private steps = 0;
  private epoch = 0;
  private best: Best | null = null;

  constructor(private readonly core: TrainingCore) {
    const { settings, data } = core;
    const { schedule, earlyStopping, monitor } = settings;
    this.monitor = earlyStopping ? MONITORS[monitor](settings, data) : null;
    const gathers = this.monitor && monitor === 'metric' && data.validation.length === 0;
    this.sums = gathers ? metricSums(core) : null;
    this.watchesEpochs = earlyStopping || (SCHEDULES.get(schedule.kind).watchesLoss ?? false);
  }

  /** True when nothing has got better for as long as the settings bear. */
  get isOver(): boolean {
    const { monitor, best, epoch } = this;
    return monitor !== null && epoch - (best?.epoch ?? 0) >= this.core.settings.patience;
  }

  /** The observer of a step, which also lets the watch see what it goes by. */
  observing(observe: StepObserver | undefined): StepObserver | undefined {
    const { sums, core } = this;
    if (!sums) return observe;
    const { ops } = core.model;
    return (view) => {
      for (const { outputs, targets } of view.parts) sums.add(ops.view(outputs), ops.view(targets));
      return observe?.(view);
    };
  }

  sawStep(loss: number): void {
    this.lossSum += loss;
    this.steps += 1;
  }

  /** Ends an epoch with what was found on its validation share; null where there is none. */
  *endEpoch(validation: EpochFigures['validation']): Reading<void> {
    const { core, monitor, sums } = this;
    const trainingLoss = this.lossSum / this.steps;
    const trainingMetrics = sums?.values() ?? [];
    this.epoch += 1;
    this.lossSum = 0;
    this.steps = 0;
    sums?.clear();
    core.history.push(validation?.loss ?? trainingLoss);
    if (!monitor) return;
    const value = monitor.valueOf({ trainingLoss, trainingMetrics, validation });
    if (!this.isBetter(monitor, value)) return;
    const weights = yield* core.model.weights.saving();
    this.best = { epoch: this.epoch, step: core.step, value, weights };
  }

  /** What an epoch under way has had, and the best one so far. */
  get progress(): Pick<Progress, 'epoch' | 'best'> {
    const { epoch: count, lossSum, steps, best } = this;
    return {
      epoch: { count, lossSum, steps },
      best: best && { ...best, weights: [...best.weights] },
    };
  }

  resume({ epoch, best }: Pick<Progress, 'epoch' | 'best'>): void {
    this.epoch = epoch.count;
    this.lossSum = epoch.lossSum;
    this.steps = epoch.steps;
    this.best = this.monitor && best;
  }

  /** Epochs that have ended. */
  get count(): number {
    return this.epoch;
  }

  /** Puts back the weights of the best epoch, and says so; null where they are the newest, or nobody asked. */
  restoreBest(): { readonly step: number; readonly notice: Text } | null {
    const { best, core, monitor } = this;
    if (!best || !monitor || best.step === core.step) return null;
    core.model.weights.load(best.weights);
    const { epoch, step, value } = best;
    const figures = { measure: monitor.name, epoch, last: this.epoch, value };
    return { step, notice: engineText('best-restored', figures) };
  }

  /** NaN, a metric of nothing, is never better. */
  private isBetter({ better }: Monitor, value: number): boolean {
    if (!this.best) return !Number.isNaN(value);
    const { minimumChange } = this.core.settings;
    const gain = better === 'higher' ? value - this.best.value : this.best.value - value;
    return gain > minimumChange;
  }
}
