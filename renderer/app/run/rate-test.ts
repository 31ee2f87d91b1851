import type { ReadRun } from '../../../shared/host-data';
import { isOver, type RunState } from '../../../shared/telemetry/protocol';
import {
  isRateTest,
  rateTestOf,
  readTest,
  TEST_STEPS,
} from '../../../shared/telemetry/rate-finder';
import { TelemetryStore } from '../../../shared/telemetry/store';
import { useProject } from '../state/project-store';
import { forgetRateTest, isRateTestShown, useRateTest } from '../state/rate-test-store';
import { useRun } from '../state/run-store';
import { isRunActive, startRun, whenRun } from './control';

/** A test that failed for a reason that is not the rate tells nothing: the failure is said like any run's. */
const tells = ({ failure }: RunState): boolean => !failure || failure.kind === 'not-finite';

/**
 * Keeps what the test in the window tells when it is over. Where the person clears the charts meanwhile, or it tells
 * nothing, nothing is kept.
 */
async function readWhenOver(run: string): Promise<void> {
  await whenRun(() => !isRateTestShown() || !isRunActive());
  const { state, telemetry } = useRun.getState();
  if (!isRateTestShown() || !state || !tells(state)) {
    // A later test is not this one's to forget.
    if (useRateTest.getState().run === run) forgetRateTest();
    return;
  }
  useRateTest.setState({ reading: readTest(telemetry?.series('steps') ?? null, state.phase) });
}

/** Runs a test of learning rates on a copy of the document, and keeps what it tells. Does nothing while a run is under way. */
export async function findLearningRate(): Promise<void> {
  if (isRunActive()) return;
  forgetRateTest();
  const document = rateTestOf(useProject.getState().document, TEST_STEPS);
  await startRun({ document, paused: false }, (run) => useRateTest.setState({ run }));
  const { run } = useRateTest.getState();
  if (run !== null) await readWhenOver(run);
}

/** Shows again what a kept run tells, where it is a test of rates; one that goes on is followed to its end. */
export function recallRateTest({ summary, document, layout, groups }: ReadRun): void {
  const { run, state } = summary;
  if (!isRateTest(document) || !tells(state)) return;
  if (!isOver(state.phase)) {
    useRateTest.setState({ run, reading: null });
    void readWhenOver(run);
    return;
  }
  const telemetry = layout && TelemetryStore.fromStored(layout, groups);
  const reading = readTest(telemetry?.series('steps') ?? null, state.phase);
  useRateTest.setState({ run, reading });
}
