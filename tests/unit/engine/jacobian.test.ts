import { describe, expect, test } from 'vitest';
import { measureJacobian } from '../../../shared/engine/jacobian';
import { readLater } from '../../../shared/engine/reading';
import { effectiveRank, singularValues } from '../../../shared/engine/singular-values';
import type { Jacobian } from '../../../shared/telemetry/jacobian';
import type { TrainerEvent } from '../../../shared/telemetry/protocol';
import { readOracle } from '../../oracle/oracle';
import {
  BACKENDS,
  choiceOf,
  coreOf,
  dense,
  documentOf,
  expectClose,
  head,
  layer,
  normals,
  opsOf,
  type Written,
} from './support';
import { TestTrainer } from './trainer';

interface JacobianCase {
  readonly activation: string;
  readonly x: Written;
  readonly kernels: readonly Written[];
  readonly biases: readonly Written[];
  readonly spectra: Readonly<Record<'inputs' | 'data', Written>>;
}

const cases = readOracle<JacobianCase>('jacobian');

const linear = (id: string, units: number, kernelInitializer: ReturnType<typeof choiceOf>) =>
  dense(id, units, 'linear', { kernelInitializer });
const he = { kernelInitializer: choiceOf('heNormal') };
const orthogonal = choiceOf('orthogonal', { gain: 1 });

async function inputsOf(document: ReturnType<typeof documentOf>, node: string) {
  const core = coreOf(document, await opsOf('wasm'));
  const { spectra } = await readLater(
    core.model.ops,
    measureJacobian(core, { node, sample: null }),
  );
  core.dispose();
  return spectra[0];
}

describe('TELE-E10: singular values', () => {
  test('of a rotation times a diagonal are the diagonal; of equal rows only one is left', () => {
    const [c, s] = [Math.cos(0.3), Math.sin(0.3)];
    const values = singularValues([
      Float64Array.of(3 * c, -3 * s),
      Float64Array.of(0.5 * s, 0.5 * c),
    ]);
    expectClose(values, [3, 0.5], 1e-12, 0);
    const equal = singularValues([Float64Array.of(1, 2, 2), Float64Array.of(1, 2, 2)]);
    expectClose(equal, [3 * Math.SQRT2, 0], 1e-12, 1e-12);
    expect(singularValues([Float64Array.of(0, 0), Float64Array.of(0, 0)])).toEqual([0, 0]);
  });

  test('squared, they add up to the squares of the matrix, and their product is its determinant (seed 5)', () => {
    const numbers = normals(9, 5);
    const rows = [0, 3, 6].map((at) => Float64Array.from(numbers.subarray(at, at + 3)));
    const [[a, b, c], [d, e, f], [g, h, i]] = rows;
    const determinant = a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g);
    const values = singularValues(rows);
    expect(values.reduce((sum, value) => sum + value ** 2, 0)).toBeCloseTo(
      numbers.reduce((sum, value) => sum + value ** 2, 0),
      10,
    );
    expect(values.reduce((product, value) => product * value, 1)).toBeCloseTo(
      Math.abs(determinant),
      10,
    );
  });

  test('the effective rank counts equal values, and is 1 for one alone', () => {
    expect(effectiveRank([2, 2, 2, 2])).toBeCloseTo(4, 12);
    expect(effectiveRank([5, 0, 0])).toBe(1);
    expect(effectiveRank([0, 0])).toBe(0);
    // p = ¾, ¼.
    expect(effectiveRank([3, 1])).toBeCloseTo(0.75 ** -0.75 * 0.25 ** -0.25, 12);
  });
});

describe('TELE-E10: the Jacobian of a layer', () => {
  test('that is orthogonal and linear has singular values of 1 alone', async () => {
    const document = documentOf([
      linear('before', 24, choiceOf('heNormal')),
      linear('it', 24, orthogonal),
      head(2),
    ]);
    const found = await inputsOf(document, 'it');
    expectClose(found.singularValues, new Array(24).fill(1), 1e-4, 0);
    expect(found.effectiveRank).toBeCloseTo(24, 3);
    expect(found.condition).toBeCloseTo(1, 3);
  });

  test('of normal weights of variance 1 ÷ n fills the band of Marchenko and Pastur, 1 ± √(units ÷ n) (seed 1)', async () => {
    const document = documentOf([
      linear('before', 256, choiceOf('heNormal')),
      linear('it', 64, choiceOf('normal', { deviation: 1 / 16 })),
      head(2),
    ]);
    const { singularValues: values, outputs, inputs } = await inputsOf(document, 'it');
    expect([outputs, inputs]).toEqual([64, 256]);
    expect(Math.abs(values[0] - 1.5)).toBeLessThan(0.1);
    expect(Math.abs(values[63] - 0.5)).toBeLessThan(0.1);
  });

  test('with a ReLU behind an orthogonal kernel has one 1 for each unit that fires, else 0', async () => {
    const document = documentOf([
      dense('before', 24, 'tanh', he),
      dense('it', 24, 'relu', { kernelInitializer: orthogonal }),
      head(2),
    ]);
    const ops = await opsOf('wasm');
    const core = coreOf(document, ops);
    const { spectra } = await readLater(ops, measureJacobian(core, { node: 'it', sample: null }));
    let firing = 0;
    core.look(core.data.training.slice(0, 1), { training: false }, ({ forward }) => {
      const at = core.model.nodes.findIndex(({ id }) => id === 'it');
      firing = ops.read(forward.nodes[at].output).filter((value) => value > 0).length;
    });
    expect(firing).toBeGreaterThan(4);
    expect(firing).toBeLessThan(20);
    const expected = Array.from({ length: 24 }, (_, index) => (index < firing ? 1 : 0));
    expectClose(spectra[0].singularValues, expected, 1e-4, 1e-4);
    expect(spectra[0].effectiveRank).toBeCloseTo(firing, 2);
    // The data have two features: no more than two directions come through.
    expect(spectra.map(({ from, singularValues: values }) => [from, values.length])).toEqual([
      ['inputs', 24],
      ['data', 2],
    ]);
    core.dispose();
  });

  test('of a sum reaches its inputs side by side, and the data along all ways together', async () => {
    const document = documentOf([
      linear('before', 3, choiceOf('heNormal')),
      linear('same', 3, choiceOf('identity')),
      layer('it', 'add', { from: ['before', 'same'] }),
      head(2),
    ]);
    const core = coreOf(document, await opsOf('cpu'));
    const { spectra } = await readLater(
      core.model.ops,
      measureJacobian(core, { node: 'it', sample: null }),
    );
    const before = await readLater(
      core.model.ops,
      measureJacobian(core, { node: 'before', sample: null }),
    );
    expectClose(
      spectra[0].singularValues,
      [1, 1, 1].map(() => Math.SQRT2),
      1e-5,
      0,
    );
    // Both ways lead to the data: twice what the layer before has. Its inputs are the data, so it is measured once.
    expect(before.spectra.map(({ from }) => from)).toEqual(['inputs']);
    const twice = before.spectra[0].singularValues.map((value) => 2 * value);
    expectClose(spectra[1].singularValues, twice, 1e-5, 0);
    core.dispose();
  });

  test.each(
    BACKENDS.flatMap((backend) =>
      cases.map((known) => [backend, known.activation, known] as const),
    ),
  )(
    'on %s, behind %s, agrees with PyTorch’s autograd and SVD within 1e-5',
    async (backend, activation, known) => {
      const document = documentOf([
        dense('one', 5, 'tanh', he),
        dense('two', 4, activation, he),
        head(2),
      ]);
      const ops = await opsOf(backend);
      const core = coreOf(document, ops);
      const { model, data } = core;
      data.features.set(known.x.values, data.training[0] * 2);
      const records = ['one', 'two'].flatMap((node, index) =>
        Object.entries({ kernel: known.kernels[index], bias: known.biases[index] }).map(
          ([name, { shape, values }]) => ({
            node,
            name,
            shape,
            values: Float32Array.from(values),
          }),
        ),
      );
      model.weights.load(records);
      const { tensorCount, tensorBytes } = ops;
      const { spectra } = await readLater(
        ops,
        measureJacobian(core, { node: 'two', sample: null }),
      );
      expect([ops.tensorCount, ops.tensorBytes]).toEqual([tensorCount, tensorBytes]);
      for (const { from, singularValues: values } of spectra) {
        // Relative to the largest: the smallest of a softmax is 0.
        const expected = known.spectra[from].values;
        expectClose(values, expected, 1e-5, 1e-5 * expected[0]);
      }
      expect(spectra.map(({ from }) => from)).toEqual(['inputs', 'data']);
      core.dispose();
    },
  );

  test('that is too large is refused with figures, and a node outside of the network too', async () => {
    const document = documentOf([
      linear('before', 300, choiceOf('heNormal')),
      linear('it', 300, choiceOf('heNormal')),
      head(2),
    ]);
    const core = coreOf(document, await opsOf('wasm'));
    const { spectra, refusals } = await readLater(
      core.model.ops,
      measureJacobian(core, { node: 'it', sample: null }),
    );
    expect(spectra.map(({ from }) => from)).toEqual(['data']);
    expect(refusals[0].en).toContain('300 × 300');
    const none = await readLater(
      core.model.ops,
      measureJacobian(core, { node: 'nobody', sample: null }),
    );
    expect(none.refusals).toHaveLength(1);
    core.dispose();
  });
});

test('TELE-E10: a trainer answers while it is paused and while it runs, and its run stays the same', async () => {
  const document = documentOf(
    [dense('one', 6, 'relu'), layer('drop', 'dropout', { parameters: { rate: 0.5 } }), head(2)],
    { epochs: 3 },
  );
  const answers = (events: readonly TrainerEvent[]): readonly Jacobian[] =>
    events.flatMap((event) => (event.type === 'jacobian' ? [event.jacobian] : []));
  const asked = new TestTrainer();
  await asked.startPaused(document);
  asked.send({ type: 'jacobian', node: 'one', sample: null });
  expect(answers(asked.events)).toMatchObject([{ node: 'one', step: 0, refusals: [] }]);
  const over = asked.over();
  asked.send({ type: 'resume' });
  asked.send({ type: 'jacobian', node: 'head', sample: null });
  await over;
  expect(answers(asked.events).map(({ node }) => node)).toEqual(['one', 'head']);
  const alone = new TestTrainer();
  await alone.run(document);
  expect(asked.checkpoint).toEqual(alone.checkpoint);
});

describe('TELE-E11: the Jacobian of a sample of one’s choice', () => {
  const document = documentOf([dense('one', 6, 'tanh', he), head(2)], { epochs: 2 });

  test('is that of its row of the data', async () => {
    const ops = await opsOf('wasm');
    const core = coreOf(document, ops);
    const { data } = core;
    const measure = (sample: number | null) =>
      readLater(ops, measureJacobian(core, { node: 'one', sample }));
    const first = await measure(null);
    expect(first.sample).toBe(data.training[0]);
    const row = data.training[7];
    const chosen = await measure(row);
    expect(chosen.sample).toBe(row);
    expect(chosen.spectra).not.toEqual(first.spectra);
    data.features.copyWithin(2 * data.training[0], 2 * row, 2 * row + 2);
    expect((await measure(null)).spectra).toEqual(chosen.spectra);
    core.dispose();
  });

  test('that the data do not have is refused with their number', async () => {
    const core = coreOf(document, await opsOf('cpu'));
    const { count } = core.data;
    const report = await readLater(
      core.model.ops,
      measureJacobian(core, { node: 'one', sample: count }),
    );
    expect(report.spectra).toEqual([]);
    expect(report.refusals[0].en).toBe(`There is no sample ${count + 1}: the data have ${count}.`);
    core.dispose();
  });

  test('of a run that is over is measured by a trainer that begins with its weights', async () => {
    const jacobian = (trainer: TestTrainer) =>
      trainer.events.flatMap((event) => (event.type === 'jacobian' ? [event.jacobian] : [])).at(-1);
    const run = new TestTrainer();
    await run.run(document);
    const { checkpoint } = run;
    const other = new TestTrainer();
    await other.startPaused(document, { telemetry: 'off', checkpoint });
    other.send({ type: 'jacobian', node: 'one', sample: 3 });
    const core = coreOf(document, await opsOf('wasm'));
    core.model.weights.load(checkpoint.weights);
    const expected = await readLater(
      core.model.ops,
      measureJacobian(core, { node: 'one', sample: 3 }),
    );
    expect(jacobian(other)).toEqual({ ...expected, step: checkpoint.step });
    await other.stop();
    core.dispose();
  });
});
