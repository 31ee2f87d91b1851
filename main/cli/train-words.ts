import { labelInSentence } from '../../shared/catalogue/parameter-text';
import { nameOfMeasure } from '../../shared/catalogue/run-measures';
import type { RunFigures } from '../../shared/telemetry/run-figures';
import type { Text } from '../../shared/text/text';
import type { TrainingJob } from '../training/job';
import type { CliContext } from './command';
import { formatFigure, formatTable } from './table';

const WORDS = {
  header: {
    en: 'Step {{steps}}, epoch {{epochs}}; {{seconds}} s on {{backend}} ({{rate}} ms a step), seed {{seed}}',
    zh: '第 {{steps}} 步，第 {{epochs}} 轮；用时 {{seconds}} 秒，后端 {{backend}}（每步 {{rate}} 毫秒），随机种子 {{seed}}',
  },
  quantity: { en: 'Quantity', zh: '指标' },
  training: { en: 'Training (last batch)', zh: '训练（最后一个批量）' },
  validation: { en: 'Validation', zh: '验证' },
  loss: { en: 'loss', zh: '损失' },
  run: { en: 'Run: {{file}}', zh: '训练记录：{{file}}' },
} as const satisfies Record<string, Text>;

/** A measure inside a sentence or a table. */
export const measureName = (kind: string): Text => labelInSentence(nameOfMeasure(kind));

/** What a run came to, for people. */
export function reportLines(
  { state, document }: TrainingJob,
  figures: RunFigures,
  file: string | null,
  { say }: CliContext,
): string[] {
  const header = say(WORDS.header, {
    steps: state.step,
    epochs: state.epoch,
    seconds: Number(state.seconds.toFixed(1)),
    backend: state.backend,
    rate: state.step > 0 ? Number(((1000 * state.seconds) / state.step).toFixed(2)) : 0,
    seed: String(document.training.seed),
  });
  const metrics = Object.keys(figures.metrics).map((name) => [
    say(measureName(name)),
    formatFigure(figures.metrics[name]),
    formatFigure(figures.validationMetrics[name]),
  ]);
  const table = formatTable(
    [say(WORDS.quantity), say(WORDS.training), say(WORDS.validation)],
    [
      [say(WORDS.loss), formatFigure(figures.loss), formatFigure(figures.validationLoss)],
      ...metrics,
    ],
  );
  return [header, '', ...table, ...(file ? ['', say(WORDS.run, { file })] : [])];
}
