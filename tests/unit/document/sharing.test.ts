import { describe, expect, test } from 'vitest';
import {
  addNode,
  copyFragment,
  duplicateElements,
  pasteFragment,
  removeElements,
  shareWeights,
} from '../../../shared/document/edits';
import { parseProject, serializeProject } from '../../../shared/document/file';
import { createDocument } from '../../../shared/document/new-document';
import type { ProjectDocument } from '../../../shared/document/schema';

const origin = { x: 0, y: 0 };

/** dense-1 … dense-4 and dropout-1. */
function nodes(): ProjectDocument {
  const kinds = ['dense', 'dense', 'dense', 'dense', 'dropout'];
  return kinds.reduce(
    (document, kind) => addNode(document, { kind, label: kind, position: origin }).document,
    createDocument('test'),
  );
}

const owners = ({ network }: ProjectDocument) =>
  Object.fromEntries(network.nodes.map(({ id, weightsOf }) => [id, weightsOf ?? null]));

const share = (document: ProjectDocument, ...pairs: [string, string | null][]) =>
  pairs.reduce((next, [user, owner]) => shareWeights(next, user, owner), document);

/** dense-2 and dense-3 take the weights of dense-1. */
const shared = share(nodes(), ['dense-2', 'dense-1'], ['dense-3', 'dense-1']);

describe('SHARE-1: a layer takes the weights of another one of its kind', () => {
  test('and has its own again', () => {
    expect(owners(shared)).toMatchObject({ 'dense-1': null, 'dense-2': 'dense-1' });
    const own = share(shared, ['dense-2', null], ['dense-3', null]);
    expect(own).toEqual(nodes());
  });

  test('never of itself, of another kind or of one that is not there', () => {
    for (const [user, owner] of [
      ['dense-1', 'dense-1'],
      ['dense-1', 'dropout-1'],
      ['dense-1', 'dense-9'],
      ['dense-9', 'dense-1'],
      ['dense-1', 'dense-2'],
    ]) {
      expect(shareWeights(shared, user, owner), `${user} of ${owner}`).toBe(shared);
    }
  });

  test('of the root, where the chosen layer itself shares', () => {
    const next = share(shared, ['dense-4', 'dense-3']);
    expect(owners(next)).toMatchObject({ 'dense-4': 'dense-1' });
    expect(share(next, ['dense-4', 'dense-2'])).toBe(next);
  });

  test('and who took weights from it follows', () => {
    const next = share(shared, ['dense-1', 'dense-4']);
    expect(owners(next)).toMatchObject({
      'dense-1': 'dense-4',
      'dense-2': 'dense-4',
      'dense-3': 'dense-4',
      'dense-4': null,
    });
  });
});

describe('SHARE-2: weights outlive their owner', () => {
  test('the first user becomes the owner of the others', () => {
    const next = removeElements(shared, { nodes: ['dense-1'] });
    expect(owners(next)).toEqual({
      'dense-2': null,
      'dense-3': 'dense-2',
      'dense-4': null,
      'dropout-1': null,
    });
  });

  test('also where users leave with it, and through a chain in a foreign file', () => {
    const gone = removeElements(shared, { nodes: ['dense-1', 'dense-2'] });
    expect(owners(gone)).toMatchObject({ 'dense-3': null });
    const { network } = nodes();
    const chain = network.nodes.map((node, index) =>
      index > 0 && index < 4 ? { ...node, weightsOf: network.nodes[index - 1].id } : node,
    );
    const chained = { ...nodes(), network: { ...network, nodes: chain } };
    expect(owners(removeElements(chained, { nodes: ['dense-2'] }))).toMatchObject({
      'dense-3': 'dense-1',
      'dense-4': 'dense-3',
    });
    expect(owners(removeElements(chained, { nodes: ['dense-1', 'dense-2'] }))).toMatchObject({
      'dense-3': null,
      'dense-4': 'dense-3',
    });
  });

  test('what stays as it is keeps its identity', () => {
    const next = removeElements(shared, { nodes: ['dense-4'] });
    expect(next.network.nodes[1]).toBe(shared.network.nodes[1]);
  });
});

describe('SHARE-3: copies share weights among themselves', () => {
  test('as their originals did, and not with these', () => {
    const { document, nodes: added } = duplicateElements(shared, {
      nodes: ['dense-1', 'dense-2', 'dense-4'],
    });
    const [first, second, third] = added;
    expect(owners(document)).toMatchObject({ [first]: null, [second]: first, [third]: null });
  });

  test('users that are copied without their owner share with the first of them', () => {
    const { document, nodes: added } = duplicateElements(shared, { nodes: ['dense-2', 'dense-3'] });
    expect(owners(document)).toMatchObject({ [added[0]]: null, [added[1]]: added[0] });
  });

  test('an owner by the same name in another project is not taken for it', () => {
    const whole = copyFragment(shared, { nodes: ['dense-1', 'dense-2'] });
    const foreign = { ...whole, nodes: whole.nodes.filter(({ id }) => id === 'dense-2') };
    const { document, nodes: added } = pasteFragment(nodes(), foreign);
    expect(owners(document)[added[0]]).toBeNull();
  });
});

test('SHARE-4: sharing is saved and read back, and a damaged mention of it is repaired aloud', () => {
  const text = serializeProject(shared);
  const parsed = parseProject(text);
  expect(parsed.ok && parsed.value).toMatchObject({ document: shared, repairs: [] });
  const damaged = parseProject(text.replace('"weightsOf": "dense-1"', '"weightsOf": 7'));
  if (!damaged.ok) throw new Error(damaged.failure.text.en);
  expect(owners(damaged.value.document)).toMatchObject({ 'dense-2': null, 'dense-3': 'dense-1' });
  expect(damaged.value.repairs.map(({ en }) => en)).toEqual([
    'The node “dense 2” was repaired (shared weights).',
  ]);
});
