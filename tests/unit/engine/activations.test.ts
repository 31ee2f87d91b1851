import { describe, expect, test } from 'vitest';
import { analyse } from '../../../shared/graph/analyse';
import { documentWithActivation } from './networks';
import { BACKENDS, choiceOf, coreOf, normalTensor, opsOf } from './support';

const prelu = (shared: boolean) => documentWithActivation(choiceOf('prelu', { shared }));

describe.each(BACKENDS)('ENGINE-12: on %s, an activation that learns', (backend) => {
  test.each([
    [false, 5],
    [true, 1],
  ])('(shared: %s) is counted, trained and saved with its node', async (shared, count) => {
    const document = prelu(shared);
    const analysed = analyse(document).nodes.get('it');
    expect(analysed?.trainableCount).toBe(4 * 5 + 5 + count);
    const core = coreOf(document, await opsOf(backend));
    const slopes = () =>
      core.model.weights
        .toRecords()
        .filter(({ node, name }) => node === 'it' && name === 'slope')
        .flatMap(({ values }) => [...values]);
    expect(slopes()).toEqual(Array.from({ length: count }, () => 0.25));
    for (let step = 0; step < 20; step += 1) expect(core.train().notFinite).toBeNull();
    const trained = slopes();
    expect(trained.every((slope) => slope !== 0.25)).toBe(true);
    const records = core.model.weights.toRecords();
    const other = coreOf(document, core.model.ops);
    other.model.weights.load(records);
    const x = normalTensor(core.model.ops, [3, 2], 1);
    const read = (one: typeof core) => [...one.model.ops.read(one.model.predict(x))];
    expect(read(other)).toEqual(read(core));
    core.dispose();
    other.dispose();
  });
});

describe.each(BACKENDS)('ENGINE-13: on %s, an activation that draws its slopes', (backend) => {
  test('draws while training only, and the same for the same seed', async () => {
    const ops = await opsOf(backend);
    const document = documentWithActivation(choiceOf('rrelu', { lower: 0, upper: 1 }));
    const [one, other] = [coreOf(document, ops), coreOf(document, ops)];
    ops.arena.scope(() => {
      const x = normalTensor(ops, [8, 2], 1);
      const run = (core: typeof one, training: boolean) => [
        ...ops.read(core.model.forward(x, { training }).output),
      ];
      const first = run(one, true);
      expect(run(other, true)).toEqual(first);
      expect(run(one, true)).not.toEqual(first);
      expect(run(one, false)).toEqual(run(one, false));
    });
    one.dispose();
    other.dispose();
  });

  test('drawn slopes fill their interval', async () => {
    const ops = await opsOf(backend);
    const limits = { lower: 0.2, upper: 0.6 };
    const core = coreOf(documentWithActivation(choiceOf('rrelu', limits)), ops);
    ops.arena.scope(() => {
      const { nodes } = core.model.forward(normalTensor(ops, [500, 2], 2), { training: true });
      const at = core.model.nodes.findIndex(({ id }) => id === 'it');
      const x = ops.read(nodes[at].preactivation);
      const slopes = [...ops.read(nodes[at].output)].flatMap((y, index) =>
        x[index] < -0.01 ? [y / x[index]] : [],
      );
      expect(slopes.length).toBeGreaterThan(500);
      const mean = slopes.reduce((sum, slope) => sum + slope, 0) / slopes.length;
      expect(mean).toBeCloseTo(0.4, 1);
      expect(Math.min(...slopes)).toBeGreaterThan(0.2 - 1e-4);
      expect(Math.min(...slopes)).toBeLessThan(0.22);
      expect(Math.max(...slopes)).toBeLessThan(0.6 + 1e-4);
      expect(Math.max(...slopes)).toBeGreaterThan(0.58);
    });
    core.dispose();
  });
});
