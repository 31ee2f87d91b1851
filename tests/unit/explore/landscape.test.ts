import { describe, expect, it } from 'vitest';
import { bandsOf, lineAt } from '../../../renderer/explore/landscape/contours';
import { between, fieldOf, lossAt, scaleOf } from '../../../renderer/explore/landscape/field';
import { figuresOf } from '../../../renderer/explore/landscape/figures';
import {
  FIRST_VIEW,
  partsOf,
  project,
  reachOf,
  TILTS,
  turned,
} from '../../../renderer/explore/landscape/surface';
import { tableOf } from '../../../renderer/explore/landscape/table';
import { type LandscapePicture, pointsOf } from '../../../shared/telemetry/landscape';

const axis = { from: -1, to: 1 };

/** A finished picture of a loss that is a formula. */
function pictureOf(
  resolution: number,
  loss: (alpha: number, beta: number) => number,
  rest: Partial<LandscapePicture> = {},
): LandscapePicture {
  const points = pointsOf(axis, resolution);
  const losses = Float32Array.from({ length: resolution ** 2 }, (_, index) =>
    loss(points[index % resolution], points[Math.floor(index / resolution)]),
  );
  return {
    phase: 'finished',
    request: {
      measurement: 'one',
      directions: { kind: 'random', seed: 1 },
      range: 1,
      resolution,
      share: 'training',
      samples: 10,
      penalties: false,
    },
    why: null,
    step: 3,
    samples: 10,
    shareSize: 10,
    alpha: axis,
    beta: axis,
    losses,
    measured: losses.length,
    centre: loss(0, 0),
    path: null,
    ...rest,
  };
}

const bowl = (alpha: number, beta: number): number => 0.5 + alpha ** 2 + 2 * beta ** 2;

describe('LAND-9: losses are drawn on a log scale with round levels, or on a linear one where they can be negative', () => {
  it('goes from the lowest to the highest loss that is finite', () => {
    const scale = scaleOf(Float32Array.of(0.011, 100, Number.POSITIVE_INFINITY, Number.NaN));
    expect(scale.isLog).toBe(true);
    expect([scale.low, scale.high]).toEqual([Math.fround(0.011), 100]);
    expect(scale.levels).toEqual([0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50]);
  });

  it('marks few levels of a wide scale and several of a narrow one', () => {
    expect(scaleOf(Float32Array.of(1e-30, 1e30)).levels.length).toBeLessThanOrEqual(11);
    const narrow = scaleOf(Float32Array.of(0.71, 0.89));
    expect(narrow.levels.length).toBeGreaterThanOrEqual(3);
    expect(narrow.levels.every((level) => level > 0.71 && level < 0.89)).toBe(true);
  });

  it('is linear where a loss is negative, and has no level where nothing differs', () => {
    expect(scaleOf(Float32Array.of(-1, 1)).isLog).toBe(false);
    expect(scaleOf(Float32Array.of(2, 2)).levels).toEqual([]);
    expect(scaleOf(Float32Array.of(Number.NaN)).levels).toEqual([]);
  });

  it('shows a loss of exactly 0 as low as the next one', () => {
    const field = fieldOf(
      pictureOf(5, (alpha, beta) => (alpha === 0 && beta === 0 ? 0 : 1 + beta)),
    );
    expect(field.scale.isLog).toBe(true);
    expect(field.shares[12]).toBe(0);
  });
});

describe('LAND-10: a picture that is not finished shows the nearest loss, and holes stay holes', () => {
  it('fills what still waits, but not what is not finite', () => {
    const whole = pictureOf(9, bowl);
    const losses = whole.losses.map((loss, index) =>
      index % 4 === 0 && Math.floor(index / 9) % 4 === 0 ? loss : Number.NaN,
    );
    const coarse = fieldOf({ ...whole, losses, phase: 'measuring' });
    expect(coarse.shares.some(Number.isNaN)).toBe(false);
    losses[40] = Number.POSITIVE_INFINITY;
    const holed = fieldOf({ ...whole, losses });
    expect(holed.shares[40]).toBeNaN();
    expect(holed.shares[30]).toBeNaN();
    expect(holed.shares[0]).not.toBeNaN();
  });

  it('is transparent in a hole and opaque elsewhere', () => {
    const field = fieldOf(
      pictureOf(5, (alpha, beta) =>
        alpha > 0.9 && beta > 0.9 ? Number.POSITIVE_INFINITY : 1 + alpha + 1,
      ),
    );
    const { side, pixels } = bandsOf(field);
    const alphaAt = (x: number, y: number): number => pixels[4 * (y * side + x) + 3];
    // The first row of the image is the highest β.
    expect(alphaAt(side - 1, 0)).toBe(0);
    expect(alphaAt(0, 0)).toBe(255);
    expect(alphaAt(side - 1, side - 1)).toBe(255);
  });

  it('is linear between the points', () => {
    const values = [0, 1, 2, 3, 4, 5, 6, 7, 8];
    expect(between(values, 3, 0.5, 0)).toBeCloseTo(0.5, 12);
    expect(between(values, 3, 1.25, 1.5)).toBeCloseTo(1.25 + 4.5, 12);
    expect(between(values, 3, 2, 2)).toBe(8);
    expect(between(values, 3, 2.1, 0)).toBeNaN();
    // A hole beside an exact point does not reach it.
    expect(between([0, Number.NaN, 2, 3], 2, 0, 1)).toBe(2);
    const field = fieldOf(pictureOf(41, bowl));
    expect(lossAt(field, 0.33, -0.71)).toBeCloseTo(bowl(0.33, -0.71), 2);
  });
});

describe('LAND-11: level lines lie where the loss has their value', () => {
  it('on a slope is a straight line', () => {
    const resolution = 7;
    const values = Array.from({ length: 49 }, (_, index) => (index % resolution) + 0.5);
    const line = lineAt(values, resolution, 3);
    const xs = line.filter((_, at) => at % 6 === 0 || at % 6 === 2);
    expect(new Set(xs)).toEqual(new Set([2.5]));
    expect(xs).toHaveLength(12);
  });

  it('of a bowl is a circle', () => {
    const resolution = 41;
    const points = pointsOf(axis, resolution);
    const values = Array.from(
      { length: resolution ** 2 },
      (_, index) => points[index % resolution] ** 2 + points[Math.floor(index / resolution)] ** 2,
    );
    const line = lineAt(values, resolution, 0.36);
    const radii: number[] = [];
    for (let at = 0; at < line.length; at += 2) {
      if (Number.isNaN(line[at])) continue;
      const [x, y] = [line[at], line[at + 1]].map((place) => (2 * place) / (resolution - 1) - 1);
      radii.push(Math.hypot(x, y));
    }
    expect(radii.length).toBeGreaterThan(80);
    for (const radius of radii) expect(Math.abs(radius - 0.6)).toBeLessThan(2e-3);
  });

  it('of a saddle turns around the corners that differ from its middle, and skips holes', () => {
    // High at the lower left and the upper right; a middle above the level joins them.
    const around = (level: number) =>
      lineAt([1, 0, 0, 1], 2, level).filter((value) => !Number.isNaN(value));
    expect(around(0.4)).toHaveLength(8);
    const [x1, y1, x2, y2] = around(0.4);
    // Around the lower right corner, (1, 0).
    expect(x1 + x2).toBeGreaterThan(1);
    expect(y1 + y2).toBeLessThan(1);
    const [x3, y3, x4, y4] = around(0.6);
    // Around the lower left corner, (0, 0).
    expect(x3 + x4 + y3 + y4).toBeLessThan(1);
    expect(lineAt([1, 0, Number.NaN, 1], 2, 0.5)).toEqual([]);
  });
});

describe('LAND-12: a surface is painted from far to near and turned between side and top', () => {
  it('projects what is right to the right, what is high up, and what is far behind', () => {
    const front = { turn: 0, tilt: 30 };
    expect(project(front, 1, 0, 0).x).toBeGreaterThan(project(front, 0, 0, 0).x);
    expect(project(front, 0, 0, 1).y).toBeGreaterThan(project(front, 0, 0, 0).y);
    expect(project(front, 0, 1, 0).depth).toBeGreaterThan(project(front, 0, -1, 0).depth);
    const around = project({ turn: 180, tilt: 30 }, 1, 0, 0);
    expect(around.x).toBeCloseTo(-1, 12);
    for (const tilt of [TILTS.least, 32, TILTS.most]) {
      const reach = reachOf(tilt);
      const corners = [0, 45, 120].flatMap((turn) =>
        [-1, 1].flatMap((x) => [0, 1].map((z) => project({ turn, tilt }, x, 1, z))),
      );
      for (const { x, y } of corners) {
        expect(Math.abs(x)).toBeLessThanOrEqual(reach.across + 1e-12);
        expect(Math.abs(y)).toBeLessThanOrEqual(reach.up + 1e-12);
      }
    }
    expect(turned(FIRST_VIEW, -50, 500)).toEqual({ turn: 345, tilt: TILTS.most });
  });

  it('has a face for every cell but holes, and the path on it', () => {
    const whole = fieldOf(pictureOf(9, bowl));
    const parts = partsOf(whole, FIRST_VIEW, null);
    expect(parts).toHaveLength(64);
    expect(parts.map(({ depth }) => depth)).toEqual(
      parts.map(({ depth }) => depth).sort((a, b) => b - a),
    );
    const holed = fieldOf(
      pictureOf(9, (alpha, beta) =>
        alpha === 0 && beta === 0 ? Number.POSITIVE_INFINITY : bowl(alpha, beta),
      ),
    );
    expect(partsOf(holed, FIRST_VIEW, null)).toHaveLength(60);
    const path = { alpha: Float32Array.of(-0.8, 0.2, 0), beta: Float32Array.of(0.5, 0.1, 0) };
    const drawn = partsOf(whole, FIRST_VIEW, path).filter(({ kind }) => kind === 'path');
    expect(drawn).toHaveLength(12);
  });
});

describe('LAND-13: the landscape in figures', () => {
  it('tells the centre, the lowest point and the loss at distance 1', () => {
    const picture = pictureOf(41, (alpha, beta) => 1 + (alpha - 0.5) ** 2 + beta ** 2);
    const figures = figuresOf(picture, fieldOf(picture));
    expect(figures.centre).toBe(1.25);
    expect(figures.lowest).toEqual({ alpha: 0.5, beta: 0, loss: 1 });
    // Around a circle of radius 1: 1 + (cos − ½)² + sin², on average 2.25, at most 3.25.
    expect(figures.circle?.radius).toBe(1);
    expect(figures.circle?.mean).toBeCloseTo(2.25, 2);
    expect(figures.circle?.highest).toBeCloseTo(3.25, 2);
    expect(figures.path).toBeNull();
  });

  it('tells of a path how much the plane holds and how the loss falls, and counts holes', () => {
    const path = {
      steps: [0, 5],
      alpha: Float32Array.of(-0.5, 0),
      beta: Float32Array.of(0.5, 0),
      explained: [0.75, 0.125] as [number, number],
    };
    const picture = pictureOf(
      41,
      (alpha, beta) => (alpha > 0.96 ? Number.POSITIVE_INFINITY : bowl(alpha, beta)),
      {
        path,
        request: { ...pictureOf(5, bowl).request, resolution: 41, directions: { kind: 'path' } },
      },
    );
    const field = fieldOf(picture);
    const figures = figuresOf(picture, field);
    expect(figures.path?.explained).toBe(0.875);
    expect(figures.path?.start).toBeCloseTo(bowl(-0.5, 0.5), 5);
    expect(figures.path?.end).toBeCloseTo(0.5, 5);
    expect(figures.holes).toBe(41);
    expect(figures.circle).toBeNull();
    const { columns, rows } = tableOf(picture, field);
    expect(columns).toEqual(['what', 'step', 'alpha', 'beta', 'loss']);
    expect(rows).toHaveLength(41 ** 2 + 2);
    expect(rows[0]).toEqual(['point', '', -1, -1, 3.5]);
    expect(rows.at(-1)?.slice(0, 4)).toEqual(['path', 5, 0, 0]);
  });
});
