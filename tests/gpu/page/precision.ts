import { describe, expect, test } from 'vitest';
import type { Backend, ProjectDocument, TrainingSettings } from '../../../shared/document/schema';
import { type HalfFormat, roundNumber } from '../../../shared/engine/kernels/round-to-half';
import { readLater } from '../../../shared/engine/reading';
import type { Tensor } from '../../../shared/engine/tensor-ops';
import type { StepView } from '../../../shared/engine/training-core';
import {
  BACKENDS,
  choiceOf,
  coreOf,
  dense,
  documentOf,
  expectClose,
  head,
  opsOf,
} from '../../unit/engine/support';

const STEPS = 3;
const DEPTH = 10;

const sigmoids = Array.from({ length: DEPTH }, (_, index) => `layer ${index}`);

const deep = (training: Partial<TrainingSettings>): ProjectDocument =>
  documentOf([...sigmoids.map((id) => dense(id, 8, 'sigmoid')), head(2)], {
    optimizer: choiceOf('sgd'),
    learningRate: 0.1,
    batchSize: 64,
    seed: 3,
    ...training,
  });

/** Step of the format at 1, relative: two devices may round one number to either neighbour. */
const STEP: Readonly<Record<HalfFormat, number>> = { float16: 2 ** -10, bfloat16: 2 ** -7 };
/** Gradients at the edge of the format may be lost by one device and kept by another. */
const SHARE = 0.02;

/** Trains a few steps; the weights, what was lost at every layer, and whether all was in the format. */
async function train(document: ProjectDocument, backend: Backend, format: HalfFormat) {
  const ops = await opsOf(backend);
  const start = ops.tensorCount;
  const core = coreOf(document, ops);
  const lost: number[] = [];
  const tensors: number[] = [];
  let strangers = 0;
  const observe = function* ({ forward, backward, weightsAfter }: StepView) {
    const gradients = backward.outputs.filter((gradient) => gradient !== null);
    const kept = [
      ...forward.nodes.map(({ output }) => output),
      ...(weightsAfter ? [weightsAfter] : []),
    ];
    yield [...kept, ...gradients];
    const count = (tensor: Tensor, scale: number) => {
      for (const value of ops.view(tensor)) {
        if (roundNumber(value * scale, format) !== value * scale) strangers += 1;
      }
    };
    for (const tensor of kept) count(tensor, 1);
    // They are rounded as scaled, and shown as they are.
    for (const tensor of gradients) count(tensor, core.model.precision?.scale ?? 1);
  };
  while (core.step < STEPS) {
    await readLater(ops, core.training(observe));
    tensors.push(ops.tensorCount);
    const { underflow } = core.model.precision as NonNullable<typeof core.model.precision>;
    lost.push(underflow.share);
    for (const node of sigmoids) {
      lost.push(
        underflow.at({ node, tensor: 'output' }),
        underflow.at({ node, tensor: 'weights' }),
      );
    }
  }
  const weights = await readLater(ops, core.model.weights.saving());
  core.dispose();
  expect([...tensors, ops.tensorCount - start]).toEqual([tensors[0], tensors[0], tensors[0], 0]);
  return { lost, weights, strangers };
}

const SETTINGS: readonly (Partial<TrainingSettings> & { readonly precision: HalfFormat })[] = [
  { precision: 'float16' },
  { precision: 'float16', lossScaling: 'fixed', lossScale: 2 ** 13 },
  { precision: 'float16', lossScaling: 'dynamic', lossScale: 2 ** 24, accumulation: 2 },
  { precision: 'bfloat16' },
];

describe.each(BACKENDS)('GPU-9: on %s, seed 3,', (backend) => {
  for (const settings of SETTINGS) {
    test(`three steps in ${JSON.stringify(settings)} are those on wasm`, async () => {
      const format = settings.precision;
      const document = deep(settings);
      const wasm = await train(document, 'wasm', format);
      const gpu = await train(document, backend, format);
      expect([wasm.strangers, gpu.strangers]).toEqual([0, 0]);
      expectClose(gpu.lost, wasm.lost, 0, SHARE);
      wasm.weights.forEach((record, index) => {
        expectClose(gpu.weights[index].values, record.values, STEP[format], STEP[format]);
      });
      // Ten sigmoid layers lose gradients in float16, and none in bfloat16.
      expect(Math.max(...wasm.lost) > 0.05).toBe(format === 'float16' && !settings.lossScaling);
    });
  }
});
