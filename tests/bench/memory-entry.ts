import process from 'node:process';
import { findWasmPath } from '../../main/training/launcher';
import { allowRelaxedSimd } from '../../main/training/relaxed-simd';
import { WORKLOADS, type Workload } from '../../shared/engine/benchmark';
import { judgeMemory, type MemorySample, type MemoryVerdict, sampleMemory } from './memory-run';

export interface MemoryReport {
  readonly workload: string;
  readonly backend: string;
  readonly samples: readonly MemorySample[];
  readonly verdict: MemoryVerdict;
}

/** `names` prints the workloads; `<index> <backend> <steps> <every>` trains one of them and prints a report. */
const [first, backend, steps, every] = process.argv.slice(2);

async function reportOf(workload: Workload): Promise<MemoryReport> {
  if (backend !== 'wasm' && backend !== 'cpu')
    throw new Error(`no backend of a process: ${backend}`);
  allowRelaxedSimd();
  const samples = await sampleMemory({
    workload,
    backend,
    wasmPath: findWasmPath(),
    steps: Number(steps),
    every: Number(every),
  });
  return { workload: workload.name, backend, samples, verdict: judgeMemory(samples) };
}

const answer =
  first === 'names' ? WORKLOADS.map(({ name }) => name) : await reportOf(WORKLOADS[Number(first)]);
process.stdout.write(JSON.stringify(answer));
