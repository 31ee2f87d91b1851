import type { TelemetryStore } from '../../shared/telemetry/store';
import { useCursor, useRun } from '../app/state/run-store';
import { cachedColumn } from './series-cache';
import { nearestIndex, shownRange, zoomedIn, zoomedOut } from './time-axis';

/**
 * The steps that the cursor can stand on, ascending: those at which layers were measured, because they are what
 * nodes and most charts show; of a run without layer telemetry, those with a loss.
 */
export function recordedSteps(telemetry: TelemetryStore): Float32Array {
  const layers = cachedColumn(telemetry, 'layers', 0).steps;
  return layers.length > 0 ? layers : cachedColumn(telemetry, 'steps', 0).steps;
}

const steps = (): Float32Array => {
  const { telemetry } = useRun.getState();
  return telemetry ? recordedSteps(telemetry) : new Float32Array(0);
};

/** Where the cursor stands among the recorded steps; the last one where it follows the run. */
export function cursorIndex(recorded: Float32Array, step: number | null): number {
  return step === null ? recorded.length - 1 : nearestIndex(recorded, recorded.length, step);
}

/** Puts the cursor on a recorded step by its index; the last one means to follow the run. */
export function setCursorIndex(index: number): void {
  const recorded = steps();
  if (recorded.length === 0) return;
  const clamped = Math.min(recorded.length - 1, Math.max(0, Math.round(index)));
  useCursor.setState({ step: clamped === recorded.length - 1 ? null : recorded[clamped] });
}

/** Puts the cursor on the recorded step nearest to `step`. */
export function setCursorNear(step: number): void {
  const recorded = steps();
  setCursorIndex(nearestIndex(recorded, recorded.length, step));
}

/** Moves the cursor by a number of recorded steps; negative is back in time. */
export function moveCursor(by: number): void {
  const recorded = steps();
  setCursorIndex(cursorIndex(recorded, useCursor.getState().step) + by);
}

/** Lets the cursor follow the newest step. */
export const goLive = (): void => useCursor.setState({ step: null });

export const resetZoom = (): void => useCursor.setState({ range: null });

/** Narrower than this many pixels a drag is a click with an unsteady hand. */
export const MIN_BRUSH_PIXELS = 6;

/** Zooms all charts to a range of steps, whichever end was dragged first. */
export function zoomTo(from: number, to: number): void {
  const { telemetry } = useRun.getState();
  if (!telemetry) return;
  const [first, last] = shownRange(telemetry, null);
  const start = Math.max(first, Math.min(from, to));
  const end = Math.min(last, Math.max(from, to));
  if (end - start >= 1) useCursor.setState({ range: [start, end] });
}

/** Half or twice the shown range around the cursor; for people who zoom by keyboard. */
export function zoomBy(direction: 'in' | 'out'): void {
  const { telemetry } = useRun.getState();
  if (!telemetry) return;
  const { step, range } = useCursor.getState();
  const whole = shownRange(telemetry, null);
  const shown = shownRange(telemetry, range);
  useCursor.setState({
    range: direction === 'in' ? zoomedIn(shown, step ?? whole[1]) : zoomedOut(shown, whole),
  });
}
