import { AUGMENTATIONS } from '../catalogue/augmentations';
import { valuesOfChoice } from '../catalogue/catalogues';
import { type Shape, sizeOf } from '../catalogue/layer';
import type { Choice } from '../document/schema';
import type { RandomStream } from '../random/random-stream';
import type { PreparedData } from './prepared-data';
import { sampleScalingOf } from './scaling';

/** Changes one picture in place; pixels in 0 … 1, row-major [height, width, channels]. */
export type ChangePicture = (picture: Float32Array) => void;

/** One after the other, as the document lists them, with numbers from one stream. */
export function pictureChanger(
  choices: readonly Choice[],
  shape: Shape,
  random: RandomStream,
): ChangePicture {
  const [height, width, channels] = shape;
  // Two buffers take turns, so that a batch of thousands allocates nothing.
  let from = new Float32Array(sizeOf(shape));
  let to = new Float32Array(sizeOf(shape));
  const steps = choices.map((choice) => {
    const values = valuesOfChoice(AUGMENTATIONS, choice) as never;
    const { apply } = AUGMENTATIONS.get(choice.kind);
    return () => apply({ from, to, height, width, channels, random }, values);
  });
  return (picture) => {
    from.set(picture);
    for (const step of steps) {
      step();
      [from, to] = [to, from];
    }
    picture.set(from);
  };
}

/** Changes the pictures of a training batch in place: `features` of `rows`, in the network's units. */
export type AugmentBatch = (features: Float32Array, rows: Uint32Array) => void;

/**
 * What a run does to its training batches, or null where nothing. Its numbers must come from a stream of its own, so that
 * augmentation shifts neither weights nor shuffling nor masks. Pictures are changed in their own units, where black is
 * 0 and white is 1, and scaled again; a picture that is scaled by itself gets its new mean and deviation.
 */
export function batchAugmenter(data: PreparedData, random: RandomStream): AugmentBatch | null {
  const { augmentations = [], shape, featureScaling, sampleScaling } = data;
  if (augmentations.length === 0) return null;
  const size = sizeOf(shape.featureShape);
  const change = pictureChanger(augmentations, shape.featureShape, random);
  const undo = (picture: Float32Array, row: number): void => {
    for (let index = 0; index < featureScaling.length; index += 1) {
      const { mean, deviation } = featureScaling[index];
      picture[index] = picture[index] * deviation + mean;
    }
    if (!sampleScaling) return;
    const [mean, deviation] = [sampleScaling[2 * row], sampleScaling[2 * row + 1]];
    for (let index = 0; index < size; index += 1) {
      picture[index] = picture[index] * deviation + mean;
    }
  };
  const redo = (picture: Float32Array): void => {
    for (let index = 0; index < featureScaling.length; index += 1) {
      const { mean, deviation } = featureScaling[index];
      picture[index] = (picture[index] - mean) / deviation;
    }
    if (!sampleScaling) return;
    const { mean, deviation } = sampleScalingOf(picture);
    for (let index = 0; index < size; index += 1) {
      picture[index] = (picture[index] - mean) / deviation;
    }
  };
  return (features, rows) => {
    for (let index = 0; index < rows.length; index += 1) {
      const picture = features.subarray(index * size, (index + 1) * size);
      undo(picture, rows[index]);
      change(picture);
      redo(picture);
    }
  };
}
