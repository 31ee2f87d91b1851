import type { Choice } from '../document/schema';
import { valuesOfChoice } from './catalogues';
import type { ScheduleMoment } from './schedule';
import { SCHEDULES } from './schedules';

/** The settings that decide on the course of the rate. */
export interface RateSettings {
  readonly schedule: Choice;
  readonly warmupEpochs: number;
}

/**
 * How the learning rate runs over a whole training, as a factor of it: first the steps of `warmupEpochs`, which rise
 * evenly, the i-th of n to i ÷ n (Goyal et al. 2017, section 2.2), then the schedule, whose own time begins there. A
 * pure function of the moment: the curve in the form and the training step call the same.
 */
export function rateFactor({
  schedule,
  warmupEpochs,
}: RateSettings): (moment: ScheduleMoment) => number {
  const definition = SCHEDULES.get(schedule.kind);
  const values = valuesOfChoice(SCHEDULES, schedule) as never;
  return (moment) => {
    const { step, stepsPerEpoch, totalSteps } = moment;
    const rising = Math.round(warmupEpochs * stepsPerEpoch);
    if (step < rising) return (step + 1) / rising;
    const own = { step: step - rising, totalSteps: totalSteps - rising };
    return definition.factor({ ...moment, ...own }, values);
  };
}
