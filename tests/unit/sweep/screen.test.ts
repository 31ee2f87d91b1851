import { describe, expect, test } from 'vitest';
import { dimensionsOf, keptPoints } from '../../../renderer/explore/sweep/dimensions';
import { proposedRows, readSetup } from '../../../renderer/explore/sweep/setup-store';
import type { ProjectDocument } from '../../../shared/document/schema';
import { analyse } from '../../../shared/graph/analyse';
import { LABS } from '../../../shared/labs';
import { type Outcome, WAITING } from '../../../shared/sweep/outcome';
import { faultOfValues } from '../../../shared/sweep/plan';

const contextOf = (document: ProjectDocument) => ({ document, analysis: analyse(document) });
const labs = LABS.map((lab) => [lab.id, contextOf(lab.document('en'))] as const);
const GRID = { draw: 'grid', count: 10, seed: 1 } as const;

describe('the setup', () => {
  test.each(labs)('SWEEP-21: %s: what is proposed at first can begin as it is', (_id, context) => {
    const rows = proposedRows(context);
    expect(rows.length).toBeGreaterThan(0);
    const { plan, spec, faults } = readSetup(context, rows, GRID);
    expect(faults).toEqual([]);
    expect(spec?.axes).toHaveLength(rows.length);
    expect(plan && faultOfValues(context, plan)).toBeNull();
    expect(plan?.points.length).toBeGreaterThan(1);
  });

  test('SWEEP-21: each parameter that is wrong says so, and nothing can begin', () => {
    const [, context] = labs[0];
    const rows = [
      { path: 'rate', text: '0.1, fast' },
      { path: 'depth', text: '' },
      { path: 'seed', text: '1..3' },
    ];
    const { plan, spec, faults } = readSetup(context, rows, GRID);
    expect([plan, spec]).toEqual([null, null]);
    expect(faults.map(({ path }) => path)).toEqual(['rate', 'depth']);
    const many = [
      { path: 'seed', text: '1..200/200' },
      { path: 'rate', text: '1e-4..1/6' },
    ];
    const tooMany = readSetup(context, many, GRID);
    expect(tooMany.spec).toBeNull();
    expect(tooMany.faults[0]).toMatchObject({ path: null });
    const drawn = readSetup(context, many, { draw: 'random', count: 30, seed: 1 });
    expect(drawn.plan?.points).toHaveLength(30);
  });
});

describe('parallel coordinates', () => {
  const [, context] = labs[0];
  const { plan } = readSetup(
    context,
    [
      { path: 'rate', text: '0.001,0.01,1' },
      { path: 'activation', text: 'relu,tanh,sigmoid' },
      { path: 'epochs', text: '3' },
    ],
    GRID,
  );
  if (!plan) throw new Error('no plan');
  const outcomes = plan.points.map(
    ({ index }): Outcome =>
      index === 0
        ? WAITING
        : { ...WAITING, phase: 'finished', score: index / 10, validationLoss: 10 ** -index },
  );
  const dimensions = dimensionsOf(plan, outcomes);
  const of = (key: string) => {
    const found = dimensions.find((dimension) => dimension.key === key);
    if (!found) throw new Error(`no axis ${key}`);
    return found;
  };

  test('SWEEP-22: numbers stand by their size, words evenly, and better outcomes higher', () => {
    const rates = [0, 3, 6].map((point) => of('rate').positionOf(point));
    expect(rates[0]).toBe(0);
    expect(rates[1]).toBeCloseTo(1 / 3, 12);
    expect(rates[2]).toBe(1);
    expect([0, 1, 2].map((point) => of('activation').positionOf(point))).toEqual([0, 0.5, 1]);
    for (const key of ['outcome.score', 'outcome.validationLoss']) {
      const positions = [1, 4, 8].map((point) => of(key).positionOf(point) as number);
      expect(positions).toEqual(positions.toSorted((a, b) => a - b));
      expect(of(key).positionOf(0)).toBeNull();
    }
  });

  test('SWEEP-22: a setting that all runs share has no axis', () => {
    expect(dimensions.map(({ key }) => key)).toEqual([
      'rate',
      'activation',
      'outcome.score',
      'outcome.validationLoss',
    ]);
  });

  test('SWEEP-22: brushes keep the runs that lie in all of them, and without one all are kept', () => {
    expect(keptPoints(9, dimensions, {})).toHaveLength(9);
    expect(keptPoints(9, dimensions, { activation: [0.5, 0.5] })).toEqual([1, 4, 7]);
    expect(keptPoints(9, dimensions, { activation: [0.5, 1], rate: [0, 0.4] })).toEqual([
      1, 2, 4, 5,
    ]);
    // Whoever asks for a part of an outcome does not ask for a run that has none yet.
    expect(keptPoints(9, dimensions, { 'outcome.score': [0, 0.45] })).toEqual([1, 2, 3, 4]);
  });
});
