import { create } from 'zustand';
import type { RateReading } from '../../../shared/telemetry/rate-finder';
import { useRun } from './run-store';

/** The test of learning rates that was asked for or opened last, until it is dismissed. */
export interface RateTest {
  readonly run: string | null;
  /** Null while the test runs. */
  readonly reading: RateReading | null;
}

const NO_TEST: RateTest = { run: null, reading: null };

export const useRateTest = create<RateTest>(() => NO_TEST);

export const forgetRateTest = (): void => useRateTest.setState(NO_TEST);

/** The run that the window shows is a test of rates. */
export const isRateTestShown = (): boolean => {
  const { run } = useRun.getState();
  return run !== null && run === useRateTest.getState().run;
};

/** The shown run is a test whose loss is not finite any more, which is how a test usually ends: no failure to warn of. */
export function useExpectedEnd(): boolean {
  const test = useRateTest(({ run }) => run);
  return useRun(
    ({ run, state }) => run !== null && run === test && state?.failure?.kind === 'not-finite',
  );
}
