import { describe, expect, it } from 'vitest';
import { smooth } from '../../../renderer/monitor/smoothing';
import { thin } from '../../../renderer/monitor/thin';
import {
  indexAt,
  nearestIndex,
  pixelOfStep,
  shownRange,
  stepOfPixel,
  stepTicks,
  zoomedIn,
  zoomedOut,
} from '../../../renderer/monitor/time-axis';
import { axisFor, linearAxis, logAxis, shareOf } from '../../../renderer/monitor/value-axis';
import type { Column } from '../../../shared/telemetry/store';
import { layersStore, layoutOf } from './run-fixture';

const column = (steps: readonly number[], values: readonly number[]): Column => ({
  steps: Float32Array.from(steps),
  mean: Float32Array.from(values),
  minimum: Float32Array.from(values),
  maximum: Float32Array.from(values),
});

describe('smoothing', () => {
  it('MON-10: leaves a constant as it is from its first value on', () => {
    const constant = new Float32Array(20).fill(3);
    for (const strength of [0.5, 0.9, 0.98]) {
      for (const value of smooth(constant, strength)) expect(value).toBeCloseTo(3, 5);
    }
  });

  it('MON-10: strength 0 changes nothing, more strength moves less', () => {
    const values = Float32Array.of(0, 1, 0, 1, 0, 1, 0, 1);
    expect(smooth(values, 0)).toEqual(values);
    const swing = (strength: number): number => {
      const result = smooth(values, strength);
      return Math.abs(result[7] - result[6]);
    };
    expect(swing(0.9)).toBeLessThan(swing(0.5));
  });

  it('MON-10: agrees with the sum that defines it', () => {
    const values = Float32Array.of(5, -2, 7, 1);
    const strength = 0.8;
    const result = smooth(values, strength);
    values.forEach((_, at) => {
      let sum = 0;
      let weight = 0;
      for (let index = 0; index <= at; index += 1) {
        const own = strength ** (at - index);
        sum += own * values[index];
        weight += own;
      }
      expect(result[at]).toBeCloseTo(sum / weight, 5);
    });
  });

  it('MON-10: skips what was not measured', () => {
    const result = smooth(Float32Array.of(2, Number.NaN, 2), 0.9);
    expect(result[1]).toBeNaN();
    expect(result[2]).toBeCloseTo(2, 5);
  });
});

describe('thinning', () => {
  it('MON-11: keeps at most one point a pixel, and every spike as an extreme', () => {
    const steps = Array.from({ length: 5000 }, (_, step) => step);
    const points = thin(
      column(
        steps,
        steps.map((step) => (step === 2345 ? 100 : 1)),
      ),
      [0, 4999],
      300,
    );
    expect(points.length).toBeLessThanOrEqual(301);
    expect(points.length).toBeGreaterThan(290);
    expect(Math.max(...points.map((point) => point.high))).toBe(100);
    expect(points.every((point) => point.low === 1)).toBe(true);
  });

  it('MON-11: draws every value where there are fewer than pixels', () => {
    const points = thin(column([0, 3, 9], [1, 2, 3]), [0, 9], 100);
    expect(points.map(({ step, value }) => [step, value])).toEqual([
      [0, 1],
      [3, 2],
      [9, 3],
    ]);
  });

  it('MON-11: leaves out what was not measured, and keeps a neighbour beyond each end of a zoom', () => {
    const points = thin(column([0, 10, 20, 30, 40], [1, 2, Number.NaN, 4, 5]), [12, 31], 100);
    expect(points.map((point) => point.step)).toEqual([10, 30, 40]);
  });
});

describe('the time axis', () => {
  const steps = Float32Array.of(0, 1, 4, 9, 16);

  it('MON-12: finds the recorded step at or before, and the nearest one', () => {
    expect([-1, 0, 3.9, 4, 100].map((step) => indexAt(steps, 5, step))).toEqual([-1, 0, 1, 2, 4]);
    expect([-1, 0, 3, 6, 7, 100].map((step) => nearestIndex(steps, 5, step))).toEqual([
      0, 0, 2, 2, 3, 4,
    ]);
    expect(nearestIndex(steps, 0, 3)).toBe(-1);
  });

  it('MON-12: pixels and steps are each other’s inverse', () => {
    const area = { left: 48, top: 0, width: 500, height: 10 };
    for (const step of [100, 137.5, 900]) {
      expect(stepOfPixel(area, [100, 900], pixelOfStep(area, [100, 900], step))).toBeCloseTo(
        step,
        9,
      );
    }
  });

  it('MON-12: a run with one recorded step still has a range', () => {
    const store = layersStore(layoutOf(1), 'signalRms', [7], () => 1);
    expect(shownRange(store, null)).toEqual([7, 8]);
    expect(shownRange(store, [2, 3])).toEqual([2, 3]);
  });

  it('MON-12: marks are whole, round and inside', () => {
    for (const [from, to] of [
      [0, 3],
      [0, 1999],
      [12345, 12399],
    ]) {
      const ticks = stepTicks([from, to], 6);
      expect(ticks.length).toBeGreaterThan(1);
      expect(ticks.length).toBeLessThanOrEqual(8);
      for (const tick of ticks) {
        expect(Number.isInteger(tick)).toBe(true);
        expect(tick).toBeGreaterThanOrEqual(from);
        expect(tick).toBeLessThanOrEqual(to);
      }
    }
  });

  it('MON-12: zooming in and out stays inside the run and comes back to the whole', () => {
    const inner = zoomedIn([0, 100], 100);
    expect(inner).toEqual([50, 100]);
    expect(zoomedOut([40, 60], [0, 100])).toEqual([30, 70]);
    expect(zoomedOut([20, 80], [0, 100])).toBeNull();
  });
});

describe('value axes', () => {
  it('MON-13: a linear axis runs from round value to round value around the data', () => {
    const axis = linearAxis(0.07, 1.93, 4);
    expect(axis.low).toBeLessThanOrEqual(0.07);
    expect(axis.high).toBeGreaterThanOrEqual(1.93);
    expect(axis.ticks).toEqual([0, 0.5, 1, 1.5, 2]);
  });

  it('MON-13: a log axis runs from power of ten to power of ten', () => {
    const axis = logAxis(3e-7, 2e-2, 4);
    expect([axis.low, axis.high]).toEqual([1e-7, 1e-1]);
    expect(shareOf(axis, 1e-4)).toBeCloseTo(0.5, 9);
    expect(shareOf(axis, 0)).toBeNaN();
  });

  it('MON-13: data that are constant, empty or hold zeros on a log axis still have an axis', () => {
    for (const scale of ['linear', 'log'] as const) {
      for (const values of [[], [0], [5, 5], [Number.NaN, 2], [0, 1e-30, 1]]) {
        const axis = axisFor(scale, values, 4);
        expect(axis.high).toBeGreaterThan(axis.low);
        expect(axis.ticks.length).toBeGreaterThan(0);
        expect(axis.ticks.every(Number.isFinite)).toBe(true);
      }
    }
  });
});
