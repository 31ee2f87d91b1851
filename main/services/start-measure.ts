import type { PreparedData } from '../../shared/data/prepared-data';
import { sampleOf } from '../../shared/data/sample-of';
import type { ProjectDocument } from '../../shared/document/schema';
import { analyse } from '../../shared/graph/analyse';
import type { HostOutput } from '../../shared/host';
import type { Gauge } from '../training/gauge';
import type { DataPlaces } from './data/places';
import { loadPreparedData } from './data/prepared';
import { ServiceError } from './failures';

/** Samples that a measurement looks at: a batch, and as many again for the units that fire for none of them. */
const ROWS = 512;

/** Measures a network while it is drawn. Its data are read once, not once an edit. */
export class StartMeasure {
  private kept: { readonly key: string; readonly data: Promise<PreparedData> } | null = null;

  constructor(private readonly gauge: Gauge) {}

  /** Null where the network cannot be trained as it is, or a newer edit came first. Throws where its data cannot be read. */
  async measure(
    document: ProjectDocument,
    places: DataPlaces,
  ): Promise<HostOutput<'training.measure'>> {
    if (!analyse(document).trainable) return null;
    const measured = await this.gauge.measure(document, await this.dataOf(document, places));
    if (!measured) return null;
    const { layout, telemetry, failure } = measured;
    return { layout, groups: telemetry.toStored(), failure };
  }

  close(): void {
    this.gauge.close();
  }

  private dataOf(document: ProjectDocument, places: DataPlaces): Promise<PreparedData> {
    // What the data are made from: the loss says how targets are encoded.
    const { loss, batchSize } = document.training;
    const key = JSON.stringify([document.data, loss, batchSize, places]);
    if (this.kept?.key !== key) {
      const data = loadPreparedData(document, places).then((loaded) => {
        if (!loaded.ok) throw new ServiceError(loaded.failure);
        return sampleOf(loaded.value, Math.max(ROWS, batchSize));
      });
      this.kept = { key, data };
      // A file that could not be read may be there at the next edit.
      data.catch(() => {
        if (this.kept?.data === data) this.kept = null;
      });
    }
    return this.kept.data;
  }
}
