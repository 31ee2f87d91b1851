import { beforeEach, describe, expect, it } from 'vitest';
import {
  editViewed,
  openPath,
  selectEdgePath,
  selectPath,
  useOpened,
  viewedDocument,
} from '../../../renderer/app/state/opened-store';
import { redo, replaceProject, undo, useProject } from '../../../renderer/app/state/project-store';
import { select, useSelection } from '../../../renderer/app/state/selection-store';
import {
  addLayer,
  connectNodes,
  deleteSelection,
  insertLayer,
} from '../../../renderer/canvas/actions';
import {
  blockSelection,
  expandInstance,
  leaveBlock,
  openBlock,
  ownBlock,
  readyBlock,
} from '../../../renderer/canvas/block-actions';
import { inputNamesOf } from '../../../renderer/canvas/block-inputs';
import { useCanvas } from '../../../renderer/canvas/canvas-store';
import { parseFragment, serializeFragment } from '../../../renderer/canvas/clipboard';
import { READY_BLOCKS } from '../../../shared/catalogue/ready-blocks';
import {
  copyFragment,
  renameNode,
  setNodeParameters,
  shareWeights,
} from '../../../shared/document/edits';
import { createDocument } from '../../../shared/document/new-document';
import { documentSchema } from '../../../shared/document/schema';
import { analyse } from '../../../shared/graph/analyse';

const document = () => useProject.getState().document;
const kinds = () => document().network.nodes.map(({ kind }) => kind);
const steps = () => useProject.temporal.getState().pastStates.length;
const opened = () => useOpened.getState().path;

/** Input → Dense 1 → a block around Dense 2 → Dense 3 → Output. */
beforeEach(() => {
  replaceProject({ document: createDocument('Blocks') });
  openPath([]);
  let previous = addLayer('input', { x: 0, y: 0 }, null) ?? '';
  for (const kind of ['dense', 'dense', 'dense', 'output']) {
    previous = addLayer(kind, { x: 0, y: 0 }, { node: previous, side: 'source' }) ?? '';
  }
  select({ nodes: ['dense-2'] });
  blockSelection();
  useProject.temporal.getState().clear();
  useCanvas.setState({ refusal: null });
});

describe('BLOCK-13: one intention is one undo step, inside of a block too', () => {
  it.each([
    [
      'making',
      () => {
        select({ nodes: ['dense-1'] });
        blockSelection();
      },
    ],
    ['expanding in place', () => expandInstance('block-1')],
    [
      'putting an instance into a connection',
      () => insertLayer(ownBlock('definition-1'), 'edge-3', { x: 0, y: 0 }),
    ],
    ['taking a ready-made block', () => addLayer(readyBlock('mlp'), { x: 0, y: 0 }, null)],
    [
      'editing inside',
      () => {
        openBlock('block-1');
        editViewed((seen) => setNodeParameters(seen, 'dense-2', { units: 3 }));
      },
    ],
    [
      'adding a layer inside',
      () => {
        openBlock('block-1');
        addLayer('dropout', { x: 0, y: 0 }, null);
      },
    ],
    [
      'removing inside',
      () => {
        openBlock('block-1');
        select({ nodes: ['dense-2'] });
        deleteSelection();
      },
    ],
  ])('%s', (_name, act) => {
    const before = document();
    act();
    const after = document();
    expect(after).not.toBe(before);
    expect(documentSchema.safeParse(after).error).toBeUndefined();
    expect(steps()).toBe(1);
    undo();
    expect(document()).toEqual(before);
    redo();
    expect(document()).toEqual(after);
  });

  it('what changes nothing leaves no step', () => {
    openBlock('block-1');
    editViewed((seen) => setNodeParameters(seen, 'dense-2', {}));
    editViewed(() => viewedDocument());
    connectNodes('dense-2', 'dense-2');
    expect(steps()).toBe(0);
    expect(useCanvas.getState().refusal).not.toBeNull();
  });
});

describe('BLOCK-14: blocks are opened and left', () => {
  it('the canvas shows what lies inside, and leaving selects the instance', () => {
    openBlock('block-1');
    expect(viewedDocument().network.nodes.map(({ kind }) => kind)).toEqual([
      'blockInput',
      'dense',
      'blockOutput',
    ]);
    leaveBlock();
    expect(opened()).toEqual([]);
    expect([...useSelection.getState().nodes]).toEqual(['block-1']);
  });

  it('a problem, a chart or a failure leads to the layer inside', () => {
    expect(selectPath('block-1/dense-2')).toBe('dense-2');
    expect(opened()).toEqual(['block-1']);
    expect([...useSelection.getState().nodes]).toEqual(['dense-2']);
    expect(selectPath('dense-1')).toBe('dense-1');
    expect(opened()).toEqual([]);
    const inside = document().blocks[0].network.edges[0];
    expect(selectEdgePath(`block-1/${inside.id}`)).toBe(inside.target);
    expect(opened()).toEqual(['block-1']);
    expandInstance('block-1');
    openPath([]);
    expandInstance('block-1');
    expect(selectPath('block-1/dense-2')).toBe('block-1/dense-2');
    expect(opened()).toEqual([]);
  });

  it('undo of the making, and another project, lead out', () => {
    select({ nodes: ['dense-1'] });
    blockSelection();
    openBlock('block-2');
    undo();
    expect(opened()).toEqual([]);
    openBlock('block-1');
    replaceProject({ document: createDocument('other') });
    expect(opened()).toEqual([]);
  });

  it('a block is not put inside of itself', () => {
    openBlock('block-1');
    expect(addLayer(ownBlock('definition-1'), { x: 0, y: 0 }, null)).toBeNull();
    expect(useCanvas.getState().refusal?.text.en).toMatch(/inside of itself/);
    expect(steps()).toBe(0);
  });
});

/** Settings with which a ready-made block takes what comes in: 32 numbers, or four steps of eight. */
const FITTING: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  residual: { Units: 32 },
  mlp: { Units: 32 },
  encoder: { Features: 8 },
};

describe('BLOCK-15: ready-made blocks', () => {
  it.each(READY_BLOCKS)('$kind can be put into a network, and is defined once', ({ kind }) => {
    const isSequence = kind === 'encoder';
    const id = insertLayer(readyBlock(kind), 'edge-3', { x: 0, y: 0 }) as string;
    if (isSequence) {
      const [before] = document().network.edges.filter(({ target }) => target === id);
      const steps = insertLayer('reshape', before.id, { x: 0, y: 0 }) as string;
      editViewed((seen) => setNodeParameters(seen, steps, { shape: [4, 8] }));
    }
    const { settings } = document().blocks[1];
    expect(settings.map(({ name }) => name)).toEqual(
      expect.arrayContaining(Object.keys(FITTING[kind])),
    );
    editViewed((seen) => setNodeParameters(seen, id, FITTING[kind]));
    const analysed = analyse(document()).blocks.get(id);
    expect(analysed).toMatchObject({ problems: [], outputShape: isSequence ? [4, 8] : [32] });
    expect(analysed?.problemsInside.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(addLayer(readyBlock(kind), { x: 0, y: 0 }, null)).not.toBeNull();
    expect(document().blocks).toHaveLength(2);
  });
});

it('BLOCK-16: a copied block carries its definition through the clipboard', () => {
  const fragment = copyFragment(document(), { nodes: ['block-1'] });
  expect(parseFragment(serializeFragment(fragment))).toEqual(fragment);
  expect(fragment.blocks).toHaveLength(1);
});

it('BLOCK-17: instances share weights as layers do', () => {
  addLayer(ownBlock('definition-1'), { x: 0, y: 0 }, null);
  editViewed((seen) => shareWeights(seen, 'block-2', 'block-1'));
  expect(document().network.nodes.find(({ id }) => id === 'block-2')?.weightsOf).toBe('block-1');
  select({ nodes: ['block-1'] });
  deleteSelection();
  expect(document().network.nodes.find(({ id }) => id === 'block-2')?.weightsOf).toBeUndefined();
  expect(kinds().filter((kind) => kind === 'block')).toHaveLength(1);
});

describe('BLOCK-22: inputs of a block', () => {
  it('are called by their names, with what feeds them in the order of the connections', () => {
    const node = (id: string) => document().network.nodes.find((each) => each.id === id);
    expect(inputNamesOf(document(), node('block-1'))).toEqual([
      { input: 'Block input 1', source: 'Dense 1' },
    ]);
    openBlock('block-1');
    addLayer('blockInput', { x: 0, y: 200 }, null);
    editViewed((seen) => renameNode(seen, 'blockInput-2', 'Query'));
    leaveBlock();
    expect(inputNamesOf(document(), node('block-1')).at(-1)).toEqual({
      input: 'Query',
      source: null,
    });
    connectNodes('input-1', 'block-1');
    expect(inputNamesOf(document(), node('block-1')).at(-1)?.source).toBe('Input 1');
    expect(inputNamesOf(document(), node('dense-1'))).toEqual([]);
  });
});
