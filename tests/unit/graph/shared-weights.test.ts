import { describe, expect, test } from 'vitest';
import { setNodeParameters, shareWeights } from '../../../shared/document/edits';
import type { ProjectDocument } from '../../../shared/document/schema';
import { analyse } from '../../../shared/graph/analyse';
import { documentOf, kindsOf, type TestLayer, theProblem } from './networks';

const dense = (id: string, from: string, units = 4): TestLayer => ({
  id,
  kind: 'dense',
  from: [from],
  parameters: { units },
});

/** Input → one → two → three → Output; all hidden layers 4 → 4 but the first, which takes two features. */
const chain = (): ProjectDocument =>
  documentOf([
    { id: 'in', kind: 'input' },
    dense('first', 'in'),
    dense('one', 'first'),
    dense('two', 'one'),
    dense('three', 'two'),
    dense('last', 'three', 2),
    { id: 'out', kind: 'output', from: ['last'] },
  ]);

const shared = shareWeights(shareWeights(chain(), 'two', 'one'), 'three', 'one');

const withOwners = (document: ProjectDocument, owners: Readonly<Record<string, string>>) => ({
  ...document,
  network: {
    ...document.network,
    nodes: document.network.nodes.map((node) =>
      owners[node.id] ? { ...node, weightsOf: owners[node.id] } : node,
    ),
  },
});

test('SHARE-5: shared weights are counted once, at their owner', () => {
  const own = analyse(chain());
  const analysis = analyse(shared);
  expect(analysis.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(analysis.nodes.get('one')).toMatchObject({ parameterCount: 20, weightsOf: null });
  expect(analysis.nodes.get('two')).toMatchObject({ parameterCount: 0, weightsOf: 'one' });
  expect(analysis.nodes.get('three')?.weights).toEqual(analysis.nodes.get('one')?.weights);
  expect(analysis.totals.parameters).toBe(own.totals.parameters - 2 * 20);
  expect(analysis.totals.trainable).toBe(own.totals.trainable - 2 * 20);
  expect(analysis.totals.flops).toBe(own.totals.flops);
});

describe('SHARE-6: weights that cannot be shared are named', () => {
  test('shapes that differ', () => {
    const problem = theProblem(shareWeights(chain(), 'two', 'first'), 'shared-weights-differ');
    expect(problem).toMatchObject({ place: { node: 'two' }, severity: 'error' });
    expect(problem.values).toMatchObject({ weight: 'kernel', ownerShape: '2 × 4', shape: '4 × 4' });
  });

  test('a weight that only one of them has', () => {
    const document = setNodeParameters(shareWeights(chain(), 'two', 'one'), 'two', {
      useBias: false,
    });
    expect(theProblem(document, 'shared-weights-differ').values).toMatchObject({
      weight: 'bias',
      ownerShape: '4',
      shape: '–',
    });
  });

  test('loops, and owners that are gone or of another kind', () => {
    const loop = analyse(withOwners(chain(), { one: 'two', two: 'three', three: 'two' }));
    const places = loop.problems.filter(({ kind }) => kind === 'shared-weights-loop');
    expect(places.map(({ place }) => place.node)).toEqual(['one', 'two', 'three']);
    expect(kindsOf(withOwners(chain(), { one: 'nobody' }))).toContain('shared-weights-missing');
    const behind = kindsOf(withOwners(chain(), { one: 'two', two: 'nobody' }));
    expect(behind.filter((kind) => kind === 'shared-weights-missing')).toHaveLength(2);
    expect(kindsOf(withOwners(chain(), { one: 'out' }))).toContain('shared-weights-kind');
  });

  test('an owner whose shape is not known has its own problem, and no second one', () => {
    const document = setNodeParameters(shared, 'one', { units: 4 });
    const edges = document.network.edges.filter(({ target }) => target !== 'one');
    const cut = { ...document, network: { ...document.network, edges } };
    expect(kindsOf(cut).filter((kind) => kind.startsWith('shared'))).toEqual([]);
  });
});

test('SHARE-7: a chain of owners in a file leads to its root', () => {
  const analysis = analyse(withOwners(chain(), { three: 'two', two: 'one' }));
  expect(analysis.nodes.get('three')?.weightsOf).toBe('one');
  expect(analysis.trainable).toBe(true);
});

test('SHARE-8: an edit elsewhere keeps the analysis of who shares, object by object', () => {
  const before = analyse(shared);
  const after = analyse(setNodeParameters(shared, 'last', { useBias: false }));
  for (const id of ['one', 'two', 'three']) expect(after.nodes.get(id)).toBe(before.nodes.get(id));
  const changed = analyse(setNodeParameters(shared, 'one', { useBias: false }));
  expect(changed.nodes.get('two')?.problems.map(({ kind }) => kind)).toEqual([
    'shared-weights-differ',
  ]);
});
