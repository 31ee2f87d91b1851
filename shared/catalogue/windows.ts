import type { Shape } from './layer';

/** `valid`: windows stay inside. `same`: zeros are put around, so that stride 1 keeps the size. */
export type Padding = 'valid' | 'same';

/** A window that slides along one axis. */
export interface WindowAxis {
  /** Length of the axis, and number of places that the window takes. */
  readonly size: number;
  readonly count: number;
  readonly kernel: number;
  readonly stride: number;
  readonly dilation: number;
  /** Zeros before the axis: the first window begins at −before. */
  readonly before: number;
}

/** Windows over pictures [height, width, channels]; a sequence [steps, channels] is a picture of one row. */
export interface Windows {
  readonly rows: WindowAxis;
  readonly columns: WindowAxis;
  readonly channels: number;
}

/** What decides where windows stand; one number an axis. */
export interface WindowValues {
  readonly kernelSize: readonly number[];
  readonly strides: readonly number[];
  readonly dilation?: readonly number[];
  readonly padding: Padding;
}

/** Length that a kernel covers with its gaps. */
export const extentOf = (kernel: number, dilation: number): number => (kernel - 1) * dilation + 1;

/**
 * One axis of a sliding window. With `same`, ⌈size ÷ stride⌉ windows, and of an odd number of zeros the greater
 * half goes behind, as TensorFlow does it (tf.nn, “Notes on padding”). A count below 1 means that nothing fits.
 */
export function windowAxis(
  size: number,
  kernel: number,
  stride: number,
  dilation: number,
  padding: Padding,
): WindowAxis {
  const extent = extentOf(kernel, dilation);
  if (padding === 'valid') {
    const count = Math.floor((size - extent) / stride) + 1;
    return { size, count, kernel, stride, dilation, before: 0 };
  }
  const count = Math.ceil(size / stride);
  const zeros = Math.max(0, (count - 1) * stride + extent - size);
  return { size, count, kernel, stride, dilation, before: Math.floor(zeros / 2) };
}

const ONE_ROW = windowAxis(1, 1, 1, 1, 'valid');

/** The axes that a window slides along, over one sample [places …, channels]. */
export const windowAxes = (
  shape: Shape,
  { kernelSize, strides, dilation, padding }: WindowValues,
): readonly WindowAxis[] =>
  kernelSize.map((kernel, axis) =>
    windowAxis(shape[axis], kernel, strides[axis], dilation?.[axis] ?? 1, padding),
  );

/** Windows over one sample, [height, width, channels] or [steps, channels]. */
export function windowsOf(shape: Shape, values: WindowValues): Windows {
  const axes = windowAxes(shape, values);
  return {
    rows: axes.length > 1 ? axes[0] : ONE_ROW,
    columns: axes[axes.length - 1],
    channels: shape[axes.length],
  };
}

/** Taps of a window that lie inside the axis, for the window at `place`: from `first` to before `end`. */
export function tapsInside(axis: WindowAxis, place: number): readonly [first: number, end: number] {
  const { size, kernel, stride, dilation, before } = axis;
  const start = place * stride - before;
  const first = start >= 0 ? 0 : Math.ceil(-start / dilation);
  const end = start >= size ? 0 : Math.min(kernel, Math.floor((size - 1 - start) / dilation) + 1);
  return [first, end];
}

/** Windows of one place each, at every place: the input is its own rows. */
export const isEveryPlace = ({ rows, columns }: Windows): boolean =>
  [rows, columns].every(({ kernel, stride }) => kernel === 1 && stride === 1);

/** Number of windows in a sample. */
export const placesIn = ({ rows, columns }: Windows): number => rows.count * columns.count;

/** Number of places inside the input under each window of a sample. */
export function placesUnder({ rows, columns }: Windows): Float64Array {
  const counts = new Float64Array(rows.count * columns.count);
  for (let i = 0; i < rows.count; i += 1) {
    const [firstRow, endRow] = tapsInside(rows, i);
    for (let j = 0; j < columns.count; j += 1) {
      const [firstColumn, endColumn] = tapsInside(columns, j);
      counts[i * columns.count + j] = (endRow - firstRow) * (endColumn - firstColumn);
    }
  }
  return counts;
}

/**
 * Length of an axis after a transposed convolution: the longest that a convolution with the same settings brings
 * back to `size`. Source: Keras, Conv2DTranspose, without output padding.
 */
export function transposedLength(
  size: number,
  kernel: number,
  stride: number,
  dilation: number,
  padding: Padding,
): number {
  const overhang = Math.max(0, extentOf(kernel, dilation) - stride);
  return size * stride + (padding === 'valid' ? overhang : 0);
}
