import { describe, expect, test } from 'vitest';
import { ACTIVATIONS } from '../../../shared/catalogue/activations';
import { valuesOfChoice } from '../../../shared/catalogue/catalogues';
import { OPTIMIZERS } from '../../../shared/catalogue/optimizers';
import { defaultsOf } from '../../../shared/catalogue/parameter';
import type { Backend } from '../../../shared/document/schema';
import {
  type ElementwiseFormula,
  FUNCTIONS,
  recordFormula,
} from '../../../shared/engine/fused/recording';
import type { EngineOps, Tensor } from '../../../shared/engine/tensor-ops';
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

function expectFused(ops: EngineOps, tensors: readonly Tensor[], formula: ElementwiseFormula) {
  const expected = formula<Tensor>(ops, tensors);
  ops.elementwise({}, tensors, formula).forEach((tensor, index) => {
    expectClose(ops.read(tensor), ops.read(expected[index]), 1e-6, 1e-7);
  });
}

async function expectFusedAsWritten(count: number, formula: ElementwiseFormula, size: number) {
  const ops = await opsOf('wasm');
  ops.arena.scope(() => {
    const tensors = inputsOf(count, size).map((numbers) => ops.tensor(numbers, [size]));
    expectFused(ops, tensors, formula);
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
    const ops = await opsOf('wasm');
    for (const size of SIZES) {
      ops.arena.scope(() => {
        const [x, dy] = inputsOf(2, size).map((numbers) => ops.tensor(numbers, [size]));
        expectFused(ops, [x], (any, [input]) => [forward(any, input, values)]);
        // The backward pass is given y, as in a step: near its limits the last bit of y decides over ten of 1 − y².
        const y = forward(ops, x, values);
        expectFused(ops, [x, y, dy], (any, [input, output, outer]) => [
          backward(any, { x: input, y: output, dy: outer }, values),
        ]);
      });
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

describe('ENGINE-21: a formula over blocks of columns', () => {
  /** Takes two blocks of the first input and one of the second, gives one alone and two side by side. */
  const formula: ElementwiseFormula = (any, [a, b, c]) => [
    any.multiply(any.tanh(a), c),
    any.add(b, any.multiply(c, 3)),
    any.sigmoid(any.subtract(a, b)),
  ];

  test.each([1, 3, 4, 10])(
    'of width %i, in one walk and kernel by kernel (seeds 1 to 2)',
    async (width) => {
      const known = { width, inputs: [2, 1], results: [1, 2], formula };
      const rows = 5;
      const computed = async (backend: Backend) => {
        const ops = await opsOf(backend);
        return ops.arena.scope(() => {
          const inputs = known.inputs.map((blocks, index) =>
            ops.tensor(normals(rows * blocks * width, index + 1), [rows, blocks * width]),
          );
          const made = ops.blockwise(known)(inputs);
          expect(made.map(({ shape }) => shape)).toEqual([
            [rows, width],
            [rows, 2 * width],
          ]);
          return made.map((tensor) => [...ops.read(tensor)]);
        });
      };
      const expected = await computed('cpu');
      (await computed('wasm')).forEach((numbers, index) => {
        expectClose(numbers, expected[index], 1e-6, 1e-7);
      });
    },
  );
});

const FUNCTIONS_IN_64_BITS: Readonly<Record<(typeof FUNCTIONS)[number], (x: number) => number>> = {
  exp: Math.exp,
  tanh: Math.tanh,
  sigmoid: (x) => 1 / (1 + Math.exp(-x)),
};

describe.each(FUNCTIONS)('ENGINE-21: %s in one walk', (name) => {
  const computed = async (numbers: readonly number[]) => {
    const ops = await opsOf('wasm');
    return ops.arena.scope(() => {
      const x = ops.tensor(numbers, [numbers.length]);
      const formula: ElementwiseFormula = (any, [input]) => [any[name](input)];
      expect(recordFormula(formula, 1)).not.toBeNull();
      return [...ops.read(ops.elementwise({}, [x], formula)[0])];
    });
  };

  test('is right to the last two bits, from the smallest to the largest result', async () => {
    const numbers = Array.from({ length: 20_001 }, (_, index) =>
      Math.fround((index - 10_000) / 115),
    );
    const tiny = [1e-30, 1e-10, 1e-5, 1e-3, 0.01].flatMap((x) => [x, -x]).map(Math.fround);
    const all = [...numbers, ...tiny];
    const expected = all.map(FUNCTIONS_IN_64_BITS[name]);
    expectClose(await computed(all), expected, 2 ** -22, 2 ** -126);
  });

  test('has its limits at both ends, and hands NaN on, wherever a number stands', async () => {
    for (let before = 0; before < 8; before += 1) {
      const numbers = [
        ...new Array<number>(before).fill(0),
        -Infinity,
        -1e4,
        1e4,
        Infinity,
        Number.NaN,
      ];
      const expected = numbers.map(FUNCTIONS_IN_64_BITS[name]);
      expect(await computed(numbers)).toEqual(expected);
    }
  });
});
