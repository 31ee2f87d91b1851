import { useMemo } from 'react';
import type { GroupName, RunLayout } from '../../shared/telemetry/layout';
import type { RunPhase } from '../../shared/telemetry/protocol';
import type { TelemetryStore } from '../../shared/telemetry/store';
import { useCursor, useRun, useTelemetryFrame } from '../app/state/run-store';
import { recordedSteps } from './cursor';
import { type StepRange, shownRange } from './time-axis';

/** A run's telemetry at one revision: another object whenever numbers arrived, so charts can depend on it. */
export interface Recorded {
  readonly layout: RunLayout;
  readonly telemetry: TelemetryStore;
  readonly revision: number;
}

/** What a chart needs of the watched run. */
export interface Watched {
  readonly recorded: Recorded;
  readonly range: StepRange;
  /** Cursor step; null follows the newest. */
  readonly step: number | null;
}

/** The watched run, or null where there is none or its layout is not known yet. Renders with each frame. */
export function useWatched(): Watched | null {
  useTelemetryFrame();
  const layout = useRun((state) => state.layout);
  const telemetry = useRun((state) => state.telemetry);
  const { step, range: zoom } = useCursor();
  const revision = telemetry?.revision ?? 0;
  const recorded = useMemo(
    () => (layout && telemetry ? { layout, telemetry, revision } : null),
    [layout, telemetry, revision],
  );
  const [from, to] = telemetry ? shownRange(telemetry, zoom) : [0, 1];
  const range = useMemo<StepRange>(() => [from, to], [from, to]);
  return recorded && { recorded, range, step };
}

/** Whether a group has anything to draw. */
export const hasRows = (watched: Watched | null, group: GroupName): watched is Watched =>
  watched !== null && watched.recorded.telemetry.rowAt(group, null) !== null;

/** The step that the cursor shows: its own, or the newest recorded one. */
export function shownStep({ recorded, step }: Watched): number {
  if (step !== null) return step;
  const steps = recordedSteps(recorded.telemetry);
  return steps.length > 0 ? steps[steps.length - 1] : 0;
}

export const usePhase = (): RunPhase | null => useRun((state) => state.state?.phase ?? null);
