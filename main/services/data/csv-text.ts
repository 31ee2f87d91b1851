import type { HostFailure } from '../../../shared/host-data';
import { type Result, succeed } from '../../../shared/result';
import type { Text } from '../../../shared/text/text';
import { failRead } from './failures';

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';

const SNIFF_BYTES = 4096;
/** Bytes decoded at a time; between two pieces other work of the process may run. */
const PIECE_BYTES = 256 * 1024;
const NEWLINE = 0x0a;

/** First bytes of files that people mistake for CSV. */
const FOREIGN: readonly { readonly start: readonly number[]; readonly guess: Text }[] = [
  {
    start: [0x50, 0x4b, 0x03, 0x04],
    guess: {
      en: ' (it looks like an Excel workbook or a ZIP archive)',
      zh: '（看起来是 Excel 工作簿或 ZIP 压缩包）',
    },
  },
  {
    start: [0xd0, 0xcf, 0x11, 0xe0],
    guess: { en: ' (it looks like an old Excel workbook)', zh: '（看起来是旧版 Excel 工作簿）' },
  },
  {
    start: [0x1f, 0x8b],
    guess: { en: ' (it looks like a gzip archive)', zh: '（看起来是 gzip 压缩文件）' },
  },
];

const startsWith = (bytes: Uint8Array, start: readonly number[]): boolean =>
  start.every((byte, index) => bytes[index] === byte);

/** From the byte order mark; without one, from where the zero bytes of ASCII in UTF-16 stand. */
function sniffEncoding(bytes: Uint8Array): Encoding | null {
  if (startsWith(bytes, [0xff, 0xfe])) return 'utf-16le';
  if (startsWith(bytes, [0xfe, 0xff])) return 'utf-16be';
  const sample = bytes.subarray(0, SNIFF_BYTES);
  const zeros = [0, 0];
  for (let index = 0; index < sample.length; index += 1) {
    if (sample[index] === 0) zeros[index % 2] += 1;
  }
  if (zeros[0] === 0 && zeros[1] === 0) return 'utf-8';
  const half = sample.length / 2;
  if (zeros[0] === 0 && zeros[1] > 0.5 * half) return 'utf-16le';
  if (zeros[1] === 0 && zeros[0] > 0.5 * half) return 'utf-16be';
  return null;
}

/** A text in pieces, so that a large file never stands twice in memory. */
export interface TextPieces {
  /** How many pieces there are, or one more. */
  readonly count: number;
  pieces(): Generator<string>;
}

/**
 * Finds the encoding of a CSV's bytes (UTF-8, or UTF-16 in either order) and checks all of it before anything is
 * parsed. Fails on binary files, and on text in another encoding with the first line that shows it.
 */
export function decodeText(file: string, bytes: Uint8Array): Result<TextPieces, HostFailure> {
  const foreign = FOREIGN.find(({ start }) => startsWith(bytes, start));
  if (foreign) return failRead('not-text', { file, guess: foreign.guess });
  const encoding = sniffEncoding(bytes);
  if (!encoding) return failRead('not-text', { file, guess: '' });
  const pieces = () => decodePieces(bytes, encoding);
  const count = Math.ceil(bytes.length / PIECE_BYTES);
  const badByte = firstUndecodable(bytes, encoding);
  if (badByte === null) return succeed({ count, pieces });
  let line = 1;
  for (let index = 0; index < badByte; index += 1) if (bytes[index] === NEWLINE) line += 1;
  return failRead('not-utf8', { file, line });
}

function* decodePieces(bytes: Uint8Array, encoding: Encoding): Generator<string> {
  // `fatal`, and the byte order mark left out: it would become part of the first column's name.
  const decoder = new TextDecoder(encoding, { fatal: true });
  for (let start = 0; start < bytes.length; start += PIECE_BYTES) {
    const piece = bytes.subarray(start, start + PIECE_BYTES);
    yield decoder.decode(piece, { stream: true });
  }
  yield decoder.decode();
}

/** Where decoding fails, to the byte, or null. */
function firstUndecodable(bytes: Uint8Array, encoding: Encoding): number | null {
  const decoder = new TextDecoder(encoding, { fatal: true });
  for (let start = 0; start < bytes.length; start += PIECE_BYTES) {
    const piece = bytes.subarray(start, start + PIECE_BYTES);
    try {
      decoder.decode(piece, { stream: start + PIECE_BYTES < bytes.length });
    } catch {
      return start + undecodableWithin(piece, encoding);
    }
  }
  return null;
}

/** Halves the piece until one byte is left; only ever run on a file that is refused. */
function undecodableWithin(piece: Uint8Array, encoding: Encoding): number {
  // The piece may begin in the middle of a character; up to 3 bytes of it do not count.
  let first = 0;
  while (encoding === 'utf-8' && first < 3 && (piece[first] & 0xc0) === 0x80) first += 1;
  let good = first;
  let bad = piece.length;
  while (bad - good > 1) {
    const middle = (good + bad) >>> 1;
    try {
      new TextDecoder(encoding, { fatal: true }).decode(piece.subarray(first, middle), {
        stream: true,
      });
      good = middle;
    } catch {
      bad = middle;
    }
  }
  return good;
}
