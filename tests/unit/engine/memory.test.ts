import { memory } from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import { ACTIVATIONS } from '../../../shared/catalogue/activations';
import { LAYERS } from '../../../shared/catalogue/layers';
import { OPTIMIZERS } from '../../../shared/catalogue/optimizers';
import type { ProjectDocument } from '../../../shared/document/schema';
import { WORKLOADS } from '../../../shared/engine/benchmark';
import { PROBES } from '../../../shared/engine/probes';
import { Recorder } from '../../../shared/engine/recorder';
import { layoutOf } from '../../../shared/engine/run-layout';
import { TelemetryOutbox } from '../../../shared/engine/telemetry-outbox';
import type { EngineOps } from '../../../shared/engine/tensor-ops';
import { judgeMemory, sampleMemory, wasmBytesOf } from '../../bench/memory-run';
import { documentAround, documentWithActivation } from './networks';
import { BACKENDS, choiceOf, coreOf, opsOf, WASM_PATH } from './support';

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

/** Steps of each workload of the benchmark: as many as seconds allow here. `npm run bench:memory` takes 10,000. */
const WORKLOAD_STEPS = [2_000, 200, 200, 100, 50];

describe('ENGINE-11: tensors, bytes and WebAssembly memory stay as they were', () => {
  test('over ten thousand steps', async () => {
    const ops = await opsOf('wasm');
    const core = coreOf(documentAround('dense', { batchSize: 16 }), ops);
    const held = () => [ops.tensorCount, ops.tensorBytes, wasmBytesOf(ops)];
    for (let step = 0; step < 1_000; step += 1) core.train();
    const early = held();
    for (let step = 0; step < 9_000; step += 1) core.train();
    expect(held()).toEqual(early);
    core.dispose();
  });

  test.each(WORKLOADS.map((workload, index) => ({ workload, steps: WORKLOAD_STEPS[index] })))(
    'over $steps steps of $workload.name, watched by default',
    async ({ workload, steps }) => {
      const every = steps / 10;
      const samples = await sampleMemory({
        workload,
        backend: 'wasm',
        wasmPath: WASM_PATH,
        steps,
        every,
      });
      expect(samples).toHaveLength(10);
      const held = samples.map((one) => [one.tensors, one.tensorBytes, one.wasmBytes]);
      for (const later of held.slice(1)) expect(later).toEqual(held[1]);
    },
  );
});

describe('ENGINE-71: the verdict on memory', () => {
  const flat = Array.from({ length: 20 }, (_, index) => ({
    step: (index + 1) * 500,
    tensors: 9,
    tensorBytes: 1_000,
    wasmBytes: 2 ** 24,
    heapBytes: 2e7 + (index % 3) * 1e5,
    processBytes: 1e8 + (index % 2) * 4e6,
  }));

  test('bears what a garbage collector moves, and the first steps', () => {
    const early = flat.map((one) => (one.step === 500 ? { ...one, tensors: 3 } : one));
    expect(judgeMemory(early)).toEqual({
      isFlat: true,
      rose: [],
      heapGrowth: expect.any(Number),
      processGrowth: expect.any(Number),
    });
  });

  test.each([
    ['tensors', 1],
    ['tensorBytes', 4],
    ['wasmBytes', 65_536],
    ['heapBytes', 100_000],
    ['processBytes', 2_000_000],
  ] as const)('finds %s that rise by %i between two samples', (name, rise) => {
    const leaking = flat.map((one, index) => ({ ...one, [name]: one[name] + index * rise }));
    expect(judgeMemory(leaking).rose).toEqual([name]);
  });
});
