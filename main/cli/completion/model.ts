import type { Text } from '../../../shared/text/text';
import type { CliCommand, CliValue } from '../command';
import { optionNames, optionsOf } from '../help';

/** What a shell has to know of the program: derived from the registry of commands, so that nothing is listed twice. */
export interface CompletedCommand {
  readonly name: string;
  readonly summary: Text;
  readonly options: readonly {
    readonly names: readonly string[];
    readonly help: Text;
    readonly takesValue: boolean;
    /** Null for a text that nobody can guess. */
    readonly value: CliValue | null;
  }[];
  readonly arguments: readonly (CliValue | null)[];
}

const HELP_OPTION = {
  names: ['-h', '--help'],
  help: { en: 'show this help', zh: '显示此帮助' },
  takesValue: false,
  value: null,
} as const;

export const completedCommands = (commands: readonly CliCommand[]): readonly CompletedCommand[] =>
  commands.map((command) => ({
    name: command.name,
    summary: command.summary,
    options: [
      ...optionsOf(command).map((option) => ({
        ...optionNames(option),
        help: option.help,
        value: option.value ?? null,
      })),
      HELP_OPTION,
    ],
    arguments: command.arguments.map(({ value }) => value ?? null),
  }));

/** A way to write one shell's script. */
export type ScriptWriter = (
  commands: readonly CompletedCommand[],
  say: (text: Text) => string,
) => string;

/** In single quotes, as POSIX shells and zsh read them; also where the text has some. */
export const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;
