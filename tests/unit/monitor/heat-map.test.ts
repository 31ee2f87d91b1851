import { describe, expect, it } from 'vitest';
import {
  alignedRows,
  columnBox,
  columnSpan,
  entryTable,
  layerAt,
  makeHeatMap,
  RAMP_PIXELS,
  readCell,
  rowBox,
  rowsOfPixels,
} from '../../../renderer/monitor/heat-map-model';
import { LOG_SCALES, logScaleOf, positionOf, rampEntry } from '../../../renderer/monitor/scale';
import { layersStore, layoutOf } from './run-fixture';

const AREA = { left: 100, top: 10, width: 400, height: 120 };

describe('colours without logarithms', () => {
  for (const [quantity, scale] of Object.entries(LOG_SCALES)) {
    it(`MON-6: a cell of ${quantity} has the colour of the scale, within one entry of the ramp`, () => {
      const table = entryTable(scale);
      const bits = new Uint32Array(1);
      const value = new Float32Array(bits.buffer);
      for (let exponent = -12; exponent <= 12; exponent += 0.037) {
        value[0] = 10 ** exponent;
        const entry = table[(bits[0] >>> 16) & 0x7fff];
        expect(Math.abs(entry - rampEntry(positionOf(scale, value[0])))).toBeLessThanOrEqual(1);
      }
    });
  }

  it('MON-6: NaN has no colour, zero the coldest, infinity the hottest', () => {
    const table = entryTable(logScaleOf('gradientRms'));
    const keyOf = (value: number): number =>
      (new Uint32Array(Float32Array.of(value).buffer)[0] >>> 16) & 0x7fff;
    expect(table[keyOf(Number.NaN)]).toBe(-1);
    expect(table[keyOf(0)]).toBe(0);
    expect(table[keyOf(Number.POSITIVE_INFINITY)]).toBe(RAMP_PIXELS.length - 1);
  });
});

describe('columns', () => {
  it('MON-7: every pixel shows the recorded step nearest to it, and all steps are shown', () => {
    const steps = Float32Array.of(0, 10, 20, 100);
    const rows = rowsOfPixels(steps, [0, 100], 200);
    expect(rows[0]).toBe(0);
    expect(rows[199]).toBe(3);
    // Half way between steps 20 and 100 is step 60, pixel 120.
    expect(rows[118]).toBe(2);
    expect(rows[122]).toBe(3);
    expect(new Set(rows)).toEqual(new Set([0, 1, 2, 3]));
    expect([...rows]).toEqual([...rows].sort((first, second) => first - second));
  });

  it('MON-7: one recorded step fills the map; none leaves it blank', () => {
    expect(new Set(rowsOfPixels(Float32Array.of(5), [5, 6], 50))).toEqual(new Set([0]));
    expect(new Set(rowsOfPixels(new Float32Array(0), [0, 1], 50))).toEqual(new Set([-1]));
  });

  it('MON-7: the boxes of columns tile the plot', () => {
    const steps = Float32Array.of(0, 10, 20, 100);
    let right = AREA.left;
    for (let index = 0; index < steps.length; index += 1) {
      const box = columnBox(AREA, [0, 100], steps, index);
      expect(box.left).toBeCloseTo(right, 6);
      right = box.left + box.width;
    }
    expect(right).toBeCloseTo(AREA.left + AREA.width, 6);
  });

  it('MON-7: a column stands for the steps half way to its neighbours', () => {
    const steps = Float32Array.of(0, 10, 20, 100);
    const spans = Array.from(steps, (_, index) => columnSpan([0, 120], steps, index));
    expect(spans.map(({ from, to }) => [from, to])).toEqual([
      [0, 5],
      [5, 15],
      [15, 60],
      [60, 120],
    ]);
  });
});

describe('the map', () => {
  const layout = layoutOf(3);
  const value = (layer: number, step: number): number => 10 ** (layer - 6) * (1 + step / 100);
  const store = layersStore(layout, 'gradientRms', [0, 50, 100], value);
  const steps = Float32Array.of(0, 50, 100);
  const options = {
    quantity: 'gradientRms',
    scale: logScaleOf('gradientRms'),
    range: [0, 100],
    steps,
    pixels: 8,
  } as const;

  it('MON-8: rows run from the input at the bottom to the output at the top', () => {
    const map = makeHeatMap(store, layout, options);
    expect(map.rows).toBe(3);
    expect(map.columns).toBe(3);
    const scale = logScaleOf('gradientRms');
    for (let layer = 0; layer < 3; layer += 1) {
      const pixel = map.image[(2 - layer) * map.pixels];
      const entry = rampEntry(positionOf(scale, value(layer, 0)));
      expect([entry - 1, entry, entry + 1].map((each) => RAMP_PIXELS[each])).toContain(pixel);
    }
  });

  it('MON-8: tells the extremes of what it shows', () => {
    const map = makeHeatMap(store, layout, options);
    expect(map.minimum).toBeCloseTo(1e-6, 10);
    expect(map.maximum / 2e-4).toBeCloseTo(1, 5);
    const zoomed = makeHeatMap(store, layout, { ...options, range: [0, 20] });
    expect(zoomed.columns).toBe(1);
    expect(zoomed.maximum / 1e-4).toBeCloseTo(1, 5);
  });

  it('MON-8: leaves what was not measured blank', () => {
    const map = makeHeatMap(store, layout, { ...options, quantity: 'weightGradientRms' });
    expect(map.image.every((pixel) => pixel === 0)).toBe(true);
    expect(map.minimum).toBeNaN();
  });

  it('MON-9: a point of the plot finds the layer whose row it is in', () => {
    for (let layer = 0; layer < 7; layer += 1) {
      const box = rowBox(AREA, 7, layer);
      for (const share of [0.01, 0.5, 0.99]) {
        expect(layerAt(AREA, 7, box.top + share * box.height)).toBe(layer);
      }
    }
    expect(layerAt(AREA, 7, -50)).toBe(6);
    expect(layerAt(AREA, 7, 500)).toBe(0);
  });

  it('MON-9: a cell knows its ratio to the next measured layer towards the output', () => {
    const cell = readCell(store, layout, 'gradientRms', 0, 1);
    expect(cell.value / 1.5e-6).toBeCloseTo(1, 5);
    expect(cell.ratioAbove).toBeCloseTo(0.1, 5);
    expect(readCell(store, layout, 'gradientRms', 2, 1).ratioAbove).toBeNaN();
    const gap = layersStore(layout, 'weightGradientRms', [0], (layer) =>
      layer === 1 ? Number.NaN : 2 ** layer,
    );
    expect(readCell(gap, layout, 'weightGradientRms', 0, 0).ratioAbove).toBe(0.25);
  });
});

describe('two runs side by side', () => {
  const named = (...nodes: readonly string[]) => {
    const layout = layoutOf(nodes.length);
    const layers = layout.layers.map((layer, at) => ({
      ...layer,
      node: nodes[at],
      name: nodes[at],
    }));
    return { ...layout, layers };
  };
  const written = (rows: readonly { readonly node: string; readonly layer: number }[]): string =>
    rows.map(({ node, layer }) => `${node}${layer < 0 ? '–' : layer}`).join(' ');

  it('TRIAL-4: equal layers stand at equal heights, and what one run lacks is an empty row', () => {
    const plain = named('a', 'b', 'c');
    expect(alignedRows([plain, named('a', 'x', 'b', 'y', 'c')]).map(written)).toEqual([
      'a0 x– b1 y– c2',
      'a0 x1 b2 y3 c4',
    ]);
    expect(alignedRows([plain, named('a', 'c')]).map(written)).toEqual(['a0 b1 c2', 'a0 b– c1']);
    expect(alignedRows([plain, named('z')]).map(written)).toEqual(['z– a0 b1 c2', 'z0 a– b– c–']);
  });

  it('TRIAL-4: both are coloured by one scale, and a run that ended early is blank behind its end', () => {
    const layout = named('a', 'b');
    const options = {
      quantity: 'gradientRms',
      scale: logScaleOf('gradientRms'),
      range: [0, 100],
      pixels: 10,
    } as const;
    const short = layersStore(layout, 'gradientRms', [0, 20], () => 1e-3);
    const long = layersStore(layout, 'gradientRms', [0, 100], () => 1e-3);
    const ended = makeHeatMap(short, layout, {
      ...options,
      steps: Float32Array.of(0, 20),
      own: [0, 20],
    });
    const whole = makeHeatMap(long, layout, {
      ...options,
      steps: Float32Array.of(0, 100),
      own: [0, 100],
    });
    expect(ended.image[0]).toBe(whole.image[0]);
    expect([...ended.image.subarray(0, 10)].map((pixel) => pixel !== 0)).toEqual([
      true,
      true,
      ...Array(8).fill(false),
    ]);
    expect(whole.image.every((pixel) => pixel !== 0)).toBe(true);
  });

  it('RUNS-12: the heat map of a run that goes on is blank before it began', () => {
    const layout = named('a');
    const steps = Float32Array.of(50, 100);
    const store = layersStore(layout, 'gradientRms', [...steps], () => 1e-3);
    const { image } = makeHeatMap(store, layout, {
      quantity: 'gradientRms',
      scale: logScaleOf('gradientRms'),
      range: [0, 100],
      pixels: 10,
      steps,
      own: [50, 100],
    });
    const drawn = [...image].map((pixel) => pixel !== 0);
    expect(drawn).toEqual([...Array(5).fill(false), ...Array(5).fill(true)]);
  });

  it('TRIAL-4: a row without a layer is blank', () => {
    const layout = named('a', 'b');
    const store = layersStore(layout, 'gradientRms', [0], () => 1e-3);
    const [, rows] = alignedRows([named('a', 'x', 'b'), layout]);
    const map = makeHeatMap(store, layout, {
      quantity: 'gradientRms',
      scale: logScaleOf('gradientRms'),
      range: [0, 1],
      steps: Float32Array.of(0),
      pixels: 1,
      rows,
    });
    expect([...map.image].map((pixel) => pixel !== 0)).toEqual([true, false, true]);
  });
});
