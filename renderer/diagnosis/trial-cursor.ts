import { recordedSteps, TimeCursorControl } from '../monitor/cursor';
import { mergedSteps, wholeOf } from '../monitor/shared-steps';
import { useTrialCursor } from './trial-cursor-store';
import { useTrial } from './trial-store';
import { isSettled } from './twin-run';

const telemetries = () => {
  const { trial } = useTrial.getState();
  return [trial?.plain.telemetry, trial?.twin?.telemetry].flatMap((one) => one ?? []);
};

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
