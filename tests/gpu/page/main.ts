import '../../oracle/formulas.test';
import '../../oracle/half.test';
import '../../oracle/layers.test';
import '../../oracle/targets.test';
import './agreement';
import './missing-kernel';
import './precision';
import './telemetry';
import { opsOf } from '../../unit/engine/support';
import { BACKENDS } from './environment';
import { timeWorkload, workloadNames } from './timing';
import { tests } from './vitest';

export interface Outcome {
  readonly name: string;
  /** Null where the test passed. */
  readonly fault: string | null;
}

const faultOf = async (work: () => unknown): Promise<string | null> => {
  try {
    await work();
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};

/** What the tests drive this page by. */
const page = {
  /** Null where the backend starts, else why it does not. */
  start: () => faultOf(() => opsOf(BACKENDS[0])),
  /** Runs the tests whose names begin so; of `parts` pages that share them, those of the page `part`. */
  async run(prefix: string, part = 0, parts = 1): Promise<Outcome[]> {
    const outcomes: Outcome[] = [];
    const chosen = tests.filter(({ name }) => name.startsWith(prefix));
    for (let index = part; index < chosen.length; index += parts) {
      const { name, run } = chosen[index];
      outcomes.push({ name, fault: await faultOf(run) });
    }
    return outcomes;
  },
  workloads: workloadNames,
  /** Median ms of a step of a workload of the benchmark, by mode. */
  time: timeWorkload,
};

export type GpuPage = typeof page;

Object.assign(window, { gpu: page });
