import { realpathSync, statSync } from 'node:fs';
import { extname, resolve } from 'node:path';
import { PROJECT_EXTENSION } from '../services/projects';

/** The real path of a project file that the system handed over, or null for anything else. */
export function projectPathOf(argument: string, folder: string): string | null {
  if (argument.startsWith('-') || extname(argument).toLowerCase() !== PROJECT_EXTENSION)
    return null;
  try {
    const path = realpathSync(resolve(folder, argument));
    // The link's name may lie about what it leads to.
    return statSync(path).isFile() && extname(path).toLowerCase() === PROJECT_EXTENSION
      ? path
      : null;
  } catch {
    return null;
  }
}

/** The first project file of a command line: a double-clicked file arrives there on Windows and Linux. */
export function projectArgument(commandLine: readonly string[], folder: string): string | null {
  for (const argument of commandLine.slice(1)) {
    const path = projectPathOf(argument, folder);
    if (path) return path;
  }
  return null;
}
