import { HostCallError } from '../../shared/host';
import { bindKeys } from './commands/key-bindings';
import { provideNativeMenu } from './commands/native-menu';
import { startAutosave } from './files/autosave';
import { acceptDroppedFiles } from './files/drop';
import { obeyHost } from './files/host-requests';
import { sayReadOnly } from './files/read-only';
import { comeBack } from './files/reload';
import { watchProject } from './files/watch-project';
import { reportCrash } from './host/report-crash';
import { reportFailure } from './host/report-failure';
import { followLocaleSetting } from './i18n/follow-settings';
import { watchElsewhere } from './run/elsewhere';
import { servePageTrainers } from './run/page-trainers';
import { watchRuns } from './run/watch';
import { loadSettings } from './settings/settings';
import { watchCrashes } from './shell/crash-notice';

let starting: Promise<void> | null = null;

/** A bug that nobody catches is said like any other failure, and kept; silence would look like nothing happened. */
function sayStrayFailures(): void {
  const say = (error: unknown): void => {
    reportFailure(error);
    // What the host refused is no bug of the page.
    if (!(error instanceof HostCallError)) reportCrash('page', error);
  };
  window.addEventListener('unhandledrejection', (event) => say(event.reason));
  window.addEventListener('error', (event) => {
    // Browsers also send events without an error, of which nobody has to know.
    if (event.error) say(event.error);
  });
}

async function start(): Promise<void> {
  sayStrayFailures();
  followLocaleSetting();
  await loadSettings();
  watchRuns();
  watchElsewhere();
  servePageTrainers();
  watchProject();
  sayReadOnly();
  startAutosave();
  await comeBack();
  bindKeys();
  obeyHost();
  provideNativeMenu();
  acceptDroppedFiles();
  watchCrashes();
}

/** Connects the stores with the host and with the keyboard, once however often it is asked. */
export function startApp(): Promise<void> {
  starting ??= start();
  return starting;
}
