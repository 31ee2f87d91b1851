import { findBackend } from '@tensorflow/tfjs-core';
import type { PROCESS_BACKENDS } from '../../shared/document/schema';
import { openBackend } from '../../shared/engine/backend';
import { prepare, type Workload } from '../../shared/engine/benchmark';
import type { EngineOps } from '../../shared/engine/tensor-ops';

/** What is held between two steps. Bytes, but for the tensors. */
export interface MemorySample {
  readonly step: number;
  readonly tensors: number;
  readonly tensorBytes: number;
  /** The memory of the WebAssembly backend; 0 on `cpu`, whose tensors are JavaScript's. */
  readonly wasmBytes: number;
  /** JavaScript's heap and the whole process, after a garbage collection where Node was told to expose it. */
  readonly heapBytes: number;
  readonly processBytes: number;
}

export interface MemoryVerdict {
  readonly isFlat: boolean;
  /** What rose, by name; empty where all is flat. */
  readonly rose: readonly (keyof MemorySample)[];
  /** Median of the last quarter of the samples less that of the second quarter. */
  readonly heapGrowth: number;
  readonly processGrowth: number;
}

/** What the backend holds must be the same to the byte; what the garbage collector moves has a bound. */
const EXACT = ['tensors', 'tensorBytes', 'wasmBytes'] as const;
const MEGABYTE = 2 ** 20;
/** A hundred bytes a step, over the half of 10,000 steps that lies between the two medians. */
const HEAP_BOUND = 0.5 * MEGABYTE;
/** Pages that the allocator keeps come and go by some megabytes. */
const PROCESS_BOUND = 8 * MEGABYTE;
/** Samples of the first tenth see caches fill and code being compiled. */
const WARM_SHARE = 0.1;

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1];

/**
 * Flat: after the first tenth, tensors, their bytes and the WebAssembly memory are equal in all samples, and from the
 * second to the last quarter the heap's median rises by at most `HEAP_BOUND`, the process's by at most `PROCESS_BOUND`.
 */
export function judgeMemory(samples: readonly MemorySample[]): MemoryVerdict {
  const steps = samples[samples.length - 1].step;
  const warm = samples.filter(({ step }) => step >= WARM_SHARE * steps);
  const growthOf = (name: 'heapBytes' | 'processBytes'): number => {
    const within = (from: number, to: number) =>
      samples.filter(({ step }) => step > from * steps && step <= to * steps);
    const medianOf = (part: readonly MemorySample[]) => median(part.map((one) => one[name]));
    return medianOf(within(0.75, 1)) - medianOf(within(0.25, 0.5));
  };
  const heapGrowth = growthOf('heapBytes');
  const processGrowth = growthOf('processBytes');
  const rose: (keyof MemorySample)[] = EXACT.filter((name) =>
    warm.some((one) => one[name] !== warm[0][name]),
  );
  if (heapGrowth > HEAP_BOUND) rose.push('heapBytes');
  if (processGrowth > PROCESS_BOUND) rose.push('processBytes');
  return { isFlat: rose.length === 0, rose, heapGrowth, processGrowth };
}

/** Size of the WebAssembly backend's memory; 0 elsewhere. */
export function wasmBytesOf({ backend }: EngineOps): number {
  if (backend !== 'wasm') return 0;
  const { wasm } = findBackend(backend) as unknown as { wasm: { HEAPU8: Uint8Array } };
  return wasm.HEAPU8.byteLength;
}

/** Trains a workload of the benchmark with default telemetry, and looks at memory every so many steps. */
export async function sampleMemory(options: {
  readonly workload: Workload;
  readonly backend: (typeof PROCESS_BACKENDS)[number];
  readonly wasmPath: string;
  readonly steps: number;
  readonly every: number;
}): Promise<readonly MemorySample[]> {
  const opened = await openBackend(options.backend, options.wasmPath);
  if (!opened.ok) throw new Error(opened.failure.en);
  const ops = opened.value;
  const run = prepare(ops, options.workload, 'default');
  const samples: MemorySample[] = [];
  for (let step = 1; step <= options.steps; step += 1) {
    run.step();
    if (step % options.every !== 0) continue;
    // Lets what a step left to the event loop come to its end.
    await new Promise((resolve) => setImmediate(resolve));
    globalThis.gc?.();
    const { rss, heapUsed } = process.memoryUsage();
    samples.push({
      step,
      tensors: ops.tensorCount,
      tensorBytes: ops.tensorBytes,
      wasmBytes: wasmBytesOf(ops),
      heapBytes: heapUsed,
      processBytes: rss,
    });
  }
  run.dispose();
  return samples;
}
