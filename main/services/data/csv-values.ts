/** What spreadsheets, R and pandas write for "no value". */
const MISSING_WORDS = new Set(['', 'na', 'n/a', '#n/a', 'nan', 'null', '?']);

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;
const COMMA_NUMBER = /^[+-]?(?:\d+,\d*|,\d+)(?:e[+-]?\d+)?$/i;

export const isMissingWord = (field: string): boolean =>
  field.length <= 4 && MISSING_WORDS.has(field.toLowerCase());

/**
 * The number that a trimmed field writes, or null. Where the delimiter is no comma, a comma may stand for the
 * decimal point, as in most of Europe. No thousands separators: `1,234` would be two different numbers.
 */
export function parseNumber(field: string, delimiter: string): number | null {
  if (NUMBER.test(field)) return finiteOrNull(Number(field));
  if (delimiter !== ',' && COMMA_NUMBER.test(field)) {
    return finiteOrNull(Number(field.replace(',', '.')));
  }
  return null;
}

/** `1e999` is written like a number but overflows; no column can hold it. */
const finiteOrNull = (number: number): number | null => (Number.isFinite(number) ? number : null);
