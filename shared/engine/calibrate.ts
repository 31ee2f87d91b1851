import { valuesOfChoice } from '../catalogue/catalogues';
import { INITIALIZERS } from '../catalogue/initializers';
import type { PreparedData } from '../data/prepared-data';
import { gather } from './batches';
import type { CalibratedLayer } from './calibration';
import { CALIBRATIONS } from './calibrations';
import type { Model } from './model';
import type { Reading } from './reading';

/** Rows looked at: the first ones of the training share, which is in a random order. */
const MAX_ROWS = 256;

/** The layers whose weights an initializer of this kind has drawn. Vectors (biases) have no gain of their own. */
function layersFrom({ nodes, weights, ops }: Model, kind: string): readonly CalibratedLayer[] {
  const seen = new Set<string>();
  return nodes.flatMap(({ id, weightsOf }, position) => {
    if (seen.has(weightsOf)) return [];
    seen.add(weightsOf);
    const places = weights
      .placesOf(id)
      .filter((place) => place.shape.length > 1 && weights.initializerOf(place).kind === kind);
    if (places.length === 0) return [];
    const named = weights.of(id);
    const drawn = places.map(({ name }) => ops.read(named[name]));
    const values = valuesOfChoice(INITIALIZERS, weights.initializerOf(places[0]));
    return [{ position, places, drawn, values }];
  });
}

/**
 * Lets every initializer that starts from data go on from its drawn numbers with a batch of training samples. The same
 * seed, data and backend give the same weights, bit for bit; a model without such initializers is not looked at.
 */
export function* calibrate(model: Model, data: PreparedData, seed: number): Reading<void> {
  const { ops } = model;
  for (const [kind, calibration] of CALIBRATIONS) {
    const layers = layersFrom(model, kind);
    if (layers.length === 0) continue;
    yield* ops.arena.readingScope(function* () {
      const batch = gather(ops, data, data.training.subarray(0, MAX_ROWS));
      yield* calibration.run({ model, batch, seed, layers });
    });
    ops.forgetScalars();
  }
}
