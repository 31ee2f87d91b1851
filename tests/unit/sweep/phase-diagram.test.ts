import { describe, expect, test } from 'vitest';
import type { ProjectDocument } from '../../../shared/document/schema';
import { analyse } from '../../../shared/graph/analyse';
import { findLab } from '../../../shared/labs';
import { measuresOf } from '../../../shared/sweep/measures';
import { type Outcome, WAITING } from '../../../shared/sweep/outcome';
import { measureScale, median, phaseDiagram, readCell } from '../../../shared/sweep/phase-diagram';
import { planSweep } from '../../../shared/sweep/plan';
import type { SweepSpec } from '../../../shared/sweep/spec';

const document = findLab('V1')?.document('en') as ProjectDocument;
const context = { document, analysis: analyse(document) };

function planOf(axes: SweepSpec['axes'], draw: SweepSpec['draw'] = { kind: 'grid' }) {
  const plan = planSweep(context, { axes, draw });
  if (!plan.ok) throw new Error(plan.failure.text.en);
  return plan.value;
}

const finished = (part: Partial<Outcome>): Outcome => ({ ...WAITING, phase: 'finished', ...part });
const [score, , ...rest] = measuresOf([finished({ metric: { name: 'accuracy', value: 1 } })]);
const loss = rest.find(({ name }) => name === 'loss') ?? score;

const plan = planOf([
  { path: 'rate', values: [0.01, 0.1, 1] },
  { path: 'depth', values: [2, 4] },
  { path: 'seed', values: [1, 2, 3] },
]);

describe('the phase diagram', () => {
  test('SWEEP-19: every point stands in the cell of its values, others gathered or held', () => {
    const { cells, columns, rows } = phaseDiagram(plan, 0, 1, []);
    expect(columns.labels.map(({ en }) => en)).toEqual(['0.01', '0.1', '1']);
    expect(rows?.labels.map(({ en }) => en)).toEqual(['2', '4']);
    const all = cells.flat().flatMap(({ points }) => points);
    expect(all.toSorted((a, b) => a - b)).toEqual(plan.points.map(({ index }) => index));
    for (const { column, row, points } of cells.flat()) {
      expect(points).toHaveLength(3);
      for (const index of points) {
        const [rate, depth] = plan.points[index].values;
        expect([rate, depth]).toEqual([plan.values[0][column], plan.values[1][row]]);
      }
    }
    const held = phaseDiagram(plan, 0, 1, [null, null, 2]).cells.flat();
    for (const { points } of held) {
      expect(points.map((index) => plan.points[index].values[2])).toEqual([2]);
    }
    expect(phaseDiagram(plan, 2, null, []).cells.map((line) => line.length)).toEqual([3]);
  });

  test('SWEEP-19: a cell shows the median of its runs and opens the one nearest to it; NaN counts apart', () => {
    const scores = [0.1, 0.9, 0.4];
    const outcomes = plan.points.map(() => WAITING);
    const [cell] = phaseDiagram(plan, 0, 1, []).cells[0];
    for (const [index, point] of cell.points.entries()) {
      outcomes[point] = finished({ score: scores[index], run: `r/${point}`, cause: 'rateTooLow' });
    }
    const reading = readCell(cell, outcomes, score);
    const verdict = { kind: 'cause', cause: 'rateTooLow' };
    expect(reading).toMatchObject({ value: 0.4, verdict, ended: 3, failed: 0, notFinite: 0 });
    expect(reading.point).toBe(cell.points[2]);
    const [blown] = cell.points;
    outcomes[blown] = finished({ phase: 'failed', notFiniteStep: 4, run: 'r/x' });
    // Below both: the median of 0.9, 0.4 and a failure is 0.4.
    expect(readCell(cell, outcomes, score)).toMatchObject({ value: 0.4, notFinite: 1, ended: 3 });
    expect(median([])).toBeNull();
    const empty = { column: 0, row: 0, points: [] };
    expect(readCell(empty, outcomes, score)).toMatchObject({ value: null, point: null, ended: 0 });
  });

  test.each([score, loss])(
    'SWEEP-23: four runs that failed and a good one are a failed cell ($name), which opens one that failed',
    (measure) => {
      const good = finished({ score: 0.99, loss: 1e-6, run: 'r/good' });
      // Its best figures before the numbers left the finite range are no success either.
      const blown = { phase: 'failed', notFiniteStep: 7, score: 0.99, run: 'r/nan' } as const;
      const outcomes = [good, ...Array.from({ length: 4 }, () => finished(blown))];
      const cell = { column: 0, row: 0, points: [0, 1, 2, 3, 4] };
      const reading = readCell(cell, outcomes, measure);
      expect(reading).toMatchObject({ value: null, ranked: 5, failed: 4, notFinite: 4, ended: 5 });
      expect(reading.verdict).toEqual({ kind: 'notFinite', cause: null });
      expect(outcomes[reading.point ?? 0].run).toBe('r/nan');
      // The other way round it is a good cell, and says that one failed.
      const mostly = [good, good, good, finished(blown), finished(blown)];
      expect(readCell(cell, mostly, measure)).toMatchObject({
        value: measure.figureOf(good),
        point: 0,
        failed: 2,
        verdict: { kind: 'healthy' },
      });
    },
  );

  test('SWEEP-23: what crashed, was refused or was stopped has no root cause and is not healthy', () => {
    const cell = { column: 0, row: 0, points: [0] };
    const verdictOfOne = (part: Partial<Outcome>) =>
      readCell(cell, [finished(part)], score).verdict;
    expect(verdictOfOne({})).toEqual({ kind: 'healthy', cause: null });
    for (const phase of ['failed', 'refused', 'stopped'] as const) {
      expect(verdictOfOne({ phase })).toEqual({ kind: phase, cause: null });
    }
    const cause = 'rateTooHigh';
    expect(verdictOfOne({ phase: 'failed', notFiniteStep: 2, cause })?.cause).toBe(cause);
    expect(readCell(cell, [WAITING], score).verdict).toBeNull();
    // As many good ones as bad ones: what is wrong is said.
    const pair = { column: 0, row: 0, points: [0, 1] };
    const tie = readCell(pair, [finished({ score: 1 }), finished({ phase: 'refused' })], score);
    expect(tie).toMatchObject({ value: null, failed: 1, verdict: { kind: 'refused' } });
  });

  test('SWEEP-19: many drawn numbers are gathered into intervals that each value lies in', () => {
    const drawn = planOf([{ path: 'rate', from: 1e-4, to: 1 }], {
      kind: 'random',
      count: 60,
      seed: 1,
    });
    const { cells, columns } = phaseDiagram(drawn, 0, null, []);
    expect(columns.labels).toHaveLength(8);
    const [line] = cells;
    expect(line.reduce((sum, { points }) => sum + points.length, 0)).toBe(60);
    const means = line
      .filter(({ points }) => points.length > 0)
      .map(({ points }) =>
        Math.max(...points.map((index) => drawn.points[index].values[0] as number)),
      );
    expect(means).toEqual(means.toSorted((a, b) => a - b));
  });

  test('SWEEP-20: the better end of a scale is 1 for scores as for losses, whatever diverged', () => {
    const scores = measureScale(score, [-1e21, 0.2, 0.9]);
    expect(scores && [scores.low, scores.high]).toEqual([0, 1]);
    expect(scores?.position(-1e21)).toBe(0);
    expect(scores?.position(0.9)).toBeCloseTo(0.9, 12);
    const losses = measureScale(loss, [1e-4, 1e-2, 1]);
    expect(losses?.position(1e-4)).toBe(1);
    expect(losses?.position(1e-2)).toBeCloseTo(0.5, 12);
    expect(losses?.position(1)).toBe(0);
    expect(measureScale(loss, [])).toBeNull();
    expect(measureScale(loss, [0.5])?.position(0.5)).toBe(1);
  });
});
