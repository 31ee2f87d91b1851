import { recordedSteps, TimeCursorControl } from '../monitor/cursor';
import type { StepRange } from '../monitor/time-axis';
import { useTrialCursor } from './trial-cursor-store';
import { useTrial } from './trial-store';
import { isSettled } from './twin-run';

const telemetries = () => {
  const { trial } = useTrial.getState();
  return [trial?.plain.telemetry, trial?.twin?.telemetry].flatMap((one) => one ?? []);
};

/** From the first to the last step of the longer one of two runs; never empty, so that one step has a place. */
export function wholeOf(ranges: readonly (StepRange | null)[]): StepRange | null {
  const known = ranges.filter((range) => range !== null);
  if (known.length === 0) return null;
  const first = Math.min(...known.map(([start]) => start));
  const last = Math.max(...known.map(([, end]) => end));
  return [first, Math.max(last, first + 1)];
}

/** All steps of several runs, ascending, each once. */
export const mergedSteps = (lists: readonly Float32Array[]): Float32Array =>
  lists.length === 1
    ? lists[0]
    : Float32Array.from(new Set(lists.flatMap((steps) => [...steps]))).sort();

/** One cursor over both runs: it stands on steps that at least one of them recorded. */
export const trialCursor = new TimeCursorControl(useTrialCursor, {
  steps: () => mergedSteps(telemetries().map(recordedSteps)),
  whole: () => wholeOf(telemetries().map((telemetry) => telemetry.stepRange())),
  useGrowing: () =>
    useTrial(
      ({ trial }) =>
        trial !== null && [trial.plain, trial.twin].some((run) => run && !isSettled(run)),
    ),
});
