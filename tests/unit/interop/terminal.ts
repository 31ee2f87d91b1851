import { join } from 'node:path';
import { runCommandLine } from '../../../main/cli/program';
import { scratchFolder } from '../../support/scratch';

/** The command line in this process, in a folder of its own. */
export function terminal() {
  const folder = scratchFolder();
  const at = (name: string) => join(folder, name);
  const run = async (...args: string[]) => {
    const said = { out: '', error: '' };
    const status = await runCommandLine(args, {
      out: (text) => {
        said.out += text;
      },
      error: (text) => {
        said.error += text;
      },
      interactive: false,
      environment: { LANG: 'en_US.UTF-8' },
    });
    return { ...said, status };
  };
  return { folder, at, run };
}
