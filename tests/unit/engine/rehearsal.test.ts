import { getKernel, registerKernel, Tanh, unregisterKernel } from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import { LAYERS } from '../../../shared/catalogue/layers';
import type { ProjectDocument } from '../../../shared/document/schema';
import { MissingKernel } from '../../../shared/engine/kernels/missing-kernel';
import { readNow } from '../../../shared/engine/reading';
import { documentAround } from './networks';
import { BACKENDS, choiceOf, coreOf, documentOf, head, layer, opsOf } from './support';

const STEPS = 3;

async function train(document: ProjectDocument, backend: 'wasm' | 'cpu', rehearses: boolean) {
  const ops = await opsOf(backend);
  const core = coreOf(document, ops);
  const before = [ops.tensorCount, ops.tensorBytes];
  if (rehearses) readNow(ops, core.rehearsing());
  expect([ops.tensorCount, ops.tensorBytes]).toEqual(before);
  const losses = Array.from({ length: STEPS }, () => core.train().loss);
  const weights = core.model.weights.toRecords();
  core.dispose();
  return { losses, weights };
}

const expectUntouched = async (document: ProjectDocument, backend: 'wasm' | 'cpu') =>
  expect(await train(document, backend, true)).toEqual(await train(document, backend, false));

describe.each(BACKENDS as readonly ('wasm' | 'cpu')[])(
  'ENGINE-72: on %s a rehearsal leaves the run as it was',
  (backend) => {
    test.each(LAYERS.kinds)('with layer %s', (kind) =>
      expectUntouched(documentAround(kind, { optimizer: choiceOf('adam') }), backend),
    );

    test('with simulated 16 bits whose scale overflows, clipping and accumulation', () =>
      expectUntouched(
        documentAround('dense', {
          precision: 'float16',
          lossScaling: 'dynamic',
          lossScale: 2 ** 24,
          clipping: 'norm',
          accumulation: 2,
          batchSize: 8,
        }),
        backend,
      ));
  },
);

test('ENGINE-72: where a rehearsal fails, the model knows the node', async () => {
  const ops = await opsOf('cpu');
  const tanh = { units: 3, activation: choiceOf('tanh') };
  const document = documentOf([layer('bent', 'dense', { parameters: tanh }), head(2)]);
  const core = coreOf(document, ops);
  const lent = getKernel(Tanh, 'cpu');
  unregisterKernel(Tanh, 'cpu');
  try {
    expect(() => readNow(ops, core.rehearsing())).toThrow(MissingKernel);
  } finally {
    registerKernel(lent);
  }
  expect(core.model.at?.id).toBe('bent');
  core.dispose();
});
