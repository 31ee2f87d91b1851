import { describe, expect, test } from 'vitest';
import { RAMP_PIXELS } from '../../../renderer/monitor/heat-map-model';
import { logScaleOf, positionOf, rampEntry } from '../../../renderer/monitor/scale';
import { makeTimeStepMap, readTimeStep } from '../../../renderer/monitor/time-steps-model';
import { timeStepColumn } from '../../../shared/telemetry/layout';
import { TelemetryStore } from '../../../shared/telemetry/store';
import { layoutOf } from './run-fixture';

const recurrence = { node: 'r', name: 'R', steps: 3 };
const layout = layoutOf(1, {
  recurrences: [
    { ...recurrence, direction: 'forward' },
    { ...recurrence, direction: 'backward' },
  ],
});

/** Gradients of the time steps forward, then backward, at steps 0 and 10; powers of two are coloured exactly. */
const ROWS = [
  [0, 2 ** -14, 2 ** -8, 1, 1, 0.5, 0.25],
  [10, 2 ** -10, 2 ** -4, 1, 1, 0.5, 0.25],
];

function storeOf(): TelemetryStore {
  const store = new TelemetryStore(layout);
  store.append([{ group: 'timeSteps', rows: Float32Array.from(ROWS.flat()) }]);
  return store;
}

describe('SEQ-8: the chart through time', () => {
  test('has a row a time step, the first at the bottom, coloured by its gradient', () => {
    const scale = logScaleOf('gradientRms');
    const steps = Float32Array.of(0, 10);
    const options = { scale, range: [0, 10] as const, steps, pixels: 2 };
    const map = makeTimeStepMap(storeOf(), layout, 0, options);
    expect(map).toMatchObject({ rows: 3, columns: 2, minimum: 2 ** -14, maximum: 1 });
    const colourOf = (value: number) => RAMP_PIXELS[rampEntry(positionOf(scale, value))];
    const expected = [3, 2, 1].flatMap((column) => ROWS.map((row) => colourOf(row[column])));
    expect([...map.image]).toEqual(expected);
    const other = makeTimeStepMap(storeOf(), layout, 1, options);
    expect(other.image[0]).toBe(colourOf(0.25));
  });

  test('tells the ratio to the time step that was computed next', () => {
    const store = storeOf();
    expect(timeStepColumn(layout, 0)).toBe(1);
    expect(timeStepColumn(layout, 1)).toBe(4);
    const ratios = (index: number) =>
      [0, 1, 2].map((time) => readTimeStep(store, layout, index, time, 1).ratioNext);
    expect(ratios(0)).toEqual([2 ** -6, 2 ** -4, Number.NaN]);
    // Against time, the first time step is computed last.
    expect(ratios(1)).toEqual([Number.NaN, 0.5, 0.5]);
    expect(readTimeStep(store, layout, 1, 2, 0).value).toBe(0.25);
  });
});
