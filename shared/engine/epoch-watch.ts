import { SCHEDULES } from '../catalogue/schedules';
import type { TrainingCore } from './training-core';

/** What is known when an epoch is over, and what follows from it. */
export class EpochWatch {
  /** The run depends on the loss of each epoch: validation has to be evaluated also where nobody watches. */
  readonly watchesLoss: boolean;
  private lossSum = 0;
  private steps = 0;

  constructor(private readonly core: TrainingCore) {
    this.watchesLoss = SCHEDULES.get(core.settings.schedule.kind).watchesLoss ?? false;
  }

  sawStep(loss: number): void {
    this.lossSum += loss;
    this.steps += 1;
  }

  /** Ends an epoch with its validation loss; null where there is no validation share: then the mean of its steps. */
  endEpoch(validationLoss: number | null): void {
    this.core.history.push(validationLoss ?? this.lossSum / this.steps);
    this.lossSum = 0;
    this.steps = 0;
  }
}
