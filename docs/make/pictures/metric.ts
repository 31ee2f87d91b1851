import type {
  ClassMetric,
  ClassRows,
  MetricDefinition,
  NumberMetric,
  NumberRows,
} from '../../../shared/catalogue/metric';
import { randomStream } from '../../../shared/random/random-stream';
import type { Picture } from '../picture';
import { plot, spaced } from '../plot';

const ROWS = 2000;
const CLASSES = 10;
const SEED = 1;
const POINTS = 41;
const VALUES = { topK: 5 };

/** Ten classes, the first as common as all others together; a share of the rows is ranked by chance. */
function guessedRows(share: number): ClassRows {
  const random = randomStream(SEED, 'docs');
  const rows = Array.from({ length: ROWS }, () => {
    const truth = random.below(2) === 0 ? 0 : 1 + random.below(CLASSES - 1);
    const [isGuessed, rank, miss] = [
      random.uniform() < share,
      random.below(CLASSES),
      random.below(CLASSES - 1),
    ];
    if (!isGuessed || rank === 0) return { truth, predicted: truth, rank: 0 };
    return { truth, predicted: miss < truth ? miss : miss + 1, rank };
  });
  return {
    count: ROWS,
    truthOf: (row) => rows[row].truth,
    predictedOf: (row) => rows[row].predicted,
    rankOf: (row) => rows[row].rank,
  };
}

/** Positive targets about 1, and predictions that miss them by normal numbers of a deviation. */
function noisyRows(deviation: number): NumberRows {
  const random = randomStream(SEED, 'docs');
  const rows = Array.from({ length: ROWS }, () => {
    const target = 2 * random.uniform();
    return { target, predicted: target + deviation * random.normal() };
  });
  return {
    count: ROWS,
    targetOf: (row) => rows[row].target,
    predictedOf: (row) => rows[row].predicted,
  };
}

function classCurve(metric: ClassMetric, shares: readonly number[]): readonly number[] {
  return shares.map((share) => {
    const sums = new Float64Array(metric.sums(CLASSES));
    metric.add(sums, guessedRows(share), CLASSES, VALUES);
    return metric.value(sums, CLASSES);
  });
}

function numberCurve(metric: NumberMetric, deviations: readonly number[]): readonly number[] {
  return deviations.map((deviation) => {
    const sums = new Float64Array(metric.sums(1));
    metric.add(sums, noisyRows(deviation), 1, VALUES);
    return metric.value(sums, 1);
  });
}

/** What the metric says as predictions grow worse. */
export function metricPicture(metric: MetricDefinition): Picture {
  const x = spaced(0, 1, POINTS);
  const isClass = metric.task === 'classification';
  return {
    svg: plot({
      title: metric.label.en,
      xLabel: isClass ? 'guessed 随机猜测的比例' : 'σ',
      xRange: [0, 1],
      series: [{ x, y: isClass ? classCurve(metric, x) : numberCurve(metric, x) }],
    }),
    caption: isClass
      ? {
          en: `${ROWS} samples of ${CLASSES} classes, the first as common as all others together; a growing share of them is guessed.`,
          zh: `${ROWS} 个样本、${CLASSES} 个类别，第一类与其余各类之和一样多；随机猜测的比例逐渐增大。`,
        }
      : {
          en: `${ROWS} targets between 0 and 2, predicted with a normal error of growing deviation σ.`,
          zh: `${ROWS} 个介于 0 与 2 之间的目标，预测误差服从标准差 σ 逐渐增大的正态分布。`,
        },
  };
}
