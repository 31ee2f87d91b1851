import { describe, expect, test } from 'vitest';
import { INITIALIZERS } from '../../../shared/catalogue/initializers';
import { gather } from '../../../shared/engine/batches';
import { CALIBRATIONS } from '../../../shared/engine/calibrations';
import { streamsFor } from '../../../shared/engine/model';
import { signalStatistics } from '../../../shared/engine/numbers';
import type { TrainingCore } from '../../../shared/engine/training-core';
import type { LabLayer } from '../../../shared/labs/builder';
import { BACKENDS, choiceOf, coreOf, documentOf, head, layer, opsOf } from './support';

const SEED = 11;

test('ENGINE-14: every initializer that starts from data has its calibration, and no other has', () => {
  const fromData = INITIALIZERS.entries.filter((entry) => entry.fromData);
  expect([...CALIBRATIONS.keys()].sort()).toEqual(fromData.map(({ kind }) => kind).sort());
});

const deep = (kind: string, activation: string, parameters = {}): LabLayer[] =>
  Array.from({ length: 8 }, (_, index) =>
    layer(`deep-${index}`, 'dense', {
      parameters: {
        units: 16 + index,
        activation: choiceOf(activation),
        kernelInitializer: choiceOf(kind, parameters),
      },
    }),
  );

/** Variances of what the layers named give before their activation, over the rows that a calibration sees. */
function variancesOf(core: TrainingCore, named: RegExp): number[] {
  const { model, data } = core;
  const { ops, nodes } = model;
  return ops.arena.scope(() => {
    const { features } = gather(ops, data, data.training.subarray(0, 256));
    const streams = streamsFor(nodes, SEED, 'calibration');
    const passes = model.forward(features, { training: true, streams }).nodes;
    return nodes.flatMap(({ id }, position) =>
      named.test(id)
        ? [signalStatistics(ops.view(passes[position].preactivation)).deviation ** 2]
        : [],
    );
  });
}

const spreadOf = (variances: readonly number[]): number => {
  const logs = variances.map(Math.log);
  const mean = logs.reduce((sum, value) => sum + value, 0) / logs.length;
  return logs.reduce((sum, value) => sum + (value - mean) ** 2, 0) / logs.length;
};

const valuesOf = (core: TrainingCore) =>
  core.model.weights.toRecords().map(({ values }) => [...values]);

describe.each(BACKENDS)('on %s,', (backend) => {
  const coreWith = async (layers: readonly LabLayer[]) =>
    coreOf(documentOf([...layers, head(2)], { seed: SEED, backend }), await opsOf(backend));

  test.each(['relu', 'tanh', 'sigmoid', 'mish'])(
    'ENGINE-15: LSUV leaves every %s layer with variance 1 (seed 11)',
    async (activation) => {
      const core = await coreWith(deep('lsuv', activation));
      for (const variance of variancesOf(core, /^deep/)) {
        expect(Math.abs(variance - 1)).toBeLessThanOrEqual(0.01);
      }
      core.dispose();
    },
  );

  test('ENGINE-15: LSUV sees normalizations and masks as training does', async () => {
    const layers = deep('lsuv', 'relu').flatMap((one, index) => [
      one,
      layer(`norm-${index}`, 'batchNormalization'),
      layer(`drop-${index}`, 'dropout', { parameters: { rate: 0.3 } }),
    ]);
    const core = await coreWith(layers);
    for (const variance of variancesOf(core, /^deep/)) {
      expect(Math.abs(variance - 1)).toBeLessThanOrEqual(0.01);
    }
    core.dispose();
  });

  test('ENGINE-15: a layer that gives nothing stays as it was drawn, and nothing becomes NaN', async () => {
    const zeros = layer('nothing', 'dense', {
      parameters: { units: 4, kernelInitializer: choiceOf('zeros') },
    });
    const core = await coreWith([zeros, ...deep('lsuv', 'relu')]);
    expect(valuesOf(core).flat().every(Number.isFinite)).toBe(true);
    expect(variancesOf(core, /^deep/)).toEqual(Array.from({ length: 8 }, () => 0));
    core.dispose();
  });

  test('ENGINE-15: orthogonal vectors stay orthogonal', async () => {
    const core = await coreWith(deep('lsuv', 'relu'));
    const kernel = core.model.weights.toRecords().find(({ node }) => node === 'deep-3');
    const [rows, columns] = kernel?.shape ?? [0, 0];
    const at = (row: number, column: number) => kernel?.values[row * columns + column] ?? 0;
    const product = (a: number, b: number) => {
      let sum = 0;
      for (let column = 0; column < columns; column += 1) sum += at(a, column) * at(b, column);
      return sum;
    };
    const square = product(0, 0);
    for (let row = 1; row < rows; row += 1) {
      expect(Math.abs(product(0, row))).toBeLessThan(1e-5 * square);
      expect(product(row, row)).toBeCloseTo(square, 4);
    }
    core.dispose();
  });

  test('ENGINE-16: the swarm brings the variances of all layers together, never further apart', async () => {
    const plain = await coreWith(deep('lecunNormal', 'relu'));
    const drawn = await coreWith(deep('swarm', 'relu', { particles: 8, rounds: 1 }));
    const found = await coreWith(deep('swarm', 'relu'));
    const spreads = [plain, drawn, found].map((core) => {
      const features = core.model.ops.arena.scope(
        () =>
          signalStatistics(
            core.model.ops.view(
              gather(core.model.ops, core.data, core.data.training.subarray(0, 256)).features,
            ),
          ).deviation ** 2,
      );
      return spreadOf([features, ...variancesOf(core, /^deep/)]);
    });
    expect(spreads[0]).toBeGreaterThan(1);
    expect(spreads[1]).toBeLessThanOrEqual(spreads[0]);
    expect(spreads[2]).toBeLessThan(spreads[0] / 20);
    for (const core of [plain, drawn, found]) core.dispose();
  });

  test.each([...CALIBRATIONS.keys()])(
    'ENGINE-17: %s gives the same weights for the same seed, bit for bit, and leaves no tensor behind',
    async (kind) => {
      const ops = await opsOf(backend);
      const before = ops.tensorCount;
      const layers = deep(kind, 'relu', kind === 'swarm' ? { particles: 4, rounds: 5 } : {});
      const one = await coreWith(layers);
      const other = await coreWith(layers);
      expect(valuesOf(one)).toEqual(valuesOf(other));
      const { weights } = one.model;
      const vector = ops.read(weights.all);
      for (const { node, name, start, end } of weights.places) {
        expect(ops.read(weights.of(node)[name])).toEqual(vector.subarray(start, end));
      }
      one.dispose();
      other.dispose();
      expect(ops.tensorCount).toBe(before);
    },
  );
});
