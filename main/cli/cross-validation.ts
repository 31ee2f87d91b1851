import type { ProjectDocument } from '../../shared/document/schema';
import { loadPreparedData } from '../services/data/prepared';
import type { CliContext, CliReport } from './command';
import { CliError } from './failures';
import type { LoadedProject } from './project-file';
import { figuresOf, type RunFigures } from './run-report';
import { formatFigure, formatTable } from './table';
import { measureName } from './train-words';
import { failIfUnfinished, watchRun } from './watch-run';

const WORDS = {
  fold: { en: 'Fold', zh: '折' },
  training: { en: 'Training loss (last batch)', zh: '训练损失（最后一个批量）' },
  validation: { en: 'Validation loss', zh: '验证损失' },
  mean: { en: 'mean', zh: '均值' },
  deviation: { en: 'deviation', zh: '标准差' },
} as const;

interface Summary {
  readonly mean: number | null;
  /** Of the sample: divided by the number of folds less one. */
  readonly deviation: number | null;
}

function summaryOf(values: readonly (number | null)[]): Summary {
  const known = values.filter((value) => value !== null);
  if (known.length < values.length) return { mean: null, deviation: null };
  const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
  const squares = known.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, deviation: Math.sqrt(squares / (known.length - 1)) };
}

/** Columns of the table: a name, and the figure of one fold. */
function columnsOf(
  [first]: readonly RunFigures[],
  { say }: CliContext,
): readonly (readonly [string, (figures: RunFigures) => number | null])[] {
  const metrics = Object.keys(first.validationMetrics).filter(
    (name) => first.validationMetrics[name] !== null,
  );
  return [
    [say(WORDS.training), ({ loss }) => loss],
    [say(WORDS.validation), ({ validationLoss }) => validationLoss],
    ...metrics.map(
      (name) =>
        [
          say(measureName(name)),
          ({ validationMetrics }: RunFigures) => validationMetrics[name],
        ] as const,
    ),
  ];
}

/**
 * K-fold cross-validation (Hastie, Tibshirani & Friedman 2009, section 7.10): each fold is validated once by a network
 * that was trained afresh on all others, its scaling computed from those. Folds come from the seed of the split.
 */
export async function crossValidate(
  project: LoadedProject,
  folds: number,
  request: (training: number) => {
    readonly document: ProjectDocument;
    readonly steps: number | null;
  },
  context: CliContext,
): Promise<CliReport> {
  const { file, document, places } = project;
  const found: RunFigures[] = [];
  for (let index = 0; index < folds; index += 1) {
    const data = await loadPreparedData(document, places, { index, count: folds });
    if (!data.ok) throw new CliError('data-unusable', { file, problem: data.failure.text });
    const asked = request(data.value.training.length);
    const { job } = await watchRun(file, asked, data.value, context);
    failIfUnfinished(file, job, { project: file, folds: found });
    found.push(figuresOf(job));
  }
  const columns = columnsOf(found, context);
  const summaries = columns.map(([, figureOf]) => summaryOf(found.map(figureOf)));
  const rows = [
    ...found.map((figures, index) => [
      String(index + 1),
      ...columns.map(([, figureOf]) => formatFigure(figureOf(figures))),
    ]),
    [context.say(WORDS.mean), ...summaries.map(({ mean }) => formatFigure(mean))],
    [context.say(WORDS.deviation), ...summaries.map(({ deviation }) => formatFigure(deviation))],
  ];
  const header = [context.say(WORDS.fold), ...columns.map(([name]) => name)];
  const validation = found.map(({ validationLoss }) => validationLoss);
  return {
    json: { project: file, folds: found, validationLoss: summaryOf(validation) },
    lines: formatTable(header, rows),
  };
}
