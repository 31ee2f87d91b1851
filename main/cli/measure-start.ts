import type { PreparedData } from '../../shared/data/prepared-data';
import type { Finding } from '../../shared/diagnosis/finding';
import type { ProjectDocument } from '../../shared/document/schema';
import { type LayerQuantity, layerColumn } from '../../shared/telemetry/layout';
import type { RunFailure } from '../../shared/telemetry/protocol';
import { findingsOfJob, trainJob } from './train-subject';

/** What a layer does before the first update, on one batch of the training share. */
export interface MeasuredLayer {
  readonly signalMean: number;
  readonly signalVariance: number;
  /** Mean square of ∂L/∂output. */
  readonly gradientSquare: number;
}

export interface MeasuredStart {
  /** By node id. */
  readonly layers: ReadonlyMap<string, MeasuredLayer>;
  /** What is wrong before the first step. */
  readonly findings: readonly Finding[];
  readonly failure: RunFailure | null;
}

/** Measures signals and gradients at initialisation with the trainer itself, and diagnoses them. */
export async function measureStart(
  document: ProjectDocument,
  data: PreparedData,
): Promise<MeasuredStart> {
  const job = await trainJob(document, data, { reach: 'start' });
  const row = job.telemetry?.rowAt('layers', null);
  const layers = new Map<string, MeasuredLayer>();
  for (const [index, { node }] of (job.layout?.layers ?? []).entries()) {
    const read = (quantity: LayerQuantity) => row?.[layerColumn(index, quantity)] ?? Number.NaN;
    layers.set(node, {
      signalMean: read('signalMean'),
      signalVariance: read('signalDeviation') ** 2,
      gradientSquare: read('gradientRms') ** 2,
    });
  }
  return { layers, findings: findingsOfJob(job), failure: job.state.failure };
}
