import { Command, CommanderError, Option } from 'commander';
import packageFile from '../../package.json' with { type: 'json' };
import { quoteError } from '../../shared/text/quote';
import { type Locale, say, type Text } from '../../shared/text/text';
import type { CliCommand, CliContext, CliOptions } from './command';
import { COMMANDS } from './commands';
import { CliError } from './failures';
import {
  HELP_TITLES,
  helpSections,
  optionHelp,
  optionNames,
  optionsOf,
  PROGRAM_NAME,
  sectionsText,
} from './help';
import { localeInArguments, localeOf } from './locale';
import { checkValue } from './numbers';

/** Where a program writes and what it knows of its surroundings; tests supply their own. */
export interface Terminal {
  out(text: string): void;
  error(text: string): void;
  /** Resolves once what was written to standard output is taken, or as good as taken. */
  settled?(): Promise<void>;
  readonly interactive: boolean;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** Commander's own titles, by their English words. */
const TITLES = new Map<string, Text>(Object.values(HELP_TITLES).map((title) => [title.en, title]));

const ABOUT: Text = {
  en: 'Draw a neural network, train it, and see why training works or fails.',
  zh: '绘制神经网络，训练它，看清训练为何成功或失败。',
};
const HELP_OPTION: Text = { en: 'show this help', zh: '显示此帮助' };
const VERSION_OPTION: Text = { en: 'show the version', zh: '显示版本' };

/** What commander refuses, by its own codes; `{{word}}` is what it puts in quotes. */
const USAGE_TEXTS: Readonly<Record<string, Text>> = {
  'commander.missingArgument': {
    en: 'The argument <{{word}}> is missing.',
    zh: '缺少参数 <{{word}}>。',
  },
  'commander.unknownOption': { en: 'There is no option {{word}}.', zh: '没有选项 {{word}}。' },
  'commander.unknownCommand': { en: 'There is no command {{word}}.', zh: '没有命令 {{word}}。' },
  'commander.optionMissingArgument': { en: '{{word}} needs a value.', zh: '{{word}} 需要一个值。' },
  'commander.invalidArgument': { en: '{{word}} is not allowed.', zh: '不允许 {{word}}。' },
  'commander.excessArguments': { en: 'There are too many arguments.', zh: '参数过多。' },
};

/** Commander's own sentence below a refusal, of one name or of several. */
const NEAREST = /\(Did you mean (?:one of )?(.+)\?\)/;
const NEAREST_TEXT: Text = { en: ' Did you mean {{nearest}}?', zh: '是否想输入 {{nearest}}？' };

/** Asked for, so nothing went wrong. */
const HARMLESS = new Set(['commander.helpDisplayed', 'commander.help', 'commander.version']);

/** Runs one command line and gives its exit status. Arguments without the program's own name. */
export async function runCommandLine(
  args: readonly string[],
  terminal: Terminal,
  commands: readonly CliCommand[] = COMMANDS,
): Promise<number> {
  const locale = localeInArguments(args) ?? localeOf(terminal.environment);
  const wantsJson = args.includes('--json');
  const debug = args.includes('--debug');
  const context: CliContext = {
    locale,
    json: wantsJson,
    interactive: terminal.interactive && !wantsJson,
    say: (text, values) => say(text, locale, values),
    print: (text) => terminal.out(`${text}\n`),
    printed: async () => terminal.settled?.(),
    note: (line) => {
      if (!wantsJson) terminal.error(`${line}\n`);
    },
  };
  try {
    await buildProgram(args, commands, context, terminal).parseAsync([...args], { from: 'user' });
    return 0;
  } catch (error) {
    const failure = failureOf(error, args);
    if (failure === null) return 0;
    if (wantsJson) {
      const { kind, details } = failure;
      const sentence = say(failure.text, locale);
      terminal.out(`${JSON.stringify({ ...details, error: { kind, message: sentence } })}\n`);
    }
    terminal.error(`${say(failure.text, locale)}\n`);
    if (debug && error instanceof Error) terminal.error(`${error.stack ?? ''}\n`);
    return failure.exitStatus;
  }
}

function failureOf(error: unknown, args: readonly string[]): CliError | null {
  if (error instanceof CliError) return error;
  if (error instanceof CommanderError) {
    if (HARMLESS.has(error.code)) return null;
    const word = /'([^']*)'/.exec(error.message)?.[1] ?? '';
    const text = USAGE_TEXTS[error.code] ?? { en: quoteError(error), zh: quoteError(error) };
    const nearest = NEAREST.exec(error.message)?.[1];
    const sentence = (locale: Locale): string =>
      say(text, locale, { word }) + (nearest ? say(NEAREST_TEXT, locale, { nearest }) : '');
    const problem = { en: sentence('en'), zh: sentence('zh') };
    const known = COMMANDS.find(({ name }) => name === args[0]);
    const command = known ? `${known.name} ` : '';
    return new CliError('usage', { problem, command });
  }
  return new CliError('internal', { reason: quoteError(error) });
}

function buildProgram(
  args: readonly string[],
  commands: readonly CliCommand[],
  context: CliContext,
  terminal: Terminal,
): Command {
  const program = new Command(PROGRAM_NAME);
  program
    .description(context.say(ABOUT))
    .version(packageFile.version, '-V, --version', context.say(VERSION_OPTION));
  decorate(program, context, terminal);
  program.helpCommand(false);
  // Without a command a person wants to know what there is; that is help, not a fault.
  if (program.parseOptions([...args]).operands.length === 0) program.action(() => program.help());
  for (const command of commands) addCommand(program, command, context, terminal);
  return program;
}

function decorate(command: Command, context: CliContext, terminal: Terminal): void {
  command
    .helpOption('-h, --help', context.say(HELP_OPTION))
    .configureHelp({
      styleTitle: (title) => context.say(TITLES.get(title) ?? { en: title, zh: title }),
    })
    // Commander's own complaints are said by `describe`, in the reader's language.
    .configureOutput({ writeOut: (text) => terminal.out(text), writeErr: () => undefined })
    .exitOverride();
}

function addCommand(
  program: Command,
  definition: CliCommand,
  context: CliContext,
  terminal: Terminal,
): void {
  const { summary, details } = definition;
  const about = [summary, ...(details ? [details] : [])].map((text) => context.say(text));
  const command = program
    .command(definition.name)
    .summary(about[0])
    .description(about.join('\n\n'))
    .addHelpText('after', () => sectionsText(helpSections(definition), context.say));
  decorate(command, context, terminal);
  for (const { name, help, optional } of definition.arguments)
    command.argument(optional ? `[${name}]` : `<${name}>`, context.say(help));
  for (const option of optionsOf(definition)) {
    command.addOption(new Option(option.flags, context.say(optionHelp(option))));
  }
  command.allowExcessArguments(false).action(async (...given: unknown[]) => {
    const positional = given.slice(0, definition.arguments.length) as string[];
    const options = given[definition.arguments.length] as CliOptions;
    checkValues(definition, positional, options);
    const report = await definition.run(positional, options, context);
    if (report) context.print(context.json ? JSON.stringify(report.json) : report.lines.join('\n'));
  });
}

/** Throws a `CliError` for the first argument or option whose value its definition does not allow. */
function checkValues(
  definition: CliCommand,
  positional: readonly (string | undefined)[],
  options: CliOptions,
): void {
  for (const [at, { name, value }] of definition.arguments.entries()) {
    if (value) checkValue(`<${name}>`, positional[at], value);
  }
  for (const option of optionsOf(definition)) {
    const { names, key } = optionNames(option);
    if (option.value) checkValue(names[names.length - 1], options[key], option.value);
  }
}
