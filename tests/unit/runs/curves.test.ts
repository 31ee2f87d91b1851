import { describe, expect, test } from 'vitest';
import { alignedRows } from '../../../renderer/monitor/heat-map-model';
import type { ComparedRun } from '../../../renderer/runs/compare/compared-runs';
import { installBridge } from '../app/bridge';
import { layersStore, layoutOf } from '../monitor/run-fixture';
import { makeRun } from './made-runs';

installBridge({});
const { mapsTable } = await import('../../../renderer/runs/compare/maps-table');
const { curveLines, curveOf, curvesTable, goesOn, measuresOf } = await import(
  '../../../renderer/runs/compare/curve-lines'
);

const runs: readonly ComparedRun[] = [
  makeRun('a', { from: 1, losses: [4, 2, 1], metrics: ['accuracy'] }),
  makeRun('b', {
    from: 3,
    losses: [1, 3],
    metrics: ['accuracy', 'f1'],
    after: { run: 'a', step: 2 },
  }),
  makeRun('c', { from: 1, losses: [], metrics: [] }),
  makeRun('d', { from: 1, losses: [7], metrics: [], after: { run: 'a', step: 2 } }),
];
const options = {
  measure: 'loss',
  set: 'training' as const,
  smoothing: 0,
  slots: new Map([['b', 1]]),
  locale: 'en' as const,
};

describe('RUNS-12: curves of compared runs', () => {
  test('each run that measured it has a line; one that goes on is marked where it begins', () => {
    expect(measuresOf(runs)).toEqual(['loss', 'accuracy', 'f1']);
    const lines = curveLines(runs, options);
    expect(lines.map(({ id, goesOn: isMarked }) => [id, isMarked])).toEqual([
      ['a', false],
      ['b', true],
      // It took weights alone, and counts its own steps.
      ['d', false],
    ]);
    expect([...lines[1].column.steps]).toEqual([3, 4]);
    expect(runs.map(goesOn)).toEqual([false, true, false, false]);
    expect(curveLines(runs, { ...options, measure: 'f1' }).map(({ id }) => id)).toEqual(['b']);
    expect(curveOf(runs[0], 'f1', 'training')).toBeNull();
  });

  test('smoothing concerns what is drawn of training, never what is exported', () => {
    const [plain] = curveLines(runs, options);
    const [smooth] = curveLines(runs, { ...options, smoothing: 0.9 });
    expect([...plain.column.mean]).toEqual([4, 2, 1]);
    expect(smooth.column.mean[2]).toBeGreaterThan(2);
    // Made once, however often it is drawn.
    expect(curveLines(runs, { ...options, smoothing: 0.9 })[0].column).toBe(smooth.column);
    const { columns, rows } = curvesTable(runs, 'loss', 'en');
    expect(columns.slice(0, 5)).toEqual(['run', 'name', 'set', 'step', 'loss']);
    expect(rows.filter(([run]) => run === 'a').map((row) => row.slice(2, 5))).toEqual([
      ['training', 1, 4],
      ['training', 2, 2],
      ['training', 3, 1],
    ]);
  });

  test('heat maps are exported with a row for each layer of a run at each recorded step', () => {
    const layout = layoutOf(2);
    const telemetry = layersStore(layout, 'signalRms', [5, 10], (layer, step) => layer + step);
    const { rows, columns } = mapsTable([{ ...runs[0], layout, telemetry }], 'signalRms', 'en');
    expect(columns).toEqual(['run', 'name', 'layer', 'step', 'signalRms']);
    expect(rows.map((row) => row.slice(2))).toEqual([
      ['L0', 5, 5],
      ['L0', 10, 10],
      ['L1', 5, 6],
      ['L1', 10, 11],
    ]);
  });

  test('layers of many networks stand at equal heights', () => {
    const [layer] = layoutOf(1).layers;
    const layouts = [
      ['a', 'b', 'c'],
      ['a', 'x', 'c'],
      ['a', 'c', 'y'],
    ].map((names) =>
      layoutOf(0, { layers: names.map((name) => ({ ...layer, node: name, name })) }),
    );
    const rows = alignedRows(layouts);
    expect(new Set(rows.map((own) => own.map(({ node }) => node).join())).size).toBe(1);
    for (const [at, own] of rows.entries()) {
      for (const row of own) {
        expect(row.layer).toBe(layouts[at].layers.findIndex(({ node }) => node === row.node));
      }
    }
    expect(rows[0].map(({ node }) => node).sort()).toEqual(['a', 'b', 'c', 'x', 'y']);
  });
});
