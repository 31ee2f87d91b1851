import { describe, expect, test } from 'vitest';
import { ACTIVATIONS } from '../../../shared/catalogue/activations';
import { valuesOfChoice } from '../../../shared/catalogue/catalogues';
import { OPTIMIZERS } from '../../../shared/catalogue/optimizers';
import { defaultsOf } from '../../../shared/catalogue/parameter';
import { type ElementwiseFormula, recordFormula } from '../../../shared/engine/fused/recording';
import type { Tensor } from '../../../shared/engine/tensor-ops';
import { expectClose, normals, opsOf } from './support';

/** Below, at and above a multiple of the four numbers of one instruction. */
const SIZES = [1, 3, 4, 7, 64, 1_001];
const LEARNING_RATE = 0.01;
const STEP = 3;

const valuesOf = (kind: string, table: typeof OPTIMIZERS | typeof ACTIVATIONS) => {
  const entry = table.get(kind);
  return valuesOfChoice(table as never, {
    kind,
    parameters: defaultsOf(entry.parameters),
  }) as never;
};

function optimizerFormula(kind: string): { inputs: number; formula: ElementwiseFormula } {
  const values = valuesOf(kind, OPTIMIZERS);
  const definition = OPTIMIZERS.get(kind);
  const names = definition.slots(values);
  const formula: ElementwiseFormula = (ops, [weight, gradient, ...before]) => {
    const slots = Object.fromEntries(names.map((name, index) => [name, before[index]]));
    const known = { weight, gradient, slots, learningRate: LEARNING_RATE, step: STEP };
    const next = definition.update(ops, known, values);
    return [next.weight, ...names.map((name) => next.slots[name])];
  };
  return { inputs: 2 + names.length, formula };
}

/** Inputs that every formula takes: running means of squares are not negative. */
const inputsOf = (count: number, size: number) =>
  Array.from({ length: count }, (_, index) => {
    const numbers = normals(size, index + 1);
    return index < 2 ? numbers : numbers.map(Math.abs);
  });

async function expectFusedAsWritten(count: number, formula: ElementwiseFormula, size: number) {
  const ops = await opsOf('wasm');
  ops.arena.scope(() => {
    const tensors = inputsOf(count, size).map((numbers) => ops.tensor(numbers, [size]));
    const expected = formula<Tensor>(ops, tensors);
    ops.elementwise({}, tensors, formula).forEach((tensor, index) => {
      expectClose(ops.read(tensor), ops.read(expected[index]), 1e-6, 1e-7);
    });
  });
}

describe('ENGINE-21: a formula in one walk gives what it gives kernel by kernel', () => {
  test.each(OPTIMIZERS.kinds)(
    'optimizer %s, which is always one walk (seeds 1 to 5)',
    async (kind) => {
      const { inputs, formula } = optimizerFormula(kind);
      expect(recordFormula(formula, inputs)).not.toBeNull();
      for (const size of SIZES) await expectFusedAsWritten(inputs, formula, size);
    },
  );

  const pure = ACTIVATIONS.entries.filter(({ weights, random }) => !weights && !random);
  test.each(pure.map(({ kind }) => kind))('activation %s (seeds 1 to 3)', async (kind) => {
    const values = valuesOf(kind, ACTIVATIONS);
    const { forward, backward } = ACTIVATIONS.get(kind);
    for (const size of SIZES) {
      await expectFusedAsWritten(1, (ops, [x]) => [forward(ops, x, values)], size);
      const back: ElementwiseFormula = (ops, [x, dy]) => [
        backward(ops, { x, y: forward(ops, x, values), dy }, values),
      ];
      await expectFusedAsWritten(2, back, size);
    }
  });
});

test('ENGINE-21: NaN is handed on, and never turned into a number by a ReLU', async () => {
  const ops = await opsOf('wasm');
  const { forward } = ACTIVATIONS.get('relu');
  ops.arena.scope(() => {
    const x = ops.tensor([Number.NaN, -1, 2, Number.NaN, Number.NaN], [5]);
    const [y] = ops.elementwise({}, [x], (any, [input]) => [forward(any, input, {} as never)]);
    expect([...ops.read(y)]).toEqual([Number.NaN, -0, 2, Number.NaN, Number.NaN]);
  });
});

test('ENGINE-21: a formula that looks at its neighbours is refused once and computed all the same', async () => {
  const ops = await opsOf('wasm');
  const formula: ElementwiseFormula = (any, [x]) => [any.multiply(any.sumLast(x), 2)];
  expect(recordFormula(formula, 1)).toBeNull();
  ops.arena.scope(() => {
    const x = ops.tensor([1, 2, 3], [1, 3]);
    expect([...ops.read(ops.elementwise(formula, [x], formula)[0])]).toEqual([12]);
  });
});
