import { describe, expect, it } from 'vitest';
import { openedLab } from '../../support/labs';
import { testFigures } from './figures';
import { testFindings } from './findings';
import { last, run } from './runs';
import { train } from './train';

describe('U1: two inputs of different scale', () => {
  it('LAB-5: the branch of the large numbers is saturated and never moves, the other one learns', async () => {
    const failing = await run('U1');
    expect(failing.atStart('hidden-2', 'signalRms')).toBeCloseTo(1, 4);
    for (const ratio of failing.history('hidden-2', 'updateRatio').slice(1)) expect(ratio).toBe(0);
    expect(failing.layer('hidden-1', 'updateRatio')).toBeGreaterThan(1e-4);
    expect(failing.validationLoss()).toBeGreaterThan(0.4);
    expect(failing.validationLoss()).toBeLessThan(0.6);
  });

  it('LAB-6: U1.1: standardised, both branches learn and the loss is less than half', async () => {
    const cured = await run('U1.1');
    expect(cured.layer('hidden-2', 'updateRatio')).toBeGreaterThan(1e-3);
    expect(cured.validationLoss()).toBeLessThan(0.22);
  });

  it('LAB-6: U1.2: without the branch the loss is the same', async () => {
    const [both, one] = [await run('U1'), await run('U1.2')];
    expect(Math.abs(both.validationLoss() - one.validationLoss())).toBeLessThan(0.05);
  });

  it('LAB-6: U1.3 and U1.4: one factor helps a little, batch normalization a lot', async () => {
    const losses = [await run('U1'), await run('U1.3'), await run('U1.4')].map((trained) =>
      trained.validationLoss(),
    );
    expect((await run('U1.3')).layer('hidden-2', 'updateRatio')).toBeGreaterThan(1e-4);
    expect(losses[1]).toBeLessThan(losses[0] - 0.03);
    expect(losses[1]).toBeGreaterThan(0.35);
    expect(losses[2]).toBeLessThan(0.28);
  });
});

describe('U2: a target of large numbers', () => {
  it('LAB-5: the first loss is the target’s square, and it explodes', async () => {
    const failing = await run('U2');
    expect(failing.validationLosses()[0]).toBeCloseTo(594, -1);
    expect(failing.state.failure).toMatchObject({ kind: 'not-finite', tensor: 'loss' });
    // The explosion amplifies the last digit of the engine's numbers, so the very step is chance.
    expect(failing.losses().length).toBeGreaterThan(20);
    expect(failing.losses().length).toBeLessThan(60);
    expect(last(failing.losses())).toBeGreaterThan(1e30);
  });

  it('LAB-6: U2.1: standardised, the same rate learns', async () => {
    const cured = await run('U2.1');
    expect(cured.validationLosses()[0]).toBeCloseTo(1.09, 1);
    expect(cured.validationLoss()).toBeLessThan(0.3);
    expect(cured.validationMetric()).toBeCloseTo(2.74, 0);
  });

  it('LAB-6: U2.2, U2.3 and U2.4: a small rate and clipping hold, Adam walks slowly', async () => {
    expect((await run('U2.2')).validationLoss()).toBeLessThan(22);
    expect((await run('U2.3')).validationLoss()).toBeLessThan(23);
    const adam = (await run('U2.4')).validationLoss();
    expect(adam).toBeGreaterThan(75);
    expect(adam).toBeLessThan(95);
  });
});

/** Mean of a metric over five folds. */
async function overFolds(name: string, kind: string): Promise<number[]> {
  const document = openedLab(name);
  const found: number[] = [];
  for (let index = 0; index < 5; index += 1) {
    const fold = { index, count: 5 };
    found.push((await train(document, null, { fold })).validationMetric(kind));
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
    const [numbers, categories] = [
      await overFolds('H1.2', 'logRmse'),
      await overFolds('H1.3', 'logRmse'),
    ];
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

describe('O1: overfitting', () => {
  it('LAB-5: all training pictures right, while the validation loss turns and rises', async () => {
    const failing = await run('O1');
    // A batch of 32 whose mean loss is below this has no sample with a probability below one half.
    for (const loss of failing.losses().slice(-20)) expect(loss).toBeLessThan(Math.LN2 / 32);
    const losses = failing.validationLosses();
    const lowest = Math.min(...losses);
    expect(lowest).toBeCloseTo(0.715, 1);
    expect(losses.indexOf(lowest)).toBeGreaterThan(1);
    expect(losses.indexOf(lowest)).toBeLessThan(6);
    expect(last(losses)).toBeCloseTo(0.95, 1);
    expect(last(losses)).toBeGreaterThan(lowest + 0.15);
    expect(failing.validationMetric()).toBeCloseTo(0.79, 1);
  });

  it.each([
    ['O1.1', 0.68],
    ['O1.2', 0.71],
    ['O1.3', 0.73],
    ['O1.4', 0.78],
    ['O1.5', 0.5],
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

describe('LAB-7: the pictures on the cards', () => testFigures('data'));

describe('LAB-9: what the labs are diagnosed as', () => testFindings('data'));
