import { openGivenRun } from '../../monitor/elsewhere';
import { runCommandNamed } from '../commands/index';
import { host } from '../host/host';
import { reportFailure } from '../host/report-failure';
import { closeWindow, openProject } from './project-files';

/** What only the host asks for, beside the commands that a person can choose. */
const REQUESTS: Readonly<Record<string, (argument: string | null) => Promise<void>>> = {
  'app.close': closeWindow,
  'file.openHandle': async (handle) => {
    if (handle !== null) await openProject(handle);
  },
  'run.openHandle': async (handle) => {
    if (handle !== null) await openGivenRun(handle);
  },
};

/** Does what native menus, file associations and the window's close button ask for. Call once. */
export function obeyHost(): void {
  host.on('app.command', ({ command, argument }) => {
    const request = Object.hasOwn(REQUESTS, command) ? REQUESTS[command] : undefined;
    if (request) void request(argument).catch(reportFailure);
    else runCommandNamed(command);
  });
}
