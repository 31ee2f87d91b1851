import { create } from 'zustand';
import type { ProjectDocument } from '../../../shared/document/schema';
import type { RunSummary } from '../../../shared/host-data';
import type { GroupName, RunLayout } from '../../../shared/telemetry/layout';
import { isOver } from '../../../shared/telemetry/protocol';
import { TelemetryStore } from '../../../shared/telemetry/store';
import { host } from '../../app/host/host';
import { sentenceOf } from '../../app/host/report-failure';
import { useSelectedRuns } from '../selected-runs';
import { assignSlots } from './line-style';

/** More curves over each other tell nobody anything, and each costs memory. */
export const MAX_COMPARED = 100;
/** A run under way is read anew so often. */
const REFRESH_MS = 3_000;
/** Runs that arrive within this time are drawn together. */
const GATHER_MS = 500;
const CURVES: readonly GroupName[] = ['steps', 'validation'];

/** A run as it is compared: with the rows of its curves alone. */
export interface ComparedRun {
  readonly summary: RunSummary;
  readonly document: ProjectDocument;
  readonly layout: RunLayout;
  readonly telemetry: TelemetryStore;
}

interface Compared {
  readonly loaded: ReadonlyMap<string, ComparedRun>;
  /** Why a run could not be read. */
  readonly failures: ReadonlyMap<string, string>;
  readonly slots: ReadonlyMap<string, number>;
}

export const useCompared = create<Compared>(() => ({
  loaded: new Map(),
  failures: new Map(),
  slots: new Map(),
}));

/** The chosen runs, as many as are compared. */
export const comparedNames = (runs: readonly string[]): readonly string[] =>
  runs.slice(0, MAX_COMPARED);

/** The telemetry of a run's groups; null where it told nothing yet. */
export async function readGroups(
  run: string,
  groups: readonly GroupName[],
): Promise<ComparedRun | null> {
  const read = await host.call('runs.read', { run, groups: [...groups] });
  const { summary, document, layout } = read;
  if (!layout) return null;
  return { summary, document, layout, telemetry: TelemetryStore.fromStored(layout, read.groups) };
}

const wantedNow = (): readonly string[] => comparedNames(useSelectedRuns.getState().runs);

/** Lets go of what is not compared any more. */
function keepWanted(): void {
  const wanted = wantedNow();
  const only = <Value>(map: ReadonlyMap<string, Value>): ReadonlyMap<string, Value> =>
    new Map([...map].filter(([run]) => wanted.includes(run)));
  const { loaded, failures, slots } = useCompared.getState();
  useCompared.setState({
    loaded: only(loaded),
    failures: only(failures),
    slots: assignSlots(slots, wanted),
  });
}

/** Reads runs one after the other, so that the host has other things to do in between. */
class Reader {
  private readonly asked: Set<string> = new Set();
  private arrived: [string, ComparedRun][] = [];
  private timer: ReturnType<typeof setTimeout> | null = null;
  private isReading = false;
  private isEnded = false;

  /** Of runs that are there already, reads those under way again where `anew`. */
  want(anew: boolean): void {
    const { loaded, failures } = useCompared.getState();
    for (const run of wantedNow()) {
      const known = loaded.get(run);
      const isMissing = !known && !failures.has(run);
      if (isMissing || (anew && known && !isOver(known.summary.state.phase))) this.asked.add(run);
    }
    if (!this.isReading) void this.readAll();
  }

  end(): void {
    this.isEnded = true;
    if (this.timer) clearTimeout(this.timer);
  }

  private async readAll(): Promise<void> {
    this.isReading = true;
    for (const run of this.asked) {
      this.asked.delete(run);
      if (this.isEnded) break;
      if (!wantedNow().includes(run)) continue;
      try {
        const read = await readGroups(run, CURVES);
        if (read) this.take(run, read);
      } catch (error) {
        const failures = new Map(useCompared.getState().failures).set(run, sentenceOf(error));
        useCompared.setState({ failures });
      }
    }
    this.isReading = false;
  }

  private take(run: string, read: ComparedRun): void {
    this.arrived.push([run, read]);
    this.timer ??= setTimeout(() => {
      this.timer = null;
      const arrived = this.arrived.filter(([each]) => wantedNow().includes(each));
      this.arrived = [];
      useCompared.setState(({ loaded }) => ({ loaded: new Map([...loaded, ...arrived]) }));
    }, GATHER_MS);
  }
}

/** Keeps what is compared up to date with what is chosen; returns the way to stop. */
export function watchCompared(): () => void {
  const reader = new Reader();
  keepWanted();
  // Also what was under way when this was last looked at.
  reader.want(true);
  const timer = setInterval(() => reader.want(true), REFRESH_MS);
  const unsubscribe = useSelectedRuns.subscribe(() => {
    keepWanted();
    reader.want(false);
  });
  return () => {
    clearInterval(timer);
    unsubscribe();
    reader.end();
  };
}
