import { existsSync } from 'node:fs';
import { PROCESS_BACKENDS } from '../../../shared/document/schema';
import type { Predictor } from '../../../shared/engine/predictor';
import type { HostFailure } from '../../../shared/host-data';
import { fail, type Result, succeed } from '../../../shared/result';
import { writePieces } from '../../services/atomic-file';
import { reasonOf } from '../../services/data/failures';
import { type AnswerShape, answerShapeOf, answersTo } from '../../services/prediction/answers';
import { openSamples } from '../../services/prediction/open-samples';
import type { SampleSource } from '../../services/prediction/samples';
import {
  backendOption,
  type CliCommand,
  type CliContext,
  PROJECT_ARGUMENT,
  RUN_VALUE,
} from '../command';
import { CliError } from '../failures';
import { oneOf } from '../numbers';
import { type AnswerFormat, formatFor, jsonAnswer } from '../prediction-output';
import { openBar } from '../progress';
import { loadProject } from '../project-file';
import { requireWritable } from '../run-output';
import { differs, openPredictor, type TrainedRun, trainedRun } from '../trained-run';

/** What one JSON object on standard output may hold; more goes into a file. */
const MAX_JSON_ANSWERS = 100_000;

const WORDS = {
  progress: {
    en: '{bar} {percentage}%  {samples} samples',
    zh: '{bar} {percentage}%  {samples} 个样本',
  },
  changed: {
    en: 'The project was changed since this run: the network answers as it was trained, not as it is drawn now.',
    zh: '项目在这次训练之后有改动：按训练时的网络预测，而不是现在的网络。',
  },
  predicted: {
    en: 'Predicted {{count|sample|samples}} with step {{step}} of {{run}}.',
    zh: '已用 {{run}} 第 {{step}} 步的权重预测 {{count}} 个样本。',
  },
  left: {
    en: '{{count|sample has|samples have}} no prediction: a value is missing, and the project drops such rows.',
    zh: '{{count}} 个样本没有预测：缺少值，而项目设置为丢弃这样的行。',
  },
  written: { en: 'The predictions are in {{out}}.', zh: '预测结果已写入 {{out}}。' },
} as const;

/** What was done with all samples. */
interface Tally {
  samples: number;
  withoutAnswer: number;
}

type Answers = Parameters<AnswerFormat['batch']>[0];

interface Request {
  readonly source: SampleSource;
  readonly trained: TrainedRun;
  readonly predictor: Predictor;
  readonly input: string;
}

/**
 * Predicts all samples, a batch at a time; `take` gets the answers in their order and is waited for between pieces of
 * the input, so that a million of them never stand in memory together.
 */
async function predictAll(
  { source, trained, predictor, input }: Request,
  context: CliContext,
  take: (answers: Answers) => Promise<void>,
): Promise<Tally> {
  const tally: Tally = { samples: 0, withoutAnswer: 0 };
  const bar = openBar(context, WORDS.progress);
  let waiting: Answers[] = [];
  const handOver = async (): Promise<void> => {
    const ready = waiting;
    waiting = [];
    for (const answers of ready) await take(answers);
  };
  try {
    const visited: Result<void, HostFailure> = await source.visit(
      (batch) => {
        const answers = answersTo(batch, trained, predictor);
        if (!answers.ok) return fail(answers.failure);
        tally.samples += batch.places.length;
        tally.withoutAnswer += batch.places.length - batch.rows.length;
        waiting.push(answers.value);
        return succeed(undefined);
      },
      async (done, total) => {
        bar.show(done, total, { samples: tally.samples });
        await handOver();
      },
    );
    if (!visited.ok) {
      throw new CliError('not-predicted', { file: input, problem: visited.failure.text });
    }
    await handOver();
  } finally {
    bar.end();
  }
  return tally;
}

/** Writes answers in a format, batch by batch, wherever `write` leads; nothing where the first batch is refused. */
async function writeAnswers(
  request: Request,
  format: AnswerFormat,
  context: CliContext,
  write: (text: string) => Promise<void>,
): Promise<Tally> {
  let isFirst = true;
  let start = format.start;
  const tally = await predictAll(request, context, async (answers) => {
    await write(start + format.batch(answers, isFirst));
    start = '';
    isFirst = isFirst && answers.length === 0;
  });
  await write(start + format.end);
  return tally;
}

/** The answers themselves, for `--json` without a file. */
async function collectAnswers(
  request: Request,
  context: CliContext,
): Promise<{ readonly tally: Tally; readonly predictions: readonly unknown[] }> {
  const predictions: unknown[] = [];
  const tally = await predictAll(request, context, async (answers) => {
    for (const answer of answers) predictions.push(jsonAnswer(request.source.unit, answer));
    if (predictions.length > MAX_JSON_ANSWERS) {
      throw new CliError('too-many-for-json', { file: request.input, limit: MAX_JSON_ANSWERS });
    }
  });
  return { tally, predictions };
}

async function writeFileOf(
  out: string,
  request: Request,
  shape: AnswerShape,
  context: CliContext,
): Promise<Tally> {
  let tally: Tally | null = null;
  try {
    await writePieces(out, async (write) => {
      const format = formatFor(out, request.source.unit, shape);
      tally = await writeAnswers(request, format, context, write);
    });
  } catch (error) {
    if (error instanceof CliError) throw error;
    throw new CliError('write-failed', { file: out, reason: reasonOf(error) });
  }
  return tally as unknown as Tally;
}

export const predictCommand: CliCommand = {
  name: 'predict',
  summary: {
    en: 'let a trained network answer for samples of your own',
    zh: '用训练好的网络预测自己的样本',
  },
  details: {
    en: 'Columns are found by name and scaled as in training; the target need not be there. A table is read piece by piece, however long. The first value that cannot be read ends it, with its line and column, and leaves no file.',
    zh: '按列名查找，并按训练时的方式缩放；不需要目标列。无论多长，表格都分段读取。遇到第一个无法读取的值即结束，指出行与列，不留下文件。',
  },
  arguments: [PROJECT_ARGUMENT],
  options: [
    {
      flags: '--run <run>',
      value: RUN_VALUE,
      help: {
        en: 'run (.vprun) whose weights and scaling answer',
        zh: '用其权重与缩放来预测的训练记录（.vprun）',
      },
    },
    {
      flags: '--input <file>',
      value: { kind: 'file', endings: ['.csv', '.json', '.png', '.jpg', '.jpeg'] },
      help: {
        en: 'what to predict: CSV or JSON with columns named as the project’s, a picture, or a folder of pictures',
        zh: '要预测的数据：列名与项目相同的 CSV 或 JSON、一张图片，或图片文件夹',
      },
    },
    {
      flags: '--out <file>',
      value: { kind: 'file', endings: ['.csv', '.json'] },
      fallback: { en: 'CSV on standard output', zh: '以 CSV 打印到标准输出' },
      help: {
        en: 'where the answers go: JSON for .json, else CSV',
        zh: '结果的写入位置：.json 写为 JSON，其他写为 CSV',
      },
    },
    backendOption({ en: 'wasm', zh: 'wasm' }),
    {
      flags: '--force',
      help: { en: 'replace --out where it exists', zh: '--out 已存在时覆盖' },
    },
  ],
  examples: [
    {
      line: 'predict lesson.vpnet --run lesson.vprun --input new.csv',
      help: { en: 'the class of every row, with probabilities', zh: '每一行的类别与概率' },
    },
    {
      line: 'predict lesson.vpnet --run lesson.vprun --input pictures/ --out answers.json',
      help: { en: 'every picture of a folder, as a file', zh: '文件夹中的每张图片，写成文件' },
    },
  ],
  async run([file], { run, input, out, backend, force }, context) {
    if (typeof run !== 'string') throw new CliError('run-missing');
    if (typeof input !== 'string') throw new CliError('input-missing');
    const chosen = oneOf('--backend', backend, PROCESS_BACKENDS) ?? 'wasm';
    const place = typeof out === 'string' ? out : null;
    if (place !== null) {
      if (existsSync(place) && force !== true) throw new CliError('file-exists', { file: place });
      await requireWritable(place);
    }
    const project = await loadProject(file);
    const trained = await trainedRun(run, project);
    if (differs(project.document, trained.document)) context.note(context.say(WORDS.changed));
    const opened = await openSamples(input, trained);
    if (!opened.ok)
      throw new CliError('not-predicted', { file: input, problem: opened.failure.text });
    const source = opened.value;
    const predictor = await openPredictor(trained, chosen);
    try {
      const request = { source, trained, predictor, input };
      const shape = answerShapeOf(trained, predictor);
      const facts = (tally: Tally) => ({
        project: file,
        run,
        step: trained.checkpoint.step,
        input,
        out: place,
        ...tally,
        classes: shape.classes,
        targets: shape.targets,
        leftOut: source.leftOut.map((text) => context.say(text)),
      });
      if (place === null && context.json) {
        const { tally, predictions } = await collectAnswers(request, context);
        return { json: { ...facts(tally), predictions }, lines: [] };
      }
      const print = async (text: string): Promise<void> => {
        // Lines end as those of a terminal do; a file has what spreadsheets expect.
        if (text !== '') context.print(text.replaceAll('\r\n', '\n').replace(/\n$/, ''));
        await context.printed();
      };
      const tally =
        place === null
          ? await writeAnswers(request, formatFor(null, source.unit, shape), context, print)
          : await writeFileOf(place, request, shape, context);
      for (const text of [...source.notes, ...source.leftOut]) context.note(context.say(text));
      const { withoutAnswer } = tally;
      const unsaid = withoutAnswer - source.leftOut.length;
      if (unsaid > 0) context.note(context.say(WORDS.left, { count: unsaid }));
      const { step } = trained.checkpoint;
      const lines = [context.say(WORDS.predicted, { count: tally.samples, step, run })];
      if (place !== null) {
        return {
          json: facts(tally),
          lines: [...lines, context.say(WORDS.written, { out: place })],
        };
      }
      // Standard output has the answers and nothing else.
      context.note(lines[0]);
      return null;
    } finally {
      source.close();
      predictor.dispose();
    }
  },
};
