import { join } from 'node:path';
import type { HostCallName } from '../../shared/host';
import type { RandomStream } from '../../shared/random/random-stream';
import { isOver, type RunState } from '../../shared/telemetry/protocol';
import type { SocketAnswer } from '../support/host-process';
import { Ledger } from './ledger';

/** Runs, sweeps and folders that are remembered; older ones are not called any more. */
const REMEMBERED = 30;
const CSV = new TextEncoder().encode(`x,y,kind\n${'0.5,1,a\n1.5,-1,b\n'.repeat(30)}`);
const SWEEP = { axes: [{ path: 'rate', values: [0.01, 0.1] }], draw: { kind: 'grid' } };

const pick = (random: RandomStream, values: readonly string[]): string | undefined =>
  values.length === 0 ? undefined : values[random.below(values.length)];

/** All that the windows of a soak know together: what the host told them, and what they wrote. */
export class World {
  readonly saves = new Ledger();
  readonly drafts = new Ledger();
  readonly draftsFolder: string;
  /** Runs under way. */
  readonly active = new Set<string>();
  private readonly projectsFolder: string;
  private readonly files = new Map<string, string>();
  private readonly known: Record<'folder' | 'run' | 'sweep', string[]> = {
    folder: [],
    run: [],
    sweep: [],
  };

  constructor(home: string) {
    this.draftsFolder = join(home, 'data', 'drafts');
    this.projectsFolder = join(home, 'projects');
  }

  /** The file that a handle stands for; null for one that was never placed. */
  fileOf(handle: string): string | null {
    return this.files.get(handle) ?? null;
  }

  /** A value that makes sense for a field of a call's arguments; undefined where the world knows none. */
  valueOf(field: string, call: HostCallName, random: RandomStream): unknown {
    // Now and then anything at all: a handle of nothing, a run that never was.
    if (random.uniform() < 0.05) return undefined;
    const handles = [...this.files.keys()];
    const sources: Readonly<Record<string, () => unknown>> = {
      handle: () => pick(random, handles),
      project: () => (random.uniform() < 0.5 ? null : pick(random, handles)),
      folder: () =>
        call === 'projects.place' ? this.known.folder[0] : pick(random, this.known.folder),
      name: () => (call === 'data.importTable' ? 'rows.csv' : `soak-${random.below(6)}.vpnet`),
      content: () => (call === 'data.importTable' ? CSV : undefined),
      run: () => pick(random, this.known.run),
      sweep: () => pick(random, this.known.sweep),
      spec: () => SWEEP,
      format: () => pick(random, ['pytorch', 'nothing']),
      paused: () => random.uniform() < 0.1,
      stepLimit: () => 1 + random.below(200),
    };
    return Object.hasOwn(sources, field) ? sources[field]() : undefined;
  }

  /** What a call's answer tells. */
  learn(name: HostCallName, input: unknown, value: unknown): void {
    const told = value as { run: string; sweep: string; folder: string; handle: string };
    const learners: Partial<Record<HostCallName, () => void>> = {
      'projects.browse': () => this.remember('folder', told.folder),
      'projects.place': () => {
        const { folder, name } = input as { folder: string; name: string };
        if (folder === this.known.folder[0]) {
          const file = name.endsWith('.vpnet') ? name : `${name}.vpnet`;
          this.files.set(told.handle, join(this.projectsFolder, file));
        }
      },
      'training.start': () => {
        this.remember('run', told.run);
        this.active.add(told.run);
      },
      'sweeps.start': () => this.remember('sweep', told.sweep),
    };
    learners[name]?.();
  }

  /** What the host told a window unasked; the list is emptied, as a page keeps no more of it than it draws. */
  hear(events: SocketAnswer[]): void {
    for (const { name, event } of events.splice(0)) {
      if (name !== 'training.state') continue;
      const { run, state } = event as { run: string; state: RunState };
      // Also of a run whose window was closed before it was answered: it goes on without one.
      if (isOver(state.phase)) this.active.delete(run);
      else this.active.add(run);
    }
  }

  /** Every host grants handles of its own; runs that it did not end are over with it. */
  forgetHandles(): void {
    this.files.clear();
    this.known.folder = [];
    this.active.clear();
  }

  get sweeps(): readonly string[] {
    return this.known.sweep;
  }

  private remember(what: keyof World['known'], id: string): void {
    const known = this.known[what];
    if (known.includes(id)) return;
    known.push(id);
    // The first folder is the one that files are placed in.
    if (known.length > REMEMBERED) known.splice(what === 'folder' ? 1 : 0, 1);
  }
}
