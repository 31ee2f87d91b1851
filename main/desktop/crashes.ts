import { type CrashReports, dumpsIn, pruneDumps } from '../services/crash-reports';
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
 * Starts Electron's own reporter, without an address to send to: what it writes of a crashed process (a copy of parts of
 * its memory) lies beside the reports and is bounded like them. Before the app is ready, so that it sees every process.
 */
export function startReporter(
  { app, crashReporter }: Pick<ElectronParts, 'app' | 'crashReporter'>,
  crashFolder: string,
): void {
  const dumps = dumpsIn(crashFolder);
  pruneDumps(dumps);
  app.setPath('crashDumps', dumps);
  crashReporter.start({ uploadToServer: false });
}

/** Reports of crashes of the app and its helpers, on this machine only. Returns how to stop. */
export function watchCrashes(
  { app }: Pick<ElectronParts, 'app'>,
  crashes: CrashReports,
  events?: ProcessEvents,
): () => void {
  app.on('child-process-gone', (_event, { type, ...gone }) => {
    // Of trainers their supervisor tells more, and of whose run it was.
    if (type !== 'Utility') recordGone(crashes, 'process', gone, type);
  });
  return surviveUncaught(crashes, events);
}
