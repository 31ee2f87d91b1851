import type { StepRange } from './time-axis';

/** From the first to the last step of the longest of several runs; never empty, so that one step has a place. */
export function wholeOf(ranges: readonly (StepRange | null)[]): StepRange | null {
  const known = ranges.filter((range) => range !== null);
  if (known.length === 0) return null;
  const first = Math.min(...known.map(([start]) => start));
  const last = Math.max(...known.map(([, end]) => end));
  return [first, Math.max(last, first + 1)];
}

/** Both lists of ascending steps in one, each step once. */
function merged(one: Float32Array, other: Float32Array): Float32Array {
  const result = new Float32Array(one.length + other.length);
  let count = 0;
  for (let a = 0, b = 0; a < one.length || b < other.length; count += 1) {
    const first = a < one.length ? one[a] : Infinity;
    const second = b < other.length ? other[b] : Infinity;
    result[count] = Math.min(first, second);
    if (first <= second) a += 1;
    if (second <= first) b += 1;
  }
  return result.slice(0, count);
}

/** All steps of several runs, ascending, each once. Lists of runs are ascending. */
export const mergedSteps = (lists: readonly Float32Array[]): Float32Array =>
  lists.length === 0 ? new Float32Array(0) : lists.reduce(merged);
