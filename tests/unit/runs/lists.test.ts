import { describe, expect, test } from 'vitest';
import { mergedSteps, wholeOf } from '../../../renderer/monitor/shared-steps';
import { assignSlots, lineStyle } from '../../../renderer/runs/compare/line-style';
import { continuationOf, trainedOn } from '../../../renderer/runs/continuation';
import { filterRuns, type RunOrder, sortRuns } from '../../../renderer/runs/run-order';
import { MAX_EPOCHS } from '../../../shared/document/limits';
import type { RunSummary } from '../../../shared/host-data';
import type { RunState } from '../../../shared/telemetry/protocol';
import { openedLab } from '../../support/labs';
import { readRun, runState } from '../app/told-runs';

const summary = (run: string, change: Partial<RunSummary> = {}): RunSummary => ({
  ...readRun(run, runState('finished')).summary,
  ...change,
});

describe('RUNS-8: the list of runs is sorted and looked through', () => {
  const runs = [
    summary('new', { started: 3, loss: 0.5, validationLoss: null }),
    summary('middle', { started: 2, loss: null, validationLoss: 0.2 }),
    summary('old', { started: 1, loss: 0.1, validationLoss: 0.9 }),
  ];
  const names = (order: RunOrder) => sortRuns(runs, order).map(({ run }) => run);

  test('by any column, both ways; what has no value stands at the end', () => {
    expect(names({ column: 'run', isDescending: false })).toEqual(['old', 'middle', 'new']);
    expect(names({ column: 'lossColumn', isDescending: false })).toEqual(['old', 'new', 'middle']);
    expect(names({ column: 'lossColumn', isDescending: true })).toEqual(['new', 'old', 'middle']);
    expect(names({ column: 'validationColumn', isDescending: true })[2]).toBe('new');
  });

  test('by every word, in any order and case', () => {
    const texts: Record<string, string[]> = {
      new: ['Adam 0.01', 'Wide net'],
      middle: ['SGD 0.01', '宽网络'],
      old: ['Adam 0.1', ''],
    };
    const found = (looked: string) =>
      filterRuns(runs, looked, ({ run }) => texts[run]).map(({ run }) => run);
    expect(found('  ')).toEqual(['new', 'middle', 'old']);
    expect(found('wide ADAM')).toEqual(['new']);
    expect(found('0.01')).toEqual(['new', 'middle']);
    expect(found('宽')).toEqual(['middle']);
    expect(found('adam nothing')).toEqual([]);
  });
});

describe('RUNS-9: a run that is over goes on for so many epochs', () => {
  const state = (change: Partial<RunState>) => ({ state: { ...runState('stopped'), ...change } });

  test('a stopped one for those that are left, a finished one for as many again', () => {
    const stopped = continuationOf(state({ step: 35, plannedEpochs: 10 }), 10);
    expect(stopped).toEqual({
      keep: 'state',
      step: 35,
      done: 3,
      proposed: 7,
      maximum: MAX_EPOCHS - 3,
    });
    const finished = continuationOf(state({ step: 100, plannedEpochs: 10 }), 10);
    expect(finished).toMatchObject({ keep: 'state', done: 10, proposed: 10 });
    const lab = openedLab('I4', { epochs: 10 });
    expect(trainedOn(lab, finished, 5).training.epochs).toBe(15);
    expect(trainedOn(lab, stopped, stopped.proposed)).toBe(lab);
  });

  test('never beyond what can be planned; after NaN with its good weights, from the start', () => {
    const long = continuationOf(state({ step: MAX_EPOCHS - 2, plannedEpochs: MAX_EPOCHS - 2 }), 1);
    expect(long).toMatchObject({ proposed: 2, maximum: 2 });
    const failure = {
      kind: 'not-finite' as const,
      message: { en: '', zh: '' },
      step: 40,
      node: null,
      tensor: null,
      goodStep: 31,
    };
    const failed = continuationOf(state({ phase: 'failed', step: 40, failure }), 10);
    expect(failed).toMatchObject({ keep: 'weights', step: 31, done: 0, proposed: 10 });
    expect(trainedOn(openedLab('I4'), failed, 4).training.epochs).toBe(4);
  });
});

describe('RUNS-10: lines of compared runs are told apart by more than colour', () => {
  test('neighbours differ in colour and in dash, and forty runs in one of both', () => {
    const styles = Array.from({ length: 40 }, (_, slot) => lineStyle(slot));
    for (let slot = 1; slot < styles.length; slot += 1) {
      expect(styles[slot].colour).not.toBe(styles[slot - 1].colour);
      expect(styles[slot].dash).not.toEqual(styles[slot - 1].dash);
    }
    expect(new Set(styles.map((style) => JSON.stringify(style))).size).toBe(40);
  });

  test('a run keeps its line while others come and go', () => {
    const first = assignSlots(new Map(), ['a', 'b', 'c']);
    expect([...first]).toEqual([
      ['a', 0],
      ['b', 1],
      ['c', 2],
    ]);
    const without = assignSlots(first, ['a', 'c']);
    expect(without.get('c')).toBe(2);
    expect(assignSlots(without, ['c', 'd', 'a']).get('d')).toBe(1);
  });
});

test('RUNS-11: one time axis holds the steps of all compared runs, each once', () => {
  const lists = [
    [1, 2, 5],
    [2, 3, 9],
    [5, 6],
  ].map((steps) => Float32Array.from(steps));
  expect([...mergedSteps(lists)]).toEqual([1, 2, 3, 5, 6, 9]);
  expect([...mergedSteps([])]).toEqual([]);
  expect(wholeOf([[4, 9], null, [2, 3]])).toEqual([2, 9]);
  expect(wholeOf([[4, 4]])).toEqual([4, 5]);
  expect(wholeOf([null])).toBeNull();
});
