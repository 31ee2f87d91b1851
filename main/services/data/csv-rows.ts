import { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import Papa from 'papaparse';
import type { HostFailure } from '../../../shared/host-data';
import { type Result, succeed } from '../../../shared/result';
import type { TextPieces } from './csv-text';
import { failRead } from './failures';

/** Named as the parameter `delimiter` of the CSV dataset names them; `auto` is found from the first rows. */
export const DELIMITERS = { comma: ',', semicolon: ';', tab: '\t', auto: '' } as const;
export type DelimiterName = keyof typeof DELIMITERS;

const GUESSED_DELIMITERS = [',', ';', '\t', '|'];
const SAMPLE_ROWS = 100;
const SAMPLE_CHARACTERS = 1024 * 1024;
/** A quoted field longer than this many pieces is a forgotten quotation mark; reading on would take time squared. */
const MAX_PIECES_WITHOUT_ROW = 32;

export interface RowVisitor {
  /** One row that is not blank, trimmed, and the line at which it begins. */
  row(fields: readonly string[], line: number): void;
  /** A row whose quotation marks make no sense. */
  malformed(line: number): void;
}

/** Called once a piece of a text and waited for: tells progress, or lets a slow writer catch up. */
export type Tick = () => void | Promise<void>;

/** All line ends as `\n`, so that quoted last fields and line numbers come out right in mixed files. */
async function* normalisedPieces(text: TextPieces, tick: Tick): AsyncGenerator<string> {
  let heldReturn = '';
  for (const piece of text.pieces()) {
    await tick();
    const whole = heldReturn + piece;
    heldReturn = whole.endsWith('\r') ? '\r' : '';
    const complete = heldReturn ? whole.slice(0, -1) : whole;
    if (complete) yield complete.replace(/\r\n?/g, '\n');
    // A large file must not keep the host from answering other calls.
    await setImmediate();
  }
  if (heldReturn) yield '\n';
}

/** The first rows of a text, as an array; for finding the delimiter and the header. */
export function sampleRows(
  text: TextPieces,
  delimiter: DelimiterName,
): { readonly delimiter: string; readonly rows: readonly (readonly string[])[] } {
  let sample = '';
  for (const piece of text.pieces()) {
    sample += piece;
    if (sample.length >= SAMPLE_CHARACTERS) break;
  }
  const { data, meta } = Papa.parse<string[]>(sample.replace(/\r\n?/g, '\n'), {
    delimiter: DELIMITERS[delimiter],
    newline: '\n',
    delimitersToGuess: GUESSED_DELIMITERS,
    preview: SAMPLE_ROWS,
    skipEmptyLines: 'greedy',
  });
  return { delimiter: meta.delimiter, rows: data.map((row) => row.map((field) => field.trim())) };
}

const newlinesIn = (fields: readonly string[]): number =>
  fields.reduce(
    (count, field) => count + (field.includes('\n') ? field.split('\n').length - 1 : 0),
    0,
  );

/** Visits every row that is not blank, in pieces, without keeping any; `tick` is called once a piece of the text. */
export function visitRows(
  file: string,
  text: TextPieces,
  delimiter: string,
  visitor: RowVisitor,
  tick: Tick = () => undefined,
): Promise<Result<void, HostFailure>> {
  return new Promise((resolve, reject) => {
    let line = 1;
    let idlePieces = 0;
    const input = Readable.from(normalisedPieces(text, tick));
    input.on('error', reject);
    const visitChunk = ({ data, errors }: Papa.ParseResult<string[]>): number | null => {
      const faulty = new Map(errors.map((error) => [error.row ?? 0, error.code]));
      for (let index = 0; index < data.length; index += 1) {
        const code = faulty.get(index);
        if (code === 'MissingQuotes') return line;
        const fields = data[index];
        if (code === 'InvalidQuotes') visitor.malformed(line);
        else if (fields.some((field) => field.trim() !== '')) {
          visitor.row(
            fields.map((field) => field.trim()),
            line,
          );
        }
        line += 1 + newlinesIn(fields);
      }
      idlePieces = data.length === 0 ? idlePieces + 1 : 0;
      return idlePieces > MAX_PIECES_WITHOUT_ROW ? line : null;
    };
    Papa.parse<string[]>(input, {
      delimiter,
      newline: '\n',
      header: false,
      skipEmptyLines: false,
      chunk(results: Papa.ParseResult<string[]>, parser: Papa.Parser) {
        const unclosedAt = visitChunk(results);
        if (unclosedAt === null) return;
        // Before the abort, which calls `complete`: the first answer counts.
        resolve(failRead('quote-unclosed', { file, line: unclosedAt }));
        parser.abort();
        input.destroy();
      },
      complete: () => resolve(succeed(undefined)),
      error: reject,
    });
  });
}
