import { prepareData } from '../../../shared/data/prepare';
import type { PreparedData } from '../../../shared/data/prepared-data';
import type { Fold } from '../../../shared/data/split';
import type { ProjectDocument } from '../../../shared/document/schema';
import type { HostFailure } from '../../../shared/host-data';
import type { Result } from '../../../shared/result';
import { loadRawData } from './load';
import type { DataPlaces } from './places';

/** A document's data, read, encoded, split and scaled: what a trainer starts from. */
export async function loadPreparedData(
  document: ProjectDocument,
  places: DataPlaces,
  fold: Fold | null = null,
): Promise<Result<PreparedData, HostFailure>> {
  const raw = await loadRawData(document, places);
  return raw.ok ? prepareData(raw.value, document, fold) : raw;
}
