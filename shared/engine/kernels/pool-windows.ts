import { sizeOf } from '../../catalogue/layer';
import { placesIn, type Windows } from '../../catalogue/windows';
import type { Storage, Tensor } from '../storage';
import { samplesOf, walkWindows } from './window-walk';

export const outputOf = (storage: Storage, windows: Windows, batch: number): Tensor =>
  storage.allocate([batch, windows.rows.count, windows.columns.count, windows.channels]);

export const inputOf = (storage: Storage, windows: Windows, batch: number): Tensor =>
  storage.allocate([batch, windows.rows.size, windows.columns.size, windows.channels]);

export const batchBehind = (windows: Windows, output: Tensor): number =>
  sizeOf(output.shape) / (placesIn(windows) * windows.channels);

/** Largest numbers of windows, and which tap of the window each of them is. */
export interface WindowMaxima {
  readonly output: Tensor;
  readonly taps: Tensor;
}

/** Of equal numbers the first is taken, and a NaN before all others, as in PyTorch: it must not be hidden. */
export function maximaOfWindows(storage: Storage, x: Tensor, windows: Windows): WindowMaxima {
  const batch = samplesOf(windows, sizeOf(x.shape));
  const output = outputOf(storage, windows, batch);
  const taps = outputOf(storage, windows, batch);
  const source = storage.view(x);
  const largest = storage.view(output);
  const chosen = storage.view(taps);
  const { channels } = windows;
  let begun = -1;
  walkWindows(windows, batch, (from, to, tap) => {
    if (begun !== to) {
      // The first place of a window, whatever is there: one of −∞ only has a largest place too.
      begun = to;
      for (let channel = 0; channel < channels; channel += 1) {
        largest[to + channel] = source[from + channel];
        chosen[to + channel] = tap;
      }
      return;
    }
    for (let channel = 0; channel < channels; channel += 1) {
      const value = source[from + channel];
      if (value > largest[to + channel] || Number.isNaN(value)) {
        largest[to + channel] = value;
        chosen[to + channel] = tap;
      }
    }
  });
  return { output, taps };
}

/** Hands the gradient of each maximum to the place that it came from. */
export function spreadToMaxima(
  storage: Storage,
  dy: Tensor,
  taps: Tensor,
  windows: Windows,
): Tensor {
  const batch = batchBehind(windows, dy);
  const result = inputOf(storage, windows, batch);
  const source = storage.view(dy);
  const chosen = storage.view(taps);
  const target = storage.view(result);
  target.fill(0);
  const { channels } = windows;
  walkWindows(windows, batch, (to, from, tap) => {
    for (let channel = 0; channel < channels; channel += 1) {
      if (chosen[from + channel] === tap) target[to + channel] += source[from + channel];
    }
  });
  return result;
}

/** Sums over windows, each times the scale of its place in the sample. */
export function sumsOfWindows(
  storage: Storage,
  x: Tensor,
  windows: Windows,
  scales: Float64Array,
): Tensor {
  const batch = samplesOf(windows, sizeOf(x.shape));
  const result = outputOf(storage, windows, batch);
  const source = storage.view(x);
  const target = storage.view(result);
  target.fill(0);
  const { channels } = windows;
  walkWindows(windows, batch, (from, to, _tap, place) => {
    const scale = scales[place];
    for (let channel = 0; channel < channels; channel += 1) {
      target[to + channel] += source[from + channel] * scale;
    }
  });
  return result;
}

/** The transpose of `sumsOfWindows`: every number, times its scale, is added to all places under its window. */
export function spreadOverWindows(
  storage: Storage,
  dy: Tensor,
  windows: Windows,
  scales: Float64Array,
): Tensor {
  const batch = batchBehind(windows, dy);
  const result = inputOf(storage, windows, batch);
  const source = storage.view(dy);
  const target = storage.view(result);
  target.fill(0);
  const { channels } = windows;
  walkWindows(windows, batch, (to, from, _tap, place) => {
    const scale = scales[place];
    for (let channel = 0; channel < channels; channel += 1) {
      target[to + channel] += source[from + channel] * scale;
    }
  });
  return result;
}
