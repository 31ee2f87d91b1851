import { chosenMetrics } from '../catalogue/metrics';
import type { PreparedData } from '../data/prepared-data';
import type { TrainingSettings } from '../document/schema';
import type { Text } from '../text/text';
import type { EvaluationResult } from './evaluation';

/** What is known of an epoch at its end. */
export interface EpochFigures {
  /** Mean loss of its steps. */
  readonly trainingLoss: number;
  /** Metrics of the batches of its steps, each with the weights before the update; empty where nobody gathers them. */
  readonly trainingMetrics: readonly number[];
  /** Null where there is no validation share. */
  readonly validation: Pick<EvaluationResult, 'loss' | 'metrics'> | null;
}

/** What early stopping goes by. */
export interface Monitor {
  readonly name: Text;
  readonly better: 'higher' | 'lower';
  valueOf(epoch: EpochFigures): number;
}

const TRAINING: Monitor = {
  name: { en: 'Training loss', zh: '训练损失' },
  better: 'lower',
  valueOf: ({ trainingLoss }) => trainingLoss,
};

const VALIDATION: Monitor = {
  name: { en: 'Validation loss', zh: '验证损失' },
  better: 'lower',
  valueOf: ({ validation, trainingLoss }) => validation?.loss ?? trainingLoss,
};

function metricOf({ metrics, monitorMetric }: TrainingSettings, { shape }: PreparedData): Monitor {
  const measured = chosenMetrics(metrics, shape.task);
  const index = measured.findIndex(({ kind }) => kind === monitorMetric.kind);
  if (index < 0) throw new Error(`the metric ${monitorMetric.kind} is not measured`);
  const { label, better } = measured[index];
  return {
    name: label,
    better,
    valueOf: ({ validation, trainingMetrics }) => (validation?.metrics ?? trainingMetrics)[index],
  };
}

type MakeMonitor = (settings: TrainingSettings, data: PreparedData) => Monitor;

/** By the name of the setting `monitor`. */
export const MONITORS: Readonly<Record<TrainingSettings['monitor'], MakeMonitor>> = {
  validationLoss: (_settings, { validation }) => (validation.length > 0 ? VALIDATION : TRAINING),
  trainingLoss: () => TRAINING,
  metric: metricOf,
};
