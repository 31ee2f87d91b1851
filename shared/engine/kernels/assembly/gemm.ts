/**
 * C ← A·B + bias of 32-bit floats in row order, for any strides of A and B, so that a transposed side costs nothing.
 *
 * Goto & van de Geijn (2008), Anatomy of High-Performance Matrix Multiplication: A and B are copied into panels that
 * the inner loop reads front to back, in pieces of the inner axis that stay in the first cache; the inner loop keeps
 * a tile of C, 4 × 8, in registers. Written in AssemblyScript; `?wasm` compiles it.
 */
import { copyRun } from './windows';

/** Rows and columns of the tile of C. */
const TILE_ROWS: i32 = 4;
const TILE_COLUMNS: i32 = 8;
/** Length of a piece of the inner axis: a panel of B of this length takes 8 KiB. */
const PIECE: i32 = 256;
const VECTOR_BYTES: usize = 16;

/** Functions, not arrows: the compiler calls an arrow through a table and never inlines it. */
function at(start: usize, index: i32): usize {
  return start + ((<usize>index) << 2);
}

/** a·b + c, rounded once where the machine can and the engine allows it, else twice. */
function multiplyAdd(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(a, b, c);
  return f32x4.add(f32x4.mul(a, b), c);
}

/**
 * Copies four lines of `count` numbers so that numbers of one place stand together: out[4·p + lane], with
 * `outStride` bytes between places. Lines beyond `lines` become zeros.
 */
function packFour(
  source: usize,
  lineStride: i32,
  placeStride: i32,
  lines: i32,
  count: i32,
  out: usize,
  outStride: usize,
): void {
  let place = 0;
  if (lines >= 4 && lineStride === 1) {
    for (; place < count; place++) {
      v128.store(out, v128.load(at(source, place * placeStride)));
      out += outStride;
    }
    return;
  }
  if (lines >= 4 && placeStride === 1) {
    for (; place + 3 < count; place += 4) {
      const start = at(source, place);
      const a = v128.load(start);
      const b = v128.load(at(start, lineStride));
      const c = v128.load(at(start, 2 * lineStride));
      const d = v128.load(at(start, 3 * lineStride));
      const lowAb = v128.shuffle<f32>(a, b, 0, 4, 1, 5);
      const highAb = v128.shuffle<f32>(a, b, 2, 6, 3, 7);
      const lowCd = v128.shuffle<f32>(c, d, 0, 4, 1, 5);
      const highCd = v128.shuffle<f32>(c, d, 2, 6, 3, 7);
      v128.store(out, v128.shuffle<f32>(lowAb, lowCd, 0, 1, 4, 5));
      v128.store(out + outStride, v128.shuffle<f32>(lowAb, lowCd, 2, 3, 6, 7));
      v128.store(out + 2 * outStride, v128.shuffle<f32>(highAb, highCd, 0, 1, 4, 5));
      v128.store(out + 3 * outStride, v128.shuffle<f32>(highAb, highCd, 2, 3, 6, 7));
      out += 4 * outStride;
    }
  }
  for (; place < count; place++) {
    for (let line = 0; line < 4; line++) {
      const value =
        line < lines ? f32.load(at(source, line * lineStride + place * placeStride)) : <f32>0;
      f32.store(at(out, line), value);
    }
    out += outStride;
  }
}

/** Adds the product of a panel of A and one of B to a tile of C whose rows are `stride` bytes apart. */
function addTile(a: usize, b: usize, count: i32, c: usize, stride: usize): void {
  let left0 = v128.load(c);
  let right0 = v128.load(c, VECTOR_BYTES);
  let left1 = v128.load(c + stride);
  let right1 = v128.load(c + stride, VECTOR_BYTES);
  let left2 = v128.load(c + 2 * stride);
  let right2 = v128.load(c + 2 * stride, VECTOR_BYTES);
  let left3 = v128.load(c + 3 * stride);
  let right3 = v128.load(c + 3 * stride, VECTOR_BYTES);
  for (let place = 0; place < count; place++) {
    const left = v128.load(b);
    const right = v128.load(b, VECTOR_BYTES);
    const row0 = v128.load_splat<f32>(a);
    left0 = multiplyAdd(row0, left, left0);
    right0 = multiplyAdd(row0, right, right0);
    const row1 = v128.load_splat<f32>(a, 4);
    left1 = multiplyAdd(row1, left, left1);
    right1 = multiplyAdd(row1, right, right1);
    const row2 = v128.load_splat<f32>(a, 8);
    left2 = multiplyAdd(row2, left, left2);
    right2 = multiplyAdd(row2, right, right2);
    const row3 = v128.load_splat<f32>(a, 12);
    left3 = multiplyAdd(row3, left, left3);
    right3 = multiplyAdd(row3, right, right3);
    a += 16;
    b += 32;
  }
  v128.store(c, left0);
  v128.store(c, right0, VECTOR_BYTES);
  v128.store(c + stride, left1);
  v128.store(c + stride, right1, VECTOR_BYTES);
  v128.store(c + 2 * stride, left2);
  v128.store(c + 2 * stride, right2, VECTOR_BYTES);
  v128.store(c + 3 * stride, left3);
  v128.store(c + 3 * stride, right3, VECTOR_BYTES);
}

/** A tile at the edge of C is computed whole in `tile` and only what exists is copied back. */
function addEdge(
  a: usize,
  b: usize,
  count: i32,
  c: usize,
  stride: usize,
  rows: i32,
  columns: i32,
  tile: usize,
): void {
  const tileStride: usize = (<usize>TILE_COLUMNS) << 2;
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      f32.store(
        at(tile + <usize>row * tileStride, column),
        f32.load(at(c + <usize>row * stride, column)),
      );
    }
  }
  addTile(a, b, count, tile, tileStride);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      f32.store(
        at(c + <usize>row * stride, column),
        f32.load(at(tile + <usize>row * tileStride, column)),
      );
    }
  }
}

function roundUp(value: i32, step: i32): i32 {
  return ((value + step - 1) / step) * step;
}

/** Bytes of `work` that a product needs. */
export function gemmWorkBytes(m: i32, n: i32, k: i32): usize {
  const piece = min(k, PIECE);
  const panels = (roundUp(m, TILE_ROWS) + roundUp(n, TILE_COLUMNS)) * piece;
  return (<usize>(panels + TILE_ROWS * TILE_COLUMNS)) << 2;
}

/**
 * C [m, n] ← A [m, k] · B [k, n] + bias [n]. Strides are counted in numbers; `bias` is 0 where there is none. C must
 * not overlap A or B.
 */
export function gemm(
  a: usize,
  aRow: i32,
  aColumn: i32,
  b: usize,
  bRow: i32,
  bColumn: i32,
  bias: usize,
  c: usize,
  m: i32,
  n: i32,
  k: i32,
  work: usize,
): void {
  const rowBytes: usize = (<usize>n) << 2;
  if (bias === 0) memory.fill(c, 0, rowBytes * <usize>m);
  else for (let row = 0; row < m; row++) copyRun(bias, c + <usize>row * rowBytes, rowBytes);

  const tile = work;
  const panelsOfA = at(tile, TILE_ROWS * TILE_COLUMNS);
  for (let start = 0; start < k; start += PIECE) {
    const count = min(PIECE, k - start);
    const panelsOfB = at(panelsOfA, roundUp(m, TILE_ROWS) * count);
    for (let row = 0; row < m; row += TILE_ROWS) {
      const source = at(a, row * aRow + start * aColumn);
      packFour(source, aRow, aColumn, m - row, count, at(panelsOfA, row * count), 16);
    }
    for (let column = 0; column < n; column += TILE_COLUMNS) {
      const panel = at(panelsOfB, column * count);
      const source = at(b, column * bColumn + start * bRow);
      packFour(source, bColumn, bRow, n - column, count, panel, 32);
      packFour(at(source, 4 * bColumn), bColumn, bRow, n - column - 4, count, at(panel, 4), 32);
      for (let row = 0; row < m; row += TILE_ROWS) {
        const target = at(c, row * n + column);
        const rows = min(TILE_ROWS, m - row);
        const columns = min(TILE_COLUMNS, n - column);
        const panelOfA = at(panelsOfA, row * count);
        if (rows === TILE_ROWS && columns === TILE_COLUMNS) {
          addTile(panelOfA, panel, count, target, rowBytes);
        } else {
          addEdge(panelOfA, panel, count, target, rowBytes, rows, columns, tile);
        }
      }
    }
  }
}
