import { describe, expect, it } from 'vitest';
import { testFigures } from './figures';
import { testFindings } from './findings';
import { factors, last, run } from './runs';

describe('N1: from a high rate to NaN', () => {
  it('LAB-5: the loss rises without end and the first tensor that is not finite is named', async () => {
    const failing = await run('N1');
    const losses = failing.losses();
    expect(last(losses)).toBeGreaterThan(1e20);
    for (const factor of factors(losses.slice(2))) expect(factor).toBeGreaterThan(10);
    expect(failing.state).toMatchObject({
      phase: 'failed',
      failure: { kind: 'not-finite', step: 14, tensor: 'loss' },
    });
  });

  it.each([
    ['N1.1', 0.03],
    ['N1.3', 0.01],
  ])('LAB-6: %s trains to a loss below %f', async (name, limit) => {
    expect((await run(name)).lastLoss()).toBeLessThan(limit);
  });

  it('LAB-6: N1.2: 0.5 explodes as well, later', async () => {
    const later = await run('N1.2');
    expect(later.state.failure?.kind).toBe('not-finite');
    expect(later.state.failure?.step).toBeGreaterThan(14);
  });
});

describe('L1: a learning rate too low', () => {
  it('LAB-5: a straight line down, of updates of a millionth', async () => {
    const failing = await run('L1');
    const losses = failing.validationLosses();
    expect(losses[0]).toBeCloseTo(0.713, 2);
    expect(last(losses)).toBeCloseTo(0.684, 2);
    const falls = losses.slice(1).map((loss, index) => losses[index] - loss);
    expect(Math.min(...falls)).toBeGreaterThan(0.5 * Math.max(...falls));
    for (const layer of ['hidden-1', 'hidden-2']) {
      for (const ratio of failing.history(layer, 'updateRatio').slice(1)) {
        expect(ratio).toBeGreaterThan(1e-7);
        expect(ratio).toBeLessThan(1e-5);
      }
      expect(failing.atStart(layer, 'gradientRms')).toBeCloseTo(0.005, 3);
    }
  });

  it('LAB-6: L1.1 and L1.4: a rate of 0.1, or Adam’s 0.01, learns', async () => {
    expect((await run('L1.1')).validationLoss()).toBeLessThan(0.05);
    expect((await run('L1.4')).validationLoss()).toBeLessThan(0.02);
  });

  it('LAB-6: L1.2 and L1.3: ten times the epochs do what ten times the rate does', async () => {
    const [longer, faster] = [await run('L1.2'), await run('L1.3')];
    expect(longer.validationLoss()).toBeCloseTo(0.515, 1);
    expect(Math.abs(longer.validationLoss() - faster.validationLoss())).toBeLessThan(0.01);
  });
});

describe('L2: fine for a while, then 50 %', () => {
  it('LAB-5: 97 % after four epochs, 50 % from the thirteenth on, a whole layer dead', async () => {
    const failing = await run('L2');
    const accuracies = failing.validationMetrics();
    expect(accuracies[4]).toBeGreaterThan(0.95);
    for (const accuracy of accuracies.slice(13)) expect(accuracy).toBeCloseTo(0.5, 2);
    expect(failing.lastLoss()).toBeCloseTo(Math.LN2, 1);
    for (const share of failing.profileAtStart('deadNow')) expect(share).toBeLessThan(0.26);
    const dead = failing.profile('deadNow');
    expect(dead[2]).toBe(1);
    for (const share of dead) expect(share).toBeGreaterThan(0.8);
  });

  it.each([
    ['L2.1', 'clipping'],
    ['L2.2', 'a lower rate'],
    ['L2.3', 'another seed'],
  ])('LAB-6: %s (%s) goes through', async (name) => {
    expect((await run(name)).validationMetric()).toBeGreaterThan(0.98);
  });
});

describe('L3: a batch of one', () => {
  it('LAB-5: the validation loss swings and does not get better', async () => {
    const losses = (await run('L3')).validationLosses().slice(1);
    expect(Math.min(...losses)).toBeGreaterThan(0.31);
    expect(Math.max(...losses)).toBeGreaterThan(1.5);
    expect(last(losses)).toBeGreaterThan(losses[0]);
  });

  it('LAB-6: L3.1: batches of 32 do not swing', async () => {
    const losses = (await run('L3.1')).validationLosses().slice(1);
    expect(Math.max(...losses)).toBeLessThan(0.36);
    expect(last(losses)).toBeLessThan(0.29);
  });

  it('LAB-6: L3.2: 32 accumulated batches of one are a batch of 32', async () => {
    const [accumulated, large] = [await run('L3.2'), await run('L3.1')];
    for (const [epoch, loss] of accumulated.validationLosses().entries()) {
      expect(loss).toBeCloseTo(large.validationLosses()[epoch], 4);
    }
  });

  it('LAB-6: L3.3 and L3.4: a lower rate is calm, a falling one becomes so', async () => {
    const lower = (await run('L3.3')).validationLosses().slice(1);
    expect(Math.max(...lower)).toBeLessThan(0.36);
    expect((await run('L3.4')).validationLoss()).toBeLessThan(0.29);
  });
});

describe('G1: accumulated batches', () => {
  it('LAB-5: four batches of 8 are one of 32, epoch by epoch', async () => {
    const [accumulated, large] = [await run('G1'), await run('G1.1')];
    expect(accumulated.losses()).toHaveLength(large.losses().length);
    for (const [epoch, loss] of accumulated.validationLosses().entries()) {
      expect(Math.abs(loss / large.validationLosses()[epoch] - 1)).toBeLessThan(1e-3);
    }
    expect(accumulated.validationLoss()).toBeCloseTo(0.0275, 3);
  });

  it('LAB-6: G1.2: without accumulation it is another run of four times as many steps', async () => {
    const small = await run('G1.2');
    expect(small.losses().length).toBeGreaterThan(3.5 * (await run('G1')).losses().length);
    expect(small.validationLoss()).toBeLessThan(0.02);
  });

  it('LAB-6: G1.3 and G1.4: batch normalization tells four batches from one', async () => {
    const [four, one] = [await run('G1.3'), await run('G1.4')];
    expect(Math.abs(four.validationLosses()[1] / one.validationLosses()[1] - 1)).toBeGreaterThan(
      0.05,
    );
    expect(Math.max(...four.validationLosses().slice(1))).toBeGreaterThan(0.5);
    expect(one.validationLoss()).toBeLessThan(0.03);
  });
});

describe('LAB-7: the pictures on the cards', () => testFigures('rates'));

describe('LAB-9: what the labs are diagnosed as', () => testFindings('rates'));
