import { describe, expect, test } from 'vitest';
import { analyse } from '../../../shared/graph/analyse';
import { dataset } from '../../../shared/labs/builder';
import { varianceOf } from '../../../shared/theory/activation-moments';
import { expectSignals } from '../../../shared/theory/expected-signals';
import { measureInitialisation } from './measure-initialisation';
import { documentAround } from './networks';
import {
  BACKENDS,
  choiceOf,
  coreOf,
  dataOf,
  dense,
  documentOf,
  head,
  layer,
  normals,
  opsOf,
  WASM_PATH,
} from './support';
import { TestTrainer } from './trainer';

describe('SEQ-4: numbers that are no words of the vocabulary', () => {
  const words = (vocabulary: number) =>
    documentOf(
      [
        layer('words', 'embedding', { parameters: { vocabulary, dimensions: 2 } }),
        layer('flat', 'flatten'),
        head(2),
      ],
      {},
      dataset('spirals'),
    );

  test('end a run with a sentence', async () => {
    const trainer = new TestTrainer();
    const { phase, failure } = await trainer.run(words(5));
    expect(phase).toBe('failed');
    expect(failure).toMatchObject({ kind: 'invalid', node: 'words', step: 0 });
    expect(failure?.message.en).toMatch(
      /^“words” takes whole numbers from 0 to 4 but got -?\d+\.\d+\. .*standardization/,
    );
    expect(failure?.message.zh).toMatch(/^“words”需要 0 到 4 的整数.*标准化/);
  });

  test('are said by a measurement too', async () => {
    const document = words(5);
    const measured = await measureInitialisation(document, dataOf(document), {
      wasmPath: WASM_PATH,
    });
    expect(measured.ok ? '' : measured.failure.en).toMatch(/^“words” takes whole numbers/);
  });

  test.each([
    ['below 0', -1],
    ['beyond the last', 3],
    ['between two', 1.5],
    ['NaN', Number.NaN],
  ])('%s', async (_name, value) => {
    const ops = await opsOf('cpu');
    const core = coreOf(words(3), ops);
    const before = ops.tensorCount;
    expect(() => ops.arena.scope(() => core.model.predict(ops.tensor([0, value], [1, 2])))).toThrow(
      'whole numbers from 0 to 2',
    );
    expect(ops.tensorCount).toBe(before);
    core.dispose();
  });
});

const STEPS = 4;
/** A sequence of two features, whose answers are read as numbers one after the other. */
const sequenceOf = (kind: string, parameters: object) =>
  documentOf([
    dense('wide', 2 * STEPS, 'linear'),
    layer('steps', 'reshape', { parameters: { shape: [STEPS, 2] } }),
    layer('it', kind, { parameters: { ...parameters } }),
    layer('flat', 'flatten'),
    head(2),
  ]);

describe.each(BACKENDS)('SEQ-5: on %s, a causal attention, seed 7,', (backend) => {
  test.each([true, false])('with causal %s', async (causal) => {
    const ops = await opsOf(backend);
    const document = sequenceOf('multiHeadAttention', { heads: 2, keyDimensions: 3, causal });
    const { model } = coreOf(document, ops);
    const at = (id: string) => model.nodes.findIndex((node) => node.id === id);
    const layerAt = model.nodes[at('it')].layer;
    ops.arena.scope(() => {
      const { nodes } = model.forward(ops.tensor([1, 2], [1, 2]), { training: false });
      const answer = (values: Float32Array) => {
        const sequence = ops.tensor(values, [1, STEPS, 2]);
        return ops.read(layerAt.forward([sequence], nodes[at('it')].context).output);
      };
      const values = normals(2 * STEPS, 7);
      const before = answer(values);
      values[2 * STEPS - 1] += 1;
      const after = answer(values);
      const earlier = 2 * (STEPS - 1);
      expect([...after.subarray(earlier)]).not.toEqual([...before.subarray(earlier)]);
      const seen = [...after.subarray(0, earlier)];
      if (causal) expect(seen).toEqual([...before.subarray(0, earlier)]);
      else expect(seen).not.toEqual([...before.subarray(0, earlier)]);
    });
    model.dispose();
  });
});

test('SEQ-6: theory knows what a time-distributed Dense and an Embedding start with', () => {
  const units = 64;
  const parameters = { units, activation: choiceOf('relu') };
  const around = documentOf([
    layer('wide', 'dense', { parameters: { units, activation: choiceOf('linear') } }),
    layer('steps', 'reshape', { parameters: { shape: [1, units] } }),
    layer('it', 'timeDistributed', { parameters }),
    layer('flat', 'flatten'),
    head(2),
  ]);
  const plain = documentOf([
    layer('wide', 'dense', { parameters: { units, activation: choiceOf('linear') } }),
    layer('it', 'dense', { parameters }),
    head(2),
  ]);
  const expected = (document: typeof plain) => expectSignals(analyse(document)).get('it');
  expect(expected(around)).toEqual(expected(plain));
  const embedding = expectSignals(analyse(documentAround('embedding'))).get('it');
  // Uniform within ±0.05: a third of the square.
  expect(varianceOf(embedding?.output ?? { mean: 0, meanSquare: 0 })).toBeCloseTo(
    0.05 ** 2 / 3,
    12,
  );
});
