import { describe, expect, test } from 'vitest';
import type { ProjectDocument } from '../../../shared/document/schema';
import { analyse } from '../../../shared/graph/analyse';
import { findLab } from '../../../shared/labs';
import { bestOf, measuresOf } from '../../../shared/sweep/measures';
import { type Outcome, WAITING } from '../../../shared/sweep/outcome';
import { documentAt, faultOfValues, planSweep, type SweepPlan } from '../../../shared/sweep/plan';
import { type SweepSpec, sweepSpecSchema } from '../../../shared/sweep/spec';
import { rowsOf, sweepCsv } from '../../../shared/sweep/table';

const document = findLab('V1')?.document('en') as ProjectDocument;
const context = { document, analysis: analyse(document) };
const choice = (kind: string) => ({ kind, parameters: {} });

const GRID: SweepSpec['draw'] = { kind: 'grid' };

function planOf(spec: SweepSpec): SweepPlan {
  const plan = planSweep(context, sweepSpecSchema.parse(spec));
  if (!plan.ok) throw new Error(plan.failure.text.en);
  return plan.value;
}

describe('the plan of a sweep', () => {
  test('SWEEP-6: a grid has every combination once, and each point’s document has its values', () => {
    const plan = planOf({
      axes: [
        { path: 'hidden-2.units', values: [4, 16] },
        { path: 'depth', values: [3, 12] },
        { path: 'rate', values: [0.1, 0.01, 0.1] },
        { path: 'activation', values: [choice('relu'), choice('tanh')] },
      ],
      draw: GRID,
    });
    expect(plan.points).toHaveLength(2 * 2 * 2 * 2);
    expect(plan.points.map(({ index }) => index)).toEqual(plan.points.map((_, index) => index));
    const seen = new Set<string>();
    for (const point of plan.points) {
      const edited = documentAt(document, plan.axes, point);
      const { trainable, nodes } = analyse(edited);
      expect(trainable).toBe(true);
      const dense = [...nodes.values()].filter(({ node }) => node.kind === 'dense');
      const facts = [
        nodes.get('hidden-2')?.outputShape?.[0],
        dense.length - 1,
        edited.training.learningRate,
        (dense[0].values.activation as { kind: string }).kind,
      ];
      expect(facts).toEqual([
        ...point.values.slice(0, 3),
        (point.values[3] as { kind: string }).kind,
      ]);
      seen.add(JSON.stringify(facts));
    }
    expect(seen.size).toBe(16);
  });

  test('SWEEP-6: ranges are walked evenly, in factors where the parameter is one', () => {
    const valuesOf = (axis: SweepSpec['axes'][number]) =>
      planOf({ axes: [axis], draw: GRID }).values[0];
    expect(valuesOf({ path: 'rate', from: 1e-4, to: 1, count: 5 })).toEqual([
      1e-4, 1e-3, 0.01, 0.1, 1,
    ]);
    expect(valuesOf({ path: 'units', from: 8, to: 128 })).toEqual([8, 16, 32, 64, 128]);
    expect(valuesOf({ path: 'seed', from: 5, to: 9 })).toEqual([5, 6, 7, 8, 9]);
    expect(valuesOf({ path: 'depth', from: 2, to: 10, count: 3 })).toEqual([2, 6, 10]);
  });

  test('SWEEP-7: random points lie in their ranges, differ, repeat by their seed, and do not move with another axis', () => {
    const rate = { path: 'rate', from: 1e-3, to: 1 };
    const units = { path: 'units', from: 4, to: 64 };
    const draw = (axes: SweepSpec['axes'], seed: number) =>
      planOf({ axes, draw: { kind: 'random', count: 100, seed } }).points.map(
        ({ values }) => values,
      );
    const first = draw([rate, units], 1);
    expect(new Set(first.map((values) => JSON.stringify(values))).size).toBe(100);
    expect(draw([rate, units], 1)).toEqual(first);
    expect(draw([rate, units], 2)).not.toEqual(first);
    expect(draw([rate], 1)).toEqual(first.map(([value]) => [value]));
    const rates = first.map(([value]) => value as number);
    expect(Math.min(...rates)).toBeGreaterThanOrEqual(1e-3);
    expect(Math.max(...rates)).toBeLessThanOrEqual(1);
    // Uniform on the log scale: a third in each power of ten, within four deviations of a binomial draw.
    const low = rates.filter((value) => value < 1e-2).length;
    expect(Math.abs(low - 100 / 3)).toBeLessThan(4 * Math.sqrt(100 * (1 / 3) * (2 / 3)));
    for (const [, value] of first) expect(Number.isInteger(value)).toBe(true);
  });

  test('SWEEP-7: lists with fewer combinations than were asked for give each once', () => {
    const axes = [{ path: 'seed', values: [1, 2, 3] }];
    const { points } = planOf({ axes, draw: { kind: 'random', count: 50, seed: 3 } });
    expect(points.map(({ values }) => values[0]).toSorted()).toEqual([1, 2, 3]);
  });

  test.each([
    [[{ path: 'colour', values: [1] }], 'colour', 'Named axes'],
    [[{ path: 'rate', values: ['fast'] }], 'rate', 'must be a number from 0'],
    [[{ path: 'activation', values: [choice('nothing')] }], 'activation', 'one of'],
    [[{ path: 'activation', from: 1, to: 2 }], 'activation', 'has no range'],
    [[{ path: 'rate', from: 1, to: 0.1 }], 'rate', 'from the lower to the higher'],
    [[{ path: 'rate', from: -1, to: 0.1 }], 'rate', 'from the lower to the higher'],
    [
      [
        { path: 'seed', values: [1] },
        { path: 'seed', values: [2] },
      ],
      'seed',
      'varied twice',
    ],
    [
      [
        { path: 'seed', from: 1, to: 200, count: 200 },
        { path: 'batch', values: [1, 2, 3, 4, 5, 6] },
      ],
      null,
      '1,200 runs; a sweep has 1,000 at most',
    ],
  ] as const)('SWEEP-5: a plan refuses %j by its place, with the cure', (axes, path, says) => {
    const plan = planSweep(context, {
      axes: axes.map((axis) => ({ ...axis })) as never,
      draw: GRID,
    });
    expect(plan).toMatchObject({ ok: false, failure: { path } });
    if (plan.ok) return;
    expect(plan.failure.text.en).toContain(says);
    expect(plan.failure.text.zh).not.toMatch(/\{\{/);
  });

  test('SWEEP-5: a value that leaves no network to train is named before anything trains', () => {
    const axes = [{ path: 'head.units', values: [2, 3] }];
    const fault = faultOfValues(context, planOf({ axes, draw: GRID }));
    expect(fault).toMatchObject({ path: 'head.units' });
    expect(fault?.text.en).toMatch(/^With Last: Units = 3 the network cannot be trained: /);
    expect(
      faultOfValues(context, planOf({ axes: [{ path: 'head.units', values: [2] }], draw: GRID })),
    ).toBeNull();
  });

  test('SWEEP-5: a specification from outside is refused by its schema', () => {
    const axis = { path: 'rate', values: [1] };
    for (const spec of [
      { axes: [], draw: GRID },
      { axes: Array(9).fill(axis), draw: GRID },
      { axes: [{ path: 'rate', values: [] }], draw: GRID },
      { axes: [{ path: 'rate', from: 1, to: Number.NaN }], draw: GRID },
      { axes: [axis], draw: { kind: 'random', count: 5_000, seed: 1 } },
      { axes: [axis], draw: { kind: 'all' } },
      { axes: [{ ...axis, extra: 1 }], draw: GRID },
    ]) {
      expect(sweepSpecSchema.safeParse(spec).success, JSON.stringify(spec)).toBe(false);
    }
  });
});

describe('what runs came to', () => {
  const plan = planOf({
    axes: [
      {
        path: 'activation',
        values: [choice('relu'), { kind: 'leakyRelu', parameters: { slope: 0.3 } }],
      },
      { path: 'seed', values: [1, 2] },
    ],
    draw: GRID,
  });
  const outcome = (part: Partial<Outcome>): Outcome => ({
    ...WAITING,
    phase: 'finished',
    steps: 9,
    ...part,
  });
  const outcomes = [
    outcome({ score: 0.5, loss: 0.2, metric: { name: 'accuracy', value: 0.9 } }),
    outcome({
      score: null,
      notFiniteStep: 3,
      phase: 'failed',
      reason: { en: 'NaN, “at once”', zh: '' },
    }),
    outcome({
      score: 0.7,
      loss: 0.1,
      metric: { name: 'accuracy', value: 0.8 },
      cause: 'rateTooLow',
    }),
    WAITING,
  ];

  test('SWEEP-16: rows and CSV have every point with its values and figures, quoted where needed', () => {
    const rows = rowsOf(plan, outcomes);
    expect(rows[2]).toMatchObject({
      index: 2,
      metric: 'accuracy',
      metricValue: 0.8,
      cause: 'rateTooLow',
    });
    expect(rows.map(({ values }) => values.activation)).toEqual(
      Array(2)
        .fill('relu')
        .concat(Array(2).fill(plan.axes[0].domain.format(plan.values[0][1]))),
    );
    const lines = sweepCsv(plan, outcomes).split('\r\n');
    expect(lines[0].startsWith('run,activation,seed,phase,score,loss')).toBe(true);
    expect(lines).toHaveLength(1 + 4 + 1);
    expect(lines[2]).toContain('"NaN, “at once”"');
    expect(lines[4]).toMatch(/^4,.*,2,waiting,,/);
  });

  test('SWEEP-16: the best is the highest score or metric, or the lowest loss; a run without a figure is never it', () => {
    const measures = measuresOf(outcomes);
    expect(measures.map(({ name }) => name).slice(0, 3)).toEqual([
      'score',
      'metric',
      'validationLoss',
    ]);
    const best = (name: string) => {
      const measure = measures.find((each) => each.name === name);
      return measure ? bestOf(measure, outcomes) : undefined;
    };
    expect([best('score'), best('metric'), best('loss'), best('validationLoss')]).toEqual([
      2,
      0,
      2,
      null,
    ]);
  });
});
