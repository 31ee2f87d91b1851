import { readFile } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import type { Samples } from '../../../shared/catalogue/dataset';
import type { HostFailure } from '../../../shared/host-data';
import { type Result, succeed } from '../../../shared/result';
import { packageFile } from './package-file';

const CLASSES = 10;
const PIXELS = 28 * 28;

/** Grey levels of each class's pictures, as bytes: a quarter of what floats would take while no run needs them. */
type DigitPixels = readonly Uint8Array[];

let cached: DigitPixels | null = null;

/** 10,000 of MNIST's pictures, by class. The package keeps them as text, so they are read once and kept as bytes. */
async function readDigits(): Promise<Result<DigitPixels, HostFailure>> {
  if (cached) return succeed(cached);
  const classes: Uint8Array[] = [];
  for (let digit = 0; digit < CLASSES; digit += 1) {
    const path = packageFile('digits', 'mnist', `src/digits/${digit}.json`);
    if (!path.ok) return path;
    const { data } = JSON.parse(await readFile(path.value, 'utf8')) as { data: readonly number[] };
    classes.push(Uint8Array.from(data, (grey) => Math.round(grey * 255)));
    // Two megabytes of JSON at a time: other calls of the host are answered in between.
    await setImmediate();
  }
  cached = classes;
  return succeed(classes);
}

/**
 * The first `count` pictures, classes by turns, so that any number of them is spread evenly over the digits and
 * training without shuffling does not see one digit after the other. Features: 28 × 28 grey levels in 0 … 1.
 */
export async function loadDigits(count: number): Promise<Result<Samples, HostFailure>> {
  const read = await readDigits();
  if (!read.ok) return read;
  const available = read.value.reduce((sum, pixels) => sum + pixels.length / PIXELS, 0);
  const total = Math.min(count, available);
  const features = new Float32Array(total * PIXELS);
  const targets = new Float32Array(total);
  let sample = 0;
  for (let picture = 0; sample < total; picture += 1) {
    for (let digit = 0; digit < CLASSES && sample < total; digit += 1) {
      const pixels = read.value[digit].subarray(picture * PIXELS, (picture + 1) * PIXELS);
      if (pixels.length < PIXELS) continue;
      const start = sample * PIXELS;
      for (let pixel = 0; pixel < PIXELS; pixel += 1) features[start + pixel] = pixels[pixel] / 255;
      targets[sample] = digit;
      sample += 1;
    }
  }
  return succeed({ type: 'samples', count: total, features, targets });
}
