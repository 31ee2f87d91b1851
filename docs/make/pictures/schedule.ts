import { defaultsOf } from '../../../shared/catalogue/parameter';
import type { ScheduleDefinition } from '../../../shared/catalogue/schedule';
import type { Picture } from '../picture';
import { plot } from '../plot';

const EPOCHS = 100;
const STEPS_PER_EPOCH = 10;
/** Until then the loss falls, so that a schedule that watches it has something to wait for. */
const FALLING_EPOCHS = 30;

/** Share of the learning rate over a run, asked step by step as training asks. */
export function schedulePicture(definition: ScheduleDefinition): Picture {
  const values = defaultsOf(definition.parameters) as never;
  const totalSteps = EPOCHS * STEPS_PER_EPOCH;
  const losses = Array.from(
    { length: EPOCHS },
    (_, epoch) => 1 / (1 + Math.min(epoch, FALLING_EPOCHS)),
  );
  const steps = Array.from({ length: totalSteps / 2 }, (_, index) => 2 * index);
  const factors = steps.map((step) => {
    const history = losses.slice(0, Math.floor(step / STEPS_PER_EPOCH));
    const moment = { step, stepsPerEpoch: STEPS_PER_EPOCH, totalSteps, history };
    return definition.factor(moment, values);
  });
  const run = {
    en: `Share of the learning rate over ${EPOCHS} epochs.`,
    zh: `${EPOCHS} 个轮次中学习率所占的比例。`,
  };
  return {
    svg: plot({
      title: definition.label.en,
      xLabel: 'epoch 轮次',
      xRange: [0, EPOCHS],
      yRange: [0, 1.08],
      series: [{ x: steps.map((step) => step / STEPS_PER_EPOCH), y: factors }],
    }),
    caption: definition.watchesLoss
      ? {
          en: `${run.en} The loss falls for ${FALLING_EPOCHS} epochs and stays.`,
          zh: `${run.zh}损失在前 ${FALLING_EPOCHS} 个轮次下降，此后不变。`,
        }
      : run,
  };
}
