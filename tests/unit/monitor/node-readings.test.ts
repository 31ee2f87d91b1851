import { afterEach, describe, expect, it } from 'vitest';
import { useCursor, useRun } from '../../../renderer/app/state/run-store';
import { rangesReader } from '../../../renderer/monitor/node-ranges';
import {
  gradientAlong,
  nodeReader,
  overlayValue,
  worstOverlayValue,
  worstReader,
} from '../../../renderer/monitor/node-readings';
import { histogramRow, layersStore, layoutOf } from './run-fixture';

const layout = layoutOf(3);

function watch(): void {
  const telemetry = layersStore(layout, 'gradientRms', [0, 10, 20], (layer, step) =>
    layer === 0 ? 0.5 : layer + step,
  );
  useRun.setState({ run: 'run', state: null, layout, telemetry });
}

afterEach(() => {
  useRun.setState({ run: null, state: null, layout: null, telemetry: null });
  useCursor.setState({ step: null, range: null });
});

describe('readings of a block', () => {
  it('BLOCK-19: are the worst of the layers inside, and name them', () => {
    // Dead units: the largest share. Gradients: the farthest from a thousandth, to either side.
    const telemetry = layersStore(layout, 'deadNow', [0, 10], (layer, step) =>
      layer === 2 ? 0 : layer / 4 + (layer === 1 ? step / 100 : 0),
    );
    useRun.setState({ run: 'run', state: null, layout, telemetry });
    const read = worstReader(['n0', 'n1', 'n2']);
    const first = read();
    expect(first?.values.deadNow).toBeCloseTo(0.35, 6);
    expect(first?.layers.deadNow).toBe('n1');
    expect(first?.values.gradientRms).toBeNaN();
    expect(first?.layers.gradientRms).toBe('');
    expect(nodeReader('n2')()?.deadNow).toBe(0);
    expect(read()).toBe(first);
    useCursor.setState({ step: 0 });
    expect(read()?.values.deadNow).toBe(0.25);
    expect(worstReader(['gone'])()).toBeNull();
  });

  it.each([
    ['vanishing', [1e-9, 1e-3, 1e-2], 'n0'],
    ['exploding', [1e-4, 1e5, 1e-9], 'n1'],
  ])('BLOCK-19: a gradient that is %s counts, and colours the block', (_name, values, worst) => {
    const telemetry = layersStore(layout, 'gradientRms', [0], (layer) => values[layer]);
    useRun.setState({ run: 'run', state: null, layout, telemetry });
    const inside = ['n0', 'n1', 'n2'];
    const index = inside.indexOf(worst);
    expect(worstReader(inside)()?.layers.gradientRms).toBe(worst);
    expect(worstOverlayValue(inside, 'gradient')).toBe(Math.fround(values[index]));
    expect(worstOverlayValue(inside, 'shapes')).toBeNull();
  });
});

describe('readings of a node', () => {
  it('MON-19: are those of the step at the time cursor, and of the newest step without one', () => {
    watch();
    const read = nodeReader('n2');
    expect(read()?.gradientRms).toBe(22);
    useCursor.setState({ step: 10 });
    expect(read()?.gradientRms).toBe(12);
    useCursor.setState({ step: 15 });
    expect(read()?.gradientRms).toBe(12);
  });

  it('MON-19: are null where nothing is recorded of the node', () => {
    expect(nodeReader('n0')()).toBeNull();
    watch();
    expect(nodeReader('a node drawn since')()).toBeNull();
    useCursor.setState({ step: -1 });
    expect(nodeReader('n0')()).toBeNull();
  });

  it('MON-19: stay the same object while no number of the node changed, so it does not render', () => {
    watch();
    const still = nodeReader('n0');
    const moving = nodeReader('n1');
    const before = { still: still(), moving: moving() };
    expect(still()).toBe(before.still);
    useCursor.setState({ step: 0 });
    expect(still()).toBe(before.still);
    expect(moving()).not.toBe(before.moving);
    expect(before.moving?.gradientRms).toBe(21);
  });

  it('MON-19: give an overlay its one number, and none for what was not measured', () => {
    watch();
    expect(overlayValue('n1', 'gradient')).toBe(21);
    expect(overlayValue('n1', 'shapes')).toBeNull();
    expect(overlayValue('n1', 'signal')).toBeNull();
  });

  it('MON-19: tell the smallest and the largest number of its tensors, the same object while they stay', () => {
    watch();
    const read = rangesReader('n1');
    expect(read()).toBeNull();
    const rows = histogramRow(layout, 1, [-0.5, 2], () => 1);
    useRun.getState().telemetry?.append([{ group: 'histograms', rows }]);
    const first = read();
    expect(first?.activation).toEqual([-0.5, 2]);
    expect(first?.weight).toEqual([Number.NaN, Number.NaN]);
    const later = histogramRow(layout, 1, [-0.5, 2], () => 3);
    later[0] = 10;
    useRun.getState().telemetry?.append([{ group: 'histograms', rows: later }]);
    expect(read()).toBe(first);
    expect(rangesReader('gone')()).toBeNull();
  });

  it('MON-20: a branch shows its own part of the gradient, a lone connection all of it', () => {
    const branches = [
      { source: 'n0', target: 'n1' },
      { source: 'n0', target: 'n2' },
    ];
    const branching = layoutOf(3, { branches });
    const telemetry = layersStore(branching, 'gradientRms', [0, 10], (layer) => layer + 1);
    for (const step of [0, 10]) {
      const rows = Float32Array.of(step, 0.25 + step, Number.NaN);
      telemetry.append([{ group: 'branches', rows }]);
    }
    useRun.setState({ run: 'run', state: null, layout: branching, telemetry });
    expect(gradientAlong('n0', 'n1')).toBe(10.25);
    useCursor.setState({ step: 4 });
    expect(gradientAlong('n0', 'n1')).toBe(0.25);
    expect(gradientAlong('n0', 'n2')).toBeNull();
    expect(gradientAlong('n1', 'n2')).toBe(2);
  });
});
