import type { Locale, Text, TextValues } from '../../shared/text/text';

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

/** One command: its own file and one line in `commands/index.ts`. Help and the tests derive from the list. */
export interface CliCommand {
  readonly name: string;
  readonly summary: Text;
  /** Positional arguments in order, with what each is; optional ones come last. */
  readonly arguments: readonly {
    readonly name: string;
    readonly help: Text;
    readonly optional?: boolean;
  }[];
  readonly options: readonly { readonly flags: string; readonly help: Text }[];
  /** Throws a `CliError` for every failure that a person can do something about. */
  /** The report is printed by the program; null where the command printed everything itself. */
  run(args: readonly string[], options: CliOptions, context: CliContext): Promise<CliReport | null>;
}

/** Options that every command has. */
export const COMMON_OPTIONS: CliCommand['options'] = [
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
      en: 'language of texts: en or zh (default: from LANG)',
      zh: '文本语言：en 或 zh（默认取自 LANG）',
    },
  },
  {
    flags: '--debug',
    help: { en: 'show where an error came from', zh: '显示错误的来源' },
  },
];
