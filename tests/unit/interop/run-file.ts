import { writeFileSync } from 'node:fs';
import type { ProjectDocument } from '../../../shared/document/schema';
import { encodeRunFile } from '../../../shared/telemetry/run-file';
import { readRun, runState } from '../app/told-runs';
import { modelOf, opsOf } from '../engine/support';

/** A run of a document as it starts, on disk. */
export async function runFile(document: ProjectDocument, path: string): Promise<void> {
  const model = modelOf(document, await opsOf('wasm'));
  const weights = model.weights.toRecords();
  model.dispose();
  const planned = { plannedSteps: 0, plannedEpochs: 0, learningRate: 0.1 };
  const { summary } = readRun('run-1', { ...runState('finished'), ...planned });
  const layout = {
    layers: [],
    branches: [],
    recurrences: [],
    metrics: ['accuracy'],
    classNames: ['a', 'b'],
    picture: 'none' as const,
    pictureBounds: [-1, 1, -1, 1] as [number, number, number, number],
    stepsPerEpoch: 4,
    plannedSteps: 8,
  };
  const run = { summary: { ...summary, name: document.name }, document, layout, groups: [] };
  writeFileSync(path, await encodeRunFile({ run, checkpoint: { step: 0, weights } }));
}
