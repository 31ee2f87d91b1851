import { realpathSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { commandThatOpens } from '../services/opened-file';

const isOurs = (path: string): boolean => commandThatOpens(path) !== undefined;

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
