import { describe, expect, test } from 'vitest';
import { LAYERS } from '../../../shared/catalogue/layers';
import type { Backend, ProjectDocument } from '../../../shared/document/schema';
import { calibrate } from '../../../shared/engine/calibrate';
import { readLater } from '../../../shared/engine/reading';
import { TrainingCore } from '../../../shared/engine/training-core';
import { documentAround, randomDocument } from '../../unit/engine/networks';
import {
  BACKENDS,
  choiceOf,
  dataOf,
  documentOf,
  expectClose,
  head,
  layer,
  modelOf,
  opsOf,
} from '../../unit/engine/support';

const SEEDS = Array.from({ length: 200 }, (_, index) => index + 1);
const STEPS = 5;
/** Enough for the weights to move by the gradients of a step, on graphics in software. */
const FEW_STEPS = 2;
const MANY_STEPS = 40;

/** Trains until the steps are over or a number is not finite. */
async function train(document: ProjectDocument, backend: Backend, steps: number) {
  const ops = await opsOf(backend);
  const data = dataOf(document);
  const model = modelOf(document, ops);
  if (ops.storage.waits) await readLater(ops, calibrate(model, data, document.training.seed));
  const core = new TrainingCore(model, data, document.training);
  const losses: number[] = [];
  const tensors: number[] = [];
  let fault = null;
  while (core.step < steps && fault === null) {
    const { loss, notFinite } = await readLater(ops, core.training());
    losses.push(loss);
    tensors.push(ops.tensorCount);
    fault = notFinite;
  }
  const weights = await readLater(ops, core.model.weights.saving());
  core.dispose();
  return { losses, weights, tensors, fault };
}

async function expectAgreement(document: ProjectDocument, backend: Backend, steps: number) {
  const wasm = await train(document, 'wasm', steps);
  const gpu = await train(document, backend, steps);
  expectClose(gpu.losses, wasm.losses, 1e-3, 1e-4);
  wasm.weights.forEach((record, index) => {
    expectClose(gpu.weights[index].values, record.values, 1e-3, 1e-3);
  });
  expect(gpu.fault).toBeNull();
  expect(gpu.tensors.slice(1)).toEqual(gpu.tensors.slice(0, -1));
}

describe.each(BACKENDS)('GPU-2 at random: %s agrees with wasm, and keeps no tensor,', (backend) => {
  test.each(SEEDS)('after five steps on the random network of seed %i', (seed) =>
    expectAgreement(randomDocument(seed), backend, STEPS),
  );
});

const dense = (id: string, kernelInitializer: ReturnType<typeof choiceOf>) =>
  layer(id, 'dense', { parameters: { units: 8, activation: choiceOf('relu'), kernelInitializer } });

describe.each(BACKENDS)('GPU-2: %s agrees with wasm, and keeps no tensor,', (backend) => {
  test.each(LAYERS.kinds)('after two steps on the network around %s', (kind) =>
    expectAgreement(documentAround(kind), backend, FEW_STEPS),
  );

  test('from weights that start from data', () => {
    const lsuv = choiceOf('lsuv');
    const layers = [dense('first', lsuv), dense('second', lsuv), head(2)];
    return expectAgreement(documentOf(layers), backend, FEW_STEPS);
  });
});

describe.each(BACKENDS)('GPU-6: on %s a number that is not finite', (backend) => {
  test('ends the run at the step and the tensor where it does on wasm', async () => {
    const large = choiceOf('normal', { deviation: 30 });
    const layers = ['a', 'b', 'c', 'd'].map((id) => dense(id, large));
    const training = { learningRate: 10, optimizer: choiceOf('sgd') };
    const document = documentOf([...layers, head(2)], training);
    const wasm = await train(document, 'wasm', MANY_STEPS);
    const gpu = await train(document, backend, MANY_STEPS);
    expect(wasm.fault === null).toBe(false);
    expect(gpu.fault).toEqual(wasm.fault);
    expect(gpu.losses.length).toBe(wasm.losses.length);
  });
});
