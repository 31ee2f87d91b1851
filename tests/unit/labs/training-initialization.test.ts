import { describe, expect, it } from 'vitest';
import { openedLab } from '../../support/labs';
import { testFigures } from './figures';
import { testFindings } from './findings';
import { factors, last, run } from './runs';
import { train } from './train';

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
    expect(cured.validationMetric()).toBeGreaterThan(0.8);
  });
});

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

/** Root of the mean square of numbers. */
const rms = (values: readonly number[]): number =>
  Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length);

describe('I6: Xavier by hand', () => {
  it('LAB-5: the weights and the signal have the sizes that the text works out', async () => {
    const started = await train(openedLab('I6', { learningRate: 0 }), 1);
    expect(rms(started.kernel('hidden-1').flat())).toBeCloseTo(0.275, 3);
    expect(rms(started.kernel('head').flat())).toBeCloseTo(0.358, 3);
    expect(started.atStart('hidden-1', 'signalRms')).toBeCloseTo(0.543, 2);
    expect(started.atStart('hidden-1', 'saturatedFraction')).toBeLessThan(0.03);
  });

  it('LAB-6: I6.1: linear, over twenty seeds, both layers have the RMS of theory (seeds 1 to 20)', async () => {
    const hidden: number[] = [];
    const outputs: number[] = [];
    for (let seed = 1; seed <= 20; seed += 1) {
      const started = await train(openedLab('I6.1', { learningRate: 0, seed }), 1);
      hidden.push(started.atStart('hidden-1', 'signalRms'));
      outputs.push(started.atStart('head', 'signalRms'));
    }
    expect(hidden[0]).toBeCloseTo(0.83, 1);
    expect(rms(hidden)).toBeCloseTo(0.87, 2);
    expect(rms(outputs)).toBeCloseTo(1.17, 2);
    expect(Math.abs(rms(hidden) / Math.sqrt((10 * 2) / 26) - 1)).toBeLessThan(0.05);
    expect(Math.abs(rms(outputs) / Math.sqrt((16 * 2 * 10 * 2) / (17 * 26)) - 1)).toBeLessThan(
      0.05,
    );
  });

  it('LAB-6: I6.2 and I6.3: no uniform weight is beyond ±0.480; N(0, 1) saturates two fifths', async () => {
    const uniform = await train(openedLab('I6.2', { learningRate: 0 }), 1);
    const largest = Math.max(...uniform.kernel('hidden-1').flat().map(Math.abs));
    expect(largest).toBeLessThanOrEqual(Math.sqrt(6 / 26));
    expect(largest).toBeGreaterThan(0.45);
    expect(uniform.atStart('hidden-1', 'signalRms')).toBeCloseTo(0.55, 2);
    const large = await run('I6.3');
    expect(large.atStart('hidden-1', 'saturatedFraction')).toBeCloseTo(0.4, 1);
    expect(large.atStart('head', 'signalRms')).toBeCloseTo(4.2, 1);
  });
});

describe('I7: uniform ±0.07', () => {
  it('LAB-5: each layer of 32 passes on 0.229 of the signal, and nothing is learned', async () => {
    const failing = await run('I7');
    const signals = failing.profileAtStart('signalRms');
    expect(signals[0]).toBeCloseTo(0.054, 3);
    expect((last(signals) / signals[0]) ** (1 / 5)).toBeCloseTo(
      (0.07 / Math.sqrt(3)) * Math.sqrt(32),
      1,
    );
    const gradients = failing.profileAtStart('gradientRms');
    expect(gradients[0]).toBeLessThan(3e-6);
    expect(last(gradients)).toBeCloseTo(0.005, 3);
    expect(failing.lastLoss()).toBeCloseTo(Math.LN2, 2);
  });

  it('LAB-5: at 612 units the same numbers keep it level', async () => {
    const document = openedLab('I7');
    const nodes = document.network.nodes.map((node) =>
      node.id.startsWith('hidden-')
        ? { ...node, parameters: { ...node.parameters, units: 612 } }
        : node,
    );
    const wide = await train({ ...document, network: { ...document.network, nodes } }, 1);
    const signals = wide.profileAtStart('signalRms');
    expect(signals[0]).toBeCloseTo(0.056, 2);
    expect(Math.abs(last(signals) / signals[0] - 1)).toBeLessThan(0.1);
  });

  it.each(['I7.1', 'I7.2', 'I7.3'])('LAB-6: %s separates the rings', async (name) => {
    const cured = await run(name);
    const signals = cured.profileAtStart('signalRms');
    expect(last(signals) / signals[0]).toBeGreaterThan(0.4);
    expect(cured.validationMetric()).toBeGreaterThan(0.98);
  });
});

describe('LAB-7: the pictures on the cards', () => testFigures('initialization'));

describe('LAB-9: what the labs are diagnosed as', () => testFindings('initialization'));
