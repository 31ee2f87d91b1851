import { findBackend, memory } from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import { ACTIVATIONS } from '../../../shared/catalogue/activations';
import { LAYERS } from '../../../shared/catalogue/layers';
import { OPTIMIZERS } from '../../../shared/catalogue/optimizers';
import type { ProjectDocument } from '../../../shared/document/schema';
import { PROBES } from '../../../shared/engine/probes';
import { Recorder } from '../../../shared/engine/recorder';
import { layoutOf } from '../../../shared/engine/run-layout';
import { TelemetryOutbox } from '../../../shared/engine/telemetry-outbox';
import type { EngineOps } from '../../../shared/engine/tensor-ops';
import { documentAround, documentWithActivation } from './networks';
import { BACKENDS, choiceOf, coreOf, opsOf } from './support';

const STEPS = 6;

/** Trains a few steps with every probe on every step; tensors and bytes after each of them. */
function trainAndCount(document: ProjectDocument, ops: EngineOps) {
  const core = coreOf(document, ops);
  const { model, data } = core;
  const layout = layoutOf({
    nodes: model.nodes,
    withWeights: new Set(model.weights.places.map(({ node }) => node)),
    data,
    stepsPerEpoch: core.dealer.stepsPerEpoch,
    plannedSteps: STEPS,
  });
  const outbox = new TelemetryOutbox(layout, () => {});
  const recorder = new Recorder({
    core,
    layout,
    outbox,
    telemetry: 'full',
    clock: () => performance.now(),
    notice: (message) => expect.fail(message.en),
  });
  const counts = Array.from({ length: STEPS }, () => {
    core.train(recorder.observer(() => ({ epoch: 1, seconds: 0 }), true));
    return [ops.tensorCount, ops.tensorBytes, memory().numTensors];
  });
  core.dispose();
  return counts;
}

describe.each(BACKENDS)(
  'ENGINE-4: on %s, tensors and bytes are equal after every step',
  (backend) => {
    test.each(LAYERS.kinds)('with layer %s and all probes', async (kind) => {
      const ops = await opsOf(backend);
      const start = ops.tensorCount;
      const counts = trainAndCount(documentAround(kind), ops);
      for (const count of counts) expect(count).toEqual(counts[0]);
      expect(ops.tensorCount).toBe(start);
    });

    test.each(ACTIVATIONS.kinds)('with activation %s and all probes', async (kind) => {
      const ops = await opsOf(backend);
      const start = ops.tensorCount;
      const counts = trainAndCount(documentWithActivation(choiceOf(kind)), ops);
      for (const count of counts) expect(count).toEqual(counts[0]);
      expect(ops.tensorCount).toBe(start);
    });

    test.each(OPTIMIZERS.kinds)('with optimizer %s', async (kind) => {
      const ops = await opsOf(backend);
      const start = ops.tensorCount;
      const document = documentAround('dense', { optimizer: choiceOf(kind) });
      const counts = trainAndCount(document, ops);
      for (const count of counts) expect(count).toEqual(counts[0]);
      expect(ops.tensorCount).toBe(start);
    });
  },
);

test('ENGINE-4: there are probes to count', () => {
  expect(PROBES.length).toBeGreaterThan(0);
});

describe('ENGINE-11: ten thousand steps', () => {
  test('leave tensors, bytes and WebAssembly memory as the first thousand left them', async () => {
    const ops = await opsOf('wasm');
    const { wasm } = findBackend('wasm') as unknown as { wasm: { HEAPU8: Uint8Array } };
    const core = coreOf(documentAround('dense', { batchSize: 16 }), ops);
    const held = () => [ops.tensorCount, ops.tensorBytes, wasm.HEAPU8.byteLength];
    for (let step = 0; step < 1_000; step += 1) core.train();
    const early = held();
    for (let step = 0; step < 9_000; step += 1) core.train();
    expect(held()).toEqual(early);
    core.dispose();
  });
});
