import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../../main/cli/commands';
import { bashScript } from '../../../main/cli/completion/bash';
import { fishScript } from '../../../main/cli/completion/fish';
import { completedCommands, type ScriptWriter } from '../../../main/cli/completion/model';
import { zshScript } from '../../../main/cli/completion/zsh';
import { scratchFolder } from '../../support/scratch';

const isThere = (shell: string): boolean => spawnSync(shell, ['--version']).status === 0;
const model = completedCommands(COMMANDS);
const written = (writer: ScriptWriter): string => writer(model, ({ en }) => en);

/** A folder with files to complete, and the script. */
function place(): string {
  const folder = scratchFolder();
  for (const name of ['net.vpnet', 'my net.vpnet', 'net.vprun', 'rows.csv', 'notes.txt']) {
    writeFileSync(join(folder, name), '');
  }
  mkdirSync(join(folder, 'pictures'));
  writeFileSync(join(folder, 'script'), written(bashScript));
  return folder;
}

/** What bash offers for the last of these words, as the person would see it after pressing Tab. */
function offered(folder: string, ...words: string[]): string[] {
  const list = ['vanishing-point', ...words].map((word) => `'${word}'`).join(' ');
  const script = [
    '. ./script',
    `COMP_WORDS=(${list})`,
    `COMP_CWORD=${words.length}`,
    '_vanishing_point',
    `printf '%s\\n' "\${COMPREPLY[@]}"`,
  ].join('\n');
  const out = execFileSync('bash', ['--norc', '-u', '-c', script], {
    cwd: folder,
    encoding: 'utf8',
  });
  return out
    .split('\n')
    .filter((line) => line !== '')
    .sort();
}

describe.skipIf(!isThere('bash'))('in a real bash', () => {
  it('CLI-68: it is registered, and offers every command and what begins so', () => {
    const folder = place();
    const shown = execFileSync(
      'bash',
      ['--norc', '-c', '. ./script; complete -p vanishing-point'],
      { cwd: folder, encoding: 'utf8' },
    );
    expect(shown.trim()).toBe('complete -o filenames -F _vanishing_point vanishing-point');
    expect(offered(folder, '')).toEqual(
      ['--help', '--version', ...COMMANDS.map(({ name }) => name)].sort(),
    );
    expect(offered(folder, 'ch')).toEqual(['check']);
    expect(offered(folder, 'nothing')).toEqual([]);
  });

  it('CLI-68: every option of every command is offered, and every word that a value may be', () => {
    const folder = place();
    for (const { name, options } of model) {
      const names = options.flatMap((option) => option.names).sort();
      expect(offered(folder, name, '-'), name).toEqual(names);
      for (const { names: own, value, takesValue } of options) {
        if (!takesValue) continue;
        const [option] = own;
        const expected = value?.kind === 'word' ? [...value.words].sort() : null;
        if (expected)
          expect(offered(folder, name, option, ''), `${name} ${option}`).toEqual(expected);
        if (!value || value.kind === 'number')
          expect(offered(folder, name, option, '')).toEqual([]);
      }
    }
  });

  it('CLI-68: files are offered by their ending, also with blanks and after --option=, and folders beside them', () => {
    const folder = place();
    expect(offered(folder, 'train', '')).toEqual(['my net.vpnet', 'net.vpnet', 'pictures']);
    expect(offered(folder, 'train', 'my')).toEqual(['my net.vpnet']);
    expect(offered(folder, 'predict', 'net.vpnet', '--run', '')).toEqual(['net.vprun', 'pictures']);
    expect(offered(folder, 'predict', 'net.vpnet', '--run', '=', 'n')).toEqual(['net.vprun']);
    expect(offered(folder, 'predict', 'net.vpnet', '--input', 'r')).toEqual(['rows.csv']);
    expect(offered(folder, 'serve', '--folder', '')).toEqual(['pictures']);
    // A value is no argument, and after the last argument there is nothing to offer.
    expect(offered(folder, 'train', '--epochs', '5', 'n')).toEqual(['net.vpnet']);
    expect(offered(folder, 'train', 'net.vpnet', '')).toEqual([]);
  });
});

describe('other shells', () => {
  it('CLI-68: zsh and fish get every command and option, in their own words', () => {
    const zsh = written(zshScript);
    const fish = written(fishScript);
    for (const { name, options } of model) {
      expect(zsh).toContain(`    ${name}) _arguments `);
      expect(fish).toContain(`-a ${name} -d `);
      for (const { names } of options) {
        for (const option of names) {
          expect(zsh).toContain(`'${option}[`);
          expect(fish).toContain(
            option.startsWith('--') ? ` -l ${option.slice(2)}` : ` -s ${option.slice(1)}`,
          );
        }
      }
    }
  });

  it.each([
    ['zsh', zshScript, ['-n']],
    ['fish', fishScript, ['--no-execute']],
  ] as const)(
    'CLI-68: %s reads its script without an error, where it is installed',
    (shell, writer, flags) => {
      if (!isThere(shell)) {
        process.stderr.write(`${shell} is not installed here: its script was not read by it.\n`);
        return;
      }
      const folder = scratchFolder();
      writeFileSync(join(folder, 'script'), written(writer));
      const { status, stderr } = spawnSync(shell, [...flags, join(folder, 'script')], {
        encoding: 'utf8',
      });
      expect(stderr).toBe('');
      expect(status).toBe(0);
    },
  );
});
