/**
 * Windows over pictures, [batch, height, width, channels], as rows of a matrix. With pooling these loops took two
 * thirds of a convolutional network's step in JavaScript; channels lie side by side, so four of them go at once.
 */

/** Bytes of four numbers. */
export const VECTOR: usize = 16;

/** Where windows stand, as `WINDOW_FIELDS` of `windows-in-wasm.ts` writes it. */
@unmanaged
class Windows {
  rowSize: i32;
  rowCount: i32;
  rowKernel: i32;
  rowStride: i32;
  rowDilation: i32;
  rowBefore: i32;
  columnSize: i32;
  columnCount: i32;
  columnKernel: i32;
  columnStride: i32;
  columnDilation: i32;
  columnBefore: i32;
  channels: i32;
}

export function windowsAt(table: usize): Windows {
  return changetype<Windows>(table);
}

export function channelsAt(table: usize): i32 {
  return windowsAt(table).channels;
}

export function bytesOf(count: i32): usize {
  return (<usize>count) << 2;
}

/** End of the part of a run that fills whole vectors. */
export function wholeEnd(start: usize, bytes: usize): usize {
  return start + (bytes & ~(VECTOR - 1));
}

/** Runs are short: the instruction that copies memory costs more than it saves. */
export function copyRun(from: usize, to: usize, bytes: usize): void {
  const whole = wholeEnd(to, bytes);
  const end = to + bytes;
  for (; to < whole; to += VECTOR) {
    v128.store(to, v128.load(from));
    from += VECTOR;
  }
  for (; to < end; to += 4) {
    f32.store(to, f32.load(from));
    from += 4;
  }
}

function clearRun(to: usize, bytes: usize): void {
  const zero = f32x4.splat(0);
  const whole = wholeEnd(to, bytes);
  const end = to + bytes;
  for (; to < whole; to += VECTOR) v128.store(to, zero);
  for (; to < end; to += 4) f32.store(to, 0);
}

function addRun(from: usize, to: usize, bytes: usize): void {
  const whole = wholeEnd(to, bytes);
  const end = to + bytes;
  for (; to < whole; to += VECTOR) {
    v128.store(to, f32x4.add(v128.load(to), v128.load(from)));
    from += VECTOR;
  }
  for (; to < end; to += 4) {
    f32.store(to, f32.load(to) + f32.load(from));
    from += 4;
  }
}

/** Every window of every sample as a row; zeros where it reaches beyond the input. */
export function windowRows(source: usize, target: usize, batch: i32, table: usize): void {
  const windows = windowsAt(table);
  const size = windows.columnSize;
  const kernel = windows.columnKernel;
  const dilation = windows.columnDilation;
  const tap = bytesOf(windows.channels);
  const run = tap * <usize>kernel;
  for (let sample = 0; sample < batch; sample++) {
    for (let i = 0; i < windows.rowCount; i++) {
      const top = i * windows.rowStride - windows.rowBefore;
      for (let j = 0; j < windows.columnCount; j++) {
        const left = j * windows.columnStride - windows.columnBefore;
        const isSolid = dilation === 1 && left >= 0 && left + kernel <= size;
        for (let k = 0; k < windows.rowKernel; k++) {
          const y = top + k * windows.rowDilation;
          const line = source + <usize>((sample * windows.rowSize + y) * size) * tap;
          if (y < 0 || y >= windows.rowSize) clearRun(target, run);
          else if (isSolid) copyRun(line + <usize>left * tap, target, run);
          else {
            for (let l = 0; l < kernel; l++) {
              const x = left + l * dilation;
              const to = target + <usize>l * tap;
              if (x < 0 || x >= size) clearRun(to, tap);
              else copyRun(line + <usize>x * tap, to, tap);
            }
          }
          target += run;
        }
      }
    }
  }
}

/** The transpose of `windowRows`: adds every row to the places that its window covers. `target` is 0 before. */
export function sumWindowRows(rows: usize, target: usize, batch: i32, table: usize): void {
  const windows = windowsAt(table);
  const size = windows.columnSize;
  const kernel = windows.columnKernel;
  const dilation = windows.columnDilation;
  const tap = bytesOf(windows.channels);
  const run = tap * <usize>kernel;
  for (let sample = 0; sample < batch; sample++) {
    for (let i = 0; i < windows.rowCount; i++) {
      const top = i * windows.rowStride - windows.rowBefore;
      for (let j = 0; j < windows.columnCount; j++) {
        const left = j * windows.columnStride - windows.columnBefore;
        const isSolid = dilation === 1 && left >= 0 && left + kernel <= size;
        for (let k = 0; k < windows.rowKernel; k++) {
          const y = top + k * windows.rowDilation;
          const line = target + <usize>((sample * windows.rowSize + y) * size) * tap;
          if (y >= 0 && y < windows.rowSize) {
            if (isSolid) addRun(rows, line + <usize>left * tap, run);
            else {
              for (let l = 0; l < kernel; l++) {
                const x = left + l * dilation;
                if (x >= 0 && x < size) {
                  addRun(rows + <usize>l * tap, line + <usize>x * tap, tap);
                }
              }
            }
          }
          rows += run;
        }
      }
    }
  }
}
