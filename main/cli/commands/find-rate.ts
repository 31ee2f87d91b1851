import {
  findingOf,
  type RateFinding,
  rateTestOf,
  TEST_STEPS,
} from '../../../shared/telemetry/rate-finder';
import { loadPreparedData } from '../../services/data/prepared';
import { type CliCommand, type CliContext, PROJECT_ARGUMENT } from '../command';
import { CliError } from '../failures';
import { numberOf } from '../numbers';
import { loadProject, requireTrainable } from '../project-file';
import { formatFigure, formatTable } from '../table';
import { trainSubject } from '../train-subject';

/** Fewer batches tell less of a rate than they differ from each other. */
const FEWEST_STEPS = 100;
const MOST_STEPS = 10_000;
/** Lines of the printed curve. */
const SHOWN = 24;

const WORDS = {
  rate: { en: 'Learning rate', zh: '学习率' },
  loss: { en: 'Loss (smoothed)', zh: '损失（平滑）' },
  suggestion: {
    en: 'Suggested learning rate: {{rate}}, where the loss falls most steeply. The project stays as it is.',
    zh: '建议学习率：{{rate}}，此处损失下降最快。项目未被修改。',
  },
  none: {
    en: 'No suggestion: the loss never fell. Look at the initialisation, or take more steps.',
    zh: '没有建议：损失始终没有下降。请检查初始化，或增加步数。',
  },
} as const;

function linesOf({ points, suggestion }: RateFinding, { say }: CliContext): readonly string[] {
  const stride = Math.max(1, Math.ceil(points.length / SHOWN));
  const rows = points
    .filter((_, index) => index % stride === 0)
    .map(({ rate, loss }) => [formatFigure(rate), formatFigure(loss)]);
  const result =
    suggestion === null
      ? say(WORDS.none)
      : say(WORDS.suggestion, { rate: formatFigure(suggestion) });
  return [...formatTable([say(WORDS.rate), say(WORDS.loss)], rows), '', result];
}

export const findRateCommand: CliCommand = {
  name: 'find-rate',
  summary: {
    en: 'raise the learning rate step by step on a fresh copy and suggest one',
    zh: '在全新副本上逐步升高学习率，并给出建议值',
  },
  arguments: [PROJECT_ARGUMENT],
  options: [
    {
      flags: '--steps <n>',
      value: { kind: 'number', from: FEWEST_STEPS, to: MOST_STEPS },
      help: {
        en: 'steps from the lowest rate to the highest',
        zh: '从最低到最高学习率的步数',
      },
      fallback: { en: String(TEST_STEPS), zh: String(TEST_STEPS) },
    },
  ],
  examples: [
    {
      line: 'find-rate lesson.vpnet',
      help: {
        en: 'a curve of the loss, and the rate where it falls most steeply',
        zh: '损失曲线，以及下降最快处的学习率',
      },
    },
  ],
  async run([file], options, context) {
    const steps = numberOf(options.steps) ?? TEST_STEPS;
    const project = await loadProject(file);
    requireTrainable(project);
    const data = await loadPreparedData(project.document, project.places);
    if (!data.ok) throw new CliError('data-unusable', { file, problem: data.failure.text });
    const document = rateTestOf(project.document, steps);
    // A loss that is not finite any more is how a test usually ends.
    const { telemetry } = await trainSubject(document, data.value, { file, reach: 'end' });
    const finding = findingOf(telemetry.series('steps'));
    const json = { project: file, steps, suggestion: finding.suggestion, points: finding.points };
    return { json, lines: linesOf(finding, context) };
  },
};
