import { create } from 'zustand';
import type { RunFailure } from '../../../shared/telemetry/protocol';
import { useExpectedEnd } from '../state/rate-test-store';
import { useRun } from '../state/run-store';

/** The run whose failure was read and closed. */
const useDismissed = create<{ readonly run: string | null }>(() => ({ run: null }));

export const dismissFailure = (): void => useDismissed.setState({ run: useRun.getState().run });

/** Why the shown run ended early, while a banner over the canvas says so; null where none does. */
export function useShownFailure(): RunFailure | null {
  const failure = useRun((store) => store.state?.failure ?? null);
  const run = useRun((store) => store.run);
  const dismissed = useDismissed((store) => store.run);
  const isExpected = useExpectedEnd();
  return isExpected || dismissed === run ? null : failure;
}
