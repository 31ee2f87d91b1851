import { extname } from 'node:path';
import { RUN_FILE_EXTENSION } from '../../shared/telemetry/run-file';
import { PROJECT_EXTENSION } from './projects';

/** What a page is asked to do with a file that the system, or the command line, hands over: by its ending. */
const COMMANDS: Readonly<Record<string, string>> = {
  [PROJECT_EXTENSION]: 'file.openHandle',
  [RUN_FILE_EXTENSION]: 'run.openHandle',
};

/** The command that opens a file; undefined for files of other kinds. */
export const commandThatOpens = (path: string): string | undefined =>
  COMMANDS[extname(path).toLowerCase()];
