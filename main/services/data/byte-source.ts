import { closeSync, openSync, readSync } from 'node:fs';

/** Bytes at a time; between two pieces other work of the process may run. */
export const PIECE_BYTES = 256 * 1024;

/** Bytes that are read in pieces, as often as asked, so that a large file never stands whole in memory. */
export interface ByteSource {
  readonly size: number;
  /** The first bytes, fewer where there are not as many. */
  head(count: number): Uint8Array;
  pieces(): Generator<Uint8Array>;
}

/** Bytes that are in memory already. */
export const bytesInMemory = (bytes: Uint8Array): ByteSource => ({
  size: bytes.length,
  head: (count) => bytes.subarray(0, count),
  *pieces() {
    for (let start = 0; start < bytes.length; start += PIECE_BYTES) {
      yield bytes.subarray(start, start + PIECE_BYTES);
    }
  },
});

/** A file, of which one piece is in memory at a time. Throws what the file system says where it cannot be opened. */
export function openByteFile(path: string, size: number): ByteSource & { close(): void } {
  const descriptor = openSync(path, 'r');
  const read = (position: number, count: number): Uint8Array => {
    const bytes = new Uint8Array(count);
    let filled = 0;
    while (filled < count) {
      const taken = readSync(descriptor, bytes, filled, count - filled, position + filled);
      if (taken === 0) break;
      filled += taken;
    }
    return bytes.subarray(0, filled);
  };
  return {
    size,
    head: (count) => read(0, Math.min(count, size)),
    *pieces() {
      for (let start = 0; start < size; start += PIECE_BYTES) {
        yield read(start, Math.min(PIECE_BYTES, size - start));
      }
    },
    close: () => closeSync(descriptor),
  };
}
