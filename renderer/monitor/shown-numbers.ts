import { useSyncExternalStore } from 'react';
import type { RunLayout } from '../../shared/telemetry/layout';
import type { TelemetryStore } from '../../shared/telemetry/store';
import { useProject } from '../app/state/project-store';
import { isRunOutdated } from '../app/state/run-document-store';
import { subscribeTelemetry, useCursor, useRun } from '../app/state/run-store';
import { useStart } from '../app/state/start-store';

/** The numbers that nodes and connections of the canvas show. */
export interface ShownNumbers {
  readonly layout: RunLayout;
  readonly telemetry: TelemetryStore;
  /** Null follows the newest. */
  readonly step: number | null;
}

/**
 * Of the run, at the time cursor; or, where there is none or it is of an older network than the one that is drawn, of
 * this network before its first step. Whoever looks back at a step of an older run is shown that step.
 */
export function shownNumbers(): ShownNumbers | null {
  const { layout, telemetry } = useRun.getState();
  const { step } = useCursor.getState();
  const run = layout && telemetry ? { layout, telemetry, step } : null;
  if (run && (step !== null || !isRunOutdated())) return run;
  const { measured } = useStart.getState();
  return measured ? { layout: measured.layout, telemetry: measured.telemetry, step: null } : run;
}

/** For readers of what is shown; returns the way to stop. */
export function subscribeShown(listener: () => void): () => void {
  const stops = [
    subscribeTelemetry(listener),
    useRun.subscribe(listener),
    useStart.subscribe(listener),
    useProject.subscribe((state, before) => {
      if (state.document !== before.document) listener();
    }),
    useCursor.subscribe((state, before) => {
      if (state.step !== before.step) listener();
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

export const useShownLayout = (): RunLayout | null =>
  useSyncExternalStore(subscribeShown, () => shownNumbers()?.layout ?? null);
