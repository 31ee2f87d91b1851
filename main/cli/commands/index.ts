import type { CliCommand } from '../command';
import { benchCommand } from './bench';
import { checkCommand } from './check';
import { completionCommand } from './completion';
import { diagnoseCommand } from './diagnose';
import { exportCommand } from './export';
import { findRateCommand } from './find-rate';
import { importCommand } from './import';
import { newCommand } from './new';
import { predictCommand } from './predict';
import { repairCommand } from './repair';
import { serveCommand } from './serve';
import { sweepCommand } from './sweep';
import { trainCommand } from './train';

/** Every command, in the order in which help lists them. */
export const COMMANDS: readonly CliCommand[] = [
  newCommand,
  checkCommand,
  trainCommand,
  diagnoseCommand,
  repairCommand,
  findRateCommand,
  sweepCommand,
  predictCommand,
  exportCommand,
  importCommand,
  serveCommand,
  benchCommand,
  completionCommand(() => COMMANDS),
];
