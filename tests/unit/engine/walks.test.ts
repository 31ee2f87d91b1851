import { describe, expect, test } from 'vitest';
import { kernelsFor } from '../../../shared/engine/kernels/own-wasm';
import {
  allFinite,
  fractionOutside,
  signalStatistics,
  squaresOf,
  squaresOfChange,
  writeHistogram,
  writeNonzeroShares,
} from '../../../shared/engine/numbers';
import { expectClose, normals, opsOf } from './support';

/** Below, at and above the four numbers of one instruction, and more than a histogram counts. */
const SIZES = [1, 3, 4, 5, 8, 127, 5_003];
const BINS = 16;

/** Numbers with zeros among them. */
const numbersOf = (size: number, seed: number): Float32Array =>
  normals(size, seed).map((value, index) => (index % 5 === 2 ? 0 : value));

function nonzeroShares(values: Float32Array, columns: number): number[] {
  const target = new Float32Array(columns);
  writeNonzeroShares(values, columns, target);
  return [...target];
}

type Walk = (values: Float32Array, others: Float32Array) => readonly number[];

function histogram(values: Float32Array): number[] {
  const target = new Float32Array(2 + BINS);
  writeHistogram(values, BINS, target);
  return [...target];
}

const WALKS: Readonly<Record<string, Walk>> = {
  squaresOf: (values) => [squaresOf(values), squaresOf(values, 1, values.length)],
  squaresOfChange: (values, others) => [squaresOfChange(values, others, 0, values.length)],
  signalStatistics: (values) => Object.values(signalStatistics(values)),
  fractionOutside: (values) => [
    fractionOutside(values, -1, 0.5),
    fractionOutside(values, null, 0.5),
    fractionOutside(values, -1, null),
  ],
  writeHistogram: histogram,
  writeNonzeroShares: (values) => [
    ...nonzeroShares(values, 1),
    ...nonzeroShares(values, values.length),
  ],
  allFinite: (values) => [Number(allFinite(values))],
};

describe('ENGINE-22: a walk in WebAssembly finds what the plain loop finds', () => {
  test.each(Object.keys(WALKS))('%s (seeds 1, 2)', async (name) => {
    const ops = await opsOf('wasm');
    for (const size of SIZES) {
      const plain = [numbersOf(size, 1), numbersOf(size, 2)] as const;
      ops.arena.scope(() => {
        const [a, b] = plain.map((numbers) => ops.tensor(numbers, [size]));
        expect(kernelsFor(ops.view(a))).not.toBeNull();
        const walked = WALKS[name](ops.view(a), ops.view(b));
        expectClose([...walked], [...WALKS[name](...plain)], 1e-12, 1e-12);
      });
    }
  });

  test.each([Number.NaN, Infinity])('%s is not overlooked, wherever it stands', async (bad) => {
    const ops = await opsOf('wasm');
    for (const at of [0, 3, 4, 6, 9, 15, 18]) {
      ops.arena.scope(() => {
        const numbers = numbersOf(19, 3);
        numbers[at] = bad;
        const values = ops.view(ops.tensor(numbers, [19]));
        expect(allFinite(values)).toBe(false);
        expect(histogram(values)).toEqual(histogram(numbers));
      });
    }
  });

  test('columns are added up as the plain loop adds them (seed 4)', async () => {
    const [wasm, cpu] = [await opsOf('wasm'), await opsOf('cpu')];
    for (const [rows, columns] of [
      [1, 1],
      [5, 7],
      [3, 8],
      [64, 21],
    ]) {
      const numbers = normals(rows * columns, 4);
      const sums = [wasm, cpu].map((ops) =>
        ops.arena.scope(() =>
          ops.read(ops.columnSums(ops.tensor(numbers, [rows, columns]), columns)),
        ),
      );
      expect([...sums[0]]).toEqual([...sums[1]]);
    }
  });
});
