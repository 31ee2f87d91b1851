import { columnsOf, dataShapeOf } from '../../../shared/catalogue/data-shape';
import type { Table, TableColumn } from '../../../shared/catalogue/dataset';
import { DATASETS } from '../../../shared/catalogue/datasets';
import { sizeOf } from '../../../shared/catalogue/layer';
import { readNumbers } from '../../../shared/data/columns';
import { encodeRows, encodeSamples } from '../../../shared/data/encoding';
import {
  type DataFailure,
  dataFailure,
  listNames,
  placeAt,
  placeOfRow,
} from '../../../shared/data/failures';
import type { HostFailure } from '../../../shared/host-data';
import { fail, type Result, succeed } from '../../../shared/result';
import { formatShape } from '../../../shared/text/text';
import { isMissingWord, parseNumber } from '../data/csv-values';
import { failRead } from '../data/failures';
import { nameColumns, ownCopy, type RowSource } from '../data/table-rows';
import type { Pace, SampleBatch, TakeBatch, Trained } from './samples';

/** Rows encoded and predicted at a time. */
const ROWS_AT_ONCE = 4096;

/** A column that the network needs: where it stands in the file, and what it is read as. */
interface Wanted {
  readonly name: string;
  readonly index: number;
  readonly type: TableColumn['type'];
}

/** Turns rows of fields into a batch of encoded samples. */
interface RowEncoder {
  readonly wanted: readonly Wanted[];
  encode(table: Table): Result<Pick<SampleBatch, 'rows' | 'features'>, DataFailure>;
}

const isTable = ({ data }: Trained): boolean => !DATASETS.find(data.dataset.kind)?.samples;

/** The columns of a table project, found by name wherever they stand; the target need not be there. */
function encoderOfTable(
  names: readonly string[],
  trained: Trained,
): Result<RowEncoder, DataFailure> {
  const { data, encoding } = trained;
  const wanted: Wanted[] = [];
  for (const column of columnsOf(data)) {
    if (column.role !== 'feature') continue;
    const index = names.indexOf(column.name);
    if (index < 0) {
      const columns = listNames(names);
      return fail(dataFailure('column-missing', { column: column.name, columns }));
    }
    const type = column.encoding === 'category' ? 'word' : 'number';
    wanted.push({ name: column.name, index, type });
  }
  return succeed({ wanted, encode: (table) => encodeRows(table, data, encoding) });
}

/** Samples that are no rows of columns: by the names of their features where they have some, else in their order. */
function encoderOfSamples(
  file: string,
  names: readonly string[],
  { data, encoding }: Trained,
): Result<RowEncoder, HostFailure> {
  const { featureShape, featureNames } = dataShapeOf(data);
  const size = sizeOf(featureShape);
  const byName = featureNames.map((name) => names.indexOf(name));
  const isNamed = featureNames.length > 0 && byName.every((index) => index >= 0);
  if (!isNamed && names.length !== size) {
    const listed = listNames(featureNames);
    return failRead('sample-width', {
      file,
      found: names.length,
      expected: size,
      shape: formatShape(featureShape),
      named: listed && { en: `, or name them ${listed}`, zh: `，或将列命名为 ${listed}` },
    });
  }
  const wanted = Array.from({ length: size }, (_, at): Wanted => {
    const index = isNamed ? byName[at] : at;
    return { name: names[index], index, type: 'number' };
  });
  return succeed({
    wanted,
    encode(table) {
      const features = new Float32Array(table.count * size);
      const rows = Uint32Array.from({ length: table.count }, (_, row) => row);
      for (const [at, column] of table.columns.entries()) {
        const numbers = readNumbers({ column, places: table }, rows);
        if (!numbers.ok) return numbers;
        const missing = numbers.value.findIndex(Number.isNaN);
        if (missing >= 0) {
          const place = placeOfRow(missing, table);
          return fail(dataFailure('missing-value', { place, column: column.name }));
        }
        numbers.value.forEach((value, row) => {
          features[row * size + at] = value;
        });
      }
      return succeed({ rows, features: encodeSamples(features, data, encoding) });
    },
  });
}

/** Collects rows into typed columns until there are enough for a batch. */
class BatchBuilder {
  private readonly columns: TableColumn[];
  private readonly lines = new Uint32Array(ROWS_AT_ONCE);
  private count = 0;
  failure: HostFailure | null = null;

  constructor(
    private readonly source: RowSource,
    private readonly encoder: RowEncoder,
    private readonly take: TakeBatch,
  ) {
    this.columns = encoder.wanted.map(({ name, type }) =>
      type === 'number'
        ? { name, type, values: new Float64Array(ROWS_AT_ONCE) }
        : { name, type, values: new Array<string>(ROWS_AT_ONCE).fill('') },
    );
  }

  row(fields: readonly string[], line: number): void {
    if (this.failure) return;
    const { file, width, unit } = this.source;
    if (fields.length !== width) {
      const place = placeAt(line, unit);
      const found = failRead('row-length', { file, place, found: fields.length, expected: width });
      this.end(found);
      return;
    }
    for (const [at, wanted] of this.encoder.wanted.entries()) {
      this.put(at, wanted, fields[wanted.index], line);
    }
    this.lines[this.count] = line;
    this.count += 1;
    if (this.count === ROWS_AT_ONCE) this.flush();
  }

  end(result: Result<unknown, HostFailure>): void {
    if (!result.ok) this.failure ??= result.failure;
  }

  flush(): void {
    const { count, columns } = this;
    this.count = 0;
    if (count === 0 || this.failure) return;
    const lines = this.lines.slice(0, count);
    const { unit } = this.source;
    const encoded = this.encoder.encode({ type: 'table', count, columns, lines, unit });
    if (encoded.ok) this.end(this.take({ places: [...lines], ...encoded.value }));
    else this.end(encoded);
  }

  private put(at: number, { name }: Wanted, field: string, line: number): void {
    const column = this.columns[at];
    const isMissing = isMissingWord(field);
    if (column.type === 'word') {
      (column.values as string[])[this.count] = isMissing ? '' : ownCopy(field);
      return;
    }
    const number = isMissing ? Number.NaN : parseNumber(field, this.source.delimiter);
    if (number === null) {
      const place = placeAt(line, this.source.unit);
      this.end(
        fail(dataFailure('not-a-number', { place, column: name, value: field.slice(0, 40) })),
      );
    }
    column.values[this.count] = number ?? Number.NaN;
  }
}

/** The first entry of a JSON table that is none, or that has no single value where the network needs one. */
function faultIn(source: RowSource, { wanted }: RowEncoder): Result<void, HostFailure> {
  const needed = new Set(wanted.map(({ name }) => name));
  const fault = source.faults.find(
    (one) => one.kind === 'not-an-object' || (one.kind === 'nested' && needed.has(one.column)),
  );
  if (!fault) return succeed(undefined);
  return failRead('row-kind', { file: source.file, place: placeAt(fault.line, source.unit) });
}

/** Thrown between two pieces of a text of which nothing more is wanted. */
class ReadingEnded extends Error {}

/**
 * Visits a table's rows in batches of encoded samples. Ends at the first row that cannot be read, with its line and
 * its column: what a network says of a guessed number would look like an answer.
 * @param open opens the table; what it is given is called between pieces of the text
 */
export async function visitSamples(
  open: (pace: Pace) => Result<RowSource, HostFailure>,
  trained: Trained,
  take: TakeBatch,
  pace: Pace,
): Promise<Result<void, HostFailure>> {
  let builder: BatchBuilder | null = null;
  const source = open(async (done, total) => {
    if (builder?.failure) throw new ReadingEnded();
    await pace(done, total);
  });
  if (!source.ok) return source;
  const { file, names: given, width, unit } = source.value;
  const names = nameColumns(given, width);
  const encoder = isTable(trained)
    ? encoderOfTable(names, trained)
    : encoderOfSamples(file, names, trained);
  if (!encoder.ok) return encoder;
  const fault = faultIn(source.value, encoder.value);
  if (!fault.ok) return fault;
  const batches = new BatchBuilder(source.value, encoder.value, take);
  builder = batches;
  const visiting = source.value.visit({
    row: (fields, line) => batches.row(fields, line),
    malformed: (line) => batches.end(failRead('row-quotes', { file, place: placeAt(line, unit) })),
  });
  const visited = await visiting.catch((error: unknown) => {
    if (error instanceof ReadingEnded) return succeed(undefined);
    throw error;
  });
  batches.flush();
  return batches.failure ? fail(batches.failure) : visited;
}
