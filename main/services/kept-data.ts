import type { PreparedData } from '../../shared/data/prepared-data';
import type { ProjectDocument } from '../../shared/document/schema';
import type { HostFailure } from '../../shared/host';
import type { Result } from '../../shared/result';
import type { DataPlaces } from './data/places';
import { loadPreparedData } from './data/prepared';

type Loaded = Result<PreparedData, HostFailure>;

/** The newest prepared data, for whoever trains on them again and again: read once, not once a question. */
export class KeptData {
  private kept: { readonly key: string; readonly data: Promise<Loaded> } | null = null;

  /** `prepare` goes over what was loaded; what it looks at in the document beside the data belongs into `keyOf`. */
  constructor(
    private readonly prepare: (data: PreparedData, document: ProjectDocument) => PreparedData = (
      data,
    ) => data,
    private readonly keyOf: (document: ProjectDocument) => unknown = () => null,
  ) {}

  of(document: ProjectDocument, places: DataPlaces): Promise<Loaded> {
    // What the data are made from: the loss says how targets are encoded.
    const key = JSON.stringify([
      document.data,
      document.training.loss,
      places,
      this.keyOf(document),
    ]);
    if (this.kept?.key !== key) this.kept = { key, data: this.load(document, places) };
    return this.kept.data;
  }

  private async load(document: ProjectDocument, places: DataPlaces): Promise<Loaded> {
    const loaded = await loadPreparedData(document, places);
    if (loaded.ok) return { ok: true, value: this.prepare(loaded.value, document) };
    // A file that could not be read may be there at the next question.
    this.kept = null;
    return loaded;
  }
}
