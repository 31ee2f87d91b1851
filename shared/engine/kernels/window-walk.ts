import { tapsInside, type Windows } from '../../catalogue/windows';

/**
 * One place of the input under one window. Offsets of channel 0 in the input, in the output and in a kernel that has
 * a row of channels a tap; `place` is the number of the window within its sample.
 */
export type Visit = (input: number, output: number, tap: number, place: number) => void;

/**
 * Walks over the windows of a batch in order, and in each over the places inside the input, row by row: what lies in
 * the zeros around is never visited. The loop over channels, which is the inner one, is the visitor's.
 */
export function walkWindows(
  { rows, columns, channels }: Windows,
  batch: number,
  visit: Visit,
): void {
  const across = Array.from({ length: columns.count }, (_, place) => tapsInside(columns, place));
  let output = 0;
  for (let sample = 0; sample < batch; sample += 1) {
    let place = 0;
    for (let i = 0; i < rows.count; i += 1) {
      const [firstRow, endRow] = tapsInside(rows, i);
      for (let j = 0; j < columns.count; j += 1) {
        const [firstColumn, endColumn] = across[j];
        for (let k = firstRow; k < endRow; k += 1) {
          const y = i * rows.stride - rows.before + k * rows.dilation;
          const line = (sample * rows.size + y) * columns.size;
          for (let l = firstColumn; l < endColumn; l += 1) {
            const x = j * columns.stride - columns.before + l * columns.dilation;
            visit((line + x) * channels, output, k * columns.kernel + l, place);
          }
        }
        output += channels;
        place += 1;
      }
    }
  }
}

/** Samples of a tensor that windows slide over. */
export const samplesOf = ({ rows, columns, channels }: Windows, size: number): number =>
  size / (rows.size * columns.size * channels);
