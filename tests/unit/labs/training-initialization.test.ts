import { describe, expect, it } from 'vitest';
import { findLab } from '../../../shared/labs';
import { bornDeadForOneInput } from '../../../shared/theory/born-dead';
import { testFigures } from './figures';
import { factors, last, run } from './runs';
import { train } from './train';

describe('I2: N(0, 0.01²) in six layers', () => {
  it('LAB-5: each layer passes on a twentieth of the signal, and the loss stays at ln 10', async () => {
    const failing = await run('I2');
    const signals = failing.profileAtStart('signalRms');
    expect(signals[0]).toBeCloseTo(0.2, 1);
    expect(last(signals)).toBeLessThan(2e-7);
    for (const factor of factors(signals)) {
      expect(factor).toBeGreaterThan(0.045);
      expect(factor).toBeLessThan(0.07);
    }
    expect(failing.profileAtStart('gradientRms')[0]).toBeLessThan(1e-9);
    expect(failing.lastLoss()).toBeCloseTo(Math.log(10), 2);
    expect(failing.validationMetric()).toBeLessThan(0.15);
  });

  it('LAB-6: I2.1: one layer learns from the same weights', async () => {
    expect((await run('I2.1')).validationMetric()).toBeGreaterThan(0.83);
  });

  it('LAB-6: I2.2: two layers wait on a plateau for two epochs', async () => {
    const losses = (await run('I2.2')).validationLosses();
    expect(losses[2]).toBeGreaterThan(2.25);
    expect(last(losses)).toBeLessThan(1);
  });

  it('LAB-6: I2.3 and I2.4: He with ReLU and Xavier with tanh keep the signal and learn', async () => {
    const [he, xavier] = [await run('I2.3'), await run('I2.4')];
    for (const signal of he.profileAtStart('signalRms')) expect(signal).toBeCloseTo(1, 0);
    expect(xavier.profileAtStart('signalRms')[0]).toBeCloseTo(0.7, 1);
    expect(last(xavier.profileAtStart('signalRms'))).toBeCloseTo(0.3, 1);
    for (const trained of [he, xavier]) {
      expect(trained.validationMetric()).toBeGreaterThan(0.85);
    }
  });
});

describe('I3: thirty ReLU layers', () => {
  it('LAB-5: with Xavier signal and gradient fade by √½ a layer, and the loss stays at ln 2', async () => {
    const failing = await run('I3');
    const signals = failing.profileAtStart('signalRms');
    const gradients = failing.profileAtStart('gradientRms');
    expect(signals).toHaveLength(30);
    const perLayer = (ratio: number) => ratio ** (1 / 29);
    expect(perLayer(last(signals) / signals[0])).toBeCloseTo(Math.SQRT1_2, 1);
    expect(perLayer(gradients[0] / last(gradients))).toBeCloseTo(Math.SQRT1_2, 1);
    expect(gradients[0]).toBeLessThan(3e-7);
    expect(failing.lastLoss()).toBeCloseTo(Math.LN2, 2);
    expect(failing.validationMetric()).toBeCloseTo(0.5, 1);
  });

  it('LAB-6: I3.1: He keeps the gradient and separates the rings', async () => {
    const cured = await run('I3.1');
    for (const gradient of cured.profileAtStart('gradientRms')) {
      expect(gradient).toBeGreaterThan(0.003);
      expect(gradient).toBeLessThan(0.01);
    }
    expect(cured.validationMetric()).toBeGreaterThan(0.98);
  });

  it.each([
    ['I3.2', 'ten layers'],
    ['I3.3', 'Adam'],
  ])('LAB-6: %s (%s) gets there with Xavier', async (name) => {
    expect((await run(name)).validationMetric()).toBeGreaterThan(0.98);
  });
});

describe('I5: all zeros', () => {
  it('LAB-5: every signal and gradient is exactly 0, and only the last bias moves', async () => {
    const failing = await run('I5');
    for (const quantity of ['signalRms', 'gradientRms'] as const) {
      expect(failing.profileAtStart(quantity)).toEqual([0, 0]);
      expect(failing.profile(quantity)).toEqual([0, 0]);
    }
    for (const node of ['hidden-1', 'hidden-2', 'head']) {
      expect(
        failing
          .kernel(node)
          .flat()
          .every((weight) => weight === 0),
      ).toBe(true);
    }
    for (const loss of failing.validationLosses()) expect(loss).toBeCloseTo(Math.LN2, 1);
  });

  it('LAB-6: I5.1 and I5.2: random weights learn, also with zeros in the last layer', async () => {
    const [random, lastZero] = [await run('I5.1'), await run('I5.2')];
    expect(random.profileAtStart('gradientRms')[0]).toBeGreaterThan(0.01);
    expect(lastZero.profileAtStart('gradientRms')).toEqual([0, 0]);
    for (const trained of [random, lastZero]) {
      expect(trained.validationMetric()).toBeGreaterThan(0.97);
    }
  });

  it('LAB-6: I5.3: sigmoids move, in step', async () => {
    const sigmoid = await run('I5.3');
    expect(sigmoid.layer('hidden-2', 'updateRatio')).toBeGreaterThan(0);
    for (const row of sigmoid.kernel('hidden-2')) expect(new Set(row).size).toBe(1);
    expect(sigmoid.validationLoss()).toBeCloseTo(Math.LN2, 1);
  });
});

describe('D2: narrow and deep', () => {
  it('LAB-5: the fifth layer is dead before the first step, and the network says a constant', async () => {
    const failing = await run('D2');
    const dead = failing.profileAtStart('deadNow');
    expect(dead[3]).toBeLessThan(1);
    expect(dead.slice(4)).toEqual([1, 1, 1, 1, 1]);
    expect(failing.profile('deadNow')).toEqual(dead);
    expect(failing.validationLoss()).toBeCloseTo(0.115, 2);
  });

  it('D2: five of ten seeds are born dead (seeds 1 to 10), and theory says what the text says', async () => {
    const document = findLab('D2')?.document();
    if (!document) throw new Error('no D2');
    const dead: number[] = [];
    for (let seed = 1; seed <= 10; seed += 1) {
      const training = { ...document.training, seed };
      const started = await train({ ...document, training }, 1);
      if (started.profileAtStart('deadNow').includes(1)) dead.push(seed);
    }
    expect(dead).toEqual([1, 2, 6, 9, 10]);
    expect(bornDeadForOneInput(new Array(9).fill(3))).toBeCloseTo(0.7, 2);
    expect(bornDeadForOneInput(new Array(9).fill(16))).toBeCloseTo(0.0001, 4);
  });

  it.each([
    ['D2.1', '16 units'],
    ['D2.2', 'ELU'],
    ['D2.3', 'another seed'],
  ])('LAB-6: %s (%s) fits the parabola', async (name) => {
    expect((await run(name)).validationLoss()).toBeLessThan(0.003);
  });

  it('LAB-6: D2.4: a leak of 0.01 is better than nothing, and not enough', async () => {
    const leaky = await run('D2.4');
    const gradients = leaky.profileAtStart('gradientRms');
    expect(gradients[3] / gradients[4]).toBeLessThan(0.02);
    expect(leaky.validationLoss()).toBeGreaterThan(0.05);
    expect(leaky.validationLoss()).toBeLessThan(0.08);
  });
});

describe('LAB-7: the pictures on the cards', () => testFigures('initialization'));
