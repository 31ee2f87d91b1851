import {
  type RecurrenceEntry,
  type RunLayout,
  timeStepColumn,
} from '../../shared/telemetry/layout';
import type { TelemetryStore } from '../../shared/telemetry/store';
import { type HeatMap, type MapOptions, mapRows } from './heat-map-model';

/** The heat map of a recurrence: a row a time step, the first at the bottom. */
export function makeTimeStepMap(
  telemetry: TelemetryStore,
  layout: RunLayout,
  recurrence: number,
  options: MapOptions,
): HeatMap {
  const { steps: rows } = layout.recurrences[recurrence];
  const first = timeStepColumn(layout, recurrence);
  const columns = Int32Array.from({ length: rows }, (_, row) => first + row);
  return mapRows({ series: telemetry.series('timeSteps'), columns }, options);
}

/** One cell's numbers. */
export interface TimeStepReading {
  readonly value: number;
  /** Value ÷ that of the time step computed next, from which the gradient comes; NaN for the one computed last. */
  readonly ratioNext: number;
}

/** The time step that a direction computes after this one; it may lie outside of the sequence. */
const nextOf = ({ direction }: RecurrenceEntry, time: number): number =>
  direction === 'forward' ? time + 1 : time - 1;

/** RMS of ∂L/∂hₜ of a time step, counted from 0, at a recorded row. */
export function readTimeStep(
  telemetry: TelemetryStore,
  layout: RunLayout,
  recurrence: number,
  time: number,
  row: number,
): TimeStepReading {
  const entry = layout.recurrences[recurrence];
  const { mean, width } = telemetry.series('timeSteps');
  const start = row * width + timeStepColumn(layout, recurrence);
  const next = nextOf(entry, time);
  const isInside = next >= 0 && next < entry.steps;
  return {
    value: mean[start + time],
    ratioNext: isInside ? mean[start + time] / mean[start + next] : Number.NaN,
  };
}
