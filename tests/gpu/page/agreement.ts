import { describe, expect, test } from 'vitest';
import type { Backend, ProjectDocument } from '../../../shared/document/schema';
import { readLater } from '../../../shared/engine/reading';
import { randomDocument } from '../../unit/engine/networks';
import { BACKENDS, coreOf, expectClose, opsOf } from '../../unit/engine/support';

const SEEDS = Array.from({ length: 20 }, (_, index) => index + 1);
const STEPS = 5;

async function train(document: ProjectDocument, backend: Backend) {
  const ops = await opsOf(backend);
  const core = coreOf(document, ops);
  const losses: number[] = [];
  const tensors: number[] = [];
  for (let step = 0; step < STEPS; step += 1) {
    const { loss } = await readLater(ops, core.training());
    losses.push(loss);
    tensors.push(ops.tensorCount);
  }
  const weights = await readLater(ops, core.model.weights.saving());
  core.dispose();
  return { losses, weights, tensors };
}

describe.each(BACKENDS)(
  'GPU-2: %s agrees with wasm after five steps, and keeps no tensor,',
  (backend) => {
    test.each(SEEDS)('on the random network of seed %i', async (seed) => {
      const document = randomDocument(seed);
      const wasm = await train(document, 'wasm');
      const gpu = await train(document, backend);
      expectClose(gpu.losses, wasm.losses, 1e-3, 1e-4);
      wasm.weights.forEach((record, index) => {
        expectClose(gpu.weights[index].values, record.values, 1e-3, 1e-3);
      });
      expect(gpu.tensors.slice(1)).toEqual(gpu.tensors.slice(0, -1));
    });
  },
);
