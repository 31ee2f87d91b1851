import { createContext, useContext } from 'react';
import type { StoreApi, UseBoundStore } from 'zustand';
import type { TelemetryStore } from '../../shared/telemetry/store';
import { type Cursor, useCursor, useRun } from '../app/state/run-store';
import { cachedColumn } from './series-cache';
import { nearestIndex, type StepRange, shownRange, zoomedIn, zoomedOut } from './time-axis';

/**
 * The steps that the cursor can stand on, ascending: those at which layers were measured, because they are what
 * nodes and most charts show; of a run without layer telemetry, those with a loss.
 */
export function recordedSteps(telemetry: TelemetryStore): Float32Array {
  const layers = cachedColumn(telemetry, 'layers', 0).steps;
  return layers.length > 0 ? layers : cachedColumn(telemetry, 'steps', 0).steps;
}

const NO_STEPS = new Float32Array(0);

/** Where the cursor stands among the recorded steps; the last one where it follows the run. */
export function cursorIndex(recorded: Float32Array, step: number | null): number {
  return step === null ? recorded.length - 1 : nearestIndex(recorded, recorded.length, step);
}

/** What the charts of one time axis are of. */
export interface CursorSubject {
  /** The steps that the cursor can stand on, ascending. */
  steps(): Float32Array;
  /** From the first to the newest step; null before there is one. */
  whole(): StepRange | null;
  /** A hook: whether more steps come just now. */
  useGrowing(): boolean;
}

/** The time cursor of all charts that share one time axis, and what moves it. */
export class TimeCursorControl {
  constructor(
    readonly store: UseBoundStore<StoreApi<Cursor>>,
    readonly subject: CursorSubject,
  ) {}

  /** Puts the cursor on a recorded step by its index; the last one means to follow the run. */
  readonly setIndex = (index: number): void => {
    const recorded = this.subject.steps();
    if (recorded.length === 0) return;
    const clamped = Math.min(recorded.length - 1, Math.max(0, Math.round(index)));
    this.store.setState({ step: clamped === recorded.length - 1 ? null : recorded[clamped] });
  };

  /** Puts the cursor on the recorded step nearest to `step`. */
  readonly setNear = (step: number): void => {
    const recorded = this.subject.steps();
    this.setIndex(nearestIndex(recorded, recorded.length, step));
  };

  /** Moves the cursor by a number of recorded steps; negative is back in time. */
  readonly move = (by: number): void => {
    const recorded = this.subject.steps();
    this.setIndex(cursorIndex(recorded, this.store.getState().step) + by);
  };

  /** Lets the cursor follow the newest step. */
  readonly goLive = (): void => this.store.setState({ step: null });

  readonly resetZoom = (): void => this.store.setState({ range: null });

  /** Zooms all charts to a range of steps, whichever end was dragged first. */
  readonly zoomTo = (from: number, to: number): void => {
    const whole = this.subject.whole();
    if (!whole) return;
    const start = Math.max(whole[0], Math.min(from, to));
    const end = Math.min(whole[1], Math.max(from, to));
    if (end - start >= 1) this.store.setState({ range: [start, end] });
  };

  /** Half or twice the shown range around the cursor; for people who zoom by keyboard. */
  readonly zoomBy = (direction: 'in' | 'out'): void => {
    const whole = this.subject.whole();
    if (!whole) return;
    const { step, range } = this.store.getState();
    const shown = range ?? whole;
    this.store.setState({
      range: direction === 'in' ? zoomedIn(shown, step ?? whole[1]) : zoomedOut(shown, whole),
    });
  };
}

/** The cursor of the watched run: every chart of the monitor, and every node, shows the step it stands on. */
export const watchedCursor = new TimeCursorControl(useCursor, {
  steps: () => {
    const { telemetry } = useRun.getState();
    return telemetry ? recordedSteps(telemetry) : NO_STEPS;
  },
  whole: () => {
    const { telemetry } = useRun.getState();
    return telemetry && shownRange(telemetry, null);
  },
  useGrowing: () =>
    useRun(({ state }) => state?.phase === 'running' || state?.phase === 'starting'),
});

/** Charts below it share another time axis than the watched run's. */
export const CursorContext = createContext(watchedCursor);
export const useCursorControl = (): TimeCursorControl => useContext(CursorContext);

/** Narrower than this many pixels a drag is a click with an unsteady hand. */
export const MIN_BRUSH_PIXELS = 6;
