import type { HostFailure } from '../../../shared/host-data';
import { type Result, succeed } from '../../../shared/result';
import { fillText, type Text } from '../../../shared/text/text';
import { type ByteSource, PIECE_BYTES } from './byte-source';
import {
  type Encoding,
  firstUndecodable,
  looksChinese,
  sniffUnicode,
  startsWith,
} from './encodings';
import { failRead } from './failures';

const NEWLINE = 0x0a;
const LONGEST_START = 4;

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

/** A text in pieces, so that a large file never stands twice in memory. */
export interface TextPieces {
  /** How many pieces there are, or one more. */
  readonly count: number;
  readonly encoding: Encoding;
  pieces(): Generator<string>;
}

/** The line on which a byte stands, from 1. */
function lineOf(source: ByteSource, byte: number): number {
  let line = 1;
  let left = byte;
  for (const piece of source.pieces()) {
    const end = Math.min(left, piece.length);
    for (let index = 0; index < end; index += 1) if (piece[index] === NEWLINE) line += 1;
    left -= end;
    if (left === 0) break;
  }
  return line;
}

/**
 * Finds the encoding of a table's bytes (UTF-8, UTF-16 in either order, or GB 18030 where the text is Chinese) and
 * checks all of it before anything is parsed. Fails on binary files, and on text in another encoding with the first
 * line that shows it.
 */
export function decodeText(file: string, source: ByteSource): Result<TextPieces, HostFailure> {
  const head = source.head(LONGEST_START);
  const foreign = FOREIGN.find(({ start }) => startsWith(head, start));
  if (foreign) return failRead('not-text', { file, guess: foreign.guess });
  const unicode = sniffUnicode(source);
  if (!unicode) return failRead('not-text', { file, guess: '' });
  const badByte = firstUndecodable(source, unicode);
  const encoding = badByte === null ? unicode : 'gb18030';
  if (badByte !== null && !(unicode === 'utf-8' && looksChinese(source))) {
    return failRead('not-utf8', { file, line: lineOf(source, badByte) });
  }
  const pieces = () => decodePieces(source, encoding);
  return succeed({ count: Math.ceil(source.size / PIECE_BYTES), encoding, pieces });
}

function* decodePieces(source: ByteSource, encoding: Encoding): Generator<string> {
  // `fatal`, and the byte order mark left out: it would become part of the first column's name.
  const decoder = new TextDecoder(encoding, { fatal: true });
  for (const piece of source.pieces()) yield decoder.decode(piece, { stream: true });
  yield decoder.decode();
}

const READ_AS_CHINESE: Text = {
  en: '“{{file}}” is not UTF-8 and was read as Chinese text in GB 18030 (GBK). Look whether its words are right.',
  zh: '“{{file}}”不是 UTF-8，已按 GB 18030（GBK）中文文本读取。请检查文字是否正确。',
};

/** What a person should know of the encoding in which a file was read: one that its bytes do not say for certain. */
export const encodingNotes = (file: string, encoding: Encoding): readonly Text[] =>
  encoding === 'gb18030' ? [fillText(READ_AS_CHINESE, { file })] : [];
