/**
 * Walks over windows. What is done at each place is a class whose one method the compiler puts into the walk itself: a
 * function as a value would need memory of its own, and all memory here is tfjs's.
 */
import { bytesOf, windowsAt } from './windows';

/** Taps before the first inside the axis. */
function firstTap(start: i32, dilation: i32): i32 {
  return start >= 0 ? 0 : (dilation - 1 - start) / dilation;
}

/** Taps up to the last inside the axis. */
function endTap(start: i32, size: i32, kernel: i32, dilation: i32): i32 {
  return start >= size ? 0 : min(kernel, (size - 1 - start) / dilation + 1);
}

/**
 * Walks over the windows in order and in each over the places inside the input. A visit gets offsets in bytes, the tap
 * within the window, the window within its sample, and whether it is the window's first. Visitors know the channels.
 */
export function walk<Visitor>(batch: i32, table: usize): void {
  const visitor = changetype<Visitor>(0);
  const windows = windowsAt(table);
  const kernel = windows.columnKernel;
  const dilation = windows.columnDilation;
  const size = windows.columnSize;
  const runBytes = bytesOf(windows.channels);
  let output: usize = 0;
  for (let sample = 0; sample < batch; sample++) {
    let place = 0;
    for (let i = 0; i < windows.rowCount; i++) {
      const top = i * windows.rowStride - windows.rowBefore;
      const firstRow = firstTap(top, windows.rowDilation);
      const endRow = endTap(top, windows.rowSize, windows.rowKernel, windows.rowDilation);
      for (let j = 0; j < windows.columnCount; j++) {
        const left = j * windows.columnStride - windows.columnBefore;
        const firstColumn = firstTap(left, dilation);
        const endColumn = endTap(left, size, kernel, dilation);
        let isFirst = true;
        for (let k = firstRow; k < endRow; k++) {
          const line = (sample * windows.rowSize + top + k * windows.rowDilation) * size;
          for (let l = firstColumn; l < endColumn; l++) {
            const input = <usize>(line + left + l * dilation) * runBytes;
            visitor.visit(input, output, k * kernel + l, place, isFirst);
            isFirst = false;
          }
        }
        output += runBytes;
        place++;
      }
    }
  }
}
