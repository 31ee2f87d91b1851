import { describe, expect, it } from 'vitest';
import { findLab } from '../../../shared/labs';
import { testFigures } from './figures';
import { factors, last, run } from './runs';
import { train } from './train';

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
async function movesTogether(step: number | null): Promise<boolean[]> {
  const lab = findLab('S2');
  if (!lab) throw new Error('no S2');
  const document = step === null ? lab.document() : lab.steps[step].document();
  const after = async (learningRate: number) => {
    const training = { ...document.training, batchSize: 1, learningRate };
    return (await train({ ...document, training }, 1)).kernel('hidden-2');
  };
  const [start, moved] = [await after(0), await after(0.3)];
  return start[0].map((_, unit) => {
    const signs = start.map((row, input) => Math.sign(moved[input][unit] - row[unit]));
    return signs.every((sign) => sign === signs[0]);
  });
}

describe('S2: not centred', () => {
  it('LAB-5: sigmoid stays at 0.3', async () => {
    const failing = await run('S2');
    expect(failing.validationLoss()).toBeGreaterThan(0.28);
    expect(failing.validationMetric()).toBeLessThan(0.9);
    for (const node of ['hidden-1', 'hidden-2']) {
      const deviation = failing.atStart(node, 'signalDeviation');
      expect(failing.atStart(node, 'signalRms')).toBeCloseTo(0.5, 1);
      expect(deviation).toBeLessThan(0.15);
    }
  });

  it('LAB-5: for one sample all weights of a unit move together with sigmoid, with tanh of none', async () => {
    expect(await movesTogether(null)).toEqual(new Array(16).fill(true));
    expect(await movesTogether(0)).toEqual(new Array(16).fill(false));
  });

  it.each(['S2.1', 'S2.2'])('LAB-6: %s is centred, and learns', async (name) => {
    const cured = await run(name);
    expect(cured.validationLoss()).toBeLessThan(0.06);
    expect(cured.validationMetric()).toBeGreaterThan(0.97);
  });

  it('LAB-6: S2.3: a larger rate hardly helps', async () => {
    expect((await run('S2.3')).validationLoss()).toBeGreaterThan(0.26);
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

describe('O1: overfitting', () => {
  it('LAB-5: all training pictures right, while the validation loss turns and rises', async () => {
    const failing = await run('O1');
    // A batch of 32 whose mean loss is below this has no sample with a probability below one half.
    for (const loss of failing.losses().slice(-20)) expect(loss).toBeLessThan(Math.LN2 / 32);
    const losses = failing.validationLosses();
    const lowest = Math.min(...losses);
    expect(lowest).toBeCloseTo(0.587, 2);
    expect(losses.indexOf(lowest)).toBeGreaterThan(6);
    expect(losses.indexOf(lowest)).toBeLessThan(14);
    expect(last(losses)).toBeCloseTo(0.64, 1);
    expect(last(losses)).toBeGreaterThan(lowest + 0.03);
  });

  it.each([
    ['O1.1', 0.54],
    ['O1.2', 0.55],
    ['O1.3', 0.58],
    ['O1.4', 0.52],
    ['O1.5', 0.34],
  ])('LAB-6: %s ends below %f', async (name, limit) => {
    expect((await run(name)).validationLoss()).toBeLessThan(limit);
  });

  it('LAB-6: O1.2: L1 leaves most weights nearly 0', async () => {
    const nearlyZero = async (name: string) => {
      const weights = (await run(name)).kernel('hidden-1').flat();
      return weights.filter((weight) => Math.abs(weight) < 0.001).length / weights.length;
    };
    expect(await nearlyZero('O1')).toBeLessThan(0.1);
    expect(await nearlyZero('O1.2')).toBeGreaterThan(0.5);
  });
});

/** Mean of a metric over five folds. */
async function overFolds(step: number, kind: string): Promise<number[]> {
  const document = findLab('H1')?.steps[step - 1].document();
  if (!document) throw new Error('no H1');
  const found: number[] = [];
  for (let index = 0; index < 5; index += 1) {
    const fold = { index, count: 5 };
    found.push(
      (await train(document, null, { telemetry: 'default', fold })).validationMetric(kind),
    );
  }
  return found;
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

describe('H1: house prices', () => {
  it('LAB-5: the raw table gives a large error that jumps', async () => {
    const failing = await run('H1');
    expect(failing.validationMetric('rmse')).toBeCloseTo(7.95, 1);
    expect(failing.validationMetric('logRmse')).toBeCloseTo(0.57, 1);
    const losses = failing.validationLosses().slice(20);
    expect(Math.max(...losses) / Math.min(...losses)).toBeGreaterThan(3);
  });

  it.each([
    ['H1.1', 0.179, 4.02],
    ['H1.2', 0.175, 3.82],
    ['H1.3', 0.167, 4.15],
    ['H1.4', 0.278, 5.44],
  ])('LAB-6: %s: log-RMSE %f, error %f', async (name, logRmse, rmse) => {
    const trained = await run(name);
    expect(Math.abs(trained.validationMetric('logRmse') / logRmse - 1)).toBeLessThan(0.03);
    expect(Math.abs(trained.validationMetric('rmse') / rmse - 1)).toBeLessThan(0.03);
  });

  it('LAB-6: H1.3: over five folds categories gain less than the folds deviate', async () => {
    const [numbers, categories] = [await overFolds(2, 'logRmse'), await overFolds(3, 'logRmse')];
    expect(mean(numbers)).toBeCloseTo(0.168, 2);
    expect(mean(categories)).toBeCloseTo(0.158, 2);
    expect(mean(categories)).toBeLessThan(mean(numbers));
    const deviation = Math.sqrt(
      categories.reduce((sum, value) => sum + (value - mean(categories)) ** 2, 0) / 4,
    );
    expect(deviation).toBeCloseTo(0.036, 2);
    expect(mean(numbers) - mean(categories)).toBeLessThan(deviation);
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
