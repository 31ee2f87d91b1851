import { describe, expect, it } from 'vitest';
import { testFigures } from './figures';
import { testFindings } from './findings';
import { last, run } from './runs';

/** What always answering 1 leaves on the adding problem: the variance of a sum of two even numbers. */
const ANSWERING_ONE = 1 / 6;

describe('Q1: a ReLU recurrence', () => {
  it('LAB-5: with small random weights the gradient is gone in time, and it answers as without a memory', async () => {
    const failing = await run('Q1');
    const gradients = failing.timeStepsAtStart();
    expect(gradients).toHaveLength(30);
    expect(gradients[0]).toBeLessThan(1e-35);
    expect(last(gradients)).toBeGreaterThan(1e-3);
    for (const loss of failing.validationLosses().slice(1)) {
      expect(loss).toBeGreaterThan(0.7 * ANSWERING_ONE);
    }
  });

  it('LAB-6: Q1.1: identity keeps the gradient level and learns to add', async () => {
    const cured = await run('Q1.1');
    const gradients = cured.timeStepsAtStart();
    expect(last(gradients) / gradients[0]).toBeLessThan(2);
    expect(cured.validationLoss()).toBeLessThan(0.01);
  });

  it('LAB-6: Q1.2: a gain of 1.2 explodes more than a hundredfold and learns less', async () => {
    const exploding = await run('Q1.2');
    const gradients = exploding.timeStepsAtStart();
    expect(gradients[0] / last(gradients)).toBeGreaterThan(100);
    expect(gradients[10] / gradients[11]).toBeCloseTo(1.2, 1);
    expect(exploding.losses()[0]).toBeGreaterThan(3000);
    expect(exploding.validationLoss()).toBeGreaterThan(0.05);
  });

  it('LAB-6: Q1.3: He brings a third of the gradient back and does not learn', async () => {
    const he = await run('Q1.3');
    const gradients = he.timeStepsAtStart();
    expect(gradients[0] / last(gradients)).toBeCloseTo(1 / 3, 1);
    expect(he.validationLoss()).toBeGreaterThan(0.7 * ANSWERING_ONE);
  });

  it('LAB-6: Q1.4: without clipping the identity is spoilt', async () => {
    expect((await run('Q1.4')).validationLoss()).toBeGreaterThan(0.7 * ANSWERING_ONE);
  });
});

describe('Q2: long memory', () => {
  it('LAB-5: a plain recurrence hears nothing of the beginning, before training and after', async () => {
    const failing = await run('Q2');
    const [start, end] = [failing.timeStepsAtStart(), failing.timeSteps()];
    expect(last(start) / start[0]).toBeGreaterThan(10);
    expect(last(end) / end[0]).toBeGreaterThan(1000);
    for (const loss of failing.validationLosses().slice(2)) {
      expect(loss).toBeGreaterThan(0.8 * ANSWERING_ONE);
    }
  });

  it('LAB-6: Q2.1: an LSTM starts no better, opens its gates and learns to add', async () => {
    const cured = await run('Q2.1');
    const [start, end] = [cured.timeStepsAtStart(), cured.timeSteps()];
    const plain = (await run('Q2')).timeStepsAtStart();
    expect(last(start) / start[0]).toBeGreaterThan(last(plain) / plain[0]);
    expect(last(end) / end[0]).toBeLessThan(10);
    expect(cured.validationLosses()[7]).toBeGreaterThan(0.8 * ANSWERING_ONE);
    expect(cured.validationLoss()).toBeLessThan(0.005);
  });

  it('LAB-6: Q2.2: a forget gate that starts half open learns later', async () => {
    const halfOpen = await run('Q2.2');
    const start = halfOpen.timeStepsAtStart();
    expect(last(start) / start[0]).toBeGreaterThan(5e4);
    expect(halfOpen.validationLoss()).toBeCloseTo(0.02, 1);
    expect(halfOpen.validationLoss()).toBeGreaterThan((await run('Q2.1')).validationLoss());
  });

  it('LAB-6: Q2.3: a GRU learns it too, and sooner', async () => {
    const [lstm, gru] = [await run('Q2.1'), await run('Q2.3')];
    expect(gru.validationLoss()).toBeLessThan(0.005);
    expect(gru.validationLosses()[6]).toBeLessThan(0.2 * lstm.validationLosses()[6]);
  });

  it('LAB-6: Q2.4: over eight steps the plain recurrence learns to add', async () => {
    expect((await run('Q2.4')).validationLoss()).toBeLessThan(0.02);
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

describe('LAB-7: the pictures on the cards', () => testFigures('time'));

describe('LAB-9: what the labs are diagnosed as', () => testFindings('time'));
