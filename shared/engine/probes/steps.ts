import { metricSums } from '../metrics';
import type { StepView, TrainingCore } from '../training-core';

/** What the training session knows of a step and the core does not. */
export interface StepClock {
  readonly epoch: number;
  readonly seconds: number;
}

/** Fills rows of the group `steps`: one for every step, since all it needs is there already. */
export function stepRows(core: TrainingCore): (view: StepView, clock: StepClock) => Float32Array {
  const metrics = metricSums(core);
  const { ops, precision } = core.model;
  return ({ step, learningRate, loss, gradientNorm, parts }, { epoch, seconds }) => {
    metrics.clear();
    for (const { outputs, targets } of parts) metrics.add(ops.view(outputs), ops.view(targets));
    const measured = precision
      ? [...metrics.values(), precision.underflow.share, precision.scale]
      : metrics.values();
    return Float32Array.of(step, epoch, seconds, learningRate, loss, gradientNorm, ...measured);
  };
}
