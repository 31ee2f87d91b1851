import { beforeEach, describe, expect, it } from 'vitest';
import { redo, replaceProject, undo, useProject } from '../../../renderer/app/state/project-store';
import { select, useSelection } from '../../../renderer/app/state/selection-store';
import {
  addLayer,
  arrange,
  connectNodes,
  deleteSelection,
  duplicateSelection,
  insertLayer,
  nudgeSelection,
  reconnectEdge,
  selectAll,
} from '../../../renderer/canvas/actions';
import { useCanvas } from '../../../renderer/canvas/canvas-store';
import { pasteText } from '../../../renderer/canvas/clipboard-actions';
import { canvasCommands } from '../../../renderer/canvas/commands';
import { createDocument } from '../../../shared/document/new-document';

const network = () => useProject.getState().document.network;
const kinds = () => network().nodes.map(({ kind }) => kind);
const links = () => network().edges.map(({ source, target }) => `${source} → ${target}`);
const steps = () => useProject.temporal.getState().pastStates.length;

/** Input → Dense → Output, with an empty history. */
function chain(): void {
  replaceProject({ document: createDocument('Chain') });
  const input = addLayer('input', { x: 0, y: 0 }, null) ?? '';
  const dense = addLayer('dense', { x: 240, y: 0 }, { node: input, side: 'source' }) ?? '';
  addLayer('output', { x: 480, y: 0 }, { node: dense, side: 'source' });
  useProject.temporal.getState().clear();
  select({});
  useCanvas.setState({ refusal: null });
}

beforeEach(chain);

describe('CANVAS-15: one intention is one undo step', () => {
  it.each([
    [
      'removing a connected node',
      () => {
        select({ nodes: ['dense-1'] });
        deleteSelection();
      },
    ],
    [
      'removing everything',
      () => {
        selectAll();
        deleteSelection();
      },
    ],
    [
      'adding a layer with its connection',
      () => addLayer('dropout', { x: 0, y: 300 }, { node: 'dense-1', side: 'source' }),
    ],
    ['putting a layer into a connection', () => insertLayer('dropout', 'edge-1', { x: 1, y: 1 })],
    [
      'duplicating',
      () => {
        selectAll();
        duplicateSelection();
      },
    ],
    [
      'moving many',
      () => {
        selectAll();
        nudgeSelection(8, 0);
      },
    ],
  ])('%s', (_what, act) => {
    const before = useProject.getState().document;
    act();
    expect(steps()).toBe(1);
    const after = useProject.getState().document;
    expect(after).not.toBe(before);
    undo();
    expect(useProject.getState().document).toBe(before);
    redo();
    expect(useProject.getState().document).toBe(after);
  });

  it('arranging', async () => {
    select({ nodes: ['dense-1'] });
    nudgeSelection(-800, 80);
    select({});
    const before = steps();
    await arrange();
    expect(steps()).toBe(before + 1);
    const { x } = network().nodes[0].position;
    expect(
      network()
        .nodes.slice(1)
        .every(({ position }) => position.x > x),
    ).toBe(true);
  });
});

describe('CANVAS-16: a connection that makes no sense is refused with the reason, and nothing changes', () => {
  it.each([
    ['to itself', 'dense-1', 'dense-1', 'connection-self'],
    ['twice', 'input-1', 'dense-1', 'connection-duplicate'],
    ['into a taken input', 'input-1', 'output-1', 'connection-taken'],
    ['out of an Output', 'output-1', 'dense-1', 'connection-no-output'],
    ['into an Input', 'dense-1', 'input-1', 'connection-no-input'],
  ])('%s', (_what, source, target) => {
    const before = useProject.getState().document;
    connectNodes(source, target, { x: 10, y: 20 });
    expect(useProject.getState().document).toBe(before);
    const { refusal } = useCanvas.getState();
    expect(refusal?.at).toEqual({ x: 10, y: 20 });
    expect(refusal?.text.en.length).toBeGreaterThan(10);
    expect(refusal?.text.zh.length).toBeGreaterThan(5);
  });

  it('in a circle', () => {
    const first = addLayer('add', { x: 0, y: 200 }, null) ?? '';
    const second = addLayer('add', { x: 240, y: 200 }, { node: first, side: 'source' }) ?? '';
    const before = useProject.getState().document;
    connectNodes(second, first, { x: 0, y: 0 });
    expect(useProject.getState().document).toBe(before);
    expect(useCanvas.getState().refusal).not.toBeNull();
  });
});

describe('CANVAS-17: a layer can be put into a connection', () => {
  it('between its two ends, and what stands to the right makes room', () => {
    const added = insertLayer('dropout', 'edge-1', { x: 100, y: 30 });
    expect(added).toBe('dropout-1');
    expect(links().toSorted()).toEqual(
      ['dense-1 → output-1', 'dropout-1 → dense-1', 'input-1 → dropout-1'].toSorted(),
    );
    const places = network()
      .nodes.map(({ position }) => position.x)
      .toSorted((a, b) => a - b);
    const gaps = places.slice(1).map((x, index) => x - places[index]);
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(192);
  });

  it('unless it cannot stand there: then it is only added', () => {
    insertLayer('input', 'edge-1', { x: 100, y: 300 });
    expect(links()).toContain('input-1 → dense-1');
    expect(kinds().filter((kind) => kind === 'input')).toHaveLength(2);
  });
});

describe('CANVAS-18: an edge can be moved to another node', () => {
  it('in one step', () => {
    const spare = addLayer('dense', { x: 240, y: 300 }, null) ?? '';
    const before = steps();
    reconnectEdge('edge-1', 'input-1', spare);
    expect(links()).toContain(`input-1 → ${spare}`);
    expect(links()).not.toContain('input-1 → dense-1');
    expect(steps()).toBe(before + 1);
  });

  it('but not where it makes no sense', () => {
    const before = useProject.getState().document;
    reconnectEdge('edge-1', 'input-1', 'output-1');
    expect(useProject.getState().document).toBe(before);
  });
});

describe('CANVAS-5: pasting', () => {
  it('selects what was pasted and nothing else', () => {
    selectAll();
    const text = JSON.stringify({ format: 'vanishing-point-fragment', network: network() });
    pasteText(text);
    expect(network().nodes).toHaveLength(6);
    expect(useSelection.getState().nodes.size).toBe(3);
    expect(new Set(network().nodes.map(({ id }) => id)).size).toBe(6);
    expect(steps()).toBe(1);
  });

  it('says so where the clipboard holds something else', () => {
    const before = useProject.getState().document;
    pasteText('Hello');
    expect(useProject.getState().document).toBe(before);
    expect(useCanvas.getState().refusal).not.toBeNull();
  });
});

describe('CANVAS-19: canvas commands', () => {
  it('have names and shortcuts of their own', () => {
    const names = canvasCommands.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    const shortcuts = canvasCommands.flatMap((command) => command.shortcuts ?? []);
    expect(new Set(shortcuts).size).toBe(shortcuts.length);
  });

  it.each(canvasCommands.map((command) => [command.name, command] as const))(
    '%s is not offered while no canvas is on the screen, and is named in both languages',
    (_name, command) => {
      expect(command.isEnabled?.()).toBe(false);
      expect(command.label.en).not.toBe(command.label.zh);
    },
  );
});
