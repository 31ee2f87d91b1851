import { bindKeys } from './commands/key-bindings';
import { provideNativeMenu } from './commands/native-menu';
import { startAutosave } from './files/autosave';
import { acceptDroppedProjects } from './files/drop';
import { obeyHost } from './files/host-requests';
import { sayReadOnly } from './files/read-only';
import { comeBack } from './files/reload';
import { watchProject } from './files/watch-project';
import { reportFailure } from './host/report-failure';
import { followLocaleSetting } from './i18n/follow-settings';
import { servePageTrainers } from './run/page-trainers';
import { watchRuns } from './run/watch';
import { loadSettings } from './settings/settings';

let starting: Promise<void> | null = null;

/** A bug in a promise nobody awaits is said like any other failure; silence would look like nothing happened. */
function sayStrayFailures(): void {
  window.addEventListener('unhandledrejection', (event) => reportFailure(event.reason));
}

async function start(): Promise<void> {
  sayStrayFailures();
  followLocaleSetting();
  await loadSettings();
  watchRuns();
  servePageTrainers();
  watchProject();
  sayReadOnly();
  startAutosave();
  await comeBack();
  bindKeys();
  obeyHost();
  provideNativeMenu();
  acceptDroppedProjects();
}

/** Connects the stores with the host and with the keyboard, once however often it is asked. */
export function startApp(): Promise<void> {
  starting ??= start();
  return starting;
}
