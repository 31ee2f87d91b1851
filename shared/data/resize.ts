/** A picture of numbers, row-major [height, width, channels]. */
export interface Raster {
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  readonly values: Float32Array;
}

/** Weights with which source positions `first`, `first` + 1 … make up one target position; their sum is 1. */
interface Mix {
  readonly first: number;
  readonly weights: readonly number[];
}

type MixRule = (from: number, to: number, position: number) => Mix;

/** The mean of all source pixels that the target pixel covers, by the share that is covered (area averaging). */
const box: MixRule = (from, to, position) => {
  const start = (position * from) / to;
  const end = ((position + 1) * from) / to;
  const first = Math.floor(start);
  // Rounding must not add a pixel beyond the last one, of weight 1e-16.
  const last = Math.min(from, Math.ceil(end - 1e-9));
  const weights = Array.from({ length: last - first }, (_, index) => {
    const covered = Math.min(end, first + index + 1) - Math.max(start, first + index);
    return covered / (end - start);
  });
  return { first, weights };
};

/** Between the two nearest source pixels, pixel middles aligned; borders are repeated. */
const bilinear: MixRule = (from, to, position) => {
  const middle = ((position + 0.5) * from) / to - 0.5;
  const clamped = Math.min(from - 1, Math.max(0, middle));
  const first = Math.min(Math.floor(clamped), Math.max(0, from - 2));
  const share = clamped - first;
  return from === 1 ? { first, weights: [1] } : { first, weights: [1 - share, share] };
};

/** How a picture takes another size. `bilinear` looks at two pixels a side and skips others when it shrinks much. */
export const RESIZE_RULES = { box, bilinear } as const;
export type ResizeRule = keyof typeof RESIZE_RULES;

/** Mixes along one axis: `outer` × `from` × `inner` numbers become `outer` × `to` × `inner`. */
function resizeAxis(
  values: Float32Array,
  axis: { readonly outer: number; readonly from: number; readonly inner: number },
  to: number,
  rule: MixRule,
): Float32Array {
  const { outer, from, inner } = axis;
  const result = new Float32Array(outer * to * inner);
  for (let position = 0; position < to; position += 1) {
    const { first, weights } = rule(from, to, position);
    for (let line = 0; line < outer; line += 1) {
      const target = (line * to + position) * inner;
      for (let index = 0; index < weights.length; index += 1) {
        const source = (line * from + first + index) * inner;
        const weight = weights[index];
        for (let step = 0; step < inner; step += 1) {
          result[target + step] += weight * values[source + step];
        }
      }
    }
  }
  return result;
}

/** The picture stretched or shrunk to height × width, one axis after the other; the very picture where nothing changes. */
export function resize(raster: Raster, height: number, width: number, rule: ResizeRule): Raster {
  if (raster.width === width && raster.height === height) return raster;
  const { channels } = raster;
  const mix = RESIZE_RULES[rule];
  const rows = { outer: raster.height, from: raster.width, inner: channels };
  const narrowed = resizeAxis(raster.values, rows, width, mix);
  const columns = { outer: 1, from: raster.height, inner: width * channels };
  const values = resizeAxis(narrowed, columns, height, mix);
  return { width, height, channels, values };
}
