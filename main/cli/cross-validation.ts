import type { ProjectDocument } from '../../shared/document/schema';
import { foldColumns } from '../../shared/telemetry/cross-validation';
import { figuresOf, type RunFigures } from '../../shared/telemetry/run-figures';
import type { Text } from '../../shared/text/text';
import { loadPreparedData } from '../services/data/prepared';
import type { CliContext, CliReport } from './command';
import { CliError } from './failures';
import type { LoadedProject } from './project-file';
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

const LOSSES: Readonly<Record<string, Text>> = {
  loss: WORDS.training,
  validationLoss: WORDS.validation,
};

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
  const columns = foldColumns(found);
  const rows = [
    ...found.map((_, index) => [
      String(index + 1),
      ...columns.map(({ values }) => formatFigure(values[index])),
    ]),
    [context.say(WORDS.mean), ...columns.map(({ mean }) => formatFigure(mean))],
    [context.say(WORDS.deviation), ...columns.map(({ deviation }) => formatFigure(deviation))],
  ];
  const names = columns.map(({ name }) => context.say(LOSSES[name] ?? measureName(name)));
  const validation = columns.find(({ name }) => name === 'validationLoss');
  const { mean = null, deviation = null } = validation ?? {};
  return {
    json: { project: file, folds: found, validationLoss: { mean, deviation } },
    lines: formatTable([context.say(WORDS.fold), ...names], rows),
  };
}
