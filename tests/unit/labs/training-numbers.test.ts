import { describe, expect, it } from 'vitest';
import { testFigures } from './figures';
import { testFindings } from './findings';
import { last, run } from './runs';

describe('N2: the logarithm of 0', () => {
  it('LAB-5: each point beyond the border costs −ln 10⁻⁷, and nothing moves any more', async () => {
    const failing = await run('N2');
    const losses = failing.validationLosses();
    const border = -Math.log(1e-7);
    expect(border).toBeCloseTo(16.118, 3);
    expect(losses[0]).toBeCloseTo(10.7, 1);
    for (const loss of losses.slice(1)) expect(loss / border).toBeCloseTo(0.34, 3);
    expect(failing.validationMetric()).toBeCloseTo(0.66, 2);
    const fromLogits = (await run('N2.1')).profileAtStart('gradientRms');
    for (const [index, gradient] of failing.profileAtStart('gradientRms').entries()) {
      expect(fromLogits[index] / gradient).toBeGreaterThan(1500);
    }
  });

  it('LAB-6: N2.1: from logits the loss says how wrong it is, and learns', async () => {
    const cured = await run('N2.1');
    expect(cured.validationLosses()[0]).toBeCloseTo(41, 0);
    expect(cured.validationLosses()[1]).toBeLessThan(0.1);
    expect(cured.validationMetric()).toBe(1);
  });

  it('LAB-6: N2.2: Adam does not move what has no gradient', async () => {
    const [sgd, adam] = [await run('N2'), await run('N2.2')];
    expect(adam.validationLoss()).toBeCloseTo(sgd.validationLoss(), 2);
  });

  it('LAB-6: N2.3: small weights hide it', async () => {
    expect((await run('N2.3')).validationLoss()).toBeLessThan(0.01);
  });
});

describe('N3: sixteen bits', () => {
  it('LAB-5: in float16 the loss does not move, though all is finite', async () => {
    const failing = await run('N3');
    const gradients = failing.profileAtStart('gradientRms');
    expect(gradients[0]).toBeLessThan(2e-7);
    expect(last(gradients)).toBeCloseTo(0.004, 3);
    for (const loss of failing.validationLosses()) expect(loss).toBeCloseTo(Math.LN2, 3);
    expect(failing.state.failure).toBeNull();
    expect(failing.profile('weightGradientNorm')[2]).toBe(0);
  });

  it.each([
    ['N3.1', 'a fixed scale'],
    ['N3.2', 'a dynamic scale'],
    ['N3.3', 'bfloat16'],
    ['N3.4', 'float32'],
  ])('LAB-6: %s (%s) learns', async (name) => {
    const cured = await run(name);
    expect(cured.validationLoss()).toBeLessThan(0.003);
    expect(cured.validationMetric()).toBe(1);
  });
});

describe('LAB-7: the pictures on the cards', () => testFigures('numbers'));

describe('LAB-9: what the labs are diagnosed as', () => testFindings('numbers'));
