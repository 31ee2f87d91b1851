import { PROCESS_BACKENDS } from '../../shared/document/schema';
import { LOCALES, type Locale, type Text, type TextValues } from '../../shared/text/text';

/** What a command may use of the terminal it runs in. */
export interface CliContext {
  readonly locale: Locale;
  /** A text in the reader's language. */
  say(text: Text, values?: TextValues): string;
  /** Text on standard output now, for commands that have something to say before they end. */
  print(text: string): void;
  /** Waits until whoever reads standard output has taken what was printed: what comes by the million is not piled up. */
  printed(): Promise<void>;
  /** A line for the reader while the command works; standard error, and silent with `--json`. */
  note(line: string): void;
  readonly json: boolean;
  /** A person watches standard error: progress may be drawn there. */
  readonly interactive: boolean;
}

/** What a command found out: facts for `--json`, lines for people. */
export interface CliReport {
  readonly json: Readonly<Record<string, unknown>>;
  readonly lines: readonly string[];
}

/** Values of a command's options, by their camel-case names, as commander parses them: a list of one that may be given again. */
export type CliOptions = Readonly<Record<string, string | boolean | readonly string[] | undefined>>;

/**
 * What an argument, or the value of an option, may be. It is checked before the command runs, told by the help and
 * offered by the completion of shells. `endings` of a file are those that its name usually has; none: any.
 */
export type CliValue =
  | { readonly kind: 'number'; readonly from: number; readonly to: number }
  | { readonly kind: 'word'; readonly words: readonly string[] }
  | { readonly kind: 'file'; readonly endings: readonly string[] }
  | { readonly kind: 'folder' };

export interface CliOption {
  /** As commander writes them: `--epochs <n>`. */
  readonly flags: string;
  readonly help: Text;
  readonly value?: CliValue;
  /** What holds where the option is not given. */
  readonly fallback?: Text;
}

/** One command: its own file and one line in `commands/index.ts`. Help and the tests derive from the list. */
export interface CliCommand {
  readonly name: string;
  readonly summary: Text;
  /** What a person should know beside the summary: what it reads and writes, and what it leaves alone. */
  readonly details?: Text;
  /** Positional arguments in order, with what each is; optional ones come last. */
  readonly arguments: readonly {
    readonly name: string;
    readonly help: Text;
    readonly optional?: boolean;
    readonly value?: CliValue;
  }[];
  readonly options: readonly CliOption[];
  /** Command lines without the program's name, each with what it does. */
  readonly examples: readonly { readonly line: string; readonly help: Text }[];
  /** Throws a `CliError` for every failure that a person can do something about. */
  /** The report is printed by the program; null where the command printed everything itself. */
  run(args: readonly string[], options: CliOptions, context: CliContext): Promise<CliReport | null>;
}

/** Options that every command has. */
export const COMMON_OPTIONS: readonly CliOption[] = [
  {
    flags: '--json',
    help: {
      en: 'print one JSON object on standard output and nothing else there',
      zh: '在标准输出上只打印一个 JSON 对象',
    },
  },
  {
    flags: '--locale <language>',
    help: {
      en: 'language of texts',
      zh: '文本语言',
    },
    value: { kind: 'word', words: LOCALES },
    fallback: { en: 'from LANG', zh: '取自 LANG' },
  },
  {
    flags: '--debug',
    help: { en: 'show where an error came from', zh: '显示错误的来源' },
  },
];

/** What most commands take first. */
export const PROJECT_ARGUMENT = {
  name: 'project',
  help: { en: 'project file (.vpnet)', zh: '项目文件（.vpnet）' },
  value: { kind: 'file', endings: ['.vpnet'] },
} as const satisfies CliCommand['arguments'][number];

/** A run that is read. */
export const RUN_VALUE: CliValue = { kind: 'file', endings: ['.vprun'] };

/** Where a process may train; `fallback` says what holds where nobody chooses. */
export const backendOption = (fallback: Text): CliOption => ({
  flags: '--backend <name>',
  value: { kind: 'word', words: PROCESS_BACKENDS },
  fallback,
  help: { en: 'what computes', zh: '计算后端' },
});
