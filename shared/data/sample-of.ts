import type { PreparedData } from './prepared-data';

/** A few training samples, evenly spread over the training share; nothing is left to validate on. */
export function sampleOf(data: PreparedData, rows: number): PreparedData {
  const { training, features, targets, count, sampleScaling } = data;
  const taken = Math.min(rows, training.length);
  const chosen = Array.from(
    { length: taken },
    (_, index) => training[Math.floor((index * training.length) / taken)],
  );
  const rowsOf = (values: Float32Array): Float32Array => {
    const width = count === 0 ? 0 : values.length / count;
    const copy = new Float32Array(taken * width);
    for (const [at, row] of chosen.entries()) {
      copy.set(values.subarray(row * width, (row + 1) * width), at * width);
    }
    return copy;
  };
  return {
    ...data,
    count: taken,
    features: rowsOf(features),
    targets: rowsOf(targets),
    ...(sampleScaling ? { sampleScaling: rowsOf(sampleScaling) } : {}),
    training: Uint32Array.from({ length: taken }, (_, index) => index),
    validation: new Uint32Array(0),
  };
}
