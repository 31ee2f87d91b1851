import type { ByteSource } from './byte-source';

/** What a text may be written in, as `TextDecoder` names it. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030';

const SNIFF_BYTES = 4096;

export const startsWith = (bytes: Uint8Array, start: readonly number[]): boolean =>
  start.every((byte, index) => bytes[index] === byte);

/**
 * UTF-8, or UTF-16 from its byte order mark or from where the zero bytes of ASCII stand; null for what has zero bytes
 * elsewhere, which is no text.
 */
export function sniffUnicode(source: ByteSource): Exclude<Encoding, 'gb18030'> | null {
  const sample = source.head(SNIFF_BYTES);
  if (startsWith(sample, [0xff, 0xfe])) return 'utf-16le';
  if (startsWith(sample, [0xfe, 0xff])) return 'utf-16be';
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

const ASCII_END = 0x80;
/** Characters of common use lead with B0 … D7 (level 1 of GB 2312), marks of punctuation with A1 … A3. */
const isCommon = (lead: number, trail: number): boolean =>
  trail >= 0xa1 && ((lead >= 0xb0 && lead <= 0xd7) || (lead >= 0xa1 && lead <= 0xa3));
/** Names hold rarer ones too; two accented letters in a row, as western text in Latin-1 has them, lead elsewhere. */
const COMMON_SHARE = 0.8;
/** Korean (EUC-KR) has its syllables at B0 … C8, where common Chinese characters are too; a third of those lie beyond. */
const LAST_KOREAN = 0xc8;
const BEYOND_KOREAN_SHARE = 0.05;
/** Fewer pairs, of a single name perhaps, tell nothing of that. */
const PAIRS_THAT_TELL = 12;

/**
 * Whether bytes that are no UTF-8 are Chinese text in GB 18030 (or GBK, GB 2312, which it contains), as spreadsheets
 * write CSV under Chinese Windows. Decoding alone does not tell: most of Latin-1 decodes as GB 18030 too, to rare
 * characters. Source: GB 18030-2005 (structure of the code), GB 2312-80 (its two levels).
 */
export function looksChinese(source: ByteSource): boolean {
  let lead: number | null = null;
  let pairs = 0;
  let common = 0;
  let beyondKorean = 0;
  for (const piece of source.pieces()) {
    for (const byte of piece) {
      if (lead !== null) {
        pairs += 1;
        if (isCommon(lead, byte)) common += 1;
        if (lead > LAST_KOREAN) beyondKorean += 1;
        lead = null;
      } else if (byte >= ASCII_END) lead = byte;
    }
  }
  const isKorean = pairs >= PAIRS_THAT_TELL && beyondKorean < BEYOND_KOREAN_SHARE * pairs;
  const isChinese = pairs > 0 && common >= COMMON_SHARE * pairs && !isKorean;
  return isChinese && firstUndecodable(source, 'gb18030') === null;
}

/** Where decoding fails, to the byte, or null. */
export function firstUndecodable(source: ByteSource, encoding: Encoding): number | null {
  const decoder = new TextDecoder(encoding, { fatal: true });
  let start = 0;
  for (const piece of source.pieces()) {
    try {
      decoder.decode(piece, { stream: start + piece.length < source.size });
    } catch {
      return start + undecodableWithin(piece, encoding);
    }
    start += piece.length;
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
