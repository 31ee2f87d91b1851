import { sampleOf } from '../../shared/data/sample-of';
import type { ProjectDocument } from '../../shared/document/schema';
import { analyse } from '../../shared/graph/analyse';
import type { HostOutput } from '../../shared/host';
import type { Gauge } from '../training/gauge';
import type { DataPlaces } from './data/places';
import { ServiceError } from './failures';
import { KeptData } from './kept-data';

/** Samples that a measurement looks at: a batch, and as many again for the units that fire for none of them. */
const ROWS = 512;

/** Measures a network while it is drawn. Its data are read once, not once an edit. */
export class StartMeasure {
  private readonly data = new KeptData(
    (data, { training }) => sampleOf(data, Math.max(ROWS, training.batchSize)),
    ({ training }) => training.batchSize,
  );

  constructor(private readonly gauge: Gauge) {}

  /** Null where the network cannot be trained as it is, or a newer edit came first. Throws where its data cannot be read. */
  async measure(
    document: ProjectDocument,
    places: DataPlaces,
  ): Promise<HostOutput<'training.measure'>> {
    if (!analyse(document).trainable) return null;
    const data = await this.data.of(document, places);
    if (!data.ok) throw new ServiceError(data.failure);
    const measured = await this.gauge.measure(document, data.value);
    if (!measured) return null;
    const { layout, telemetry, failure } = measured;
    return { layout, groups: telemetry.toStored(), failure };
  }

  close(): void {
    this.gauge.close();
  }
}
