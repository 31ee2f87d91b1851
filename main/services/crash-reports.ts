import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type CrashFacts,
  type CrashPlace,
  type CrashReport,
  crashFactsOf,
  crashReportSchema,
} from '../../shared/crash-report';
import type { RunFailure, RunState } from '../../shared/telemetry/protocol';

const TRAINER_CRASHES: ReadonlySet<RunFailure['kind']> = new Set([
  'crashed',
  'out-of-memory',
  'unresponsive',
  'leak',
]);

const MAX_REPORTS = 20;
/** An error in a loop must not fill the folder, nor push what came before out of it. */
const MAX_REPORTS_A_SESSION = 10;
const EXTENSION = '.json';
const DUMPS = 'dumps';
/** What the system writes of a crashed process is megabytes. */
const MAX_DUMPS_BYTES = 32 * 1024 * 1024;

export interface CrashOptions {
  readonly version: string;
  /** Name and architecture of the system; more would tell the machine. */
  readonly system?: string;
  /** Hears of each new report. */
  readonly tell?: (report: CrashReport) => void;
}

/**
 * Crash reports, in a folder of this machine; nothing sends them. Written at once and without waiting, because the
 * process may be about to end, and without throwing, because a full disk must not make a second crash of one.
 */
export class CrashReports {
  private readonly written = new Set<string>();

  constructor(
    readonly folder: string,
    private readonly options: CrashOptions,
  ) {}

  recordError(place: CrashPlace, error: unknown): void {
    this.record(place, crashFactsOf(error));
  }

  /** A trainer that ended by itself is a crash; numbers that overflow are the network's. */
  noteRun({ failure, backend }: RunState): void {
    if (!failure || !TRAINER_CRASHES.has(failure.kind)) return;
    this.record('trainer', { reason: failure.kind, message: backend, frames: [] });
  }

  record(place: CrashPlace, facts: CrashFacts): void {
    const what = JSON.stringify([place, facts]);
    if (this.written.has(what) || this.written.size >= MAX_REPORTS_A_SESSION) return;
    this.written.add(what);
    const time = Date.now();
    const report: CrashReport = {
      id: `${time}-${randomUUID()}`,
      time,
      place,
      version: this.options.version,
      system: this.options.system ?? `${process.platform} ${process.arch}`,
      ...facts,
    };
    try {
      mkdirSync(this.folder, { recursive: true });
      writeFileSync(join(this.folder, `${report.id}${EXTENSION}`), JSON.stringify(report, null, 2));
      for (const id of this.ids().slice(MAX_REPORTS)) this.remove(id);
    } catch {
      // Nobody can be told of it but the window, which is told below.
    }
    this.options.tell?.(report);
  }

  /** Newest first; what is no report is left out. */
  list(): CrashReport[] {
    return this.ids()
      .slice(0, MAX_REPORTS)
      .flatMap((id) => {
        try {
          const text = readFileSync(join(this.folder, `${id}${EXTENSION}`), 'utf8');
          return crashReportSchema.parse(JSON.parse(text));
        } catch {
          return [];
        }
      });
  }

  clear(): void {
    for (const id of this.ids()) this.remove(id);
    rmSync(dumpsIn(this.folder), { recursive: true, force: true });
  }

  /** Names begin with their time, whose digits will not grow for centuries. */
  private ids(): string[] {
    try {
      return readdirSync(this.folder)
        .filter((name) => name.endsWith(EXTENSION))
        .map((name) => name.slice(0, -EXTENSION.length))
        .sort()
        .reverse();
    } catch {
      return [];
    }
  }

  private remove(id: string): void {
    rmSync(join(this.folder, `${id}${EXTENSION}`), { recursive: true, force: true });
  }
}

/** Where a system's own crash handler may leave what it writes, beside the reports. */
export const dumpsIn = (crashFolder: string): string => join(crashFolder, DUMPS);

/** Keeps the newest of the system's own files, up to a few megabytes of them in all. Call before it may write more. */
export function pruneDumps(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .map((name) => ({ file: join(folder, name), facts: statSync(join(folder, name)) }))
      .filter(({ facts }) => facts.isFile())
      .sort((a, b) => b.facts.mtimeMs - a.facts.mtimeMs);
    let bytes = 0;
    for (const { file, facts } of files) {
      bytes += facts.size;
      if (bytes > MAX_DUMPS_BYTES) rmSync(file, { force: true });
    }
  } catch {
    // The app starts without them.
  }
}
