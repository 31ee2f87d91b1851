import { describe, expect, test } from 'vitest';
import { exposeSetting } from '../../../shared/document/block-settings';
import { editInside, isStructural } from '../../../shared/document/blocks';
import { setNodeParameters, shareWeights } from '../../../shared/document/edits';
import { makeBlock } from '../../../shared/document/make-block';
import type { ProjectDocument } from '../../../shared/document/schema';
import { analyse } from '../../../shared/graph/analyse';
import { expand } from '../../../shared/graph/expand';
import { randomStream } from '../../../shared/random/random-stream';
import { flattened, inBlock, instanceAfter, WORDS } from '../document/blocks';
import { randomDocument } from './networks';
import { BACKENDS, choiceOf, coreOf, documentOf, head, layer, opsOf } from './support';
import { TestTrainer } from './trainer';

/** A random network with random parts of it in blocks, blocks in blocks, and second instances of them. */
function randomBlocks(seed: number): ProjectDocument {
  const random = randomStream(seed, 'blocks');
  let document = randomDocument(seed);
  for (let attempt = 0; attempt < 8; attempt += 1) {
    const { nodes } = document.network;
    const start = random.below(nodes.length);
    const chosen = nodes.slice(start, start + 1 + random.below(3)).map(({ id }) => id);
    const made = makeBlock(document, chosen, WORDS);
    if (made.ok) document = made.value.document;
  }
  const instances = document.network.nodes.filter(({ kind }) => kind === 'block');
  // A second instance behind the first keeps its shape only where the block does.
  for (const { id } of instances) {
    const twice = instanceAfter(document, id);
    if (analyse(twice).trainable) document = twice;
  }
  return document;
}

const plainly = ({ network }: ProjectDocument) => ({
  nodes: network.nodes.map(({ id, kind, parameters }) => ({ id, kind, parameters })),
  links: network.edges.map(({ source, target }) => [source, target]),
});

const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];

describe('BLOCK-7: a document means what it means with all blocks expanded by hand', () => {
  test.each(SEEDS)('the same layers, connections and shapes (seed %d)', (seed) => {
    const document = randomBlocks(seed);
    expect(document.network.nodes.some(isStructural)).toBe(true);
    const byHand = flattened(document);
    const expanded = expand(document).document;
    expect(plainly(expanded).nodes).toEqual(plainly(byHand).nodes);
    // Order counts among the connections of one target, and nowhere else.
    const inOrder = (links: string[][], target: string) =>
      links.filter((link) => link[1] === target).map(([source]) => source);
    for (const { id } of byHand.network.nodes) {
      expect(inOrder(plainly(expanded).links, id)).toEqual(inOrder(plainly(byHand).links, id));
    }
    const [own, hand] = [analyse(document), analyse(byHand)];
    expect(own.totals).toEqual(hand.totals);
    for (const [id, { outputShape, weights }] of hand.nodes) {
      expect(own.nodes.get(id)).toMatchObject({ outputShape, weights });
    }
  });

  test.each(SEEDS.slice(0, 6))('the same training, bit for bit (seed %d)', async (seed) => {
    const ops = await opsOf('wasm');
    const weightsOf = (document: ProjectDocument) => {
      const core = coreOf(document, ops);
      for (let step = 0; step < 3; step += 1) expect(core.train().notFinite).toBeNull();
      const records = core.model.weights.toRecords();
      core.dispose();
      const byName = records.map(({ node, name, values }) => [`${node}.${name}`, values] as const);
      return new Map(byName);
    };
    const document = randomBlocks(seed);
    expect(weightsOf(document)).toEqual(weightsOf(flattened(document)));
  });
});

const square = { units: 5, activation: choiceOf('tanh') };
const base = () =>
  documentOf([
    layer('first', 'dense', { parameters: square }),
    layer('one', 'dense', { parameters: square }),
    layer('two', 'dense', { parameters: square }),
    head(2),
  ]);
/** `one` and `two` in a block, twice. */
const twice = (): ProjectDocument => instanceAfter(inBlock(base(), 'one', 'two'), 'block-1');

describe('BLOCK-8: instances share weights or not', () => {
  test('as if each layer inside shared with its like', async () => {
    const ops = await opsOf('wasm');
    const shared = shareWeights(twice(), 'block-2', 'block-1');
    const byHand = ['one', 'two'].reduce(
      (document, id) => shareWeights(document, `block-2/${id}`, `block-1/${id}`),
      flattened(twice()),
    );
    expect(analyse(shared).totals.parameters).toBe(analyse(twice()).totals.parameters - 60);
    const trained = [shared, byHand].map((document) => {
      const core = coreOf(document, ops);
      core.train();
      core.train();
      const records = core.model.weights.toRecords();
      core.dispose();
      return records;
    });
    expect(trained[0]).toEqual(trained[1]);
    expect([...new Set(trained[0].map(({ node }) => node))]).toEqual([
      'first',
      'block-1/one',
      'block-1/two',
      'head',
    ]);
  });

  test('also through blocks in blocks, and layers that share within', () => {
    const inner = editInside(twice(), 'definition-1', (seen) => shareWeights(seen, 'two', 'one'));
    const outer = instanceAfter(inBlock(inner, 'block-1', 'block-2'), 'block-3');
    const shared = shareWeights(outer, 'block-4', 'block-3');
    const { nodes } = analyse(shared);
    const owners = [...nodes.values()].flatMap(({ node, weightsOf }) =>
      weightsOf === null ? [] : [[node.id, weightsOf]],
    );
    expect(Object.fromEntries(owners)).toEqual({
      'block-3/block-1/two': 'block-3/block-1/one',
      'block-3/block-2/two': 'block-3/block-2/one',
      'block-4/block-1/one': 'block-3/block-1/one',
      'block-4/block-1/two': 'block-3/block-1/one',
      'block-4/block-2/one': 'block-3/block-2/one',
      'block-4/block-2/two': 'block-3/block-2/one',
    });
  });
});

test('BLOCK-9: an instance sets the settings that its block exposes, at any depth', () => {
  const exposed = exposeSetting(twice(), 'definition-1', 'width', {
    node: 'one',
    parameter: 'units',
  });
  const wide = setNodeParameters(exposed, 'block-2', { width: 9 });
  const shapes = (document: ProjectDocument, ...ids: string[]) =>
    ids.map((id) => analyse(document).nodes.get(id)?.outputShape);
  expect(shapes(wide, 'block-1/one', 'block-2/one', 'block-2/two')).toEqual([[5], [9], [5]]);

  const outer = inBlock(exposed, 'block-1', 'block-2');
  const id = outer.blocks[1].id;
  const through = exposeSetting(outer, id, 'second', { node: 'block-2', parameter: 'width' });
  const set = setNodeParameters(through, 'block-3', { second: 7 });
  expect(shapes(set, 'block-3/block-1/one', 'block-3/block-2/one')).toEqual([[5], [7]]);
});

test('BLOCK-10: an edit remakes only what it changes, inside of blocks too', () => {
  const document = twice();
  const before = analyse(document);
  const moved = analyse(setNodeParameters(document, 'first', { useBias: false }));
  for (const id of ['block-1/one', 'block-1/two', 'block-2/one', 'block-2/two', 'head']) {
    expect(moved.nodes.get(id), id).toBe(before.nodes.get(id));
  }
  expect(moved.blocks.get('block-2')).toBe(before.blocks.get('block-2'));
  const inside = analyse(
    editInside(document, 'definition-1', (seen) =>
      setNodeParameters(seen, 'one', { useBias: false }),
    ),
  );
  for (const id of ['first', 'block-1/two', 'block-2/two', 'head']) {
    expect(inside.nodes.get(id), id).toBe(before.nodes.get(id));
  }
  expect(inside.nodes.get('block-1/one')).not.toBe(before.nodes.get('block-1/one'));
});

describe.each(BACKENDS)('BLOCK-11: on %s, a run', (backend) => {
  test('names layers inside of blocks by their path', async () => {
    const trainer = new TestTrainer();
    const document = { ...twice(), training: { ...twice().training, backend, epochs: 1 } };
    const state = await trainer.run(document, { telemetry: 'full' });
    expect(state.phase).toBe('finished');
    expect(trainer.layout.layers.map(({ node, name }) => [node, name])).toEqual([
      ['first', 'first'],
      ['block-1/one', 'Block 1 / one'],
      ['block-1/two', 'Block 1 / two'],
      ['block-2/one', 'Block 2 / one'],
      ['block-2/two', 'Block 2 / two'],
      ['head', 'Last'],
    ]);
  });
});

test('BLOCK-12: what an instance means is the sum of what lies inside', () => {
  const { blocks, ports, edges, nodes } = analyse(twice());
  expect(blocks.get('block-1')).toMatchObject({
    inputShapes: [[5]],
    outputShape: [5],
    parameterCount: 60,
    inside: ['block-1/one', 'block-1/two'],
    flops: (nodes.get('block-1/one')?.flops ?? 0) * 2,
  });
  expect(ports.get('block-2/blockInput-1')?.outputShape).toEqual([5]);
  expect(ports.get('block-2/blockOutput-1')?.outputShape).toEqual([5]);
  expect([...edges.keys()].every((id) => edges.get(id)?.shape !== null)).toBe(true);
});

test('BLOCK-23: a block that leads nowhere says so once, and one that nothing feeds says only that', () => {
  const before = twice();
  const cut = (drop: (edge: { source: string; target: string }) => boolean): ProjectDocument => ({
    ...before,
    network: {
      ...before.network,
      edges: before.network.edges.filter((edge) => !drop(edge)),
    },
  });
  const unused = (document: ProjectDocument) =>
    analyse(document).problems.filter(({ kind }) => kind === 'node-unused');
  const nowhere = cut(({ source }) => source === 'block-2');
  const idle = unused(nowhere).map(({ place }) => place.node);
  expect(idle).toContain('block-2');
  expect(idle.filter((node) => node?.includes('/'))).toEqual([]);
  expect(
    analyse(nowhere)
      .blocks.get('block-2')
      ?.problems.map(({ kind }) => kind),
  ).toEqual(['node-unused']);
  const alone = cut(({ source, target }) => source === 'block-2' || target === 'block-2');
  const said = analyse(alone).problems.filter(({ place }) => place.node?.startsWith('block-2'));
  expect(said.map(({ kind }) => kind)).toEqual(['block-inputs']);
});
