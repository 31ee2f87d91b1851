import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ExchangeFile } from '../../../shared/interop/exchange';
import { decodeSafetensors, type NamedTensor } from '../../../shared/interop/safetensors';

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
    'No python3 here has torch (Debian: apt install python3-torch); what runs in it is skipped.\n',
  );
  return null;
}

export const PYTHON = findPython();

export function writeFolder(folder: string, files: readonly ExchangeFile[]): void {
  mkdirSync(folder, { recursive: true });
  for (const { path, content } of files) writeFileSync(join(folder, path), content);
}

export interface Job {
  readonly folder: string;
  readonly rows: number;
  readonly steps: number;
  readonly training: boolean;
}

/** Runs all folders in one process; the failures by folder. */
export function runFolders(jobs: readonly Job[], list: string): Readonly<Record<string, string>> {
  writeFileSync(list, JSON.stringify(jobs));
  const out = execFileSync(PYTHON ?? 'python3', [RUNNER, list], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  return JSON.parse(out.trimEnd().split('\n').at(-1) as string);
}

export function resultsOf(folder: string): ReadonlyMap<string, NamedTensor> {
  const read = decodeSafetensors(new Uint8Array(readFileSync(join(folder, 'results.safetensors'))));
  if (!read.ok) throw new Error(read.failure.text.en);
  return new Map(read.value.tensors.map((tensor) => [tensor.name, tensor]));
}
