import { useSyncExternalStore } from 'react';
import { create } from 'zustand';
import type { RunSummary } from '../../../shared/host-data';
import type { Jacobian } from '../../../shared/telemetry/jacobian';
import type { RunLayout } from '../../../shared/telemetry/layout';
import { isOver, type RunState } from '../../../shared/telemetry/protocol';
import type { TelemetryStore } from '../../../shared/telemetry/store';
import type { Text } from '../../../shared/text/text';

/** What is known of a run that trains outside of the app. */
export interface Elsewhere extends NonNullable<RunSummary['elsewhere']> {
  /** Of its file. */
  readonly handle: string;
  /** Of the run that its file had when it was opened. */
  readonly started: number;
  /** When its file was last written, in ms since 1970. */
  readonly changed: number;
  /** Why its file cannot be read any more. */
  readonly failure: Text | null;
}

/** The run that the window watches. Its numbers live in a `TelemetryStore` outside React and Zustand. */
export interface RunView {
  readonly run: string | null;
  readonly state: RunState | null;
  readonly layout: RunLayout | null;
  readonly telemetry: TelemetryStore | null;
  /** The run with whose weights it began, and their step; null where it began by itself. */
  readonly from: NonNullable<RunSummary['from']> | null;
  /** The newest one of each node that was asked for. */
  readonly jacobians: ReadonlyMap<string, Jacobian>;
  /** Null for a run of this app. */
  readonly elsewhere: Elsewhere | null;
}

export const useRun = create<RunView>(() => ({
  run: null,
  state: null,
  layout: null,
  telemetry: null,
  from: null,
  jacobians: new Map(),
  elsewhere: null,
}));

/** A run of this app is under way: preparing, running or paused. One that trains elsewhere asks nothing of it. */
export const isUnderWay = ({ run, state, elsewhere }: RunView): boolean =>
  run !== null && elsewhere === null && !isOver(state?.phase ?? 'starting');

/** A time cursor and the steps around it that its charts show. */
export interface Cursor {
  /** A recorded step, or null to follow the newest. */
  readonly step: number | null;
  /** Brushed range of steps that all charts zoom to, or null for the whole run. */
  readonly range: readonly [number, number] | null;
}

/** The time cursor of the watched run. */
export const useCursor = create<Cursor>(() => ({ step: null, range: null }));

/**
 * Telemetry arrives up to 15 times a second in many parts; whoever draws it asks for at most one redraw per
 * interval. A frame counter is the whole state: components read the store when it changes.
 */
const REDRAW_INTERVAL_MS = 100;
/**
 * React renders at once whatever a listener changed, so all of them in one task would add up to one long task:
 * a canvas of thirty nodes and three charts. In portions, keys and clicks get their turn in between.
 */
const LISTENERS_PER_TASK = 12;
let frame = 0;
let scheduled = false;
const listeners = new Set<() => void>();

function redraw(waiting: readonly (() => void)[]): void {
  for (const listener of waiting.slice(0, LISTENERS_PER_TASK)) {
    // It may have left with its component since the redraw began.
    if (listeners.has(listener)) listener();
  }
  const rest = waiting.slice(LISTENERS_PER_TASK);
  if (rest.length > 0) setTimeout(() => redraw(rest));
  else scheduled = false;
}

/** Says that telemetry grew or was replaced. */
export function markTelemetryChanged(): void {
  if (scheduled) return;
  scheduled = true;
  setTimeout(() => {
    // A hidden window has no frames and so draws nothing. Not in the frame itself: the browser's own layout and
    // painting come in the same task and would add up with what React renders.
    requestAnimationFrame(() => {
      setTimeout(() => {
        frame += 1;
        redraw([...listeners]);
      });
    });
  }, REDRAW_INTERVAL_MS);
}

/** For readers that compare what they read before they render; returns the way to stop. */
export function subscribeTelemetry(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** A number that grows when telemetry did; a component that uses it renders again then, at most 10 times a second. */
export const useTelemetryFrame = (): number =>
  useSyncExternalStore(subscribeTelemetry, () => frame);
