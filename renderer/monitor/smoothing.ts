/**
 * Exponential moving average with the bias correction of Adam (Kingma and Ba 2015, section 3): without it the
 * first values would be pulled towards 0. `strength` 0 leaves the values, towards 1 it smooths more. NaN is
 * skipped: it stays NaN and does not enter the average.
 */
export function smooth(values: Float32Array, strength: number): Float32Array {
  if (strength <= 0) return values;
  const result = new Float32Array(values.length);
  let average = 0;
  let weight = 0;
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index];
    if (!Number.isFinite(value)) {
      result[index] = Number.NaN;
      continue;
    }
    average = strength * average + (1 - strength) * value;
    weight = strength * weight + (1 - strength);
    result[index] = average / weight;
  }
  return result;
}
