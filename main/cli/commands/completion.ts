import type { CliCommand } from '../command';
import { bashScript } from '../completion/bash';
import { fishScript } from '../completion/fish';
import { completedCommands, type ScriptWriter } from '../completion/model';
import { zshScript } from '../completion/zsh';

/** A script for each shell. */
const WRITERS: Readonly<Record<string, ScriptWriter>> = {
  bash: bashScript,
  zsh: zshScript,
  fish: fishScript,
};

/** `commands` is asked when the script is written: this command is one of them. */
export const completionCommand = (commands: () => readonly CliCommand[]): CliCommand => ({
  name: 'completion',
  summary: {
    en: 'print a script with which a shell completes commands, options and files',
    zh: '打印脚本，使 shell 能补全命令、选项与文件',
  },
  details: {
    en: 'The script completes the word vanishing-point: the program as it is installed, or an alias of that name.',
    zh: '该脚本补全 vanishing-point 这个词：已安装的程序，或同名的别名。',
  },
  arguments: [
    {
      name: 'shell',
      help: { en: 'bash, zsh or fish', zh: 'bash、zsh 或 fish' },
      value: { kind: 'word', words: Object.keys(WRITERS) },
    },
  ],
  options: [],
  examples: [
    {
      line: 'completion bash > ~/.local/share/bash-completion/completions/vanishing-point',
      help: { en: 'for every bash from now on', zh: '此后每个 bash 都可用' },
    },
    {
      line: 'completion zsh > ~/.zfunc/_vanishing-point',
      help: { en: 'for zsh, in a folder of its fpath', zh: '用于 zsh，放在 fpath 中的文件夹' },
    },
    {
      line: 'completion fish > ~/.config/fish/completions/vanishing-point.fish',
      help: { en: 'for every fish from now on', zh: '此后每个 fish 都可用' },
    },
  ],
  async run([shell], _options, context) {
    const script = WRITERS[shell](completedCommands(commands()), context.say);
    return { json: { shell, script }, lines: [script.trimEnd()] };
  },
});
