import { columnsOf } from '../../../shared/catalogue/data-shape';
import type { DatasetDefinition, RawData, TableColumn } from '../../../shared/catalogue/dataset';
import { DATASETS } from '../../../shared/catalogue/datasets';
import { checkParameters } from '../../../shared/catalogue/parameter';
import { placeAt } from '../../../shared/data/failures';
import type { DataSettings, ProjectDocument } from '../../../shared/document/schema';
import type { HostFailure } from '../../../shared/host-data';
import { randomStream } from '../../../shared/random/random-stream';
import { type Result, succeed } from '../../../shared/result';
import { findTable } from './csv-file';
import type { DelimiterName } from './csv-rows';
import { readCsv } from './csv-table';
import { loadDigits } from './digits';
import { failRead } from './failures';
import { readJsonTable } from './json-table';
import { loadPictures } from './pictures/load';
import type { DataPlaces } from './places';
import type { TableContent } from './table-rows';
import { loadHouses, loadIris } from './tables';

export type { DataPlaces } from './places';

type Raw = Promise<Result<RawData, HostFailure>>;

type LoadValues = Readonly<Record<string, unknown>>;

interface LoadRequest {
  readonly definition: DatasetDefinition;
  readonly values: LoadValues;
  readonly data: DataSettings;
  readonly places: DataPlaces;
}

/** How each dataset that is no generator is read. */
const LOADERS: Readonly<Record<string, (request: LoadRequest) => Raw>> = {
  digits: ({ values }) => loadDigits(values.samples as number),
  iris: async () => succeed(loadIris()),
  houses: () => loadHouses(),
  csv: loadTable,
  json: loadTable,
  imageFolder: ({ values, places }) => loadPictures(values as never, places),
};

/** The numbers that a document's data settings name, before roles, split and scaling. */
export async function loadRawData(document: ProjectDocument, places: DataPlaces): Raw {
  const { data } = document;
  const definition = DATASETS.find(data.dataset.kind);
  if (!definition) return failRead('unknown-dataset', { kind: data.dataset.kind });
  const { values, faults } = checkParameters(definition.parameters, data.dataset.parameters);
  if (faults.length > 0) {
    const [{ name, value }] = faults;
    return failRead('dataset-parameter', {
      dataset: definition.label,
      parameter: definition.parameters[name].label,
      value: JSON.stringify(value) ?? 'nothing',
    });
  }
  // Drawn by the split's seed: it is the seed of the data, and the training seed leaves data as they are.
  if (definition.generate) {
    return succeed(definition.generate(randomStream(data.splitSeed, 'samples'), values));
  }
  const load = LOADERS[definition.kind];
  if (!load) throw new Error(`dataset ${definition.kind} has neither a generator nor a loader`);
  return load({ definition, values, data, places });
}

/**
 * The last table that was read: previews and runs of one project read the same file again and again. Held weakly,
 * so that a large table does not stay for good.
 */
let lastTable: { readonly key: string; readonly content: WeakRef<TableContent> } | null = null;

type Types = ReadonlyMap<string, TableColumn['type']>;

/** How each kind of table is read once its bytes are found. */
const READERS = {
  csv: (file: string, bytes: Uint8Array, types: Types, { delimiter, header }: LoadValues) =>
    readCsv(file, bytes, {
      delimiter: delimiter as DelimiterName,
      header: header as boolean,
      types,
    }),
  json: (file: string, bytes: Uint8Array, types: Types) => readJsonTable(file, bytes, { types }),
} as const;

async function loadTable({ definition, values, data, places }: LoadRequest): Raw {
  const file = values.file as string;
  const kind = definition.kind as keyof typeof READERS;
  const found = await findTable({ file, hash: values.hash as string }, places, kind);
  if (!found.ok) return found;
  const columns = columnsOf(data);
  const types = new Map(
    columns.map(({ name, encoding }): [string, TableColumn['type']] => [
      name,
      encoding === 'category' ? 'word' : 'number',
    ]),
  );
  const key = JSON.stringify([kind, values, [...types]]);
  // Only content that is named by its hash can be known unread.
  const cached = values.hash !== '' && lastTable?.key === key ? lastTable.content.deref() : null;
  const read = cached ? succeed(cached) : await READERS[kind](file, found.value, types, values);
  if (!read.ok) return read;
  lastTable = { key, content: new WeakRef(read.value) };
  const refused = new Set(
    columns
      .filter(({ role, missing }) => role !== 'ignore' && missing === 'refuse')
      .map(({ name }) => name),
  );
  for (const fault of read.value.faults) {
    if (fault.kind === 'not-a-number' && refused.has(fault.column)) {
      return failRead('bad-cell', {
        place: placeAt(fault.line, read.value.table.unit),
        column: fault.column,
        value: fault.value,
      });
    }
  }
  return succeed(read.value.table);
}
