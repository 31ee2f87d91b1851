import { describe, expect, it } from 'vitest';
import { testFigures } from './figures';
import { last, run } from './runs';

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

describe('X2: an exploding recurrence', () => {
  it('LAB-5: the gradient grows back in time, the loss jumps, and no memory is left', async () => {
    const failing = await run('X2');
    const start = failing.timeStepsAtStart();
    expect(start[0]).toBeCloseTo(0.15, 2);
    expect(last(start)).toBeCloseTo(0.04, 2);
    expect(failing.validationLosses()[1]).toBeGreaterThan(1000);
    expect(
      failing
        .timeSteps()
        .slice(0, 9)
        .every((gradient) => gradient === 0),
    ).toBe(true);
    expect(failing.validationLoss()).toBeCloseTo(0.18, 1);
    expect(failing.validationLoss()).toBeGreaterThan(0.17);
  });

  it('LAB-6: X2.1 and X2.4: clipped, it learns to add', async () => {
    expect((await run('X2.1')).validationLoss()).toBeLessThan(0.06);
    expect((await run('X2.4')).validationLoss()).toBeLessThan(0.03);
  });

  it('LAB-6: X2.2 and X2.3: a low rate is too slow, a level start no protection', async () => {
    const slow = (await run('X2.2')).validationLoss();
    expect(slow).toBeGreaterThan(0.12);
    expect(slow).toBeLessThan(0.16);
    expect((await run('X2.3')).validationLoss()).toBeGreaterThan(0.17);
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
