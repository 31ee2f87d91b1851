import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { COMMAND_LINE_FILE, commandLineText } from '../../../docs/make/command-line';
import type { CliCommand } from '../../../main/cli/command';
import { COMMANDS } from '../../../main/cli/commands';
import { USAGE_STATUS } from '../../../main/cli/failures';
import { EXIT_STATUSES, optionHelp, optionNames, optionsOf } from '../../../main/cli/help';
import { runCommandLine } from '../../../main/cli/program';

/** What a command line printed, in this process. */
async function printed(args: readonly string[], commands: readonly CliCommand[] = COMMANDS) {
  let out = '';
  let error = '';
  const status = await runCommandLine(
    args,
    {
      out: (text) => {
        out += text;
      },
      error: (text) => {
        error += text;
      },
      interactive: false,
      environment: {},
    },
    commands,
  );
  return { out, error, status };
}

const flat = (text: string): string => text.replace(/\s+/g, '');

describe('the help of every command', () => {
  it.each(COMMANDS.map((command) => [command.name, command] as const))(
    'CLI-67: %s tells arguments, options with limits and defaults, examples, files and statuses, in both languages',
    async (name, command) => {
      for (const locale of ['en', 'zh'] as const) {
        const { out, status } = await printed([name, '--help', '--locale', locale]);
        expect(status).toBe(0);
        const told = flat(out);
        const texts = [
          command.summary,
          ...command.arguments.map(({ help }) => help),
          ...optionsOf(command).map(optionHelp),
          ...command.examples.map(({ help }) => help),
          ...EXIT_STATUSES.map(({ help }) => help),
        ];
        for (const text of texts) expect(told).toContain(flat(text[locale]));
        for (const { line } of command.examples) expect(told).toContain(flat(line));
      }
    },
  );

  it.each(
    COMMANDS.flatMap(({ name, examples }) => examples.map(({ line }) => [name, line] as const)),
  )('CLI-67: %s: the example “%s” is a command line that is understood', async (name, line) => {
    const reached: string[] = [];
    const recorded = COMMANDS.map((command) => ({
      ...command,
      run: async () => {
        reached.push(command.name);
        return null;
      },
    }));
    // What follows is the shell's.
    const [own] = line.split(' > ');
    const { error, status } = await printed(own.split(' '), recorded);
    expect(error).toBe('');
    expect([status, reached]).toEqual([0, [name]]);
  });

  it('CLI-67: every command has an example, and each limit is the one that is checked', async () => {
    for (const command of COMMANDS) {
      expect(command.examples.length, command.name).toBeGreaterThan(0);
      const given = command.arguments.map(({ value }) =>
        value?.kind === 'word' ? value.words[0] : 'x',
      );
      for (const option of optionsOf(command)) {
        const { names, takesValue } = optionNames(option);
        if (!takesValue || option.value?.kind !== 'number') continue;
        const { from, to } = option.value;
        const { status, error } = await printed([command.name, ...given, names[0], String(to + 1)]);
        expect(status).toBe(USAGE_STATUS);
        expect(error).toContain(
          `from ${from.toLocaleString('en-US')} to ${to.toLocaleString('en-US')}`,
        );
      }
    }
  });

  it('CLI-67: docs/cli.md is what `npm run docs` writes', () => {
    expect(readFileSync(COMMAND_LINE_FILE, 'utf8'), 'run `npm run docs`').toBe(commandLineText());
  });
});
