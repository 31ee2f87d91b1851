import { bindKeys } from './commands/key-bindings';
import { startAutosave } from './files/autosave';
import { acceptDroppedProjects } from './files/drop';
import { obeyHost } from './files/host-requests';
import { watchProject } from './files/watch-project';
import { followLocaleSetting } from './i18n/follow-settings';
import { watchRuns } from './run/watch';
import { loadSettings } from './settings/settings';

let starting: Promise<void> | null = null;

async function start(): Promise<void> {
  followLocaleSetting();
  await loadSettings();
  watchRuns();
  watchProject();
  startAutosave();
  bindKeys();
  obeyHost();
  acceptDroppedProjects();
}

/** Connects the stores with the host and with the keyboard, once however often it is asked. */
export function startApp(): Promise<void> {
  starting ??= start();
  return starting;
}
