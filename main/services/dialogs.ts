import type { NativeMenu } from '../../shared/host-data';
import type { Locale } from '../../shared/text/text';

/** What a host with a window system offers beyond the page; the server host has none. */
export interface NativeDialogs {
  /** Path of the chosen project, or null when the person changed their mind. */
  pickOpen(): Promise<string | null>;
  /** Path of the chosen run, likewise. */
  pickRun(): Promise<string | null>;
  pickSave(name: string): Promise<string | null>;
  pickExport(name: string): Promise<string | null>;
}

/** What a host whose windows are its own lets a page do to them; in a browser the browser has that say. */
export interface NativeWindows {
  /** The page listens to the host's commands from now on; these are its own. */
  setMenu(client: string, menus: readonly NativeMenu[], locale: Locale): void;
  /** The person keeps the window that was about to close. */
  stay?(): void;
}

/** The list of recent documents that the system itself keeps and shows, in a dock or a taskbar. */
export interface NativeRecent {
  add(path: string): void;
  /** Instead of all that it had; newest first. */
  replace(paths: readonly string[]): void;
}
