import { csvOf } from '../../shared/csv';
import type { Answer, AnswerShape } from '../services/prediction/answers';
import type { SampleUnit } from '../services/prediction/samples';

/** How answers are written, a batch at a time. */
export interface AnswerFormat {
  readonly start: string;
  /** `isFirst` before anything of it was written. */
  batch(answers: readonly Answer[], isFirst: boolean): string;
  readonly end: string;
}

/** A value for each column; a sample without an answer has empty ones. */
function cellsOf(
  { place, predicted, probabilities }: Answer,
  { classes, hasProbabilities, targets }: AnswerShape,
): (string | number)[] {
  const values =
    classes.length > 0
      ? [typeof predicted === 'string' ? predicted : '']
      : targets.map(
          (name) => (typeof predicted === 'object' ? predicted?.[name] : null) ?? Number.NaN,
        );
  const shares = hasProbabilities ? classes.map((name) => probabilities?.[name] ?? Number.NaN) : [];
  return [place, ...values, ...shares];
}

/** Columns: the place of the sample, the class and the probability of each, or the values. */
const csvFormat = (unit: SampleUnit, shape: AnswerShape): AnswerFormat => {
  const { classes, hasProbabilities, targets } = shape;
  const shares = hasProbabilities ? classes.map((name) => `p(${name})`) : [];
  const columns = [unit, ...(classes.length > 0 ? ['class'] : targets), ...shares];
  return {
    start: csvOf({ columns, rows: [] }),
    batch: (answers) => {
      const [first, ...rows] = answers.map((answer) => cellsOf(answer, shape));
      // `csvOf` writes a head first: the batch's own first row, which is written by the same rules.
      return first ? csvOf({ columns: first.map(textOf), rows }) : '';
    },
    end: '',
  };
};

const textOf = (cell: string | number): string => (Number.isNaN(cell) ? '' : String(cell));

/** One answer as an object of a JSON list. */
export const jsonAnswer = (unit: SampleUnit, { place, ...told }: Answer) => ({
  [unit]: place,
  ...told,
});

const jsonFormat = (unit: SampleUnit): AnswerFormat => ({
  start: '[',
  batch: (answers, isFirst) => {
    const texts = answers.map((answer) => JSON.stringify(jsonAnswer(unit, answer)));
    return texts.length === 0 ? '' : `${isFirst ? '' : ','}\n${texts.join(',\n')}`;
  },
  end: '\n]\n',
});

/** The format of a file by its ending: JSON for `.json`, else CSV. */
export const formatFor = (
  file: string | null,
  unit: SampleUnit,
  shape: AnswerShape,
): AnswerFormat =>
  file?.toLowerCase().endsWith('.json') ? jsonFormat(unit) : csvFormat(unit, shape);
