import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groupsOf, LAYER_QUANTITIES, type RunLayout } from '../../../shared/telemetry/layout';
import { columnOf, TelemetryStore } from '../../../shared/telemetry/store';

const layout: RunLayout = {
  layers: [
    {
      node: 'a',
      name: 'Dense 1',
      kind: 'dense',
      units: 3,
      canDie: true,
      hasWeights: true,
      saturatedBelow: null,
      saturatedAbove: null,
    },
  ],
  branches: [],
  recurrences: [],
  metrics: ['accuracy'],
  classNames: ['red', 'blue'],
  picture: 'none',
  pictureBounds: [0, 1, 0, 1],
  stepsPerEpoch: 10,
  plannedSteps: 100,
};

/** The group `confusion` has a width of 5 and keeps 256 rows; `steps` has a width of 7 and keeps 8192. */
const stepsRow = (step: number, loss: number): number[] => [step, 0, 0, 0.1, loss, 1, 0.5];
const LOSS = 4;

const filled = (losses: readonly number[], batch = losses.length): TelemetryStore => {
  const store = new TelemetryStore(layout);
  for (let start = 0; start < losses.length; start += batch) {
    const rows = losses
      .slice(start, start + batch)
      .flatMap((loss, at) => stepsRow(start + at, loss));
    store.append([{ group: 'steps', rows: Float32Array.from(rows) }]);
  }
  return store;
};

const measured = (values: readonly number[]): number[] =>
  values.filter((value) => !Number.isNaN(value));

describe('TelemetryStore', () => {
  it('TELE-1: keeps every row as it is until a group is full', () => {
    const losses = Array.from({ length: 8192 }, (_, step) => Math.sin(step));
    const { steps, mean, minimum, maximum } = columnOf(filled(losses, 100).series('steps'), LOSS);
    expect(steps).toEqual(Float32Array.from(losses.keys()));
    expect(mean).toEqual(Float32Array.from(losses));
    expect(minimum).toEqual(mean);
    expect(maximum).toEqual(mean);
  });

  it('TELE-2: whatever the merge history, each kept row has the mean, minimum and maximum of its own rows (seed 20251)', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60_000 }),
        fc.integer({ min: 1, max: 5_000 }),
        fc.integer({ min: 2, max: 9 }),
        (length, batch, gap) => {
          const losses = Array.from({ length }, (_, step) =>
            step % gap === 0 ? Number.NaN : Math.fround(Math.cos(step * 12.9898) * 100),
          );
          const { steps, mean, minimum, maximum } = columnOf(
            filled(losses, batch).series('steps'),
            LOSS,
          );
          let first = 0;
          for (let row = 0; row < steps.length; row += 1) {
            const own = measured(losses.slice(first, steps[row] + 1));
            first = steps[row] + 1;
            if (own.length === 0) {
              expect(mean[row]).toBeNaN();
              continue;
            }
            expect(minimum[row]).toBe(Math.min(...own));
            expect(maximum[row]).toBe(Math.max(...own));
            const sum = own.reduce((total, value) => total + value, 0);
            expect(Math.abs(mean[row] - sum / own.length)).toBeLessThan(1e-3);
          }
          expect(first).toBe(length);
        },
      ),
      { seed: 20251, numRuns: 25 },
    );
  });

  it('TELE-3: the whole run stays visible, evenly, in bounded memory', () => {
    const length = 100_000;
    const store = filled(
      Array.from({ length }, () => 1),
      1000,
    );
    const { steps } = columnOf(store.series('steps'), LOSS);
    expect(steps.length).toBeLessThanOrEqual(8192);
    expect(steps.length).toBeGreaterThan(4096);
    expect(store.stepRange()).toEqual([0, length - 1]);
    const widths = Array.from(steps).map((step, row) => step - (row > 0 ? steps[row - 1] : -1));
    expect(new Set(widths.slice(0, -1))).toEqual(new Set([16]));
  });

  it('TELE-4: groups that keep the newest row never blend two, and keep the state before training for good', () => {
    const store = new TelemetryStore(layout);
    for (let step = 0; step < 3_000; step += 1) {
      store.append([{ group: 'confusion', rows: Float32Array.of(step, step, 0, 0, -step) }]);
    }
    const { mean, count, width } = store.series('confusion');
    expect(count).toBeLessThanOrEqual(256);
    for (let row = 0; row < count; row += 1) {
      expect(mean[row * width + 1]).toBe(mean[row * width]);
    }
    expect(mean[0]).toBe(0);
    expect(mean[(count - 1) * width]).toBe(2_999);
  });

  it('TELE-5: the time cursor finds the row that holds its step, and the newest row as it was measured', () => {
    const store = filled(
      Array.from({ length: 20_000 }, (_, step) => step),
      500,
    );
    const { steps, minimum } = columnOf(store.series('steps'), 0);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 19_999 }), (step) => {
        const row = store.rowAt('steps', step);
        expect(row).not.toBeNull();
        const at = steps.indexOf(row?.[0] ?? -1);
        expect(minimum[at]).toBeLessThanOrEqual(step);
        expect(steps[at]).toBeGreaterThanOrEqual(step);
      }),
      { seed: 20252 },
    );
    expect(store.rowAt('steps', -1)).toBeNull();
    expect(store.rowAt('validation', null)).toBeNull();
    expect(store.rowAt('steps', null)?.[LOSS]).toBe(19_999);
  });

  it('TELE-6: rows that arrive twice are kept once, and half rows are refused', () => {
    const store = filled([3, 2, 1]);
    store.append([
      { group: 'steps', rows: Float32Array.from([...stepsRow(1, 9), ...stepsRow(3, 0)]) },
    ]);
    expect(columnOf(store.series('steps'), LOSS).mean).toEqual(Float32Array.of(3, 2, 1, 0));
    const half = [{ group: 'steps', rows: new Float32Array(8) }] as const;
    expect(() => store.append(half)).toThrow(RangeError);
  });

  it('TELE-7: infinity stays infinite through merges', () => {
    const losses = Array.from({ length: 20_000 }, (_, step) => (step === 77 ? Infinity : 1));
    const { mean, maximum } = columnOf(filled(losses, 999).series('steps'), LOSS);
    expect(mean.filter((value) => value === Infinity)).toHaveLength(1);
    expect(maximum.filter((value) => value === Infinity)).toHaveLength(1);
    expect(mean.some(Number.isNaN)).toBe(false);
  });

  it('TELE-8: a stored run continues where it was stored', () => {
    const losses = Array.from({ length: 30_000 }, (_, step) => Math.fround(Math.sin(step)));
    const whole = filled(losses, 1_000);
    const half = filled(losses.slice(0, 21_500), 1_000);
    const restored = TelemetryStore.fromStored(layout, half.toStored());
    for (let step = 21_500; step < losses.length; step += 1) {
      const rows = Float32Array.from(stepsRow(step, losses[step]));
      restored.append([{ group: 'steps', rows }]);
    }
    expect(restored.series('steps')).toEqual(whole.series('steps'));
  });

  it('TELE-10: a stored run of a version that measured fewer quantities is read, and what it lacks was not measured', () => {
    const two: RunLayout = { ...layout, layers: [layout.layers[0], layout.layers[0]] };
    const quantities = LAYER_QUANTITIES.length;
    const known = quantities - 2;
    const row = (step: number) => [
      step,
      ...Array.from({ length: 2 * known }, (_, at) => 100 * step + at),
    ];
    const mean = Float32Array.from([...row(0), ...row(1)]);
    const stored = { group: 'layers', mean, minimum: mean, maximum: mean } as const;
    const store = TelemetryStore.fromStored(two, [{ ...stored, weights: Float32Array.of(1, 1) }]);
    const { count, mean: read } = store.series('layers');
    expect(count).toBe(2);
    const lacking = [Number.NaN, Number.NaN];
    const expected = [0, 1].flatMap((step) => {
      const [, ...values] = row(step);
      return [step, ...values.slice(0, known), ...lacking, ...values.slice(known), ...lacking];
    });
    expect(read).toEqual(Float32Array.from(expected));
  });

  it('TELE-9: a very wide network lowers the rows kept, not the machine', () => {
    const wide: RunLayout = {
      ...layout,
      layers: Array.from({ length: 2_000 }, () => ({ ...layout.layers[0], units: 512 })),
    };
    const { width } = groupsOf(wide).find((group) => group.name === 'units') ?? { width: 0 };
    const store = new TelemetryStore(wide);
    const row = new Float32Array(width);
    for (let step = 0; step < 40; step += 1) {
      row[0] = step;
      store.append([{ group: 'units', rows: row }]);
    }
    expect(store.series('units').mean.buffer.byteLength).toBeLessThan(64 * 1024 * 1024);
    expect(store.stepRange()).toEqual([0, 39]);
  });
});
