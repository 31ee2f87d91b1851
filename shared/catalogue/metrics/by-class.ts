import type { ClassRows } from '../metric';

/** Of one class: found (rightly said), said, and there. */
interface ClassCounts {
  readonly found: number;
  readonly said: number;
  readonly there: number;
}

export const countsOfClasses = (classes: number): number => 3 * classes;

export function addByClass(sums: Float64Array, rows: ClassRows): void {
  for (let row = 0; row < rows.count; row += 1) {
    const truth = rows.truthOf(row);
    const said = rows.predictedOf(row);
    if (truth === said) sums[3 * truth] += 1;
    sums[3 * said + 1] += 1;
    sums[3 * truth + 2] += 1;
  }
}

/** Mean over the classes that occur among targets or predictions, each counting the same: the macro average. */
export function macroMean(sums: Float64Array, measure: (counts: ClassCounts) => number): number {
  let sum = 0;
  let classes = 0;
  for (let start = 0; start < sums.length; start += 3) {
    const [found, said, there] = sums.subarray(start, start + 3);
    if (said + there === 0) continue;
    sum += measure({ found, said, there });
    classes += 1;
  }
  return sum / classes;
}

/** 0 where there is nothing to divide by: a class that was never said has found nothing. */
export const shareOf = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);
