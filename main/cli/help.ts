import { Option } from 'commander';
import { fillText, type Text } from '../../shared/text/text';
import { type CliCommand, type CliOption, type CliValue, COMMON_OPTIONS } from './command';
import { USAGE_STATUS } from './failures';
import { INTERRUPTED_STATUS } from './interrupt';

/** The name by which the program is called. */
export const PROGRAM_NAME = 'vanishing-point';

export const HELP_TITLES = {
  usage: { en: 'Usage:', zh: '用法：' },
  arguments: { en: 'Arguments:', zh: '参数：' },
  options: { en: 'Options:', zh: '选项：' },
  commands: { en: 'Commands:', zh: '命令：' },
  examples: { en: 'Examples:', zh: '示例：' },
  status: { en: 'Exit status:', zh: '退出状态：' },
  files: { en: 'Files:', zh: '文件：' },
} as const satisfies Record<string, Text>;

/** The statuses with which every command ends. */
export const EXIT_STATUSES: readonly { readonly status: number; readonly help: Text }[] = [
  { status: 0, help: { en: 'it did what it was asked', zh: '已完成所要求的操作' } },
  {
    status: 1,
    help: {
      en: 'it could not; standard error says why, in one sentence',
      zh: '未能完成；标准错误中用一句话说明原因',
    },
  },
  {
    status: USAGE_STATUS,
    help: { en: 'the command line itself is wrong', zh: '命令行本身有误' },
  },
  {
    status: INTERRUPTED_STATUS,
    help: {
      en: 'Ctrl-C stopped it; what was recorded so far is kept',
      zh: '被 Ctrl-C 停止；已记录的内容保留',
    },
  },
];

/** What the files are that commands read and write, by the ending of their names. */
const FILE_KINDS: Readonly<Record<string, Text>> = {
  '.vpnet': {
    en: 'a project: readable JSON, with the version before it beside it as .bak',
    zh: '项目：可读的 JSON，上一版本以 .bak 保存在旁边',
  },
  '.vprun': {
    en: 'a run: telemetry, weights and scaling, with checksums; a damaged one costs only itself',
    zh: '训练记录：遥测、权重与缩放，带校验和；损坏时只影响它自己',
  },
  '.csv': {
    en: 'a table: UTF-8, UTF-16 or GB 18030; comma, semicolon, tab or bar between fields',
    zh: '表格：UTF-8、UTF-16 或 GB 18030；以逗号、分号、制表符或竖线分隔',
  },
  '.json': {
    en: 'a table: a list of objects, or an object of lists',
    zh: '表格：对象的列表，或由列表组成的对象',
  },
};

const LIMITS: {
  readonly [Kind in CliValue['kind']]: (
    value: Extract<CliValue, { readonly kind: Kind }>,
  ) => Text | null;
} = {
  number: ({ from, to }) => ({
    en: `${from.toLocaleString('en-US')} to ${to.toLocaleString('en-US')}`,
    zh: `${from.toLocaleString('en-US')} 到 ${to.toLocaleString('en-US')}`,
  }),
  word: ({ words }) => ({ en: words.join(', '), zh: words.join('、') }),
  file: () => null,
  folder: () => null,
};

const limitsOf = (value: CliValue): Text | null =>
  (LIMITS[value.kind] as (value: CliValue) => Text | null)(value);

const DEFAULT: Text = { en: 'default: {{fallback}}', zh: '默认：{{fallback}}' };

/** What an option is, with what it may be and what holds without it, in brackets. */
export function optionHelp({ help, value, fallback }: CliOption): Text {
  // A list of words that the help tells already, each with what it means, is not told twice.
  const limits = value && !isToldIn(help, value) ? limitsOf(value) : null;
  const parts = [limits, fallback && fillText(DEFAULT, { fallback })].filter(
    (part): part is Text => part !== null && part !== undefined,
  );
  if (parts.length === 0) return help;
  return {
    en: `${help.en} (${parts.map(({ en }) => en).join('; ')})`,
    zh: `${help.zh}（${parts.map(({ zh }) => zh).join('；')}）`,
  };
}

const isToldIn = ({ en }: Text, value: CliValue): boolean =>
  value.kind === 'word' && value.words.every((word) => en.includes(word));

/** The names of an option, `--out` and the like, and whether a value follows. */
export function optionNames({ flags }: Pick<CliOption, 'flags'>): {
  readonly names: readonly string[];
  /** As commander keeps its value. */
  readonly key: string;
  readonly takesValue: boolean;
} {
  const option = new Option(flags);
  const names = [option.short, option.long].filter((name): name is string => Boolean(name));
  return { names, key: option.attributeName(), takesValue: option.required || option.optional };
}

/** Endings of the files that a command reads and writes, each once. */
const endingsOf = ({ arguments: given, options }: CliCommand): readonly string[] => {
  const values = [...given, ...options].map(({ value }) => value);
  const endings = values.flatMap((value) => (value?.kind === 'file' ? value.endings : []));
  return [...new Set(endings)].filter((ending) => Object.hasOwn(FILE_KINDS, ending));
};

/** A section of a help page: a title and lines of two columns. */
export interface HelpSection {
  readonly title: Text;
  readonly rows: readonly { readonly term: string; readonly help: Text }[];
}

/** What a help page has beside usage, arguments and options, which commander writes. */
export function helpSections(command: CliCommand): readonly HelpSection[] {
  const files = endingsOf(command);
  return [
    {
      title: HELP_TITLES.examples,
      rows: command.examples.map(({ line, help }) => ({ term: `${PROGRAM_NAME} ${line}`, help })),
    },
    ...(files.length > 0
      ? [
          {
            title: HELP_TITLES.files,
            rows: files.map((term) => ({ term, help: FILE_KINDS[term] })),
          },
        ]
      : []),
    {
      title: HELP_TITLES.status,
      rows: EXIT_STATUSES.map(({ status, help }) => ({ term: String(status), help })),
    },
  ];
}

/** Terms up to this width stand before their help; longer ones above it. */
const TERM_WIDTH = 8;

/** The sections as a terminal shows them. */
export const sectionsText = (
  sections: readonly HelpSection[],
  say: (text: Text) => string,
): string =>
  sections
    .map(({ title, rows }) => {
      const lines = rows.map(({ term, help }) =>
        term.length <= TERM_WIDTH
          ? `  ${term.padEnd(TERM_WIDTH)} ${say(help)}`
          : `  ${term}\n      ${say(help)}`,
      );
      return [`\n${say(title)}`, ...lines].join('\n');
    })
    .join('\n');

/** All options that a command has: its own, then those of every command. */
export const optionsOf = ({ options }: CliCommand): readonly CliOption[] => [
  ...options,
  ...COMMON_OPTIONS,
];
