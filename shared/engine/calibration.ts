import type { Batch } from './batches';
import type { Model } from './model';
import { streamsFor } from './model';
import { signalStatistics } from './numbers';
import type { Reading } from './reading';
import type { WeightPlace } from './weights';

/** The weights of one layer that start from data, as they were drawn. */
export interface CalibratedLayer {
  /** Position of its first use in the network. */
  readonly position: number;
  readonly places: readonly WeightPlace[];
  readonly drawn: readonly Float32Array[];
  /** Parameters of its initializer. */
  readonly values: Readonly<Record<string, unknown>>;
}

export interface CalibrationContext {
  readonly model: Model;
  readonly batch: Batch;
  readonly seed: number;
  /** From data to output. */
  readonly layers: readonly CalibratedLayer[];
}

/** What an initializer that starts from data does after its numbers are drawn: finds one gain a layer. */
export interface Calibration {
  /** Kind of the initializer. */
  readonly kind: string;
  run(context: CalibrationContext): Reading<void>;
}

/** Puts gains times the drawn numbers into layers' weights; several weights of a layer that multiply share its gain. */
export function setGains(
  { model }: CalibrationContext,
  layers: readonly CalibratedLayer[],
  gains: readonly number[],
): void {
  const changes = layers.flatMap(({ places, drawn }, layer) => {
    const share = gains[layer] ** (1 / places.length);
    return places.map((place, index) => ({
      place,
      values: drawn[index].map((value) => value * share),
    }));
  });
  model.weights.assign(changes);
}

interface Variances {
  readonly features: number;
  readonly layers: readonly number[];
}

/**
 * Variance of the features and of each layer's pre-activations over the batch, as in training: normalizations take
 * the batch's statistics, and masks come from streams of their own, the same each time, so that two answers differ by
 * the weights alone.
 */
export function* measureVariances({
  model,
  batch,
  seed,
  layers,
}: CalibrationContext): Reading<Variances> {
  const { ops, nodes } = model;
  const varianceOf = (values: Float32Array) => signalStatistics(values).deviation ** 2;
  const streams = streamsFor(nodes, seed, 'calibration');
  const measured = yield* ops.arena.readingScope(function* () {
    const passes = model.forward(batch.features, { training: true, streams }).nodes;
    const looked = layers.map(({ position }) => passes[position].preactivation);
    yield looked;
    return looked.map((preactivation) => varianceOf(ops.view(preactivation)));
  });
  return { features: varianceOf(ops.view(batch.features)), layers: measured };
}
