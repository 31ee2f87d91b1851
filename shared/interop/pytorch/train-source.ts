import { outcomesOf } from '../../catalogue/loss';
import { LOSSES } from '../../catalogue/losses';
import { SCHEDULES } from '../../catalogue/schedules';
import type { PreparedData } from '../../data/prepared-data';
import type { TrainingSettings } from '../../document/schema';
import { type WrittenMetrics, writeMetrics } from './metrics';
import { type WrittenOptimizer, writeOptimizer } from './optimizers';
import type { NetworkPlan } from './plan';
import { hasAugmentations } from './write-data';

/** What the parts of `train.py` are written from. */
export interface TrainSource {
  readonly settings: TrainingSettings;
  readonly data: PreparedData;
  readonly plan: NetworkPlan;
  readonly optimizer: WrittenOptimizer;
  readonly metrics: WrittenMetrics;
  readonly hasPenalties: boolean;
  readonly hasAugmentations: boolean;
  /** The learning rate changes from step to step. */
  readonly hasSchedule: boolean;
  /** The schedule goes by the loss of epochs. */
  readonly watchesLoss: boolean;
  /** How many outcomes a softened target is spread over; 0 where targets stay as they are. */
  readonly outcomes: number;
  /** Samples count by their class. */
  readonly isWeighted: boolean;
  /** Metrics are measured on training batches, because early stopping goes by them. */
  readonly gathersTraining: boolean;
  /** Early stopping goes by a metric that is the better the higher it is. */
  readonly isHigherBetter: boolean;
}

export function trainSource(
  settings: TrainingSettings,
  data: PreparedData,
  plan: NetworkPlan,
): TrainSource {
  const { schedule, warmupEpochs, labelSmoothing, classWeighting, earlyStopping, monitor } =
    settings;
  const metrics = writeMetrics(settings, data);
  const { targets } = LOSSES.get(settings.loss.kind);
  const hasOwnPenalties = plan.weights.some(({ penalty }) => penalty.l1 + penalty.l2 > 0);
  return {
    settings,
    data,
    plan,
    optimizer: writeOptimizer(settings.optimizer),
    metrics,
    hasPenalties: settings.l1 + settings.l2 > 0 || hasOwnPenalties,
    hasAugmentations: hasAugmentations(data),
    hasSchedule: schedule.kind !== 'constant' || warmupEpochs > 0,
    watchesLoss: SCHEDULES.get(schedule.kind).watchesLoss ?? false,
    outcomes: labelSmoothing > 0 ? outcomesOf(targets, data.targetShape[0]) : 0,
    isWeighted: classWeighting !== 'none' && data.shape.task === 'classification',
    gathersTraining: earlyStopping && monitor === 'metric' && data.validation.length === 0,
    isHigherBetter: monitor === 'metric' && metrics.isHigherBetter(settings.monitorMetric.kind),
  };
}
