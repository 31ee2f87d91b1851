import type { PictureChange } from '../augmentation';

/** The picture moved right and down by whole pixels; what comes in from outside is black. */
export function moveBy(
  { from, to, height, width, channels }: PictureChange,
  right: number,
  down: number,
): void {
  to.fill(0);
  const rowLength = width * channels;
  const firstColumn = Math.max(0, right);
  const columns = width - Math.abs(right);
  if (columns <= 0) return;
  for (let row = Math.max(0, down); row < Math.min(height, height + down); row += 1) {
    const start = (row - down) * rowLength + (firstColumn - right) * channels;
    const piece = from.subarray(start, start + columns * channels);
    to.set(piece, row * rowLength + firstColumn * channels);
  }
}
