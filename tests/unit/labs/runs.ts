import { openedLab } from '../../support/labs';
import { type TrainedRun, train } from './train';

/** Runs of labs by `V1` (as it opens) or `V1.2` (its second step); each trained once. */
const runs = new Map<string, Promise<TrainedRun>>();

/** Runs of which every step is looked at, and so every probe has to measure each. */
const EVERY_STEP: ReadonlySet<string> = new Set(['M1', 'D1']);

export function run(name: string): Promise<TrainedRun> {
  const known = runs.get(name);
  if (known) return known;
  const telemetry = EVERY_STEP.has(name) ? 'full' : 'default';
  const started = train(openedLab(name), null, { telemetry });
  runs.set(name, started);
  return started;
}

/** Factors from each value to the next. */
export const factors = (values: readonly number[]): number[] =>
  values.slice(1).map((value, index) => value / values[index]);

export const last = <Value>(values: readonly Value[]): Value => values[values.length - 1];
