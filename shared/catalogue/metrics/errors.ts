import type { NumberRows } from '../metric';

/** Adds `measure` of every number to the first sum and how many there were to the second. */
export function addErrors(
  sums: Float64Array,
  { count, targetOf, predictedOf }: NumberRows,
  columns: number,
  measure: (predicted: number, target: number) => number,
): void {
  for (let row = 0; row < count; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      sums[0] += measure(predictedOf(row, column), targetOf(row, column));
    }
  }
  sums[1] += count * columns;
}
