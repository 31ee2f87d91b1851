import { rateTestOf, readTest, TEST_STEPS } from '../../../shared/telemetry/rate-finder';
import { useProject } from '../state/project-store';
import { forgetRateTest, isRateTestShown, useRateTest } from '../state/rate-test-store';
import { useRun } from '../state/run-store';
import { isRunActive, startRun, whenRun } from './control';

/**
 * Runs a test of learning rates on a copy of the document, and keeps what it tells. Does nothing while a run is under
 * way. Where the person clears the charts meanwhile, or the run fails for a reason that is not the rate, nothing is kept:
 * the failure is said like any run's.
 */
export async function findLearningRate(): Promise<void> {
  if (isRunActive()) return;
  forgetRateTest();
  const document = rateTestOf(useProject.getState().document, TEST_STEPS);
  await startRun({ document, paused: false, stepLimit: TEST_STEPS }, (run) =>
    useRateTest.setState({ run }),
  );
  const { run } = useRateTest.getState();
  if (run === null) return;
  await whenRun(() => !isRateTestShown() || !isRunActive());
  const { state, telemetry } = useRun.getState();
  const { failure } = state ?? {};
  if (!isRateTestShown() || !state || (failure && failure.kind !== 'not-finite')) {
    // A later test is not this one's to forget.
    if (useRateTest.getState().run === run) forgetRateTest();
    return;
  }
  useRateTest.setState({ reading: readTest(telemetry?.series('steps') ?? null, state.phase) });
}
