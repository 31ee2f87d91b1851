import { describe, expect, it } from 'vitest';
import { testFigures } from './figures';
import { factors, last, run } from './runs';
import type { TrainedRun } from './train';

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

describe('I1: five layers, six histograms', () => {
  it('LAB-5: sigmoid with deviation 1 saturates half of every layer and more', async () => {
    const failing = await run('I1');
    const saturated = failing.profileAtStart('saturatedFraction');
    expect(saturated[0]).toBeGreaterThan(0.8);
    for (const share of saturated) expect(share).toBeGreaterThan(0.4);
    expect(failing.losses()[0]).toBeGreaterThan(5);
    expect(failing.lastLoss()).toBeGreaterThan(1);
    // What the text warns of: the gradient's size alone looks sound.
    const gradients = failing.profileAtStart('gradientRms');
    expect(gradients[0] / last(gradients)).toBeGreaterThan(0.3);
  });

  it('LAB-6: I1.1: deviation 0.01 leaves every activation at one half', async () => {
    const flat = await run('I1.1');
    for (const deviation of flat.profileAtStart('signalDeviation').slice(1)) {
      expect(deviation).toBeLessThan(0.02);
    }
    expect(flat.lastLoss(5)).toBeCloseTo(Math.log(10), 1);
  });

  it('LAB-6: I1.2: Xavier keeps the hills and quarters the gradient', async () => {
    const xavier = await run('I1.2');
    for (const factor of factors(xavier.profileAtStart('gradientRms'))) {
      expect(factor).toBeGreaterThan(3.5);
      expect(factor).toBeLessThan(5);
    }
    expect(xavier.lastLoss(5)).toBeGreaterThan(2.2);
  });

  it('LAB-6: I1.3 and I1.4: ReLU fades by 0.07 a layer with 0.01, by 0.7 with Xavier', async () => {
    for (const factor of factors((await run('I1.3')).profileAtStart('signalRms'))) {
      expect(factor).toBeGreaterThan(0.06);
      expect(factor).toBeLessThan(0.08);
    }
    for (const factor of factors((await run('I1.4')).profileAtStart('signalRms'))) {
      expect(factor).toBeGreaterThan(0.58);
      expect(factor).toBeLessThan(0.82);
    }
  });

  it('LAB-6: I1.5: ReLU with He looks alike in all five layers and learns the digits', async () => {
    const cured = await run('I1.5');
    const signals = cured.profileAtStart('signalRms');
    expect(Math.max(...signals) / Math.min(...signals)).toBeLessThan(1.3);
    // One epoch of the lab's two.
    expect(cured.validationMetric()).toBeGreaterThan(0.8);
  });
});

describe('I4: every weight equal', () => {
  it('LAB-5: all units of a layer stay the same unit, bit for bit', async () => {
    const failing = await run('I4');
    for (const layer of ['hidden-1', 'hidden-2']) {
      for (const row of failing.kernel(layer)) expect(new Set(row).size).toBe(1);
      expect(new Set(failing.firing(layer)).size).toBe(1);
    }
    expect(failing.profileAtStart('gradientRms')).toEqual([0, 0]);
    expect(failing.validationMetric()).toBeLessThan(0.75);
  });

  it('LAB-6: I4.1: random weights break the symmetry and close the ring', async () => {
    const cured = await run('I4.1');
    for (const row of cured.kernel('hidden-1')) expect(new Set(row).size).toBe(8);
    expect(cured.validationMetric()).toBeGreaterThan(0.97);
  });

  it('LAB-6: I4.2: one unit a layer does as well as eight equal ones', async () => {
    const [eight, one] = [await run('I4'), await run('I4.2')];
    expect(Math.abs(eight.validationLoss() - one.validationLoss())).toBeLessThan(0.05);
  });

  it('LAB-6: I4.3: zeros never move', async () => {
    const zeros = await run('I4.3');
    for (const layer of ['hidden-1', 'hidden-2']) {
      expect(
        zeros
          .kernel(layer)
          .flat()
          .every((weight) => weight === 0),
      ).toBe(true);
    }
    expect(zeros.lastLoss()).toBeCloseTo(Math.LN2, 1);
  });
});

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

describe('R1: plain beside residual', () => {
  it('LAB-5: twenty-nine plain layers hardly learn', async () => {
    const plain = await run('R1');
    expect(plain.validationMetric()).toBeLessThan(0.75);
    const gradients = plain.profileAtStart('gradientRms');
    expect(last(gradients) / gradients[0]).toBeLessThan(20);
    expect(last(plain.profile('gradientRms')) / plain.profile('gradientRms')[0]).toBeGreaterThan(
      100,
    );
  });

  it.each([['R1.1'], ['R1.2']])(
    'LAB-6: %s: with shortcuts the same layers learn it all',
    async (name) => {
      expect((await run(name)).validationMetric()).toBeGreaterThan(0.97);
    },
  );

  it('LAB-6: R1.1: along the shortcuts the gradient is of one size', async () => {
    const cured = await run('R1.1');
    const along = cured.layers
      .filter((node) => node.startsWith('add-'))
      .map((node) => cured.atStart(node, 'gradientRms'));
    expect(along).toHaveLength(14);
    for (const gradient of along) expect(gradient).toBeCloseTo(along[0], 6);
  });

  it('LAB-6: R1.3: three plain layers do better than twenty-nine', async () => {
    expect((await run('R1.3')).validationMetric()).toBeGreaterThan(0.85);
  });
});

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

describe('LAB-7: the pictures on the cards', () => testFigures('first'));
