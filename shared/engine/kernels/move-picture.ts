import type { Storage, Tensor } from '../storage';

/** Height and width of a picture; a sequence is a picture of one row. */
export interface Extent {
  readonly height: number;
  readonly width: number;
}

/**
 * Pictures laid into frames of another size, `down` and `right` from their corner: zeros where a frame is larger,
 * cut off where it is smaller. A step the other way into the old size is the transpose, so this is padding and
 * cropping, forward and backward. [batch, height, width, channels].
 */
export function movePicture(
  storage: Storage,
  x: Tensor,
  before: Extent,
  after: Extent,
  down: number,
  right: number,
): Tensor {
  const batch = x.shape[0];
  const channels = x.shape[x.shape.length - 1];
  const result = storage.allocate([batch, after.height, after.width, channels]);
  const source = storage.view(x);
  const target = storage.view(result);
  target.fill(0);
  const top = Math.max(0, down);
  const bottom = Math.min(after.height, before.height + down);
  const left = Math.max(0, right);
  const run = (Math.min(after.width, before.width + right) - left) * channels;
  for (let sample = 0; sample < batch; sample += 1) {
    for (let y = top; y < bottom; y += 1) {
      const to = ((sample * after.height + y) * after.width + left) * channels;
      const from = ((sample * before.height + y - down) * before.width + left - right) * channels;
      target.set(source.subarray(from, from + run), to);
    }
  }
  return result;
}
