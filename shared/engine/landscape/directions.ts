import { isPenalised } from '../../catalogue/penalty';
import type { RandomStream } from '../../random/random-stream';
import type { WeightPlace } from '../weights';

/**
 * Which filter each number of a weight belongs to: its index over the `filterAxes` of the shape, row-major.
 * A filter is what makes one output: a column of a Dense kernel, a [height, width, channels] window of a convolution,
 * the column of one unit in one gate of a recurrence, the vector of one word.
 */
export function filterOf({ shape, filterAxes }: Pick<WeightPlace, 'shape' | 'filterAxes'>) {
  const strides = new Array<number>(shape.length).fill(0);
  let count = 1;
  for (const axis of [...filterAxes].reverse()) {
    strides[axis] = count;
    count *= shape[axis];
  }
  return {
    count,
    of: (index: number): number => {
      let rest = index;
      let filter = 0;
      for (let axis = shape.length - 1; axis >= 0; axis -= 1) {
        filter += (rest % shape[axis]) * strides[axis];
        rest = Math.floor(rest / shape[axis]);
      }
      return filter;
    },
  };
}

/**
 * A random direction in which every filter is as long as that of the weights: d_ij ← d_ij · ‖θ_ij‖ ÷ ‖d_ij‖, with d
 * standard normal. What has one axis (biases, scales and shifts of normalizations, learned slopes) does not move.
 * Without the first, networks whose scale normalization or ReLU hides would look sharp or flat by their scale alone.
 * Source: Li et al. (2018), section 4, and the convention of their code (`dir_type weights`, `ignore biasbn`).
 *
 * @param places where the weights stand in the vector
 * @param centre all trainable weights, θ
 * @returns a vector as long as `centre`
 */
export function filterNormalised(
  places: readonly WeightPlace[],
  centre: Float32Array,
  random: RandomStream,
): Float32Array {
  const direction = new Float32Array(centre.length);
  for (const place of places) {
    if (!isPenalised(place.shape)) continue;
    const { start, end } = place;
    const filters = filterOf(place);
    const drawn = Float64Array.from({ length: end - start }, () => random.normal());
    const ofDrawn = new Float64Array(filters.count);
    const ofWeights = new Float64Array(filters.count);
    for (let index = 0; index < drawn.length; index += 1) {
      const filter = filters.of(index);
      ofDrawn[filter] += drawn[index] ** 2;
      ofWeights[filter] += centre[start + index] ** 2;
    }
    for (let index = 0; index < drawn.length; index += 1) {
      const filter = filters.of(index);
      direction[start + index] = drawn[index] * Math.sqrt(ofWeights[filter] / ofDrawn[filter]);
    }
  }
  return direction;
}
