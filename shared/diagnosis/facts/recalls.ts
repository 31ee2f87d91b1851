import type { DataSummary } from '../../data/data-summary';
import type { Subject } from '../subject';

/** Greatest ÷ least class: from here on accuracy hides what becomes of the least. */
const IMBALANCE = 6;

export const isImbalanced = (data: DataSummary | undefined): boolean => {
  const counts = data?.classCounts ?? [];
  return counts.length > 1 && Math.max(...counts) >= IMBALANCE * Math.max(1, Math.min(...counts));
};

/**
 * Share of each actual class that was predicted as such, at the newest confusion matrix, or the newest one up to a step:
 * NaN for a class that it has no sample of. Null where none came yet.
 */
export function recallsOf(
  { telemetry, layout }: Subject,
  step: number | null = null,
): readonly number[] | null {
  const row = telemetry.rowAt('confusion', step);
  const classes = layout.classNames.length;
  if (!row || classes < 2 || row[0] < 1) return null;
  return Array.from({ length: classes }, (_, actual) => {
    const own = row.subarray(1 + actual * classes, 1 + (actual + 1) * classes);
    const all = own.reduce((sum, count) => sum + count, 0);
    return all === 0 ? Number.NaN : own[actual] / all;
  });
}
