import { describe, expect, it } from 'vitest';
import { testFigures } from './figures';
import { testFindings } from './findings';
import { factors, last, run } from './runs';

describe('V1: a deep sigmoid network', () => {
  it('LAB-5: the first layer’s gradient is at most a ten-thousandth of the last one’s, and nothing is learned', async () => {
    const failing = await run('V1');
    const gradients = failing.profileAtStart('gradientRms');
    expect(gradients).toHaveLength(10);
    expect(gradients[0] / last(gradients)).toBeLessThan(1e-4);
    for (const factor of factors(gradients)) expect(factor).toBeGreaterThan(2);
    expect(failing.lastLoss()).toBeGreaterThan(0.65);
    expect(failing.layer('hidden-1', 'updateRatio')).toBeLessThan(1e-6);
  });

  it.each([
    ['V1.1', 'ReLU with He'],
    ['V1.2', 'tanh with Xavier'],
    ['V1.3', '4·sigmoid(x) − 2'],
  ])('LAB-6: %s (%s) keeps the gradient and learns', async (name) => {
    const cured = await run(name);
    const gradients = cured.profileAtStart('gradientRms');
    expect(gradients[0] / last(gradients)).toBeGreaterThan(0.1);
    expect(cured.lastLoss()).toBeLessThan(0.1);
  });

  it('LAB-6: V1.4: two sigmoid layers do learn', async () => {
    expect((await run('V1.4')).validationMetric()).toBeGreaterThan(0.8);
  });
});

describe('V2: the bare product', () => {
  it('LAB-5: signal and gradient change by exactly the weight from layer to layer, and no weight moves', async () => {
    const failing = await run('V2');
    for (const factor of factors(failing.profileAtStart('signalRms'))) {
      expect(factor).toBeCloseTo(0.2, 4);
    }
    for (const factor of factors(failing.profileAtStart('gradientRms'))) {
      expect(factor).toBeCloseTo(5, 3);
    }
    expect(last(failing.profileAtStart('signalRms'))).toBeLessThan(1e-20);
    expect(failing.profile('updateRatio').every((ratio) => ratio === 0)).toBe(true);
  });

  it('LAB-6: V2.1: weight 5 overflows before the first step, in the loss', async () => {
    const { state } = await run('V2.1');
    expect(state.failure).toMatchObject({ kind: 'not-finite', step: 0, tensor: 'loss' });
  });

  it('LAB-6: V2.2: weight 1 keeps both and finds the best straight line', async () => {
    const cured = await run('V2.2');
    for (const factor of factors(cured.profileAtStart('gradientRms')))
      expect(factor).toBeCloseTo(1, 4);
    expect(cured.lastLoss(5)).toBeLessThan(0.03);
    expect(cured.kernel('hidden-9')[0][0]).toBeCloseTo(0.963, 2);
  });

  it('LAB-6: V2.3 and V2.4: 0.9 still learns, 1.1 explodes', async () => {
    const slow = await run('V2.3');
    expect(last(slow.validationLosses())).toBeLessThan(0.6 * slow.validationLosses()[0]);
    const { state } = await run('V2.4');
    expect(state.failure).toMatchObject({ kind: 'not-finite', step: 3, tensor: 'preactivation' });
  });
});

describe('X1: weights of deviation 1 in a deep ReLU network', () => {
  it('LAB-5: the first gradient is astronomical and the second step is not finite, named by layer', async () => {
    const failing = await run('X1');
    expect(failing.atStart('hidden-1', 'gradientRms')).toBeGreaterThan(1e9);
    expect(failing.losses()[0]).toBeGreaterThan(1e10);
    for (const factor of factors(failing.profileAtStart('signalRms'))) {
      expect(factor).toBeGreaterThan(3);
      expect(factor).toBeLessThan(9);
    }
    expect(failing.state.failure).toMatchObject({
      kind: 'not-finite',
      step: 2,
      node: 'hidden-4',
      tensor: 'preactivation',
    });
  });

  it.each([
    ['X1.1', 'He'],
    ['X1.2', 'N(0, 0.177²)'],
  ])('LAB-6: %s (%s) keeps the signal and fits the curve', async (name) => {
    const cured = await run(name);
    const signals = cured.profileAtStart('signalRms');
    expect(last(signals) / signals[0]).toBeGreaterThan(0.5);
    expect(last(signals) / signals[0]).toBeLessThan(2);
    expect(cured.lastLoss()).toBeLessThan(0.01);
  });

  it('LAB-6: X1.3: Adam does not overflow, and does not learn either', async () => {
    const adam = await run('X1.3');
    expect(adam.state.failure).toBeNull();
    expect(adam.lastLoss()).toBeGreaterThan(1e7);
  });
});

describe('LAB-7: the pictures on the cards', () => testFigures('signal'));

describe('LAB-9: what the labs are diagnosed as', () => testFindings('signal'));
