import { beforeEach, describe, expect, it } from 'vitest';
import { replaceProject, undo, useProject } from '../../../renderer/app/state/project-store';
import { select } from '../../../renderer/app/state/selection-store';
import { addLayer, deleteSelection } from '../../../renderer/canvas/actions';
import { canvasCommands } from '../../../renderer/canvas/commands';
import { sharingGroups } from '../../../renderer/canvas/sharing';
import { createDocument } from '../../../shared/document/new-document';
import { analyse } from '../../../shared/graph/analyse';

const nodes = () => useProject.getState().document.network.nodes;
const owners = () => nodes().map(({ weightsOf }) => weightsOf ?? null);
const steps = () => useProject.temporal.getState().pastStates.length;
const run = (name: string) => canvasCommands.find((command) => command.name === name)?.run();

/** Three Dense layers one after the other and a dropout. */
beforeEach(() => {
  replaceProject({ document: createDocument('Chain') });
  let previous = addLayer('input', { x: 0, y: 0 }, null) ?? '';
  for (const kind of ['dense', 'dense', 'dense', 'dropout']) {
    previous = addLayer(kind, { x: 0, y: 0 }, { node: previous, side: 'source' }) ?? '';
  }
  useProject.temporal.getState().clear();
});

describe('SHARE-11: sharing is one step on the canvas', () => {
  it('for all selected layers, and back', () => {
    select({ nodes: ['dense-2', 'dense-3'] });
    run('network.share-weights');
    expect(owners()).toEqual([null, null, null, 'dense-2', null]);
    expect(steps()).toBe(1);
    expect(analyse(useProject.getState().document).nodes.get('dense-3')?.weightsOf).toBe('dense-2');
    run('network.own-weights');
    expect(owners()).toEqual([null, null, null, null, null]);
    expect(steps()).toBe(2);
    undo();
    undo();
    expect(owners()).toEqual([null, null, null, null, null]);
  });

  it('and deleting the owner hands its weights on in the same step', () => {
    select({ nodes: ['dense-1', 'dense-2', 'dense-3'] });
    run('network.share-weights');
    select({ nodes: ['dense-1'] });
    deleteSelection();
    expect(owners()).toEqual([null, null, 'dense-2', null]);
    expect(steps()).toBe(2);
    undo();
    expect(owners()).toEqual([null, null, 'dense-1', 'dense-1', null]);
  });
});

it('SHARE-12: who shares with whom is known by group, and the same groups come back while nothing changes', () => {
  select({ nodes: ['dense-2', 'dense-3'] });
  run('network.share-weights');
  const groups = sharingGroups(nodes());
  expect(groups.get('dense-2')).toEqual({
    owner: 'dense-2',
    index: 0,
    members: ['dense-2', 'dense-3'],
  });
  expect(groups.get('dense-3')).toBe(groups.get('dense-2'));
  expect(groups.has('dense-1')).toBe(false);
  expect(sharingGroups(nodes())).toBe(groups);
});
