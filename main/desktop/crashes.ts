import type { CrashReports } from '../services/crash-reports';
import { type ProcessEvents, surviveUncaught } from '../services/watch-process';
import type { ElectronParts } from './electron-parts';

/** Ends that somebody meant. */
const MEANT: ReadonlySet<string> = new Set(['clean-exit', 'killed']);

/** What the system says of a process that is gone, where it went by itself. */
export function recordGone(
  crashes: CrashReports,
  place: 'window' | 'trainer' | 'process',
  { reason, exitCode }: { readonly reason: string; readonly exitCode: number },
  name = '',
): void {
  if (MEANT.has(reason)) return;
  crashes.record(place, { reason, message: `${name} exit code ${exitCode}`.trim(), frames: [] });
}

/**
 * Reports of crashes, on this machine only. Electron's own reporter is started without an address to send to; what it
 * writes of a crashed process (a copy of parts of its memory) lies beside the reports and is bounded like them.
 */
export function watchCrashes(
  { app, crashReporter }: Pick<ElectronParts, 'app' | 'crashReporter'>,
  crashes: CrashReports,
  events?: ProcessEvents,
): () => void {
  crashes.pruneDumps();
  app.setPath('crashDumps', crashes.dumps);
  crashReporter.start({ uploadToServer: false });
  app.on('child-process-gone', (_event, { type, ...gone }) => {
    // Of trainers their supervisor tells more, and of whose run it was.
    if (type !== 'Utility') recordGone(crashes, 'process', gone, type);
  });
  return surviveUncaught(crashes, events);
}
