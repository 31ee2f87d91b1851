import { BENCHMARK_MODES, prepare, WORKLOADS } from '../../../shared/engine/benchmark';
import { readLater } from '../../../shared/engine/reading';
import { opsOf } from '../../unit/engine/support';
import { BACKENDS } from './environment';

/** Names of the benchmark's workloads. */
export const workloadNames = (): readonly string[] => WORKLOADS.map(({ name }) => name);

/** Median ms of a step of one workload, by mode. */
export interface StepTimes {
  readonly workload: string;
  readonly mode: string;
  readonly medianMs: number;
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1];

/**
 * Times training steps on the page's backend. Modes take turns step by step, so that a machine that slows down slows
 * all of them; the first steps, in which programs are compiled, are left out.
 */
export async function timeWorkload(
  name: string,
  warmUpSteps: number,
  steps: number,
): Promise<readonly StepTimes[]> {
  const workload = WORKLOADS.find((one) => one.name === name);
  if (!workload) throw new Error(`no workload ${name}`);
  const ops = await opsOf(BACKENDS[0]);
  const runs = BENCHMARK_MODES.map((mode) => ({
    mode,
    run: prepare(ops, workload, mode),
    times: [] as number[],
  }));
  for (let step = 0; step < warmUpSteps + steps; step += 1) {
    for (const { run, times } of runs) {
      const start = performance.now();
      await readLater(ops, run.stepping());
      if (step >= warmUpSteps) times.push(performance.now() - start);
    }
  }
  for (const { run } of runs) run.dispose();
  return runs.map(({ mode, times }) => ({ workload: name, mode, medianMs: median(times) }));
}
