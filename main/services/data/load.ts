import { columnsOf } from '../../../shared/catalogue/data-shape';
import type { DatasetDefinition, RawData, TableColumn } from '../../../shared/catalogue/dataset';
import { DATASETS } from '../../../shared/catalogue/datasets';
import { checkParameters } from '../../../shared/catalogue/parameter';
import type { DataSettings, ProjectDocument } from '../../../shared/document/schema';
import type { HostFailure } from '../../../shared/host';
import { randomStream } from '../../../shared/random/random-stream';
import { type Result, succeed } from '../../../shared/result';
import { findCsv } from './csv-file';
import type { DelimiterName } from './csv-rows';
import { type CsvContent, readCsv } from './csv-table';
import { loadDigits } from './digits';
import { failRead } from './failures';
import { loadPictures } from './pictures/load';
import type { DataPlaces } from './places';
import { loadHouses, loadIris } from './tables';

export type { DataPlaces } from './places';

type Raw = Promise<Result<RawData, HostFailure>>;

interface LoadRequest {
  readonly definition: DatasetDefinition;
  readonly values: Readonly<Record<string, unknown>>;
  readonly data: DataSettings;
  readonly places: DataPlaces;
}

/** How each dataset that is no generator is read. */
const LOADERS: Readonly<Record<string, (request: LoadRequest) => Raw>> = {
  digits: ({ values }) => loadDigits(values.samples as number),
  iris: async () => succeed(loadIris()),
  houses: () => loadHouses(),
  csv: loadCsv,
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
let lastCsv: { readonly key: string; readonly content: WeakRef<CsvContent> } | null = null;

async function loadCsv({ values, data, places }: LoadRequest): Raw {
  const file = values.file as string;
  const found = await findCsv({ file, hash: values.hash as string }, places);
  if (!found.ok) return found;
  const columns = columnsOf(data);
  const types = new Map(
    columns.map(({ name, encoding }): [string, TableColumn['type']] => [
      name,
      encoding === 'category' ? 'word' : 'number',
    ]),
  );
  const options = {
    delimiter: values.delimiter as DelimiterName,
    header: values.header as boolean,
    types,
  };
  const key = JSON.stringify([values, [...types]]);
  // Only content that is named by its hash can be known unread.
  const cached = values.hash !== '' && lastCsv?.key === key ? lastCsv.content.deref() : null;
  const read = cached ? succeed(cached) : await readCsv(file, found.value, options);
  if (!read.ok) return read;
  lastCsv = { key, content: new WeakRef(read.value) };
  const refused = new Set(
    columns
      .filter(({ role, missing }) => role !== 'ignore' && missing === 'refuse')
      .map(({ name }) => name),
  );
  for (const fault of read.value.faults) {
    if (fault.kind === 'not-a-number' && refused.has(fault.column)) {
      return failRead('bad-cell', {
        line: fault.line,
        column: fault.column,
        value: fault.value,
      });
    }
  }
  return succeed(read.value.table);
}
