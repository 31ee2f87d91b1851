import { valuesOfChoice } from '../../catalogue/catalogues';
import { LOSSES } from '../../catalogue/losses';
import { chosenMetrics } from '../../catalogue/metrics';
import type { PreparedData } from '../../data/prepared-data';
import type { TrainingSettings } from '../../document/schema';
import { snakeCase } from './names';
import { functionLines } from './text';

/** What comes behind truths and predictions. */
const FURTHER: Readonly<Record<string, (settings: TrainingSettings) => string>> = {
  topK: ({ topK }) => `, outputs, ${topK}`,
};

export interface WrittenMetrics {
  readonly definitions: readonly string[];
  /** Lines of functions that read outputs and targets. */
  readonly readers: readonly string[];
  /** `{"accuracy": accuracy(truths, predictions)}` */
  readonly measured: string;
  /** Whether a metric of the run is the better the higher it is; false of one that is not measured. */
  isHigherBetter(kind: string): boolean;
}

function classReaders({ loss }: TrainingSettings, { targetShape: [columns] }: PreparedData) {
  const definition = LOSSES.get(loss.kind);
  if (columns > 1) {
    return ['return targets.argmax(dim=1)', 'return outputs.argmax(dim=1)'];
  }
  const prediction = definition.prediction(valuesOfChoice(LOSSES, loss) as never);
  const target = definition.targets === 'signs' ? 0 : 0.5;
  const output = prediction === 'as-is' ? 0.5 : 0;
  return [`return (targets[:, 0] > ${target}).long()`, `return (outputs[:, 0] > ${output}).long()`];
}

const UNITS = [
  'return targets * data.target_deviation + data.target_mean',
  'return outputs * data.target_deviation + data.target_mean',
];

/** How the metrics of a run are measured: on classes, or on numbers in the target's own units. */
export function writeMetrics(settings: TrainingSettings, data: PreparedData): WrittenMetrics {
  const { task } = data.shape;
  const metrics = chosenMetrics(settings.metrics, task);
  const isClasses = task === 'classification';
  const [truths, predictions] = isClasses ? classReaders(settings, data) : UNITS;
  const calls = metrics.map(({ kind }) => {
    const name = snakeCase(kind);
    return `"${name}": ${name}(truths, predictions${FURTHER[kind]?.(settings) ?? ''})`;
  });
  return {
    definitions: metrics.map(({ kind }) => snakeCase(kind)),
    readers: [
      ...functionLines(
        'truths_of(targets, data)',
        isClasses ? 'The class of each sample.' : 'Targets in their own units.',
        [truths],
      ),
      ...functionLines(
        'predictions_of(outputs, data)',
        isClasses ? 'The class that is said of each sample.' : "Predictions in the targets' units.",
        [predictions],
      ),
    ],
    measured: `{${calls.join(', ')}}`,
    isHigherBetter: (kind) => metrics.find((one) => one.kind === kind)?.better === 'higher',
  };
}
