import type { App } from 'electron';
import type { NativeRecent } from '../services/dialogs';

/** The system's own list of recent documents: in the dock of macOS and the jump list of Windows. Linux keeps none. */
export const nativeRecent = (
  app: Pick<App, 'addRecentDocument' | 'clearRecentDocuments'>,
): NativeRecent => ({
  add: (path) => app.addRecentDocument(path),
  replace(paths) {
    app.clearRecentDocuments();
    for (const path of paths.toReversed()) app.addRecentDocument(path);
  },
});
