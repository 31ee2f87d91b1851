import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import type { PreparedData } from '../../../shared/data/prepared-data';
import type { ProjectDocument } from '../../../shared/document/schema';
import { pytorch } from '../../../shared/interop/pytorch';
import { decodeSafetensors, type NamedTensor } from '../../../shared/interop/safetensors';
import type { WeightRecord } from '../../../shared/telemetry/protocol';

const RUNNER = join(import.meta.dirname, 'run-exports.py');

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
    const written = pytorch.write(exported);
    if (!written.ok) throw new Error(`${name}: ${written.failure.text.en}`);
    const folder = this.folderOf(name);
    mkdirSync(folder);
    for (const { path, content } of written.value) writeFileSync(join(folder, path), content);
    this.jobs.push({ ...job, folder });
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

  /** The rows that the recorder wrote. */
  recordedOf(name: string): readonly Readonly<Record<string, unknown>>[] {
    const text = readFileSync(join(this.folderOf(name), 'run.jsonl'), 'utf8');
    return text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
  }

  private folderOf(name: string): string {
    return join(this.home, encodeURIComponent(name).slice(0, 200));
  }
}
