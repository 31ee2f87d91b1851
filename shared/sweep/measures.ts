import { METRICS } from '../catalogue/metrics';
import { nameOfMeasure } from '../catalogue/run-measures';
import type { Text } from '../text/text';
import type { Outcome } from './outcome';

/** A figure of a run that sweeps are compared by. */
export interface SweepMeasure {
  readonly name: string;
  readonly label: Text;
  readonly better: 'higher' | 'lower';
  /** Lies over many powers of ten, and is drawn so. */
  readonly isLog: boolean;
  figureOf(outcome: Outcome): number | null;
}

const measure = (
  name: string,
  label: Text,
  better: SweepMeasure['better'],
  figureOf: SweepMeasure['figureOf'],
  isLog = false,
): SweepMeasure => ({ name, label, better, isLog, figureOf });

const score = measure('score', { en: 'Score', zh: '得分' }, 'higher', (outcome) => outcome.score);

/** Measures that every run has. */
const FIGURES: readonly SweepMeasure[] = [
  score,
  measure(
    'validationLoss',
    { en: 'Validation loss', zh: '验证损失' },
    'lower',
    (o) => o.validationLoss,
    true,
  ),
  measure(
    'bestValidationLoss',
    { en: 'Best validation loss', zh: '最佳验证损失' },
    'lower',
    (o) => o.bestValidationLoss,
    true,
  ),
  measure('loss', { en: 'Training loss', zh: '训练损失' }, 'lower', (o) => o.loss, true),
  measure(
    'bestLoss',
    { en: 'Best training loss', zh: '最佳训练损失' },
    'lower',
    (o) => o.bestLoss,
    true,
  ),
];

const SECONDS = measure(
  'seconds',
  { en: 'Seconds', zh: '秒数' },
  'lower',
  (o) => (o.steps > 0 ? o.seconds : null),
  true,
);

/** Those that these runs have figures of, the first metric among them under its own name. */
export function measuresOf(outcomes: readonly Outcome[]): readonly SweepMeasure[] {
  const metric = outcomes.find((outcome) => outcome.metric)?.metric?.name;
  const own =
    metric === undefined
      ? []
      : [
          measure(
            'metric',
            nameOfMeasure(metric),
            METRICS.find(metric)?.better ?? 'higher',
            (outcome) => (outcome.metric?.name === metric ? outcome.metric.value : null),
          ),
        ];
  return [FIGURES[0], ...own, ...FIGURES.slice(1), SECONDS];
}

/** What no figure is worse than. */
export const worstOf = ({ better }: SweepMeasure): number =>
  better === 'higher' ? -Infinity : Infinity;

/** Positive where `a` is better; a run without a figure is worse than any with one. */
export function compareBy(measure: SweepMeasure, a: Outcome, b: Outcome): number {
  const first = measure.figureOf(a) ?? worstOf(measure);
  const second = measure.figureOf(b) ?? worstOf(measure);
  if (first === second) return 0;
  return first > second === (measure.better === 'higher') ? 1 : -1;
}

/** The point that did best; null before any has a figure. */
export function bestOf(measure: SweepMeasure, outcomes: readonly Outcome[]): number | null {
  return outcomes.reduce<number | null>((best, outcome, index) => {
    if (measure.figureOf(outcome) === null) return best;
    return best === null || compareBy(measure, outcome, outcomes[best]) > 0 ? index : best;
  }, null);
}
