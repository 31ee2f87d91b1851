import { placesIn, type Windows } from '../../catalogue/windows';
import type { Extent } from './move-picture';
import { walkWindows } from './window-walk';

/**
 * Where each number of a result comes from, within one sample: the place in the input, or `size`, one behind its
 * end, where a padding stands. Every copy of numbers to and fro is such a table, and its transpose another.
 */
export interface IndexTable {
  readonly indices: Int32Array;
  /** Numbers of one sample of the input. */
  readonly size: number;
}

/** For each number of the input, the places of a result that came from it, as many as the busiest one has. */
export interface TransposedTable extends IndexTable {
  readonly perInput: number;
}

export const tapsIn = ({ rows, columns }: Windows): number => rows.kernel * columns.kernel;
const inputSize = ({ rows, columns, channels }: Windows): number =>
  rows.size * columns.size * channels;

function fromWindows(
  windows: Windows,
  target: (place: number, tap: number, channel: number) => number,
): IndexTable {
  const { channels } = windows;
  const size = inputSize(windows);
  const indices = new Int32Array(placesIn(windows) * tapsIn(windows) * channels).fill(size);
  walkWindows(windows, 1, (input, _output, tap, place) => {
    for (let channel = 0; channel < channels; channel += 1) {
      indices[target(place, tap, channel)] = input + channel;
    }
  });
  return { indices, size };
}

/** [places, taps, channels]: a window as a row of a matrix. */
export const tableByTap = (windows: Windows): IndexTable =>
  fromWindows(
    windows,
    (place, tap, channel) => (place * tapsIn(windows) + tap) * windows.channels + channel,
  );

/** [places, channels, taps]: what is reduced over a window lies side by side. */
export const tableByChannel = (windows: Windows): IndexTable =>
  fromWindows(
    windows,
    (place, tap, channel) => (place * windows.channels + channel) * tapsIn(windows) + tap,
  );

/** A picture laid into a frame of another size. */
export function tableOfMove(
  channels: number,
  before: Extent,
  after: Extent,
  down: number,
  right: number,
): IndexTable {
  const size = before.height * before.width * channels;
  const indices = new Int32Array(after.height * after.width * channels).fill(size);
  for (let index = 0; index < indices.length; index += 1) {
    const channel = index % channels;
    const x = (Math.floor(index / channels) % after.width) - right;
    const y = Math.floor(index / (channels * after.width)) - down;
    const isInside = x >= 0 && x < before.width && y >= 0 && y < before.height;
    if (isInside) indices[index] = (y * before.width + x) * channels + channel;
  }
  return { indices, size };
}

/** `share` results stand for one number of what is handed back: all taps of a window that was summed up. */
export function transposed({ indices, size }: IndexTable, share = 1): TransposedTable {
  const counts = new Int32Array(size + 1);
  for (const index of indices) counts[index] += 1;
  const perInput = counts.subarray(0, size).reduce((most, count) => Math.max(most, count), 1);
  const results = indices.length / share;
  const target = new Int32Array(size * perInput).fill(results);
  const filled = new Int32Array(size);
  indices.forEach((input, result) => {
    if (input === size) return;
    target[input * perInput + filled[input]] = Math.floor(result / share);
    filled[input] += 1;
  });
  return { indices: target, size: results, perInput };
}
