import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll } from 'vitest';
import type { PreparedData } from '../../../shared/data/prepared-data';
import type { ProjectDocument } from '../../../shared/document/schema';
import { pytorch } from '../../../shared/interop/pytorch';
import { decodeSafetensors, type NamedTensor } from '../../../shared/interop/safetensors';
import type { WeightRecord } from '../../../shared/telemetry/protocol';
import { decodeRunFile, type RunFile } from '../../../shared/telemetry/run-file';

const RUNNER = join(import.meta.dirname, 'run-exports.py');
const RUN = 'run.vprun';
const ENVIRONMENT = { ...process.env, OMP_NUM_THREADS: '1' };
const TORCHRUN = join(import.meta.dirname, 'torchrun.py');

/** The first Python that has PyTorch; null, said aloud, where there is none. */
function findPython(): string | null {
  for (const python of ['python3', '/usr/bin/python3']) {
    try {
      execFileSync(python, ['-c', 'import torch'], { stdio: 'ignore' });
      return python;
    } catch {
      // Another one may have it.
    }
  }
  process.stderr.write(
    'SKIPPED: no python3 here has torch (Debian: apt install python3-torch), so exported source is not run.\n',
  );
  return null;
}

export const PYTHON = findPython();

/** What Python does with a folder: the first rows forward and back, then so many steps; null for all epochs. */
export interface Job {
  readonly rows: number;
  readonly steps: number | null;
  readonly training: boolean;
}

interface ScriptOptions {
  readonly processes?: number;
  readonly steps?: number | null;
  /** A program beside this one that runs the script in its own way. */
  readonly startedBy?: string | null;
}

export interface Exported {
  readonly document: ProjectDocument;
  readonly weights: readonly WeightRecord[];
  readonly data: PreparedData;
}

/** Folders of exports that one Python process runs; removed with the test. */
export class ExportRuns {
  readonly home = realpathSync(mkdtempSync(join(tmpdir(), 'vanishing-point-')));
  private readonly jobs: (Job & { readonly folder: string })[] = [];
  private failures: Readonly<Record<string, string>> = {};

  constructor() {
    afterAll(() => rmSync(this.home, { recursive: true, force: true }));
  }

  add(name: string, exported: Exported, job: Job): void {
    this.jobs.push({ ...job, folder: this.write(name, exported) });
  }

  /** Writes an export into a folder of its own. */
  write(name: string, exported: Exported): string {
    const written = pytorch.write(exported);
    if (!written.ok) throw new Error(`${name}: ${written.failure.text.en}`);
    const folder = this.folderOf(name);
    mkdirSync(folder);
    for (const { path, content } of written.value) writeFileSync(join(folder, path), content);
    return folder;
  }

  /** Runs the script of a folder as a person would, by `torchrun` where there are several processes; its exit status. */
  script(name: string, options: ScriptOptions = {}) {
    const { processes = 1, steps = null, startedBy = null } = options;
    const several = [TORCHRUN, '--standalone', `--nproc_per_node=${processes}`];
    const launch = [
      ...(processes > 1 ? several : []),
      ...(startedBy === null ? [] : [join(import.meta.dirname, startedBy)]),
    ];
    // A GPU rounds otherwise, and is one for both processes.
    const fixed = ['--weights', 'weights.safetensors', '--device', 'cpu'];
    const limit = steps === null ? [] : ['--steps', String(steps)];
    const { status, stderr } = spawnSync(
      PYTHON ?? 'python3',
      [...launch, 'train.py', ...fixed, ...limit],
      {
        cwd: this.folderOf(name),
        encoding: 'utf8',
        env: ENVIRONMENT,
      },
    );
    return { status, words: stderr };
  }

  /** Runs the script of a folder until it has kept a run twice, and kills it then. */
  async killedOnceKept(name: string): Promise<void> {
    const cwd = this.folderOf(name);
    const script = spawn(PYTHON ?? 'python3', ['train.py', '--device', 'cpu'], {
      cwd,
      env: ENVIRONMENT,
      stdio: 'ignore',
    });
    const ended = once(script, 'exit');
    const writtenAt = () => statSync(join(cwd, RUN), { throwIfNoEntry: false })?.mtimeMs;
    const wait = async (isKept: () => boolean): Promise<void> => {
      while (!isKept() && script.exitCode === null) await setTimeout(100);
    };
    await wait(() => writtenAt() !== undefined);
    const first = writtenAt();
    await wait(() => writtenAt() !== first);
    script.kill('SIGKILL');
    await ended;
  }

  run(): void {
    const list = join(this.home, 'jobs.json');
    writeFileSync(list, JSON.stringify(this.jobs));
    const out = execFileSync(PYTHON ?? 'python3', [RUNNER, list], {
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    });
    this.failures = JSON.parse(out.trimEnd().split('\n').at(-1) as string);
  }

  /** What Python computed, by name. Throws with its own words where it could not. */
  resultsOf(name: string): ReadonlyMap<string, NamedTensor> {
    const folder = this.folderOf(name);
    const failure = this.failures[folder];
    if (failure) throw new Error(failure);
    const bytes = readFileSync(join(folder, 'results.safetensors'));
    const read = decodeSafetensors(new Uint8Array(bytes));
    if (!read.ok) throw new Error(read.failure.text.en);
    return new Map(read.value.tensors.map((tensor) => [tensor.name, tensor]));
  }

  /** The run that the recorder wrote, as the app opens it. */
  async recordedOf(name: string): Promise<RunFile> {
    const bytes = readFileSync(join(this.folderOf(name), RUN));
    const read = await decodeRunFile(new Uint8Array(bytes));
    if (!read.ok) throw new Error(read.failure.text.en);
    return read.value;
  }

  filesOf(name: string): readonly string[] {
    return readdirSync(this.folderOf(name));
  }

  private folderOf(name: string): string {
    return join(this.home, encodeURIComponent(name).slice(0, 200));
  }
}
