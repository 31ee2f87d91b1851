import { type RunLayout, STEP_COLUMNS, VALIDATION_COLUMNS } from './layout';
import type { TelemetryStore } from './store';

/** The newest figures of a run; null where nothing was measured. */
export interface RunFigures {
  readonly loss: number | null;
  readonly validationLoss: number | null;
  readonly metrics: Readonly<Record<string, number | null>>;
  readonly validationMetrics: Readonly<Record<string, number | null>>;
}

/** JSON knows no NaN and no infinity. */
export const finiteOrNull = (value: number | undefined): number | null =>
  value !== undefined && Number.isFinite(value) ? value : null;

/** What a run ended with, from its telemetry. */
export function figuresOf({
  layout,
  telemetry,
}: {
  readonly layout: RunLayout | null;
  readonly telemetry: TelemetryStore | null;
}): RunFigures {
  const steps = telemetry?.rowAt('steps', null);
  const validation = telemetry?.rowAt('validation', null);
  const metricsFrom = (row: Float32Array | null | undefined, first: number) =>
    Object.fromEntries(
      (layout?.metrics ?? []).map((name, index) => [name, finiteOrNull(row?.[first + index])]),
    );
  return {
    loss: finiteOrNull(steps?.[STEP_COLUMNS.indexOf('loss')]),
    validationLoss: finiteOrNull(validation?.[VALIDATION_COLUMNS.indexOf('loss')]),
    metrics: metricsFrom(steps, STEP_COLUMNS.length),
    validationMetrics: metricsFrom(validation, VALIDATION_COLUMNS.length),
  };
}
