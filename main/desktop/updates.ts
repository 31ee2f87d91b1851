import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AutoUpdater } from 'electron';

/** electron-builder writes it beside the app where its configuration names an address to publish to; ours names none. */
const FEED_FILE = 'app-update.yml';
/** Systems whose packages Electron can bring up to date by itself. */
const PLATFORMS: ReadonlySet<string> = new Set(['darwin', 'win32']);

/** The address that a package was made with, or null: there is none in the source, and by default none in a package. */
export function feedAddress(resources: string): string | null {
  let content: string;
  try {
    content = readFileSync(join(resources, FEED_FILE), 'utf8');
  } catch {
    return null;
  }
  const value = (key: string): string =>
    new RegExp(`^${key}: *['"]?([^'"\\s]+)['"]?\\s*$`, 'm').exec(content)?.[1] ?? '';
  const url = value('url');
  const isSafe = URL.canParse(url) && new URL(url).protocol === 'https:';
  return value('provider') === 'generic' && isSafe ? url : null;
}

export interface UpdateOptions {
  /** Loaded when it is asked for, which it is only where somebody wants updates. */
  readonly autoUpdater: () => Pick<AutoUpdater, 'setFeedURL' | 'checkForUpdates' | 'on'>;
  readonly feed: string | null;
  readonly platform: string;
  /** A newer version is here, and is installed when the app ends. */
  ready(): void;
  log(line: string): void;
}

/**
 * Newer versions of the app. Off unless whoever made the package gave it an address and the person switched it on;
 * otherwise nothing is asked, not even Electron's updater.
 */
export class Updates {
  private asked = false;

  constructor(private readonly options: UpdateOptions) {}

  /** Whether the person may choose. */
  get possible(): boolean {
    return this.options.feed !== null && PLATFORMS.has(this.options.platform);
  }

  /** Looks once for a newer version, if the person wants that. */
  look(wanted: boolean): void {
    const { feed, autoUpdater, ready, log } = this.options;
    if (!wanted || this.asked || feed === null || !this.possible) return;
    this.asked = true;
    const updater = autoUpdater();
    // Not found, not signed, not reached: the app works as it is.
    updater.on('error', (error) => log(`Looking for a newer version: ${error.message}`));
    updater.on('update-downloaded', ready);
    updater.setFeedURL({ url: feed });
    updater.checkForUpdates();
  }
}
