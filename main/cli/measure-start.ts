import type { PreparedData } from '../../shared/data/prepared-data';
import type { ProjectDocument } from '../../shared/document/schema';
import { type LayerQuantity, layerColumn } from '../../shared/telemetry/layout';
import type { RunFailure } from '../../shared/telemetry/protocol';
import { TrainingSupervisor } from '../training/supervisor';

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
  readonly failure: RunFailure | null;
}

/**
 * Measures signals and gradients at initialisation with the trainer itself: a run that is started paused reports
 * step 0 and is then stopped. So the figures are those that a run shows, and a network that exhausts the memory
 * ends its own process only.
 */
export async function measureStart(
  document: ProjectDocument,
  data: PreparedData,
): Promise<MeasuredStart> {
  const supervisor = new TrainingSupervisor();
  const run = supervisor.start({ document, data, paused: true, telemetry: 'full' });
  const job = supervisor.job(run);
  if (!job) throw new Error('the supervisor forgot a run that it just started');
  supervisor.onEvent((_run, event) => {
    if (event.type === 'state' && event.state.phase === 'paused') job.control('stop');
  });
  const { failure } = await job.over;
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
  return { layers, failure };
}
