import { describe, expect, test } from 'vitest';
import { drawWeight } from '../../../shared/catalogue/draw-weight';
import { LAYERS } from '../../../shared/catalogue/layers';
import { checkParameters } from '../../../shared/catalogue/parameter';
import type { Parameters } from '../../../shared/document/schema';
import type { EngineLayer, LayerContext, NamedTensors } from '../../../shared/engine/layer';
import { ENGINE_LAYERS } from '../../../shared/engine/layers';
import type { EngineOps } from '../../../shared/engine/tensor-ops';
import { randomStream } from '../../../shared/random/random-stream';
import { groupsOf, timeStepColumn } from '../../../shared/telemetry/layout';
import {
  BACKENDS,
  choiceOf,
  dense,
  documentOf,
  expectClose,
  head,
  layer,
  normalTensor,
  opsOf,
} from './support';
import { TestTrainer } from './trainer';

const valuesOf = (kind: string, parameters: Parameters) =>
  checkParameters(LAYERS.get(kind).parameters, parameters).values as never;

const weightsOf = (kind: string, parameters: Parameters, features: number) =>
  LAYERS.get(kind).weights([[5, features]], valuesOf(kind, parameters));

/** Columns of one gate of a kernel of gates side by side. */
function gateOf(values: Float32Array, rows: number, units: number, gate: number): number[][] {
  const width = values.length / rows;
  return Array.from({ length: rows }, (_, row) =>
    Array.from({ length: units }, (_unit, unit) => values[row * width + gate * units + unit]),
  );
}

describe('SEQ-1: each gate of a recurrence starts from numbers of its own', () => {
  const GATES = { simpleRnn: 1, lstm: 4, gru: 3 };
  const units = 6;

  test.each(Object.entries(GATES))('in %s, seed 3', (kind, gates) => {
    const specs = weightsOf(kind, { units, direction: 'both' }, 24);
    const names = specs.map(({ name }) => name);
    expect(names).toContain('backwardRecurrentKernel');
    const starts = new Set<number>();
    for (const spec of specs) {
      const values = drawWeight('node', spec, 3);
      expect(values.every(Number.isFinite), spec.name).toBe(true);
      if (!/kernel/i.test(spec.name)) continue;
      const rows = spec.shape[0];
      for (let gate = 0; gate < gates; gate += 1) {
        const block = gateOf(values, rows, units, gate);
        starts.add(block[0][0]);
        if (rows === units) expectOrthogonal(block);
        // Glorot & Bengio (2010), equation 16, with the fans of one gate.
        const bound = Math.sqrt(6 / (rows + units));
        const largest = Math.max(...block.flat().map(Math.abs));
        if (rows !== units) expect(largest).toBeLessThanOrEqual(bound);
        if (rows !== units) expect(largest).toBeGreaterThan(0.9 * bound);
      }
    }
    expect(starts.size, 'no two gates are alike').toBe(2 * 2 * gates);
  });

  test('the forget gate of an LSTM starts open, the others at the bias’s own initializer', () => {
    const biasOf = (forgetBiasOne: boolean) => {
      const spec = weightsOf('lstm', { units: 2, forgetBiasOne }, 3).find(
        ({ name }) => name === 'bias',
      );
      return spec && [...drawWeight('node', spec, 1)];
    };
    expect(biasOf(true)).toEqual([0, 0, 1, 1, 0, 0, 0, 0]);
    expect(biasOf(false)).toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
  });
});

function expectOrthogonal(block: readonly (readonly number[])[]): void {
  const products = block.flatMap((a) =>
    block.map((b) => a.reduce((sum, value, index) => sum + value * b[index], 0)),
  );
  const identity = block.flatMap((_, row) => block.map((_other, column) => +(row === column)));
  expectClose(products, identity, 0, 1e-5);
}

const STEPS = 6;

/** ∂L/∂hₜ of every direction, of a linear recurrence whose R is `factor` times the identity. */
function timeStepsOf(ops: EngineOps, parameters: Parameters, factor: number, features: number[]) {
  const all = { units: 2, activation: choiceOf('linear'), useBias: false, ...parameters };
  const kernel = ops.tensor([1, 0, 0, 1], [2, 2]);
  const recurrentKernel = ops.tensor([factor, 0, 0, factor], [2, 2]);
  const weights: NamedTensors = {
    ...{ kernel, recurrentKernel },
    ...{ backwardKernel: kernel, backwardRecurrentKernel: recurrentKernel },
  };
  const context: LayerContext = {
    ops,
    values: valuesOf('simpleRnn', all),
    weights,
    training: true,
    batch: 1,
    outputShape: features,
    features: kernel,
    columns: null,
    random: randomStream(1, 'test'),
  };
  const layer = ENGINE_LAYERS.get('simpleRnn') as EngineLayer;
  const forward = layer.forward([normalTensor(ops, [1, STEPS, 2], 4)], context);
  const dy = ops.tensor(new Float32Array(forward.output.shape[1]).fill(1), [1, ...features]);
  const { timeSteps = [] } = layer.backward(dy, forward.saved, context, false);
  return timeSteps.map((direction) => direction.map((tensor) => ops.read(tensor)[0]));
}

describe.each(BACKENDS)('SEQ-2: on %s, the gradient of every time step', (backend) => {
  const powers = Array.from({ length: STEPS }, (_, index) => 0.5 ** (STEPS - 1 - index));

  test('halves with every step back where R is half the identity', async () => {
    const ops = await opsOf(backend);
    ops.arena.scope(() => {
      expect(timeStepsOf(ops, {}, 0.5, [2])).toEqual([powers]);
      expect(timeStepsOf(ops, { direction: 'backward' }, 0.5, [2])).toEqual([
        [...powers].reverse(),
      ]);
    });
  });

  test('stands apart for each direction, in the order of time', async () => {
    const ops = await opsOf(backend);
    ops.arena.scope(() => {
      const both = { direction: 'both' };
      expect(timeStepsOf(ops, both, 0.5, [4])).toEqual([powers, [...powers].reverse()]);
    });
  });
});

test('SEQ-7: telemetry holds the gradient of every time step, for each direction', async () => {
  const halving = {
    units: 1,
    activation: choiceOf('linear'),
    recurrentInitializer: choiceOf('constant', { value: 0.5 }),
    direction: 'both',
  };
  const document = documentOf([
    dense('wide', 8, 'tanh'),
    layer('steps', 'reshape', { parameters: { shape: [4, 2] } }),
    layer('rnn', 'simpleRnn', { parameters: halving }),
    layer('again', 'reshape', { parameters: { shape: [2, 1] } }),
    layer('gru', 'gru', { parameters: { units: 3 } }),
    head(2),
  ]);
  const trainer = new TestTrainer();
  await trainer.run(document, { stepLimit: 2 });
  const { layout } = trainer;
  expect(layout.recurrences).toEqual([
    { node: 'rnn', name: 'rnn', direction: 'forward', steps: 4 },
    { node: 'rnn', name: 'rnn', direction: 'backward', steps: 4 },
    { node: 'gru', name: 'gru', direction: 'forward', steps: 2 },
  ]);
  const { width } = groupsOf(layout).find(({ name }) => name === 'timeSteps') ?? { width: 0 };
  const rows = trainer.rows('timeSteps', width);
  expect(rows.map(([step]) => step)).toEqual([0, 1, 2]);
  const [before] = rows;
  expect(before).toHaveLength(1 + 4 + 4 + 2);
  const of = (recurrence: number) => {
    const first = timeStepColumn(layout, recurrence);
    return [...before.slice(first, first + layout.recurrences[recurrence].steps)];
  };
  const [first, second, gru] = [0, 1, 2].map(of);
  for (const time of [0, 1, 2]) {
    // R is 0.5: each step back halves the gradient, along time and against it.
    expect(first[time] / first[time + 1]).toBeCloseTo(0.5, 5);
    expect(second[time + 1] / second[time]).toBeCloseTo(0.5, 5);
  }
  expect(first[3]).toBeGreaterThan(0);
  expect(gru.every((value) => value > 0)).toBe(true);
  expect(trainer.notices).toEqual([]);
});

test('SEQ-3: memory and operations count every time step and direction', () => {
  const layer = LAYERS.get('lstm');
  const figures = (steps: number, parameters: Parameters) => {
    const values = valuesOf('lstm', { units: 4, ...parameters });
    const input = [[steps, 3]];
    const shape = layer.shape(input, values, {} as never);
    if (!shape.ok) throw new Error(shape.failure.kind);
    const flops = layer.flops(input, shape.value, values);
    return { flops, workspace: layer.workspace?.(input, shape.value, values) ?? 0 };
  };
  const one = figures(1, {});
  // Two products of 4 gates × 4 units with 3 features and 4 states, then 13 operations and 4 biases a unit.
  expect(one.flops).toBe(2 * 16 * (3 + 4) + (13 + 4) * 4);
  expect(one.workspace).toBeGreaterThan(0);
  expect(figures(10, {})).toEqual({ flops: 10 * one.flops, workspace: 10 * one.workspace });
  expect(figures(10, { direction: 'both' })).toEqual({
    flops: 20 * one.flops,
    workspace: 20 * one.workspace,
  });
});
