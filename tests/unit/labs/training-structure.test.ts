import { describe, expect, it } from 'vitest';
import { testFigures } from './figures';
import { testFindings } from './findings';
import { factors, run } from './runs';
import type { TrainedRun } from './train';

describe('M1: a shared layer, a constant and a loop', () => {
  it('LAB-5: behind the clamp the batch’s norm is in 0.8 … 1 or in 5 … 8, and changes between them', async () => {
    const failing = await run('M1');
    // Row 0 is before training. Twelve batches of 32 and one of 16 make an epoch; the smaller one is left out.
    const norms = failing
      .history('clamp', 'signalRms')
      .filter((_, step) => step === 0 || step % 13 !== 0)
      .map((rms) => rms * Math.sqrt(32 * 16));
    expect(norms).toHaveLength(261 - 20);
    const small = norms.map((norm) => norm < 2);
    for (const [step, norm] of norms.entries()) {
      expect(norm).toBeGreaterThan(small[step] ? 0.799 : 4.99);
      expect(norm).toBeLessThan(small[step] ? 1.001 : 8.01);
    }
    expect(small.filter((is, step) => step > 0 && is !== small[step - 1]).length).toBeGreaterThan(
      3,
    );
    const steps = factors(failing.validationLosses());
    expect(Math.max(...steps)).toBeGreaterThan(1.15);
    expect(Math.min(...steps)).toBeLessThan(0.5);
  });

  it('M1: the shared layer has one set of weights, which both places train', async () => {
    const failing = await run('M1');
    expect(failing.checkpoint?.weights.map(({ node }) => node)).not.toContain('hidden-3');
    expect(failing.layer('hidden-2', 'updateRatio')).toBeGreaterThan(1e-4);
    expect(failing.layer('hidden-3', 'updateRatio')).toBe(failing.layer('hidden-2', 'updateRatio'));
  });

  it('LAB-6: M1.1: without the clamp the loss falls smoothly, to a tenth and less', async () => {
    const cured = await run('M1.1');
    expect(Math.max(...factors(cured.validationLosses()).slice(0, 8))).toBeLessThan(1);
    expect(cured.validationLoss()).toBeLessThan(0.1 * (await run('M1')).validationLoss());
  });

  it('LAB-6: M1.2: layer normalization keeps the signal at 1 and learns', async () => {
    const normalized = await run('M1.2');
    expect(normalized.atStart('normalization', 'signalRms')).toBeCloseTo(1, 2);
    expect(normalized.validationLoss()).toBeLessThan(0.01);
  });

  it('LAB-6: M1.3: weights of its own are 272 parameters more and do about as well', async () => {
    const own = await run('M1.3');
    const size = ({ checkpoint }: TrainedRun) =>
      checkpoint?.weights.reduce((sum, { values }) => sum + values.length, 0) ?? 0;
    expect(size(own) - size(await run('M1.1'))).toBe(272);
    expect(own.validationLoss()).toBeLessThan(0.01);
  });

  it('LAB-6: M1.4: a larger batch is a weaker signal behind the clamp', async () => {
    const [small, large] = [await run('M1'), await run('M1.4')];
    const ratio = small.atStart('clamp', 'signalRms') / large.atStart('clamp', 'signalRms');
    expect(ratio).toBeGreaterThan(18);
    expect(ratio).toBeLessThan(22);
    expect(large.atStart('clamp', 'signalRms')).toBeCloseTo(0.013, 3);
  });
});

describe('C1: a convolutional network on digits', () => {
  it('LAB-5: with sigmoid the loss stays at ln 10, the first gradient is a thousandth of the last', async () => {
    const failing = await run('C1');
    expect(failing.lastLoss()).toBeCloseTo(Math.log(10), 1);
    expect(failing.validationMetric()).toBeLessThan(0.2);
    const ratio =
      failing.atStart('head', 'gradientRms') / failing.atStart('hidden-1', 'gradientRms');
    expect(ratio).toBeGreaterThan(700);
    expect(ratio).toBeLessThan(1500);
  });

  it('LAB-6: C1.1: ReLU with He reads nine digits in ten', async () => {
    const cured = await run('C1.1');
    expect(cured.validationMetric()).toBeGreaterThan(0.89);
    const ratio = cured.atStart('head', 'gradientRms') / cured.atStart('hidden-1', 'gradientRms');
    expect(ratio).toBeLessThan(100);
  });

  it.each([
    ['C1.2', 'batch normalization'],
    ['C1.3', 'no convolution'],
    ['C1.4', 'tanh'],
  ])('LAB-6: %s (%s) learns, less than ReLU does', async (name) => {
    const accuracy = (await run(name)).validationMetric();
    expect(accuracy).toBeGreaterThan(0.8);
    expect(accuracy).toBeLessThan((await run('C1.1')).validationMetric());
  });

  it('LAB-6: C1.3 has about as many parameters as the convolutional network', async () => {
    const size = ({ checkpoint }: TrainedRun) =>
      checkpoint?.weights.reduce((sum, { values }) => sum + values.length, 0) ?? 0;
    expect([size(await run('C1.1')), size(await run('C1.3'))]).toEqual([28_886, 28_630]);
  });
});

describe('F1 and F2: fitting x² and x³', () => {
  it('LAB-5: F1: three units, one of which dies, leave corners', async () => {
    const failing = await run('F1');
    expect(failing.validationLoss()).toBeCloseTo(0.007, 3);
    expect(failing.profile('deadNow')).toEqual([expect.closeTo(1 / 3, 5)]);
  });

  it.each([
    ['F1.1', 0.0005, 0.002],
    ['F1.2', 0.0005, 0.002],
    ['F1.3', 0.1, 0.17],
    ['F1.4', 0.07, 0.09],
    ['F2', 0.004, 0.007],
    ['F2.1', 0.0005, 0.003],
    ['F2.2', 0.0005, 0.004],
    ['F2.3', 0.005, 0.012],
    ['F2.4', 0.03, 0.05],
  ])('LAB-6: %s ends between %f and %f', async (name, low, high) => {
    const loss = (await run(name)).validationLoss();
    expect(loss).toBeGreaterThan(low);
    expect(loss).toBeLessThan(high);
  });
});

describe('LAB-7: the pictures on the cards', () => testFigures('structure'));

describe('LAB-9: what the labs are diagnosed as', () => testFindings('structure'));
