import { existsSync, readdirSync, readFileSync } from 'node:fs';

const KIBIBYTES_A_MEBIBYTE = 1024;

/** What a process holds, as Linux counts it; elsewhere there is nothing to read, and nothing is measured. */
export interface Held {
  /** Resident memory, MiB. */
  readonly memory: number;
  /** Open files, sockets and pipes. */
  readonly files: number;
  readonly children: readonly number[];
}

const canMeasure = existsSync('/proc/self/fd');

/** Processes that a process began and that are not over. */
function childrenOf(pid: number): readonly number[] {
  try {
    return readdirSync(`/proc/${pid}/task`).flatMap((task) =>
      readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8')
        .split(' ')
        .filter((own) => own.trim() !== '')
        .map(Number),
    );
  } catch {
    return [];
  }
}

export function heldBy(pid: number): Held | null {
  if (!canMeasure) return null;
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return {
      memory: Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / KIBIBYTES_A_MEBIBYTE,
      files: readdirSync(`/proc/${pid}/fd`).length,
      children: childrenOf(pid),
    };
  } catch {
    return null;
  }
}
