import { describe, expect, it } from 'vitest';
import {
  deadCounts,
  firingShares,
  mortalLayers,
  unitAt,
  unitGrid,
} from '../../../renderer/monitor/dead-model';
import { boundaryOf, confusionOf, curveOf } from '../../../renderer/monitor/fit-model';
import { lossPoints, suitedScale } from '../../../renderer/monitor/loss-series';
import {
  histogramRms,
  histogramsOf,
  ridgePath,
  sharedAxis,
  shareOutside,
} from '../../../renderer/monitor/ridge-model';
import { SvgPainter } from '../../../renderer/monitor/svg-painter';
import { csvOf } from '../../../shared/csv';
import { BOUNDARY_POINTS, CURVE_POINTS, HISTOGRAM_BINS } from '../../../shared/telemetry/layout';
import type { Column } from '../../../shared/telemetry/store';
import { histogramRow, layersStore, layoutOf, unitsRow } from './run-fixture';

describe('dead units', () => {
  const layout = layoutOf(2);

  it('MON-14: counts whole units, dead now and lastingly apart', () => {
    const store = layersStore(layout, 'deadNow', [0, 1], (layer, step) => (layer + step) / 4);
    expect(deadCounts(store, layout, 1, null)).toEqual({ units: 4, now: 2, lasting: 0 });
    expect(deadCounts(store, layout, 1, 0)).toEqual({ units: 4, now: 1, lasting: 0 });
  });

  it('MON-14: finds the firing shares of the right layer', () => {
    const mixed = layoutOf(3);
    const layers = mixed.layers.map((layer, at) => ({ ...layer, canDie: at !== 1 }));
    const partly = { ...mixed, layers };
    const store = layersStore(partly, 'deadNow', [0], () => 0);
    store.append([{ group: 'units', rows: unitsRow(partly, 0, [1, 2, 3, 4, 5, 6, 7, 8]) }]);
    expect(mortalLayers(partly)).toEqual([0, 2]);
    expect([...(firingShares(store, partly, 2, null) ?? [])]).toEqual([5, 6, 7, 8]);
    expect(firingShares(store, partly, 1, null)).toBeNull();
  });

  it.each([1, 7, 100, 784, 65_536])(
    'MON-14: %d units fit, and each is found under its cell',
    (units) => {
      const grid = unitGrid(units, 260);
      expect(grid.columns * grid.rows).toBeGreaterThanOrEqual(units);
      expect(grid.columns * grid.cell).toBeLessThanOrEqual(260);
      for (const unit of [0, Math.floor(units / 2), units - 1]) {
        const x = (unit % grid.columns) * grid.cell + grid.cell / 2;
        const y = Math.floor(unit / grid.columns) * grid.cell + grid.cell / 2;
        expect(unitAt(grid, units, x, y)).toBe(unit);
      }
      expect(unitAt(grid, units, 0, grid.rows * grid.cell + 1)).toBe(-1);
    },
  );
});

describe('ridges', () => {
  const layout = layoutOf(2);
  const row = histogramRow(layout, 1, [-4, 4], (bin) => (bin < HISTOGRAM_BINS / 2 ? 1 : 4));
  const [histogram] = histogramsOf(row, layout, 'activation');

  it('MON-15: lists the layers that were measured, with their counts', () => {
    expect(histogramsOf(row, layout, 'activation').map((each) => each.layer)).toEqual([1]);
    expect(histogramsOf(row, layout, 'weight')).toEqual([]);
    expect(histogram.counts.length).toBe(HISTOGRAM_BINS);
  });

  it('MON-15: a ridge starts and ends on its baseline and is highest at the fullest bin', () => {
    const box = { left: 50, width: 200, baseline: 90, height: 30 };
    const path = ridgePath(histogram, [-8, 8], box);
    const ys = path.filter((_, index) => index % 2 === 1);
    const xs = path.filter((_, index) => index % 2 === 0);
    expect(ys[0]).toBe(90);
    expect(ys[ys.length - 1]).toBe(90);
    expect(Math.min(...ys)).toBe(60);
    // Root of a quarter: half the height.
    expect(ys[2]).toBeCloseTo(75, 5);
    expect([xs[0], xs[xs.length - 1]]).toEqual([100, 200]);
    expect(xs).toEqual([...xs].sort((first, second) => first - second));
  });

  it('MON-15: knows the saturated share and the width', () => {
    expect(shareOutside(histogram, null, 0)).toBeCloseTo(0.8, 9);
    expect(shareOutside(histogram, 0, null)).toBeCloseTo(0.2, 9);
    expect(shareOutside(histogram, null, null)).toBe(0);
    // A uniform density over [-4, 4] has RMS 4/√3, less half a bin's rounding.
    expect(histogramRms(histogram)).toBeCloseTo(4 / Math.sqrt(3), 2);
  });

  it('MON-15: values that are all equal are a needle on an axis with room', () => {
    const single = histogramRow(layout, 0, [2, 2], (bin) => (bin === 0 ? 9 : 0));
    const needle = histogramsOf(single, layout, 'activation');
    const axis = sharedAxis(needle);
    expect(axis[0]).toBeLessThan(2);
    expect(axis[1]).toBeGreaterThan(2);
    const path = ridgePath(needle[0], axis, { left: 0, width: 100, baseline: 10, height: 5 });
    expect(path.every(Number.isFinite)).toBe(true);
  });
});

describe('loss points', () => {
  const column = (steps: readonly number[], values: readonly number[]): Column => ({
    steps: Float32Array.from(steps),
    mean: Float32Array.from(values),
    minimum: Float32Array.from(values),
    maximum: Float32Array.from(values),
  });
  const options = { range: [0, 4], pixels: 100, smoothing: 0, positive: false } as const;

  it('MON-16: training and validation stand at their own steps, in order', () => {
    const points = lossPoints(column([0, 1, 2, 3, 4], [5, 4, 3, 2, 1]), column([2], [9]), options);
    expect(points.map((point) => point.step)).toEqual([0, 1, 2, 2, 3, 4]);
    expect(points.filter((point) => point.validation === 9)).toHaveLength(1);
  });

  it('MON-16: smoothing touches training alone and keeps the band of what was measured', () => {
    const points = lossPoints(column([0, 1, 2], [1, 3, 1]), column([2], [9]), {
      ...options,
      smoothing: 0.9,
    });
    expect(points[1].training).toBeLessThan(3);
    expect(points[1].band).toEqual([3, 3]);
    expect(points.find((point) => point.validation !== undefined)?.validation).toBe(9);
  });

  it('MON-16: the axis is logarithmic by itself where the loss shot up, and only there', () => {
    const scaleOf = (...values: number[]): string =>
      suitedScale(
        column(
          values.map((_, at) => at),
          values,
        ),
      );
    expect(scaleOf(0.7, 40_000, 2, 0.7)).toBe('log');
    expect(scaleOf(0.7, 0.1, 0.001, 1e-6)).toBe('linear');
    expect(scaleOf(0.7, 40_000, 0)).toBe('linear');
    expect(scaleOf()).toBe('linear');
  });

  it('MON-16: a log axis leaves out what has no logarithm', () => {
    const points = lossPoints(column([0, 1, 2], [1, 0, -1]), column([2], [0]), {
      ...options,
      positive: true,
    });
    expect(points.map((point) => point.step)).toEqual([0]);
  });
});

describe('fit', () => {
  it('MON-17: a confusion row becomes counts, recalls and the share that is right', () => {
    const confusion = confusionOf(Float32Array.of(7, 8, 2, 0, 0, 0, 0, 1, 3, 6), 3);
    expect(confusion.recalls[0]).toBeCloseTo(0.8, 9);
    expect(confusion.recalls[1]).toBeNaN();
    expect(confusion.recalls[2]).toBeCloseTo(0.6, 9);
    expect([confusion.right, confusion.total]).toEqual([14, 20]);
  });

  it('MON-17: a picture row becomes answers and confidences, or a curve over its range', () => {
    const cells = BOUNDARY_POINTS ** 2;
    const row = Float32Array.from({ length: 1 + 2 * cells }, (_, index) => index);
    const boundary = boundaryOf(row);
    expect([...boundary.answers.subarray(0, 3)]).toEqual([1, 3, 5]);
    expect(boundary.answers.length).toBe(cells);
    expect([...boundary.confidences.subarray(0, 3)]).toEqual([2, 4, 6]);
    const layout = layoutOf(1, { picture: 'curve', pictureBounds: [-2, 3, 0, 0] });
    const curve = curveOf(
      Float32Array.from({ length: 1 + CURVE_POINTS }, (_, at) => at),
      layout,
    );
    expect(curve[0]).toEqual([-2, 1]);
    expect(curve[CURVE_POINTS - 1]).toEqual([3, CURVE_POINTS]);
  });
});

describe('export', () => {
  it('MON-18: CSV quotes what needs it and leaves what was not measured empty', () => {
    const table = {
      columns: ['layer', 'value'],
      rows: [
        ['a "b", c', Number.NaN],
        ['层', 1.5e-9],
      ],
    };
    expect(csvOf(table)).toBe('layer,value\r\n"a ""b"", c",\r\n层,1.5e-9\r\n');
  });

  it('MON-18: names of a stranger’s project cannot become markup in an exported picture', () => {
    const painter = new SvgPainter();
    painter.text(0, 0, '<script>alert("x")</script>', { fill: '"/><b' });
    expect(painter.markup()).not.toMatch(/<script|<b/);
  });

  it('MON-18: a line breaks where nothing was measured', () => {
    const painter = new SvgPainter();
    painter.line([0, 0, 1, 1, Number.NaN, Number.NaN, 3, 3, 4, 4], { stroke: '#000' });
    expect(painter.markup()).toContain('d="M0 0L1 1M3 3L4 4"');
  });
});
