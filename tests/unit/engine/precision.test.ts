import { describe, expect, test } from 'vitest';
import type { ProjectDocument, TrainingSettings } from '../../../shared/document/schema';
import { type HalfFormat, roundNumber } from '../../../shared/engine/kernels/round-to-half';
import type { StepView } from '../../../shared/engine/training-core';
import { LAYER_QUANTITIES, layerColumn, STEP_COLUMNS } from '../../../shared/telemetry/layout';
import { choiceOf, coreOf, documentOf, head, layer, opsOf } from './support';
import { TestTrainer } from './trainer';

const FORMATS: readonly HalfFormat[] = ['float16', 'bfloat16'];
const PROCESS = ['wasm', 'cpu'] as const;

/** Sigmoid layers: a gradient that falls by a factor of five or so at each. */
const deep = (training: Partial<TrainingSettings>, layers = 6): ProjectDocument =>
  documentOf(
    [
      ...Array.from({ length: layers }, (_, index) =>
        layer(`layer ${index}`, 'dense', {
          parameters: { units: 8, activation: choiceOf('sigmoid') },
        }),
      ),
      head(2),
    ],
    { optimizer: choiceOf('sgd'), learningRate: 0.1, batchSize: 64, seed: 3, ...training },
  );

const isIn = (format: HalfFormat) => (values: Float32Array) =>
  values.every((value) => roundNumber(value, format) === value);

describe.each(PROCESS)('ENGINE-69: on %s, seed 3,', (backend) => {
  test.each(FORMATS)('all that is computed in %s is a number of the format', async (format) => {
    const ops = await opsOf(backend);
    const start = ops.tensorCount;
    const core = coreOf(deep({ precision: format }), ops);
    const fits = isIn(format);
    const counts = Array.from({ length: 3 }, () => {
      core.train(({ forward, backward, weightsAfter }: StepView) => {
        for (const { output } of forward.nodes) expect(fits(ops.read(output))).toBe(true);
        for (const gradient of backward.outputs) {
          if (gradient) expect(fits(ops.read(gradient))).toBe(true);
        }
        expect(fits(ops.read(weightsAfter as NonNullable<typeof weightsAfter>))).toBe(true);
      });
      return [ops.tensorCount, ops.tensorBytes];
    });
    for (const count of counts) expect(count).toEqual(counts[0]);
    core.dispose();
    expect(ops.tensorCount).toBe(start);
  });

  test('what is not asked for stays in 32 bits', async () => {
    const ops = await opsOf(backend);
    const fits = isIn('float16');
    const core = coreOf(
      deep({ precision: 'float16', roundWeights: false, roundActivations: false }),
      ops,
    );
    core.train(({ forward, backward, weightsAfter }: StepView) => {
      expect(fits(ops.read(forward.output))).toBe(false);
      expect(fits(ops.read(backward.outputs.at(-2) as NonNullable<typeof weightsAfter>))).toBe(
        true,
      );
      expect(fits(ops.read(weightsAfter as NonNullable<typeof weightsAfter>))).toBe(false);
    });
    core.dispose();
  });
});

/** Newest row of a run: the share of gradients that became 0, and the loss scale. */
async function measured(training: Partial<TrainingSettings>) {
  const trainer = new TestTrainer();
  const state = await trainer.run(deep({ epochs: 4, ...training }, 10));
  const { metrics } = trainer.layout;
  expect(metrics.slice(-2)).toEqual(['gradientUnderflow', 'lossScale']);
  const row = trainer.rows('steps', STEP_COLUMNS.length + metrics.length).at(-1);
  if (!row) throw new Error('no step was seen');
  return { phase: state.phase, underflow: row[row.length - 2], scale: row[row.length - 1] };
}

test('ENGINE-69: small gradients underflow in float16, loss scaling brings them back, and bfloat16 does not need it, seed 3', async () => {
  const plain = await measured({ precision: 'float16' });
  const scaled = await measured({ precision: 'float16', lossScaling: 'fixed', lossScale: 2 ** 13 });
  const brain = await measured({ precision: 'bfloat16' });
  expect(plain.underflow).toBeGreaterThan(1e-3);
  expect(scaled.underflow).toBeLessThan(plain.underflow / 10);
  expect(brain.underflow).toBe(0);
  expect([plain.scale, scaled.scale]).toEqual([1, 2 ** 13]);
});

test('ENGINE-73: the share of gradients that became 0 is told by layer, and is that of the tensors, seed 3', async () => {
  const ops = await opsOf('cpu');
  const core = coreOf(deep({ precision: 'float16' }, 10), ops);
  const { model } = core;
  const last = model.nodes.length - 2;
  const { underflow } = model.precision as NonNullable<typeof model.precision>;
  core.train(({ forward, backward }: StepView) => {
    const dy = backward.outputs[last] as NonNullable<(typeof backward.outputs)[number]>;
    const x = forward.nodes[last - 1].output;
    const exact = [ops.matMul(x, dy, true, false), ops.columnSums(dy, dy.shape[1])];
    const numbers = exact.flatMap((tensor) => [...ops.read(tensor)]).filter((value) => value !== 0);
    const lost = numbers.filter((value) => roundNumber(value, 'float16') === 0);
    const { id } = model.nodes[last];
    const share = underflow.at({ node: id, tensor: 'weights' });
    expect(share).toBeCloseTo(lost.length / numbers.length, 12);
  });
  const shares = (tensor: 'output' | 'weights') =>
    model.nodes.slice(1, -1).map(({ id }) => underflow.at({ node: id, tensor }));
  // Sigmoids shrink the gradient from layer to layer: what the first one gets is lost more than what the last one gets.
  for (const [first, ...others] of [shares('output'), shares('weights')]) {
    expect(others.at(-1)).toBe(0);
    expect(first).toBeGreaterThan(0.05);
  }
  core.dispose();
});

test('ENGINE-73: a run reports it with the other quantities of a layer, and only where numbers are rounded, seed 3', async () => {
  const rowOf = async (training: Partial<TrainingSettings>) => {
    const trainer = new TestTrainer();
    await trainer.run(deep({ epochs: 1, ...training }, 10));
    const { layers } = trainer.layout;
    const row = trainer.rows('layers', 1 + layers.length * LAYER_QUANTITIES.length).at(-1);
    return (['gradientUnderflow', 'weightGradientUnderflow'] as const).map(
      (quantity) => row?.[layerColumn(0, quantity)] ?? -1,
    );
  };
  for (const share of await rowOf({ precision: 'float16' })) expect(share).toBeGreaterThan(0);
  expect(await rowOf({})).toEqual([Number.NaN, Number.NaN]);
});

test('ENGINE-69: a first layer that gets no gradient in float16 gets one with loss scaling, seed 3', async () => {
  const ops = await opsOf('cpu');
  const gradientOfFirst = (training: Partial<TrainingSettings>) => {
    const core = coreOf(deep(training, 14), ops);
    const [{ start, end }] = core.model.weights.places;
    let gradient = new Float32Array();
    core.train((view) => {
      gradient = ops.read(view.gradient).slice(start, end);
    });
    core.dispose();
    return gradient;
  };
  const isZero = (values: Float32Array) => values.every((value) => value === 0);
  const scaling = { precision: 'float16', lossScaling: 'fixed', lossScale: 2 ** 15 } as const;
  expect(isZero(gradientOfFirst({}))).toBe(false);
  expect(isZero(gradientOfFirst({ precision: 'float16' }))).toBe(true);
  expect(isZero(gradientOfFirst(scaling))).toBe(false);
});

test('ENGINE-69: a fixed scale that overflows ends the run, a dynamic one is halved until it fits, seed 3', async () => {
  const lossScale = 2 ** 24;
  const fixed = new TestTrainer();
  const state = await fixed.run(deep({ precision: 'float16', lossScaling: 'fixed', lossScale }));
  expect(state.failure).toMatchObject({ kind: 'not-finite', step: 0 });
  const dynamic = await measured({ precision: 'float16', lossScaling: 'dynamic', lossScale });
  expect(dynamic.phase).toBe('finished');
  expect(dynamic.scale).toBeLessThan(lossScale);
  expect(Math.log2(dynamic.scale) % 1).toBe(0);
});

test('ENGINE-69: a dynamic scale grows after its interval, and a step that overflows changes no weight, seed 3', async () => {
  const ops = await opsOf('cpu');
  const core = coreOf(
    deep({ precision: 'float16', lossScaling: 'dynamic', lossScale: 4, growthInterval: 3 }),
    ops,
  );
  const scales = Array.from({ length: 7 }, () => {
    core.train();
    return core.model.precision?.scale;
  });
  expect(scales).toEqual([4, 4, 8, 8, 8, 16, 16]);
  core.dispose();
  const over = coreOf(
    deep({ precision: 'float16', lossScaling: 'dynamic', lossScale: 2 ** 24 }),
    ops,
  );
  const before = ops.read(over.model.weights.all);
  const result = over.train(() => expect.fail('the step was seen'));
  expect(result.notFinite).toBeNull();
  expect(ops.read(over.model.weights.all)).toEqual(before);
  expect(over.model.precision?.scale).toBe(2 ** 23);
  over.dispose();
});

test('ENGINE-69: rounded runs are the same bit for bit whatever the telemetry, seed 3', async () => {
  const weights = async (telemetry: 'default' | 'off') => {
    const trainer = new TestTrainer();
    const settings = { precision: 'float16', lossScaling: 'dynamic', epochs: 2 } as const;
    await trainer.run(deep(settings), { telemetry });
    return trainer.checkpoint.weights;
  };
  expect(await weights('off')).toEqual(await weights('default'));
});
