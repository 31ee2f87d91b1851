import { type ChildProcess, execFile } from 'node:child_process';
import { PROGRAM } from '../../support/host-process';
import { scratchFolder } from '../../support/scratch';

/** What a command line came to. */
export interface Outcome {
  readonly status: number;
  readonly out: string;
  readonly error: string;
}

/** The command line in a folder of the test's own, which is also its home. */
export function inFolder(locale = 'en_US.UTF-8', variables: Readonly<Record<string, string>> = {}) {
  const folder = scratchFolder();
  const env = { PATH: process.env.PATH, LANG: locale, VANISHING_POINT_HOME: folder, ...variables };
  const begin = (args: readonly string[], done: (outcome: Outcome) => void): ChildProcess => {
    const child = execFile(
      process.execPath,
      [PROGRAM, ...args],
      { cwd: folder, env },
      (_error, out, error) => done({ status: child.exitCode ?? -1, out, error }),
    );
    return child;
  };
  const run = (...args: string[]): Promise<Outcome> =>
    new Promise((resolve) => begin(args, resolve));
  return { folder, run, begin };
}
