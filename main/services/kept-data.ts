import type { PreparedData } from '../../shared/data/prepared-data';
import type { ProjectDocument } from '../../shared/document/schema';
import type { HostFailure } from '../../shared/host-data';
import type { Result } from '../../shared/result';
import type { DataPlaces } from './data/places';
import { loadPreparedData } from './data/prepared';
import { stampsOfData } from './data/stamps';

type Loaded = Result<PreparedData, HostFailure>;

interface Kept {
  readonly key: string;
  readonly data: Promise<Loaded>;
}

/**
 * The newest prepared data, for whoever trains on them again and again: read once, not once a question, and again where
 * their file was written since.
 */
export class KeptData {
  private kept: Kept | null = null;

  /** `prepare` goes over what was loaded; what it looks at in the document beside the data belongs into `keyOf`. */
  constructor(
    private readonly prepare: (data: PreparedData, document: ProjectDocument) => PreparedData = (
      data,
    ) => data,
    private readonly keyOf: (document: ProjectDocument) => unknown = () => null,
  ) {}

  async of(document: ProjectDocument, places: DataPlaces): Promise<Loaded> {
    // What the data are made from: the loss says how targets are encoded.
    const key = JSON.stringify([
      document.data,
      document.training.loss,
      places,
      await stampsOfData(document, places),
      this.keyOf(document),
    ]);
    if (this.kept?.key === key) return this.kept.data;
    const kept: Kept = { key, data: this.load(document, places) };
    this.kept = kept;
    // What could not be read may be there at the next question.
    const forget = (): void => {
      if (this.kept === kept) this.kept = null;
    };
    kept.data.then(({ ok }) => {
      if (!ok) forget();
    }, forget);
    return kept.data;
  }

  private async load(document: ProjectDocument, places: DataPlaces): Promise<Loaded> {
    const loaded = await loadPreparedData(document, places);
    return loaded.ok ? { ok: true, value: this.prepare(loaded.value, document) } : loaded;
  }
}
