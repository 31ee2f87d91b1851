import { fillText, type Text, type TextValues } from '../../shared/text/text';

/** Every sentence with which the command line refuses: the file, the place in it, the cure. */
const TEXTS = {
  'file-not-found': {
    en: '{{file}} does not exist. Check the path, or make a project with: vanishing-point new {{file}}',
    zh: '{{file}} 不存在。请检查路径，或用 vanishing-point new {{file}} 新建项目。',
  },
  'read-failed': {
    en: '{{file}} cannot be read: {{reason}}.',
    zh: '无法读取 {{file}}：{{reason}}。',
  },
  'write-failed': {
    en: '{{file}} cannot be written: {{reason}}. Choose another place.',
    zh: '无法写入 {{file}}：{{reason}}。请换一个位置。',
  },
  'file-exists': {
    en: '{{file}} exists already and is left as it is. Choose another name, or add --force to replace it.',
    zh: '{{file}} 已存在，未作改动。请换一个名称，或加上 --force 覆盖。',
  },
  'not-a-project': {
    en: '{{file}} is not a project. Projects end in .vpnet; one of your own data is made by: vanishing-point new NAME --data {{file}}',
    zh: '{{file}} 不是项目文件。项目文件以 .vpnet 结尾；可用 vanishing-point new 名称 --data {{file}} 由自己的数据新建项目。',
  },
  'not-a-run': {
    en: '{{file}} exists and is not a run, so it is not replaced. Choose another name for --out.',
    zh: '{{file}} 已存在且不是训练记录，不会被覆盖。请为 --out 换一个名称。',
  },
  'run-unreadable': {
    en: '{{file}} is not a run that can be read, or it is damaged. Runs end in .vprun.',
    zh: '{{file}} 不是可读取的训练记录，或者已损坏。训练记录以 .vprun 结尾。',
  },
  'run-empty': {
    en: '{{file}} ended before it measured anything; there is nothing to diagnose.',
    zh: '{{file}} 在测量到任何内容之前就结束了，没有可诊断的内容。',
  },
  'run-without-weights': {
    en: '{{file}} has no weights: it ended before its first step. Choose another run.',
    zh: '{{file}} 没有权重：它在第一步之前就结束了。请选择其他训练记录。',
  },
  'run-missing': {
    en: 'Say which run’s weights answer: --run RUN. Runs end in .vprun.',
    zh: '请用 --run RUN 指定用哪次训练的权重来预测。训练记录以 .vprun 结尾。',
  },
  'input-missing': {
    en: 'Say what to predict: --input FILE (CSV, JSON, a picture or a folder of pictures).',
    zh: '请用 --input FILE 指定要预测的数据（CSV、JSON、图片或图片文件夹）。',
  },
  'run-of-other-weights': {
    en: '{{file}} lacks weights of its own network; it is damaged or was written by another program. Train again.',
    zh: '{{file}} 缺少其网络所需的权重：文件已损坏，或由其他程序写入。请重新训练。',
  },
  'not-predicted': {
    en: '{{file}}: {{problem}}',
    zh: '{{file}}：{{problem}}',
  },
  'too-many-for-json': {
    en: '{{file}} has more than {{limit}} samples, too many for one JSON object. Add --out FILE, and --json reports where they went.',
    zh: '{{file}} 的样本超过 {{limit}} 个，无法放入一个 JSON 对象。请加上 --out FILE，--json 将报告写入位置。',
  },
  'import-out-missing': {
    en: 'Say where the project goes: --out PROJECT. Projects end in .vpnet.',
    zh: '请用 --out PROJECT 指定项目的写入位置。项目文件以 .vpnet 结尾。',
  },
  'not-imported': {
    en: '{{problem}}',
    zh: '{{problem}}',
  },
  'format-missing': {
    en: 'Say for which tool: --to FORMAT. The formats are: {{formats}}.',
    zh: '请用 --to FORMAT 指定导出给哪种工具。可用的格式：{{formats}}。',
  },
  'export-out-missing': {
    en: 'Say where the export goes: --out PATH.',
    zh: '请用 --out PATH 指定导出到哪里。',
  },
  'export-exists': {
    en: '{{file}} exists already, holds files that no export wrote, and is left as it is. Choose another place, or add --force to write there all the same.',
    zh: '{{file}} 已存在，其中有并非由导出产生的文件，未作改动。请换一个位置，或加上 --force 强制写入。',
  },
  'not-exported': {
    en: '{{file}}: {{problem}}',
    zh: '{{file}}：{{problem}}',
  },
  'out-missing': {
    en: 'Say where the repaired project goes: --out FILE. {{file}} itself stays as it is.',
    zh: '请用 --out FILE 指定修复后的项目写到哪里。{{file}} 本身保持不变。',
  },
  'not-repaired': {
    en: '{{file}}: not healthy after all remedies that helped; see above for what is left.',
    zh: '{{file}}：采用所有有效的办法之后仍不健康，剩余问题见上。',
  },
  'nothing-varied': {
    en: 'Say what to vary: --vary PATH=V1,V2 (for example --vary rate=0.01,0.1). See: vanishing-point sweep --help',
    zh: '请用 --vary 名称=值1,值2 指定要改变的参数（例如 --vary rate=0.01,0.1）。详见 vanishing-point sweep --help',
  },
  'seed-without-random': {
    en: '--seed is the seed of random draws: add --random N, or vary the seed itself with --vary seed=1..5.',
    zh: '--seed 是随机抽取的种子：请加上 --random N；若要改变训练种子，请用 --vary seed=1..5。',
  },
  'sweep-refused': { en: '{{file}}: {{problem}}', zh: '{{file}}：{{problem}}' },
  'sweep-format': {
    en: 'Outcomes are written as .csv or .json; “{{file}}” ends in neither. Choose another name for --out.',
    zh: '结果只能写成 .csv 或 .json，而“{{file}}”不是。请为 --out 换一个名称。',
  },
  'sweep-stopped': {
    en: '{{file}}: the sweep was stopped after {{ended}} of {{count}} runs; their outcomes stand above.',
    zh: '{{file}}：扫描在完成 {{ended}}/{{count}} 次训练后停止，结果见上。',
  },
  'project-unreadable': {
    en: '{{file}}: {{problem}}',
    zh: '{{file}}：{{problem}}',
  },
  'project-faulty': {
    en: '{{file}} cannot be trained as it is: {{problem}}{{more}}',
    zh: '{{file}} 目前无法训练：{{problem}}{{more}}',
  },
  'more-problems': {
    en: ' (and {{count}} more; see: vanishing-point check)',
    zh: '（另有 {{count}} 个问题，见 vanishing-point check）',
  },
  'data-unusable': {
    en: '{{file}}: {{problem}}',
    zh: '{{file}}：{{problem}}',
  },
  'data-elsewhere': {
    en: '{{file}} must lie beside the project or below it, in {{folder}}, so that the project finds it again. Copy it there.',
    zh: '{{file}} 必须位于项目所在文件夹 {{folder}} 之内，项目才能再次找到它。请先复制到那里。',
  },
  'lab-and-data': {
    en: 'Give either --lab or --data, not both.',
    zh: '--lab 与 --data 只能给出其一。',
  },
  'unknown-lab': {
    en: 'There is no lab “{{name}}”. The labs are: {{labs}}.',
    zh: '没有名为“{{name}}”的实验。可用的实验：{{labs}}。',
  },
  'port-taken': {
    en: 'Port {{port}} is taken by another program. Choose another one with --port, or leave it out for a free one.',
    zh: '端口 {{port}} 已被其他程序占用。请用 --port 换一个端口，或省略该选项以自动选择空闲端口。',
  },
  'bad-number': {
    en: '{{option}} must be {{expected}}, not “{{value}}”.',
    zh: '{{option}} 应为{{expected}}，而不是“{{value}}”。',
  },
  'both-lengths': {
    en: 'Give either --epochs or --steps, not both.',
    zh: '--epochs 与 --steps 只能给出其一。',
  },
  'run-failed': {
    en: '{{file}}: training failed at step {{step}}: {{reason}}',
    zh: '{{file}}：训练在第 {{step}} 步失败：{{reason}}',
  },
  'backend-unavailable': {
    en: '{{reason}} Try --backend cpu.',
    zh: '{{reason}}请尝试 --backend cpu。',
  },
  stopped: {
    en: '{{file}}: training was stopped at step {{step}} of {{planned}}; what was recorded so far is kept.',
    zh: '{{file}}：训练在第 {{step}} 步（共 {{planned}} 步）被停止，已记录的内容保留。',
  },
  usage: {
    en: '{{problem}} See: vanishing-point {{command}}--help',
    zh: '{{problem}}详见 vanishing-point {{command}}--help',
  },
  internal: {
    en: 'Something went wrong in the program itself: {{reason}} (--debug shows where).',
    zh: '程序内部出错：{{reason}}（加上 --debug 可查看位置）。',
  },
} as const satisfies Record<string, Text>;

export type CliFailureKind = keyof typeof TEXTS;

/** A wrong command line, as opposed to a command that could not be carried out. */
export const USAGE_STATUS = 2;

/** Of these the command line alone is to blame: whatever the files hold, it asks for nothing that can be done. */
const USAGE_KINDS: ReadonlySet<CliFailureKind> = new Set<CliFailureKind>([
  'usage',
  'run-missing',
  'input-missing',
  'import-out-missing',
  'format-missing',
  'export-out-missing',
  'out-missing',
  'nothing-varied',
  'seed-without-random',
  'sweep-format',
  'lab-and-data',
  'unknown-lab',
  'bad-number',
  'both-lengths',
]);

/** Ends a command with a sentence on standard error and a status other than 0. */
export class CliError extends Error {
  readonly text: Text;

  constructor(
    readonly kind: CliFailureKind,
    private readonly values: TextValues = {},
    /** Facts that the JSON output reports beside the error. */
    readonly details: Readonly<Record<string, unknown>> = {},
    readonly exitStatus = USAGE_KINDS.has(kind) ? USAGE_STATUS : 1,
  ) {
    const text = fillText(TEXTS[kind], values);
    super(text.en);
    this.name = 'CliError';
    this.text = text;
  }

  /** The same failure with facts for the JSON output. */
  with(details: Readonly<Record<string, unknown>>): CliError {
    return new CliError(this.kind, this.values, details, this.exitStatus);
  }
}

/** A sentence of this file as a part of another one. */
export const cliText = (kind: CliFailureKind, values: TextValues = {}): Text =>
  fillText(TEXTS[kind], values);
