import { describe, expect, test } from 'vitest';
import {
  addComment,
  addNode,
  connect,
  copyFragment,
  duplicateElements,
  moveElements,
  pasteFragment,
  removeElements,
  renameDocument,
  renameNode,
  setComment,
  setData,
  setNodeParameters,
  setTraining,
} from '../../../shared/document/edits';
import { MAX_COMMENTS, MAX_EDGES, MAX_NODES } from '../../../shared/document/limits';
import { createDocument } from '../../../shared/document/new-document';
import { documentSchema, type ProjectDocument } from '../../../shared/document/schema';

const origin = { x: 0, y: 0 };

function withNodes(count: number): ProjectDocument {
  let document = createDocument('test');
  for (let index = 0; index < count; index += 1) {
    const node = { kind: 'dense', label: 'Dense', position: origin, parameters: { units: 4 } };
    ({ document } = addNode(document, node));
  }
  return document;
}

/** Dense 1 → Dense 2 → Dense 3. */
const chain = connect(connect(withNodes(3), 'dense-1', 'dense-2'), 'dense-2', 'dense-3');
const comment = { position: origin, size: { width: 100, height: 50 }, text: 'why' };
const withComment = addComment(chain, comment).document;

test('DOC-10: a new project satisfies the schema and is empty', () => {
  const document = createDocument('Spirals');
  expect(documentSchema.parse(document)).toEqual(document);
  expect(document).toMatchObject({
    name: 'Spirals',
    network: { nodes: [], edges: [], comments: [] },
    data: { dataset: { kind: 'spirals' } },
    training: {
      loss: { kind: 'categoricalCrossEntropy' },
      optimizer: { kind: 'adam' },
      learningRate: 0.01,
      backend: 'wasm',
    },
  });
});

describe('adding', () => {
  test('DOC-11: a node gets an id and a name that no other has', () => {
    const names = withNodes(3).network.nodes.map(({ id, name }) => [id, name]);
    expect(names).toEqual([
      ['dense-1', 'Dense 1'],
      ['dense-2', 'Dense 2'],
      ['dense-3', 'Dense 3'],
    ]);
  });

  test('DOC-12: a free name is used again, the id of a node in the middle is not', () => {
    const removed = removeElements(withNodes(3), { nodes: ['dense-2'] });
    const { document, id } = addNode(removed, { kind: 'dense', label: 'Dense', position: origin });
    expect(id).toBe('dense-4');
    expect(document.network.nodes.at(-1)?.name).toBe('Dense 2');
  });

  test('DOC-13: a full document takes no more nodes, edges or comments', () => {
    const node = chain.network.nodes[0];
    const edge = chain.network.edges[0];
    const many = <Element extends { id: string }>(element: Element, count: number) =>
      Array.from({ length: count }, (_, index) => ({ ...element, id: `e${index}` }));
    const full: ProjectDocument = {
      ...chain,
      network: {
        nodes: [...chain.network.nodes, ...many(node, MAX_NODES - 3)],
        edges: many(edge, MAX_EDGES),
        comments: many({ ...comment, id: '' }, MAX_COMMENTS),
      },
    };
    expect(documentSchema.safeParse(full).success).toBe(true);
    const added = addNode(full, { kind: 'dense', label: 'Dense', position: origin });
    expect(added).toEqual({ document: full, id: null });
    expect(addComment(full, comment)).toEqual({ document: full, id: null });
    expect(connect(full, 'dense-1', 'dense-3')).toBe(full);
    expect(duplicateElements(full, { nodes: ['dense-1'] }).document).toBe(full);
  });
});

describe('connecting', () => {
  test('DOC-14: an edge is added behind the others and replaces none', () => {
    const { edges } = chain.network;
    expect(edges).toEqual([
      { id: 'edge-1', source: 'dense-1', target: 'dense-2', targetPort: 'in' },
      { id: 'edge-2', source: 'dense-2', target: 'dense-3', targetPort: 'in' },
    ]);
    const more = connect(chain, 'dense-1', 'dense-3');
    expect(more.network.edges.slice(0, 2)).toEqual(edges);
    expect(more.network.edges).toHaveLength(3);
  });

  test('DOC-15: a duplicate, a self-connection and a missing end change nothing', () => {
    expect(connect(chain, 'dense-1', 'dense-2')).toBe(chain);
    expect(connect(chain, 'dense-1', 'dense-1')).toBe(chain);
    expect(connect(chain, 'dense-1', 'gone')).toBe(chain);
    expect(connect(chain, 'gone', 'dense-1')).toBe(chain);
  });
});

test('DOC-16: removing a node removes its edges in the same edit', () => {
  const { nodes, edges } = removeElements(chain, { nodes: ['dense-2'] }).network;
  expect(nodes.map(({ id }) => id)).toEqual(['dense-1', 'dense-3']);
  expect(edges).toEqual([]);
});

describe('DOC-17: what an edit does not touch keeps its identity', () => {
  test('changing one node keeps the others, the edges and the settings', () => {
    const edited = setNodeParameters(withComment, 'dense-2', { units: 9 });
    expect(edited.network.nodes[1].parameters).toEqual({ units: 9 });
    expect(edited.network.nodes[0]).toBe(withComment.network.nodes[0]);
    expect(edited.network.edges).toBe(withComment.network.edges);
    expect(edited.network.comments).toBe(withComment.network.comments);
    expect(edited.data).toBe(withComment.data);
    expect(edited.training).toBe(withComment.training);
    expect(withComment.network.nodes[1].parameters).toEqual({ units: 4 });
  });

  test('changing the training keeps the network', () => {
    const edited = setTraining(withComment, { epochs: 7 });
    expect(edited.training.epochs).toBe(7);
    expect(edited.network).toBe(withComment.network);
    expect(edited.training.loss).toBe(withComment.training.loss);
  });
});

const NOTHING: readonly [string, (document: ProjectDocument) => ProjectDocument][] = [
  ['setNodeParameters with the same value', (d) => setNodeParameters(d, 'dense-1', { units: 4 })],
  ['setNodeParameters of no node', (d) => setNodeParameters(d, 'gone', { units: 5 })],
  ['renameNode to the same name', (d) => renameNode(d, 'dense-1', 'Dense 1')],
  ['renameNode to nothing', (d) => renameNode(d, 'dense-1', '  ')],
  ['renameDocument to the same name', (d) => renameDocument(d, 'test')],
  [
    'moveElements to the same place',
    (d) => moveElements(d, new Map([['dense-1', { x: 0, y: 0 }]])),
  ],
  ['moveElements of nothing', (d) => moveElements(d, new Map())],
  ['removeElements of nothing', (d) => removeElements(d, { nodes: ['gone'] })],
  ['setTraining to the same', (d) => setTraining(d, { epochs: d.training.epochs })],
  [
    'setData to an equal choice',
    (d) => setData(d, { dataset: { kind: 'spirals', parameters: {} } }),
  ],
  ['setComment to the same text', (d) => setComment(d, 'comment-1', { text: 'why' })],
  [
    'pasteFragment of nothing',
    (d) => pasteFragment(d, { nodes: [], edges: [], comments: [] }).document,
  ],
];

test.each(NOTHING)('DOC-18: %s returns the very document', (_name, edit) => {
  expect(edit(withComment)).toBe(withComment);
});

test('DOC-19: moving puts nodes and comments at their new places', () => {
  const moved = moveElements(
    withComment,
    new Map([
      ['dense-1', { x: 5, y: 6 }],
      ['comment-1', { x: 7, y: 8 }],
    ]),
  );
  expect(moved.network.nodes[0].position).toEqual({ x: 5, y: 6 });
  expect(moved.network.comments[0].position).toEqual({ x: 7, y: 8 });
  expect(moved.network.nodes[1]).toBe(withComment.network.nodes[1]);
});

describe('copy and paste', () => {
  test('DOC-20: a copy holds the chosen nodes and the edges between them', () => {
    const fragment = copyFragment(withComment, { nodes: ['dense-1', 'dense-2'] });
    expect(fragment.nodes.map(({ id }) => id)).toEqual(['dense-1', 'dense-2']);
    expect(fragment.edges.map(({ id }) => id)).toEqual(['edge-1']);
    expect(fragment.comments).toEqual([]);
  });

  test('DOC-21: pasted elements get ids, names and places of their own, and edges follow', () => {
    const fragment = copyFragment(withComment, {
      nodes: ['dense-1', 'dense-2'],
      comments: ['comment-1'],
    });
    const { document, nodes, comments } = pasteFragment(withComment, fragment, { x: 10, y: 20 });
    expect(nodes).toEqual(['dense-4', 'dense-5']);
    expect(comments).toEqual(['comment-2']);
    const pasted = document.network.nodes.slice(3);
    expect(pasted.map(({ name }) => name)).toEqual(['Dense 4', 'Dense 5']);
    expect(pasted[0].position).toEqual({ x: 10, y: 20 });
    expect(document.network.edges.at(-1)).toEqual({
      id: 'edge-3',
      source: 'dense-4',
      target: 'dense-5',
      targetPort: 'in',
    });
    expect(document.network.nodes.slice(0, 3)).toEqual(withComment.network.nodes);
  });

  test('DOC-22: a name that is free is kept when pasted into another project', () => {
    const fragment = copyFragment(renameNode(chain, 'dense-2', 'Bottleneck'), {
      nodes: ['dense-2'],
    });
    const { document } = pasteFragment(createDocument('other'), fragment);
    expect(document.network.nodes).toMatchObject([{ id: 'dense-1', name: 'Bottleneck' }]);
  });

  test('DOC-23: duplicating twice gives three sets of ids', () => {
    const once = duplicateElements(chain, { nodes: ['dense-1', 'dense-2', 'dense-3'] });
    const twice = duplicateElements(once.document, { nodes: once.nodes });
    const ids = twice.document.network.nodes.map(({ id }) => id);
    expect(new Set(ids).size).toBe(9);
    expect(twice.document.network.edges).toHaveLength(6);
  });
});

const REFUSED: readonly [string, (document: ProjectDocument) => ProjectDocument][] = [
  ['a parameter that is no number', (d) => setNodeParameters(d, 'dense-1', { units: Number.NaN })],
  ['a reserved parameter name', (d) => setNodeParameters(d, 'dense-1', { constructor: 1 })],
  [
    'a place that is no place',
    (d) => moveElements(d, new Map([['dense-1', { x: Infinity, y: 0 }]])),
  ],
  ['a learning rate that is no number', (d) => setTraining(d, { learningRate: Number.NaN })],
  ['no epochs', (d) => setTraining(d, { epochs: 0 })],
  ['a validation share above 0.9', (d) => setData(d, { validationShare: 1 })],
  ['a comment without width', (d) => setComment(d, 'comment-1', { size: { width: 0, height: 9 } })],
  [
    'a node nowhere',
    (d) =>
      addNode(d, { kind: 'dense', label: 'Dense', position: { x: Number.NaN, y: 0 } }).document,
  ],
  [
    'a comment nowhere',
    (d) => addComment(d, { ...comment, position: { x: Number.NaN, y: 0 } }).document,
  ],
];

test.each(REFUSED)('DOC-24: %s is not taken into the document', (_name, edit) => {
  expect(edit(withComment)).toBe(withComment);
});

test('DOC-25: names and texts that are too long are cut, and the document can still be saved', () => {
  const long = 'x'.repeat(10_000);
  let document = renameDocument(withComment, long);
  document = renameNode(document, 'dense-1', long);
  document = setComment(document, 'comment-1', { text: long });
  document = addComment(document, { ...comment, text: long }).document;
  expect(documentSchema.safeParse(document).success).toBe(true);
  expect(document.network.comments.map(({ text }) => text.length)).toEqual([4000, 4000]);
});

test('DOC-26: nodes of the longest allowed kind and name can be duplicated', () => {
  const longest = 'x'.repeat(200);
  const network = {
    ...chain.network,
    nodes: [{ ...chain.network.nodes[0], id: longest, kind: longest, name: longest }],
    edges: [],
  };
  const once = duplicateElements({ ...chain, network }, { nodes: [longest] });
  const twice = duplicateElements(once.document, { nodes: [longest, ...once.nodes] });
  expect(twice.document.network.nodes).toHaveLength(4);
  expect(documentSchema.safeParse(twice.document).error).toBeUndefined();
});
