import { beforeEach, describe, expect, it } from 'vitest';
import { editViewed, openPath } from '../../../renderer/app/state/opened-store';
import { onTravel, redo, replaceProject, undo } from '../../../renderer/app/state/project-store';
import { select } from '../../../renderer/app/state/selection-store';
import { addLayer, connectNodes, nudgeSelection } from '../../../renderer/canvas/actions';
import { blockSelection, leaveBlock, openBlock } from '../../../renderer/canvas/block-actions';
import { changedPlaces } from '../../../renderer/canvas/follow-history';
import { liesIn, PORT_OFFSET, panToShow, viewportFor } from '../../../renderer/canvas/geometry';
import { setNodeParameters } from '../../../shared/document/edits';
import { createDocument } from '../../../shared/document/new-document';

const VIEW = { x: 100, y: 50, width: 800, height: 500 };
const box = (x: number, y: number) => ({ x, y, width: 192, height: 68 });

describe('EDIT-E2E-2: the least move that shows a box', () => {
  it.each([
    [box(100, 50), { x: 0, y: 0 }],
    [box(708, 482), { x: 0, y: 0 }],
    [box(709, 482), { x: -1, y: 0 }],
    [box(-400, 300), { x: 500, y: 0 }],
    [box(2000, 1000), { x: -1292, y: -518 }],
  ])('of %o is %o', (place, missing) => {
    expect(panToShow(place, VIEW)).toEqual(missing);
    expect(liesIn(place, VIEW)).toBe(missing.x === 0 && missing.y === 0);
  });
});

describe('CANVAS-21: the view that shows a box in the free part of the canvas', () => {
  const zooms = { least: 0.3, most: 1 };
  const seen = (place: ReturnType<typeof box>) => {
    const { x, y, zoom } = viewportFor(place, VIEW, zooms);
    const [width, height] = [place.width * zoom, place.height * zoom];
    return { zoom, box: { x: place.x * zoom + x, y: place.y * zoom + y, width, height } };
  };

  it('has it in its middle, as large as is allowed', () => {
    expect(seen(box(5000, -300))).toEqual({
      zoom: 1,
      box: { x: 404, y: 266, width: 192, height: 68 },
    });
  });

  it('is scaled down until a large one lies in it', () => {
    const shown = seen({ x: -700, y: 40, width: 1600, height: 600 });
    expect(shown.zoom).toBe(0.5);
    expect(liesIn(shown.box, VIEW)).toBe(true);
  });

  it('begins at its corner where it would be too small to read', () => {
    const shown = seen({ x: -700, y: 40, width: 16_000, height: 60 });
    expect(shown.zoom).toBe(0.3);
    expect(shown.box.x).toBeCloseTo(VIEW.x);
    expect(shown.box.y).toBeCloseTo(VIEW.y + (VIEW.height - 18) / 2);
  });
});

describe('CANVAS-20: what an undo or redo changed', () => {
  let places: readonly { readonly x: number; readonly y: number }[] = [];
  const at = () => places.map(({ x, y }) => [x, y]);
  beforeEach(() => {
    replaceProject({ document: createDocument('History') });
    openPath([]);
    // What is dropped at a place has its ports there.
    addLayer('dense', { x: 0, y: PORT_OFFSET }, null);
    addLayer('dense', { x: 800, y: PORT_OFFSET }, null);
    places = [];
    return onTravel((before, after) => {
      places = changedPlaces(before, after);
    });
  });

  it('is where a layer moved back to, and nowhere where one was taken away', () => {
    select({ nodes: ['dense-2'] });
    nudgeSelection(80, 40);
    undo();
    expect(at()).toEqual([[800, 0]]);
    redo();
    expect(at()).toEqual([[880, 40]]);
    undo();
    undo();
    expect(at()).toEqual([]);
    redo();
    expect(at()).toEqual([[800, 0]]);
  });

  it('is at both ends of a connection', () => {
    connectNodes('dense-1', 'dense-2');
    undo();
    expect(at()).toEqual([
      [0, 0],
      [800, 0],
    ]);
  });

  it('is at a block that was changed inside', () => {
    select({ nodes: ['dense-2'] });
    blockSelection();
    openBlock('block-1');
    editViewed((seen) => setNodeParameters(seen, 'dense-2', { units: 3 }));
    leaveBlock();
    undo();
    expect(at()).toEqual([[800, 0]]);
  });
});
