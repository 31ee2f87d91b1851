import { runCommandNamed } from '../commands/index';
import { host } from '../host/host';
import { reportFailure } from '../host/report-failure';
import { openProject } from './project-files';

/** What the host asks for with an argument, beside the commands that a person can choose. */
const REQUESTS: Readonly<Record<string, (argument: string) => Promise<void>>> = {
  'file.openHandle': openProject,
};

/** Does what native menus, file associations and the window's close button ask for. Call once. */
export function obeyHost(): void {
  host.on('app.command', ({ command, argument }) => {
    const request = Object.hasOwn(REQUESTS, command) ? REQUESTS[command] : undefined;
    if (request && argument !== null) void request(argument).catch(reportFailure);
    else runCommandNamed(command);
  });
}
