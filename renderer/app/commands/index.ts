import { canvasCommands } from '../../canvas/commands';
import { exploreCommands } from '../../explore/commands';
import { monitorCommands } from '../../monitor/commands';
import { reportFailure } from '../host/report-failure';
import { COMMAND_GROUPS, type Command } from './command';
import { editCommands } from './edit-commands';
import { fileCommands } from './file-commands';
import { helpCommands } from './help-commands';
import { printShortcut } from './shortcut';
import { trainingCommands } from './training-commands';
import { viewCommands } from './view-commands';

const unsorted: readonly Command[] = [
  ...fileCommands,
  ...editCommands,
  ...viewCommands,
  ...canvasCommands,
  ...monitorCommands,
  ...exploreCommands,
  ...trainingCommands,
  ...helpCommands,
];

/** Everything that can be asked for, group by group. Menus, palette, shortcuts sheet and key bindings derive from it. */
export const COMMANDS: readonly Command[] = COMMAND_GROUPS.flatMap((group) =>
  unsorted.filter((command) => command.group === group),
);

const BY_NAME: ReadonlyMap<string, Command> = new Map(
  COMMANDS.map((command) => [command.name, command]),
);

export const isCommandEnabled = (command: Command): boolean => command.isEnabled?.() ?? true;

/** Runs a command if it applies now; what goes wrong is said to the person. False where it does not apply. */
export function runCommand(command: Command): boolean {
  if (!isCommandEnabled(command)) return false;
  try {
    Promise.resolve(command.run()).catch(reportFailure);
  } catch (error) {
    reportFailure(error);
  }
  return true;
}

/** Runs a command by its name; native menus and the host's own requests come this way. */
export function runCommandNamed(name: string): boolean {
  const command = BY_NAME.get(name);
  return command !== undefined && runCommand(command);
}

/** The shortcut of a command as this machine's keyboard prints it, for hints; empty where it has none. */
export function shortcutHint(name: string): string {
  const shortcut = BY_NAME.get(name)?.shortcuts?.[0];
  return shortcut === undefined ? '' : printShortcut(shortcut);
}
