import { describe, expect, it } from 'vitest';
import { ALIGNMENTS, align, distribute } from '../../../renderer/canvas/align';
import {
  type Box,
  boundsOf,
  freePlace,
  NODE_HEIGHT_WITH_READINGS,
  NODE_WIDTH,
} from '../../../renderer/canvas/geometry';
import { snapToOthers } from '../../../renderer/canvas/helper-lines';
import { layOut } from '../../../renderer/canvas/layout';

const box = (id: string, x: number, y: number, width = 100, height = 40): Box => ({
  id,
  x,
  y,
  width,
  height,
});

describe('CANVAS-1: auto layout runs from left to right without overlaps', () => {
  const boxes = ['a', 'b', 'c', 'd', 'e'].map((id) => box(id, 30, 70));
  const links = [
    { source: 'a', target: 'b' },
    { source: 'a', target: 'c' },
    { source: 'b', target: 'd' },
    { source: 'c', target: 'd' },
    { source: 'd', target: 'e' },
  ];
  const places = new Map(layOut({ boxes, links }));

  it.each(links)('puts $source left of $target', ({ source, target }) => {
    expect(places.get(source)?.x).toBeLessThan((places.get(target)?.x ?? 0) - 100);
  });

  it('overlaps no two nodes', () => {
    const placed = boxes.map((each) => ({ ...each, ...places.get(each.id) }));
    for (const first of placed) {
      for (const second of placed) {
        if (first.id >= second.id) continue;
        const apart = Math.abs(first.x - second.x) >= 100 || Math.abs(first.y - second.y) >= 40;
        expect(apart, `${first.id} and ${second.id}`).toBe(true);
      }
    }
  });

  it('keeps the upper left corner where it was', () => {
    const bounds = boundsOf(
      [...places.values()].map((place) => ({ ...place, width: 0, height: 0 })),
    );
    expect(bounds).toMatchObject({ x: 30, y: 70 });
  });

  it('ignores links to nodes that are not laid out, and takes an empty network', () => {
    expect(layOut({ boxes: [], links })).toEqual([]);
    const one = layOut({ boxes: [box('a', 5, 6)], links });
    expect(one).toEqual([['a', { x: 5, y: 6 }]]);
  });
});

describe('CANVAS-2: alignment brings one side of all boxes together', () => {
  const boxes = [box('a', 0, 0, 100, 40), box('b', 50, 100, 60, 20), box('c', 200, 30, 80, 80)];
  const side = {
    left: (each: Box) => each.x,
    centre: (each: Box) => each.x + each.width / 2,
    right: (each: Box) => each.x + each.width,
    top: (each: Box) => each.y,
    middle: (each: Box) => each.y + each.height / 2,
    bottom: (each: Box) => each.y + each.height,
  };
  const isHorizontal = (alignment: string) => ['left', 'centre', 'right'].includes(alignment);

  it.each(ALIGNMENTS)('%s', (alignment) => {
    const places = align(boxes, alignment);
    const moved = boxes.map((each) => ({ ...each, ...places.get(each.id) }));
    const sides = moved.map(side[alignment]);
    expect(new Set(sides).size).toBe(1);
    const other = isHorizontal(alignment) ? 'y' : 'x';
    expect(moved.map((each) => each[other])).toEqual(boxes.map((each) => each[other]));
  });

  it('leaves nothing to do for no boxes', () => {
    expect(align([], 'left').size).toBe(0);
  });
});

describe('CANVAS-3: distribution makes equal gaps and keeps the outermost', () => {
  const boxes = [box('far', 500, 0), box('first', 0, 9), box('second', 110, 3)];

  it('horizontally', () => {
    const places = distribute(boxes, 'horizontal');
    expect(places.get('first')).toEqual({ x: 0, y: 9 });
    expect(places.get('second')).toEqual({ x: 250, y: 3 });
    expect(places.get('far')).toEqual({ x: 500, y: 0 });
  });

  it('moves nothing where there are fewer than three', () => {
    const two = boxes.slice(0, 2);
    expect([...distribute(two, 'vertical')]).toEqual(two.map(({ id, x, y }) => [id, { x, y }]));
  });
});

describe('CANVAS-4: a new node is not put on top of another', () => {
  it('steps aside until the place is free', () => {
    const taken = [
      { x: 0, y: 0 },
      { x: 32, y: 48 },
    ];
    const place = freePlace({ x: 3, y: -2 }, taken);
    for (const other of taken) {
      const covers =
        Math.abs(place.x - other.x) < NODE_WIDTH &&
        Math.abs(place.y - other.y) < NODE_HEIGHT_WITH_READINGS;
      expect(covers).toBe(false);
    }
  });

  it('takes the wanted place, on the grid, where nothing is', () => {
    expect(freePlace({ x: 101, y: 203 }, [])).toEqual({ x: 104, y: 200 });
  });
});

describe('CANVAS-14: what is dragged snaps level with its neighbours, and a line says so', () => {
  const others = [box('a', 0, 0), box('b', 300, 200, 60, 20)];

  it('to a side or a middle within reach', () => {
    const { position, lines } = snapToOthers(box('moved', 4, 120), others, 6);
    expect(position).toEqual({ x: 0, y: 120 });
    expect(lines).toEqual({ vertical: 0, horizontal: null });
  });

  it('to the nearest of several', () => {
    const near = [box('a', 0, 0), box('b', 5, 300)];
    expect(snapToOthers(box('moved', 3, 100), near, 6).position).toEqual({ x: 5, y: 100 });
  });

  it('to nothing beyond reach', () => {
    const { position, lines } = snapToOthers(box('moved', 107, 57), others, 6);
    expect(position).toEqual({ x: 107, y: 57 });
    expect(lines).toEqual({ vertical: null, horizontal: null });
  });
});
