import type { MetricDefinition } from '../metric';
import { createRegistry } from '../registry';
import { accuracy } from './accuracy';
import { f1 } from './f1';
import { logRmse } from './log-rmse';
import { mae } from './mae';
import { precision } from './precision';
import { r2 } from './r2';
import { recall } from './recall';
import { rmse } from './rmse';
import { topK } from './top-k';

/** Every metric. The first of a task is its usual one. */
export const METRICS = createRegistry<MetricDefinition>('metrics', [
  accuracy,
  topK,
  precision,
  recall,
  f1,
  mae,
  rmse,
  r2,
  logRmse,
]);

type Task = MetricDefinition['task'];

/** Those that fit a task. */
export const metricsFor = (task: Task): readonly MetricDefinition[] =>
  METRICS.entries.filter((metric) => metric.task === task);

/** The metrics of a run: the chosen ones that fit its task, else the usual one; in the order of the catalogue. */
export function chosenMetrics(kinds: readonly string[], task: Task): readonly MetricDefinition[] {
  const fitting = metricsFor(task);
  const chosen = fitting.filter(({ kind }) => kinds.includes(kind));
  return chosen.length > 0 ? chosen : fitting.slice(0, 1);
}
