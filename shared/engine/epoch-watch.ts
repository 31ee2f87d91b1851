import { SCHEDULES } from '../catalogue/schedules';
import type { WeightRecord } from '../telemetry/protocol';
import type { Text } from '../text/text';
import { engineText } from './failure-texts';
import type { Reading } from './reading';
import type { TrainingCore } from './training-core';

interface Best {
  readonly epoch: number;
  readonly step: number;
  readonly loss: number;
  readonly weights: readonly WeightRecord[];
}

/** What follows from the loss of each epoch: the history that schedules go by, and early stopping. */
export class EpochWatch {
  /** The run depends on the loss of each epoch: validation has to be evaluated also where nobody watches. */
  readonly watchesLoss: boolean;
  private lossSum = 0;
  private steps = 0;
  private epoch = 0;
  private best: Best | null = null;

  constructor(private readonly core: TrainingCore) {
    const { schedule, earlyStopping } = core.settings;
    this.watchesLoss = earlyStopping || (SCHEDULES.get(schedule.kind).watchesLoss ?? false);
  }

  /** True when the loss has not improved for as long as the settings bear. */
  get isOver(): boolean {
    const { best, epoch } = this;
    return best !== null && epoch - best.epoch >= this.core.settings.patience;
  }

  sawStep(loss: number): void {
    this.lossSum += loss;
    this.steps += 1;
  }

  /** Ends an epoch with its validation loss; null where there is no validation share: then the mean of its steps. */
  *endEpoch(validationLoss: number | null): Reading<void> {
    const { core } = this;
    const trainingLoss = this.lossSum / this.steps;
    this.epoch += 1;
    this.lossSum = 0;
    this.steps = 0;
    core.history.push(validationLoss ?? trainingLoss);
    const { earlyStopping, monitor, minimumChange } = core.settings;
    if (!earlyStopping) return;
    const loss = monitor === 'validationLoss' ? (validationLoss ?? trainingLoss) : trainingLoss;
    if (this.best && !(loss < this.best.loss - minimumChange)) return;
    const weights = yield* core.model.weights.saving();
    this.best = { epoch: this.epoch, step: core.step, loss, weights };
  }

  /** Puts back the weights of the best epoch, and says so; null where they are the newest, or nobody asked. */
  restoreBest(): { readonly step: number; readonly notice: Text } | null {
    const { best, core } = this;
    if (!best || best.step === core.step) return null;
    core.model.weights.load(best.weights);
    const { epoch, step, loss } = best;
    return { step, notice: engineText('best-restored', { epoch, last: this.epoch, loss }) };
  }
}
