import { describe, expect, it } from 'vitest';
import { align } from '../../../renderer/canvas/align';
import {
  type FlowNodesInput,
  flowEdgesOf,
  flowNodesOf,
} from '../../../renderer/canvas/flow-elements';
import { headlineOf, matchesSearch } from '../../../renderer/canvas/headline';
import { hasIcon } from '../../../renderer/canvas/icons';
import { curveOf } from '../../../renderer/inspector/curve';
import { setForAll, sharedParameters } from '../../../renderer/inspector/shared-parameters';
import { ACTIVATIONS } from '../../../shared/catalogue/activations';
import { LAYERS } from '../../../shared/catalogue/layers';
import { newNode } from '../../../shared/catalogue/new-node';
import { addNode, connect, moveElements, setNodeParameters } from '../../../shared/document/edits';
import { createDocument } from '../../../shared/document/new-document';
import type { ProjectDocument } from '../../../shared/document/schema';

function chain(kinds: readonly string[]): ProjectDocument {
  let document = createDocument('Chain');
  let previous: string | null = null;
  for (const [index, kind] of kinds.entries()) {
    const added = addNode(document, {
      ...newNode(kind, 'en'),
      position: { x: index * 240, y: index * 10 },
    });
    const id = added.id ?? '';
    document = previous ? connect(added.document, previous, id) : added.document;
    previous = id;
  }
  return document;
}

const input = (document: ProjectDocument, more: Partial<FlowNodesInput> = {}): FlowNodesInput => ({
  nodes: document.network.nodes,
  comments: document.network.comments,
  selectedNodes: new Set(),
  selectedComments: new Set(),
  dragged: null,
  measured: new Set(),
  emptyComment: 'Comment',
  labelOf: (node) => node.name,
  ...more,
});

describe('CANVAS-10: what did not change keeps its element, so that one edit redraws one node', () => {
  const document = chain(['input', 'dense', 'dense', 'output']);

  it('when nothing changed', () => {
    const before = flowNodesOf(input(document));
    const after = flowNodesOf(input(document));
    expect(after.every((element, index) => element === before[index])).toBe(true);
  });

  it('when one node was edited, moved or selected', () => {
    const before = flowNodesOf(input(document));
    const edited = setNodeParameters(document, 'dense-1', { units: 3 });
    const moved = moveElements(document, new Map([['dense-1', { x: 1, y: 2 }]]));
    const changes = [
      flowNodesOf(input(edited)),
      flowNodesOf(input(moved)),
      flowNodesOf(input(document, { selectedNodes: new Set(['dense-1']) })),
      flowNodesOf(input(document, { dragged: new Map([['dense-1', { x: 7, y: 7 }]]) })),
    ];
    for (const after of changes) {
      const changed = after.filter((element, index) => element !== before[index]);
      expect(changed.map(({ id }) => id)).toEqual(['dense-1']);
    }
  });

  it('for edges as well', () => {
    const label = () => '';
    const { edges } = document.network;
    const before = flowEdgesOf(edges, new Set(), label);
    const after = flowEdgesOf(edges, new Set([edges[1].id]), label);
    expect(after.map((edge, index) => edge === before[index])).toEqual([true, false, true]);
  });
});

describe('CANVAS-11: several layers are edited as one', () => {
  const document = chain(['input', 'dense', 'activation', 'dense', 'output']);
  const { nodes } = document.network;

  it('shares parameters by name and type across kinds', () => {
    const shared = sharedParameters(nodes);
    const activation = shared.find(({ name }) => name === 'activation');
    expect(activation?.nodes).toEqual(['dense-1', 'activation-1', 'dense-2']);
    expect(shared.find(({ name }) => name === 'units')?.nodes).toEqual(['dense-1', 'dense-2']);
    expect(shared.some(({ nodes: owners }) => owners.length < 2)).toBe(false);
  });

  it('tells one value from several', () => {
    const differing = setNodeParameters(document, 'dense-2', { units: 5 });
    const shared = sharedParameters(differing.network.nodes);
    expect(shared.find(({ name }) => name === 'units')?.value).toEqual({ mixed: true });
    expect(shared.find(({ name }) => name === 'useBias')?.value).toEqual({
      mixed: false,
      value: true,
    });
  });

  it('sets all of them in one edit and touches nothing else', () => {
    const tanh = { kind: 'tanh', parameters: {} };
    const after = setForAll(document, ['dense-1', 'dense-2'], 'activation', tanh);
    expect(after.network.nodes.map(({ parameters }) => parameters.activation)).toEqual([
      undefined,
      tanh,
      nodes[2].parameters.activation,
      tanh,
      undefined,
    ]);
    expect(after.network.nodes[0]).toBe(nodes[0]);
  });
});

describe('CANVAS-12: every layer of the catalogue can be shown on the canvas', () => {
  it.each(LAYERS.entries)('$kind has an icon that is bundled', ({ icon }) => {
    expect(hasIcon(icon), `add “${icon}” to renderer/canvas/icons.tsx`).toBe(true);
  });

  it.each(LAYERS.entries)('$kind is found by kind and by both names', (entry) => {
    for (const search of [entry.kind, entry.label.en.toUpperCase(), entry.label.zh]) {
      expect(matchesSearch(entry, ` ${search} `)).toBe(true);
    }
    expect(matchesSearch(entry, 'no such layer')).toBe(false);
  });

  it('says a Dense layer in one line, in both languages', () => {
    const [node] = chain(['dense']).network.nodes;
    expect(headlineOf(node, 'en')).toMatch(/^32 · ReLU · /);
    expect(headlineOf(node, 'zh')).toMatch(/^32 · /);
  });
});

describe('CANVAS-13: the curve drawn for an activation is the function and its derivative', () => {
  const elementwise = ACTIVATIONS.entries.filter((entry) => entry.elementwise);

  it.each(elementwise)('$kind', (definition) => {
    const curve = curveOf({ kind: definition.kind, parameters: {} });
    if (!curve) throw new Error('no curve');
    const { x, value, derivative } = curve;
    for (let index = 1; index < x.length - 1; index += 1) {
      // A kink has no derivative; everywhere else the slope of the drawn curve is the drawn derivative.
      const kinks = [0, ...(definition.kinks ?? [])];
      if (kinks.some((kink) => Math.abs(x[index] - kink) < 0.2)) continue;
      const slope = (value[index + 1] - value[index - 1]) / (x[index + 1] - x[index - 1]);
      expect(derivative[index]).toBeCloseTo(slope, 2);
    }
  });
});

it('CANVAS-2: aligned places are written to the document as one edit', () => {
  const document = chain(['input', 'dense', 'output']);
  const boxes = document.network.nodes.map(({ id, position }) => ({
    id,
    ...position,
    width: 180,
    height: 68,
  }));
  const after = moveElements(document, align(boxes, 'top'));
  expect(after.network.nodes.map(({ position }) => position.y)).toEqual([0, 0, 0]);
});
