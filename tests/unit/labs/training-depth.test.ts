import { describe, expect, it } from 'vitest';
import { testFigures } from './figures';
import { testFindings } from './findings';
import { last, run } from './runs';

describe('R1: plain beside residual', () => {
  it('LAB-5: twenty-nine plain layers hardly learn', async () => {
    const plain = await run('R1');
    expect(plain.validationMetric()).toBeLessThan(0.75);
    const gradients = plain.profileAtStart('gradientRms');
    expect(last(gradients) / gradients[0]).toBeLessThan(20);
    expect(last(plain.profile('gradientRms')) / plain.profile('gradientRms')[0]).toBeGreaterThan(
      100,
    );
  });

  it.each([['R1.1'], ['R1.2']])(
    'LAB-6: %s: with shortcuts the same layers learn it all',
    async (name) => {
      expect((await run(name)).validationMetric()).toBeGreaterThan(0.97);
    },
  );

  it('LAB-6: R1.1: along the shortcuts the gradient is of one size', async () => {
    const cured = await run('R1.1');
    const along = cured.layers
      .filter((node) => node.startsWith('add-'))
      .map((node) => cured.atStart(node, 'gradientRms'));
    expect(along).toHaveLength(14);
    for (const gradient of along) expect(gradient).toBeCloseTo(along[0], 6);
  });

  it('LAB-6: R1.3: three plain layers do better than twenty-nine', async () => {
    expect((await run('R1.3')).validationMetric()).toBeGreaterThan(0.85);
  });
});

describe('B1: batch normalization', () => {
  it('LAB-5: without it the signal is gone, and nothing is learned', async () => {
    const failing = await run('B1');
    const signals = failing.profileAtStart('signalRms');
    expect(last(signals)).toBeLessThan(1e-6);
    for (const loss of failing.validationLosses()) expect(loss).toBeCloseTo(Math.LN2, 2);
  });

  it.each(['B1.1', 'B1.2', 'B1.4'])('LAB-6: %s learns', async (name) => {
    expect((await run(name)).validationMetric()).toBeGreaterThan(0.98);
  });

  it('LAB-6: B1.1: the signal is level from the second layer on', async () => {
    const signals = (await run('B1.1')).profileAtStart('signalRms').slice(1);
    expect(Math.max(...signals) / Math.min(...signals)).toBeLessThan(1.3);
  });

  it('LAB-6: B1.3: large weights without it are not finite after three steps', async () => {
    expect((await run('B1.3')).state.failure).toMatchObject({ kind: 'not-finite', step: 3 });
  });

  it('LAB-6: B1.5: with two samples a batch it does not learn', async () => {
    const accuracies = (await run('B1.5')).validationMetrics();
    expect(Math.max(...accuracies)).toBeLessThan(0.8);
  });
});

describe('LAB-7: the pictures on the cards', () => testFigures('depth'));

describe('LAB-9: what the labs are diagnosed as', () => testFindings('depth'));
