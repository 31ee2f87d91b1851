import { beforeEach, describe, expect, it } from 'vitest';
import { replaceProject, useProject } from '../../../renderer/app/state/project-store';
import {
  leaveEdit,
  pinEdit,
  pointAtEdit,
  useShownEdit,
} from '../../../renderer/app/state/shown-edit-store';
import { seenEdit } from '../../../renderer/canvas/edit-marks';
import { ghostEdgesOf, ghostNodesOf } from '../../../renderer/canvas/flow-elements';
import { findRemedy } from '../../../shared/diagnosis/remedies';
import { analyse } from '../../../shared/graph/analyse';
import { openedLab } from '../../support/labs';
import { remedied } from '../diagnosis/remedied';
import { inBlock } from '../document/blocks';

const lab = openedLab('V1');
const hidden = analyse(lab).order.filter((id) => id.startsWith('hidden'));

function offered(kind: string, document = useProject.getState().document, nodes = hidden) {
  const label = findRemedy(kind)?.label ?? { en: kind, zh: kind };
  return { kind, label, after: remedied(document, kind, nodes) };
}

const shown = () => {
  const { edit } = useShownEdit.getState();
  if (!edit) throw new Error('no edit is shown');
  return edit;
};

beforeEach(() => replaceProject({ document: lab }));

describe('an edit that is shown', () => {
  it('TRIAL-3: marks each layer that changes, in brief and in whole words', () => {
    pinEdit(offered('reluAndHe'));
    const { marks, added, addedEdges, places } = seenEdit(shown(), []);
    expect([...marks.keys()]).toEqual(hidden);
    expect(marks.get('hidden-1')).toMatchObject({
      type: 'changed',
      lines: [
        { brief: { en: 'Sigmoid → ReLU' }, full: { en: 'Activation: Sigmoid → ReLU' } },
        { brief: { en: 'Xavier uniform → He normal' } },
      ],
    });
    expect([added.length, addedEdges.length, places.size]).toEqual([0, 0, 0]);
  });

  it('TRIAL-3: draws layers that come as ghosts between the others, none on top of another', () => {
    pinEdit(offered('batchNormalization'));
    const { added, addedEdges, removedEdges, places } = seenEdit(shown(), []);
    const ghosts = ghostNodesOf(added);
    expect(ghosts.length).toBe(2 * hidden.length);
    expect(removedEdges.size).toBe(hidden.length);
    const stood = new Set(lab.network.nodes.map(({ id }) => id));
    const drawn = new Set([...stood, ...ghosts.map(({ id }) => id)]);
    for (const { source, target, id } of ghostEdgesOf(addedEdges, added)) {
      expect(drawn.has(source) && drawn.has(target)).toBe(true);
      expect(stood.has(id)).toBe(false);
    }
    const all = [
      ...ghosts.map(({ position }) => position),
      ...lab.network.nodes.map(({ id, position }) => places.get(id) ?? position),
    ];
    for (const [index, a] of all.entries()) {
      for (const b of all.slice(index + 1)) {
        expect(Math.abs(a.x - b.x) >= 192 || Math.abs(a.y - b.y) >= 104).toBe(true);
      }
    }
  });

  it('TRIAL-3: inside of a block, the block is marked outside and the layer inside', () => {
    const document = inBlock(lab, 'hidden-2', 'hidden-3');
    replaceProject({ document });
    const instance = document.network.nodes.find(({ kind }) => kind === 'block')?.id ?? '';
    pinEdit(offered('reluAndHe'));
    const outside = seenEdit(shown(), []).marks;
    expect(outside.get(instance)).toMatchObject({
      type: 'inside',
      lines: [{ brief: { en: 'Sigmoid → ReLU' } }, { brief: { en: 'Xavier uniform → He normal' } }],
    });
    expect(outside.get('hidden-1')?.type).toBe('changed');
    const inside = seenEdit(shown(), [instance]).marks;
    expect([...inside.values()].map(({ type }) => type)).toEqual(['changed', 'changed']);
  });

  it('TRIAL-3: what is pointed at goes with the pointer, what is pinned stays, and an edit ends both', () => {
    pointAtEdit(offered('reluAndHe'));
    leaveEdit();
    expect(useShownEdit.getState().edit).toBeNull();
    pinEdit(offered('reluAndHe'));
    pointAtEdit(offered('tanhAndGlorot'));
    leaveEdit();
    expect(shown().kind).toBe('reluAndHe');
    useProject.setState(({ document }) => ({ document: { ...document, name: 'other' } }));
    expect(useShownEdit.getState().edit).toBeNull();
  });
});
