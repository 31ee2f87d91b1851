import { STEP_COLUMNS } from '../../telemetry/layout';
import { metricSum } from '../predictions';
import type { StepView, TrainingCore } from '../training-core';

/** What the training session knows of a step and the core does not. */
export interface StepClock {
  readonly epoch: number;
  readonly seconds: number;
}

/** Fills rows of the group `steps`: one for every step, since all it needs is there already. */
export function stepRows(core: TrainingCore): (view: StepView, clock: StepClock) => Float32Array {
  const metricOf = metricSum(core.data, core.loss, core.data.targetShape[0]);
  const { ops } = core.model;
  return ({ step, learningRate, loss, gradientNorm, parts }, { epoch, seconds }) => {
    const row = new Float32Array(STEP_COLUMNS.length + 1);
    row[0] = step;
    row[1] = epoch;
    row[2] = seconds;
    row[3] = learningRate;
    row[4] = loss;
    row[5] = gradientNorm;
    let sum = 0;
    let count = 0;
    for (const { outputs, targets, size } of parts) {
      sum += metricOf(ops.view(outputs), ops.view(targets));
      count += size;
    }
    row[6] = sum / count;
    return row;
  };
}
