import { extname } from 'node:path';
import { labelInSentence } from '../../../shared/catalogue/parameter-text';
import { causeTitle } from '../../../shared/diagnosis/causes';
import { MAX_SEED } from '../../../shared/document/limits';
import { bestOf, measuresOf } from '../../../shared/sweep/measures';
import { type Outcome, type Verdict, verdictOf } from '../../../shared/sweep/outcome';
import {
  faultOfValues,
  planSweep,
  type SweepFault,
  type SweepPlan,
} from '../../../shared/sweep/plan';
import { MAX_POINTS, type SweepSpec } from '../../../shared/sweep/spec';
import { rowsOf, sweepCsv } from '../../../shared/sweep/table';
import { parseAxis } from '../../../shared/sweep/written';
import type { Text } from '../../../shared/text/text';
import { writeAtomically } from '../../services/atomic-file';
import { reasonOf } from '../../services/data/failures';
import { KeptData } from '../../services/kept-data';
import { SweepQueue } from '../../training/sweep-queue';
import { type CliCommand, type CliContext, type CliOptions, PROJECT_ARGUMENT } from '../command';
import { CliError } from '../failures';
import { INTERRUPTED_STATUS, onInterrupt } from '../interrupt';
import { numberOf } from '../numbers';
import { openBar } from '../progress';
import { type LoadedProject, loadProject, requireTrainable } from '../project-file';
import { requireWritable } from '../run-output';
import { formatFigure, formatTable } from '../table';

const WORDS = {
  begun: {
    en: 'Training {{count|run|runs}}, {{workers}} at a time. Ctrl-C stops them and keeps what is done.',
    zh: '共 {{count}} 次训练，同时进行 {{workers}} 个。按 Ctrl-C 停止，已完成的结果会保留。',
  },
  stopping: {
    en: 'Stopping; press Ctrl-C again to end at once.',
    zh: '正在停止；再次按 Ctrl-C 立即结束。',
  },
  progress: {
    en: '{bar} {percentage}%  {ended}/{runs} runs  {left}',
    zh: '{bar} {percentage}%  {ended}/{runs} 次训练  {left}',
  },
  left: { en: '{{seconds}} s left', zh: '剩余 {{seconds}} 秒' },
  run: { en: 'Run', zh: '序号' },
  outcome: { en: 'Outcome', zh: '结果' },
  healthy: { en: 'healthy', zh: '健康' },
  cause: { en: '{{cause}}', zh: '{{cause}}' },
  notFinite: { en: 'NaN at step {{step}}', zh: '第 {{step}} 步出现 NaN' },
  notFiniteBy: { en: 'NaN at step {{step}}: {{cause}}', zh: '第 {{step}} 步出现 NaN：{{cause}}' },
  reason: { en: '{{reason}}', zh: '{{reason}}' },
  notBegun: { en: 'not trained', zh: '未训练' },
  stopped: { en: 'stopped at step {{step}}', zh: '在第 {{step}} 步停止' },
  best: {
    en: 'Best by {{measure}}: run {{run}} ({{values}}), {{value}}.',
    zh: '按{{measure}}最好的是第 {{run}} 次（{{values}}），为 {{value}}。',
  },
  written: { en: 'Outcomes: {{file}}', zh: '结果已写入：{{file}}' },
} as const satisfies Record<string, Text>;

const FORMATS = ['.csv', '.json'];

function refusal(file: string, { text }: SweepFault): CliError {
  return new CliError('sweep-refused', { file, problem: text });
}

/** What the options ask for; throws where an axis or a value does not exist. */
function specOf(project: LoadedProject, options: CliOptions): SweepSpec {
  const written = Array.isArray(options.vary) ? options.vary : [];
  if (written.length === 0) throw new CliError('nothing-varied');
  const axes = written.map((text: string) => {
    const axis = parseAxis(project, text);
    if (!axis.ok) throw refusal(project.file, axis.failure);
    return axis.value;
  });
  const count = numberOf(options.random);
  const seed = numberOf(options.seed);
  if (count === undefined && seed !== undefined) throw new CliError('seed-without-random');
  const draw =
    count === undefined
      ? ({ kind: 'grid' } as const)
      : ({ kind: 'random', count, seed: seed ?? 1 } as const);
  return { axes, draw };
}

function planOf(project: LoadedProject, options: CliOptions): SweepPlan {
  const plan = planSweep(project, specOf(project, options));
  if (!plan.ok) throw refusal(project.file, plan.failure);
  const fault = faultOfValues(project, plan.value);
  if (fault) throw refusal(project.file, fault);
  return plan.value;
}

/** Trains all points, drawing progress. Ctrl-C stops what runs, and ends at once the second time. */
async function train(
  { document, places }: LoadedProject,
  plan: SweepPlan,
  context: CliContext,
): Promise<SweepQueue> {
  const data = new KeptData();
  const queue = new SweepQueue({
    document,
    plan,
    dataOf: (own) => data.of(own, places),
  });
  const { say, note } = context;
  note(say(WORDS.begun, { count: plan.points.length, workers: queue.workers }));
  const bar = openBar(context, WORDS.progress);
  const draw = (): void => {
    const { progress, secondsLeft } = queue.progress();
    bar.show(Math.round(100 * progress), 100, {
      ended: queue.ended,
      runs: plan.points.length,
      left: secondsLeft === null ? '' : say(WORDS.left, { seconds: Math.ceil(secondsLeft) }),
    });
  };
  const timer = setInterval(draw, 200);
  const forget = onInterrupt(() => {
    note(say(WORDS.stopping));
    void queue.cancel();
  });
  try {
    await queue.over;
  } finally {
    forget();
    clearInterval(timer);
    bar.end();
  }
  return queue;
}

const VERDICT_WORDS = {
  waiting: WORDS.notBegun,
  running: WORDS.reason,
  healthy: WORDS.healthy,
  cause: WORDS.cause,
  notFinite: WORDS.notFinite,
  stopped: WORDS.stopped,
  failed: WORDS.reason,
  refused: WORDS.reason,
} as const satisfies Readonly<Record<Verdict['kind'], Text>>;

/** What is wrong with a run, or that nothing is. */
function verdictLine(outcome: Outcome, { say }: CliContext): string {
  const { phase, reason, notFiniteStep, steps } = outcome;
  const { kind, cause } = verdictOf(outcome);
  const isNotFinite = kind === 'cause' && notFiniteStep !== null;
  return say(isNotFinite ? WORDS.notFiniteBy : VERDICT_WORDS[kind], {
    step: notFiniteStep ?? steps,
    cause: cause === null ? '' : causeTitle(cause),
    reason: reason ?? phase,
  });
}

function tableLines(plan: SweepPlan, outcomes: readonly Outcome[], context: CliContext): string[] {
  const { say } = context;
  const { axes, points } = plan;
  // Time and the best of each loss are for the file: a terminal has room for what decides.
  const shown = measuresOf(outcomes).filter(({ name }) =>
    ['score', 'metric', 'validationLoss', 'loss'].includes(name),
  );
  const header = [
    say(WORDS.run),
    ...axes.map(({ label }) => say(label)),
    ...shown.map(({ label }) => say(label)),
    say(WORDS.outcome),
  ];
  const valueText = (index: number): string[] =>
    axes.map(({ domain }, at) => say(domain.label(points[index].values[at])));
  const rows = outcomes.map((outcome, index) => [
    String(index + 1),
    ...valueText(index),
    ...shown.map(({ figureOf }) => formatFigure(figureOf(outcome), 4)),
    verdictLine(outcome, context),
  ]);
  const [measure] = shown;
  const best = bestOf(measure, outcomes);
  if (best === null) return formatTable(header, rows);
  const values = axes.map(({ label }, at) => `${say(label)} ${valueText(best)[at]}`).join(', ');
  const value = formatFigure(measure.figureOf(outcomes[best]), 4);
  const line = say(WORDS.best, {
    measure: labelInSentence(measure.label),
    run: best + 1,
    values,
    value,
  });
  return [...formatTable(header, rows), '', line];
}

async function write(out: string, plan: SweepPlan, outcomes: readonly Outcome[]): Promise<void> {
  const text =
    extname(out) === '.csv'
      ? sweepCsv(plan, outcomes)
      : `${JSON.stringify(rowsOf(plan, outcomes), null, 2)}\n`;
  await writeAtomically(out, text).catch((error: unknown) => {
    throw new CliError('write-failed', { file: out, reason: reasonOf(error) });
  });
}

export const sweepCommand: CliCommand = {
  name: 'sweep',
  summary: {
    en: 'train a grid (or random draws) of variants on every core; print what each came to',
    zh: '用所有处理器核心训练一组变体（网格或随机抽取），并列出各自的结果',
  },
  details: {
    en: 'The project stays as it is. Ctrl-C stops what is under way and tells what is done.',
    zh: '项目保持不变。按 Ctrl-C 停止正在进行的训练，并列出已完成的结果。',
  },
  arguments: [PROJECT_ARGUMENT],
  options: [
    {
      flags: '--vary <path=values...>',
      help: {
        en: 'what to vary (needed, again for each): rate=0.01,0.1 · rate=1e-4..1/5 · initializer=heNormal,glorotNormal · activation=relu,tanh · depth=2..8 · units · optimizer · batch · epochs · loss · seed=1..5 · training.l2=0,1e-3 · dense-3.units=8,64',
        zh: '要改变的参数（必填，可多次）：rate=0.01,0.1 · rate=1e-4..1/5 · initializer=heNormal,glorotNormal · activation=relu,tanh · depth=2..8 · units · optimizer · batch · epochs · loss · seed=1..5 · training.l2=0,1e-3 · dense-3.units=8,64',
      },
    },
    {
      flags: '--random <n>',
      value: { kind: 'number', from: 1, to: MAX_POINTS },
      fallback: { en: 'the whole grid', zh: '整个网格' },
      help: {
        en: 'draw so many points instead of the whole grid',
        zh: '随机抽取指定个数的点，而不是整个网格',
      },
    },
    {
      flags: '--seed <n>',
      value: { kind: 'number', from: 0, to: MAX_SEED },
      fallback: { en: '1', zh: '1' },
      help: { en: 'seed of the random draws', zh: '随机抽取的种子' },
    },
    {
      flags: '--out <file>',
      value: { kind: 'file', endings: ['.csv', '.json'] },
      help: { en: 'outcomes as a .csv or .json file', zh: '把结果写成 .csv 或 .json 文件' },
    },
  ],
  examples: [
    {
      line: 'sweep lesson.vpnet --vary initializer=heNormal,glorotNormal --vary depth=2..10',
      help: { en: 'a grid of runs on every core', zh: '在所有核心上训练一个网格' },
    },
    {
      line: 'sweep lesson.vpnet --vary rate=1e-4..1/5 --vary seed=1..5 --random 10 --out rates.csv',
      help: {
        en: 'ten random points, as a table for a spreadsheet',
        zh: '十个随机点，写成电子表格可读的表',
      },
    },
  ],
  async run([file], options, context) {
    const out = options.out as string | undefined;
    if (out !== undefined && !FORMATS.includes(extname(out))) {
      throw new CliError('sweep-format', { file: out });
    }
    const project = await loadProject(file);
    for (const repair of project.repairs) context.note(context.say(repair));
    requireTrainable(project);
    const plan = planOf(project, options);
    if (out !== undefined) await requireWritable(out);
    const queue = await train(project, plan, context);
    const { outcomes } = queue;
    if (out !== undefined) await write(out, plan, outcomes);
    const [measure] = measuresOf(outcomes);
    const best = bestOf(measure, outcomes);
    const json = {
      project: file,
      out: out ?? null,
      phase: queue.phase,
      seconds: queue.progress().seconds,
      axes: plan.axes.map(({ path, domain }, index) => ({
        path,
        values: plan.values[index].map(domain.format),
      })),
      runs: rowsOf(plan, outcomes),
      best,
    };
    const told = out === undefined ? [] : [context.say(WORDS.written, { file: out })];
    const lines = [...tableLines(plan, outcomes, context), ...told];
    if (queue.phase === 'cancelled') {
      if (!context.json) context.print(lines.join('\n'));
      const values = { file, ended: queue.ended, count: outcomes.length };
      throw new CliError('sweep-stopped', values, json, INTERRUPTED_STATUS);
    }
    return { json, lines };
  },
};
