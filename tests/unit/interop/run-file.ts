import { writeFileSync } from 'node:fs';
import type { ProjectDocument } from '../../../shared/document/schema';
import { encodeRunFile } from '../../../shared/telemetry/run-file';
import { modelOf, opsOf } from '../engine/support';

/** A run of a document as it starts, on disk. */
export async function runFile(document: ProjectDocument, path: string): Promise<void> {
  const model = modelOf(document, await opsOf('wasm'));
  const weights = model.weights.toRecords();
  model.dispose();
  const state = {
    phase: 'finished' as const,
    step: 0,
    epoch: 0,
    plannedSteps: 0,
    plannedEpochs: 0,
    seconds: 0,
    secondsLeft: null,
    learningRate: 0.1,
    backend: 'wasm',
    failure: null,
  };
  const summary = {
    run: 'run-1',
    project: null,
    draft: null,
    name: document.name,
    started: 0,
    state,
    loss: null,
    validationLoss: null,
    metric: null,
    validationMetrics: {},
    purpose: { kind: 'training' as const },
  };
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
  const run = { summary, document, layout, groups: [] };
  writeFileSync(path, await encodeRunFile({ run, checkpoint: { step: 0, weights } }));
}
