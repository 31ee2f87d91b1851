import { realpathSync, statSync } from 'node:fs';
import { extname, resolve } from 'node:path';
import { RUN_FILE_EXTENSION } from '../../shared/telemetry/run-file';
import { PROJECT_EXTENSION } from '../services/projects';

/** What the page is asked to do with a file of a kind, which has an extension of its own. */
const COMMANDS: Readonly<Record<string, string>> = {
  [PROJECT_EXTENSION]: 'file.openHandle',
  [RUN_FILE_EXTENSION]: 'run.openHandle',
};

const kindOf = (path: string): string => extname(path).toLowerCase();

/** The page's command for a file that `filePathOf` accepted. */
export const openCommand = (path: string): string => COMMANDS[kindOf(path)];

const isOurs = (path: string): boolean => Object.hasOwn(COMMANDS, kindOf(path));

/** The real path of a project or run that the system handed over, or null for anything else. */
export function filePathOf(argument: string, folder: string): string | null {
  if (argument.startsWith('-') || !isOurs(argument)) return null;
  try {
    const path = realpathSync(resolve(folder, argument));
    // The link's name may lie about what it leads to.
    return statSync(path).isFile() && isOurs(path) ? path : null;
  } catch {
    return null;
  }
}

/** The first such file of a command line: a double-clicked file arrives there on Windows and Linux. */
export function fileArgument(commandLine: readonly string[], folder: string): string | null {
  for (const argument of commandLine.slice(1)) {
    const path = filePathOf(argument, folder);
    if (path) return path;
  }
  return null;
}
