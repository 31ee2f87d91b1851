import type { NativeWindows } from '../services/dialogs';
import { commandThatOpens } from '../services/opened-file';
import type { Services } from '../services/services';

/**
 * A project, or a run, named on the command line, handed to the first page that listens (as the desktop hands over a file that
 * the system opened). Pages after it start as usual: a second tab would only find the project open elsewhere.
 */
export class FirstProject implements NativeWindows {
  private services: Services | null = null;

  /** `path` may lie anywhere: the person named it. */
  constructor(private path: string | null) {}

  connect(services: Services): void {
    this.services = services;
  }

  setMenu(client: string): void {
    if (this.path === null || !this.services) return;
    const argument = this.services.handles.grant(this.path);
    const command = commandThatOpens(this.path);
    this.path = null;
    if (command) this.services.tell('app.command', { command, argument }, client);
  }
}
