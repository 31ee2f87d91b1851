import type { CliCommand } from '../../main/cli/command';
import { COMMANDS } from '../../main/cli/commands';
import { EXIT_STATUSES, optionHelp, optionsOf, PROGRAM_NAME } from '../../main/cli/help';
import type { Text } from '../../shared/text/text';

/** Where the reference of the command line is written, from the project's folder. */
export const COMMAND_LINE_FILE = 'docs/cli.md';

const MADE_NOTE =
  '<!-- Written by `npm run docs` from the commands of main/cli; edit those instead. -->';

/** A cell of a table must not end at a bar that the text has. */
const cell = (text: string): string => text.replaceAll('|', '\\|');
const both = ({ en, zh }: Text): string => `${cell(en)} | ${cell(zh)}`;

const usageOf = ({ name, arguments: given }: CliCommand): string =>
  [
    PROGRAM_NAME,
    name,
    ...given.map((own) => (own.optional ? `[${own.name}]` : `<${own.name}>`)),
    '[options]',
  ].join(' ');

const table = (rows: readonly (readonly [term: string, help: Text])[]): readonly string[] => [
  '| | | |',
  '| --- | --- | --- |',
  ...rows.map(([term, help]) => `| \`${cell(term)}\` | ${both(help)} |`),
  '',
];

function sectionOf(command: CliCommand): readonly string[] {
  const { name, summary, details, arguments: given, examples } = command;
  const about = [summary, ...(details ? [details] : [])];
  return [
    `## ${name}`,
    '',
    ...about.flatMap(({ en }) => [en, '']),
    ...about.flatMap(({ zh }) => [zh, '']),
    '```sh',
    usageOf(command),
    '```',
    '',
    ...table([
      ...given.map((own): [string, Text] => [own.name, own.help]),
      ...optionsOf(command).map((own): [string, Text] => [own.flags, optionHelp(own)]),
    ]),
    '```sh',
    ...examples.flatMap(({ line, help }) => [`# ${help.en}`, `${PROGRAM_NAME} ${line}`]),
    '```',
    '',
  ];
}

/** The reference of the command line, from the registry from which its help comes. */
export const commandLineText = (): string =>
  [
    MADE_NOTE,
    '',
    '# The command line · 命令行',
    '',
    'Call it as `npx vanishing-point <command>`. Every command ends with one of these statuses:',
    '',
    '通过 `npx vanishing-point <命令>` 调用。每个命令都以下列状态之一结束：',
    '',
    ...table(EXIT_STATUSES.map(({ status, help }): [string, Text] => [String(status), help])),
    ...COMMANDS.flatMap(sectionOf),
  ].join('\n');
