import { describe, expect, it } from 'vitest';
import { bornDeadForOneInput } from '../../../shared/theory/born-dead';
import { openedLab } from '../../support/labs';
import { testFigures } from './figures';
import { testFindings } from './findings';
import { factors, run } from './runs';
import { train } from './train';

describe('D1: dead ReLUs', () => {
  const share = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length;

  it('LAB-5: too high a rate kills more than half of the units, one layer wholly, for good', async () => {
    const failing = await run('D1');
    expect(share(failing.profileAtStart('deadNow'))).toBeLessThan(0.1);
    expect(share(failing.profile('deadNow'))).toBeGreaterThan(0.5);
    expect(Math.max(...failing.profile('deadLasting'))).toBe(1);
    expect(failing.validationMetric()).toBeLessThan(0.7);
  });

  it('TELE-E7: the picture and the confusion matrix of a step see the same weights, those after it', async () => {
    // At this rate the network answers one class for all, and each step may turn it into the other.
    const { telemetry } = await run('D1');
    const picture = telemetry.rowAt('picture', null) ?? [];
    const confusion = telemetry.rowAt('confusion', null) ?? [];
    expect(picture[0]).toBe(confusion[0]);
    const predicted = [confusion[1] + confusion[3], confusion[2] + confusion[4]];
    const answered = predicted.findIndex((count) => count > 0);
    expect(predicted[1 - answered]).toBe(0);
    const classes = [...picture].slice(1).filter((_, index) => index % 2 === 0);
    expect(share(classes.map((name) => (name === answered ? 1 : 0)))).toBeGreaterThan(0.9);
  });

  it('LAB-6: D1.1: with rate 0.01 few die and all is learned', async () => {
    const cured = await run('D1.1');
    expect(share(cured.profile('deadNow'))).toBeLessThan(0.3);
    expect(cured.validationMetric()).toBeGreaterThan(0.97);
  });

  it('LAB-6: D1.2: biases of −3: born dead, and the loss stays at ln 2', async () => {
    const born = await run('D1.2');
    expect(share(born.profileAtStart('deadNow'))).toBeGreaterThan(0.5);
    expect(born.profile('deadNow').slice(1)).toEqual([1, 1, 1]);
    expect(born.lastLoss()).toBeCloseTo(Math.LN2, 1);
  });

  it('LAB-6: D1.3: Leaky ReLU comes back from biases of −3', async () => {
    expect((await run('D1.3')).validationMetric()).toBeGreaterThan(0.95);
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
    const dead: number[] = [];
    for (let seed = 1; seed <= 10; seed += 1) {
      const started = await train(openedLab('D2', { seed }), 1);
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

describe('S1: sigmoid, 4·sigmoid(x) − 2 and tanh', () => {
  it('LAB-5: sigmoid quarters the gradient in every layer and answers the mean', async () => {
    const failing = await run('S1');
    const gradients = failing.profileAtStart('gradientRms');
    for (const factor of factors(gradients)) {
      expect(factor).toBeGreaterThan(2.5);
      expect(factor).toBeLessThan(6);
    }
    expect(gradients[0]).toBeLessThan(3e-6);
    for (const loss of failing.validationLosses().slice(1)) {
      expect(loss).toBeGreaterThan(0.45);
      expect(loss).toBeLessThan(0.9);
    }
  });

  it.each(['S1.1', 'S1.2'])('LAB-6: %s keeps the gradient and follows the curve', async (name) => {
    const cured = await run(name);
    const gradients = cured.profileAtStart('gradientRms');
    expect(Math.max(...gradients) / Math.min(...gradients)).toBeLessThan(1.6);
    expect(cured.validationLoss()).toBeLessThan(0.05);
  });

  it('LAB-6: S1.3: one sigmoid layer learns in part', async () => {
    const loss = (await run('S1.3')).validationLoss();
    expect(loss).toBeGreaterThan(0.2);
    expect(loss).toBeLessThan(0.32);
  });
});

/** For each unit of the second hidden layer: is every one of its weights changed in the same direction by one sample? */
async function movesTogether(name: string): Promise<boolean[]> {
  const after = async (learningRate: number) =>
    (await train(openedLab(name, { batchSize: 1, learningRate }), 1)).kernel('hidden-2');
  const [start, moved] = [await after(0), await after(0.3)];
  return start[0].map((_, unit) => {
    const signs = start.map((row, input) => Math.sign(moved[input][unit] - row[unit]));
    return signs.every((sign) => sign === signs[0]);
  });
}

describe('S2: not centred', () => {
  it('LAB-5: sigmoid stays at ln 2', async () => {
    const failing = await run('S2');
    for (const loss of failing.validationLosses()) expect(loss).toBeCloseTo(Math.LN2, 1);
    expect(failing.validationMetric()).toBeLessThan(0.7);
    for (const node of ['hidden-1', 'hidden-2']) {
      const deviation = failing.atStart(node, 'signalDeviation');
      expect(failing.atStart(node, 'signalRms')).toBeCloseTo(0.5, 1);
      expect(deviation).toBeLessThan(0.15);
    }
  });

  it('LAB-5: for one sample all weights of a unit move together with sigmoid, with tanh of none', async () => {
    expect(await movesTogether('S2')).toEqual(new Array(16).fill(true));
    expect(await movesTogether('S2.1')).toEqual(new Array(16).fill(false));
  });

  it.each(['S2.1', 'S2.2'])('LAB-6: %s is centred, and learns', async (name) => {
    const cured = await run(name);
    expect(cured.validationLoss()).toBeLessThan(0.06);
    expect(cured.validationMetric()).toBeGreaterThan(0.98);
  });

  it('LAB-6: S2.3: a larger rate hardly helps', async () => {
    expect((await run('S2.3')).validationLoss()).toBeGreaterThan(0.45);
  });
});

describe('LAB-7: the pictures on the cards', () => testFigures('activations'));

describe('LAB-9: what the labs are diagnosed as', () => testFindings('activations'));
