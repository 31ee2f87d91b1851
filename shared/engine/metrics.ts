import type { ClassRows, NumberRows } from '../catalogue/metric';
import { chosenMetrics } from '../catalogue/metrics';
import type { PreparedData } from '../data/prepared-data';
import type { TrainingSettings } from '../document/schema';
import type { LossStage } from './loss-stage';
import { outputReader } from './predictions';

/** Outputs and targets of some rows, each rows × columns. */
interface Numbers {
  outputs: Float32Array;
  targets: Float32Array;
}

/** The metrics of a run, gathered over rows that come piece by piece. */
export interface MetricSums {
  add(outputs: Float32Array, targets: Float32Array): void;
  /** The metrics of all rows that were added, in the order of the layout's. */
  values(): number[];
  /** Forgets all rows. */
  clear(): void;
}

interface Known {
  readonly settings: TrainingSettings;
  readonly data: PreparedData;
  readonly loss: LossStage;
}

function classRows({ data, loss }: Known, known: Numbers): Omit<ClassRows, 'count'> {
  const [columns] = data.targetShape;
  const reader = outputReader(loss, columns);
  const truthOf = (row: number) => reader.targetOf(known.targets, row);
  const predictedOf = (row: number) => reader.classOf(known.outputs, row);
  return {
    truthOf,
    predictedOf,
    rankOf(row) {
      if (columns === 1) return predictedOf(row) === truthOf(row) ? 0 : 1;
      const { outputs } = known;
      const start = row * columns;
      const score = outputs[start + truthOf(row)];
      let above = 0;
      for (let column = 0; column < columns; column += 1) {
        if (outputs[start + column] > score) above += 1;
      }
      return above;
    },
  };
}

function numberRows({ data }: Known, known: Numbers): Omit<NumberRows, 'count'> {
  const [columns] = data.targetShape;
  const scalings = Array.from(
    { length: columns },
    (_, column) => data.targetScaling[column] ?? { mean: 0, deviation: 1 },
  );
  const inUnits = (values: Float32Array, row: number, column: number) =>
    values[row * columns + column] * scalings[column].deviation + scalings[column].mean;
  return {
    targetOf: (row, column) => inUnits(known.targets, row, column),
    predictedOf: (row, column) => inUnits(known.outputs, row, column),
  };
}

const ROWS = { classification: classRows, regression: numberRows } as const;

const NOTHING = new Float32Array();

/** The metrics that the document chose, or the usual one of its task. */
export function metricSums(known: Known): MetricSums {
  const { settings, data } = known;
  const { task, classNames } = data.shape;
  const [columns] = data.targetShape;
  const size = task === 'classification' ? classNames.length : columns;
  const gathered = chosenMetrics(settings.metrics, task).map((metric) => ({
    metric,
    sums: new Float64Array(metric.sums(size)),
  }));
  const numbers: Numbers = { outputs: NOTHING, targets: NOTHING };
  const rows = { ...ROWS[task](known, numbers), count: 0 };
  return {
    add(outputs, targets) {
      numbers.outputs = outputs;
      numbers.targets = targets;
      rows.count = outputs.length / columns;
      for (const { metric, sums } of gathered) metric.add(sums, rows as never, size, settings);
    },
    values: () => gathered.map(({ metric, sums }) => metric.value(sums, size)),
    clear() {
      for (const { sums } of gathered) sums.fill(0);
    },
  };
}
