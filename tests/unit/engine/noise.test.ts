import { describe, expect, test } from 'vitest';
import { gradientNoise, measureNoise } from '../../../shared/engine/probes/noise';
import { readLater } from '../../../shared/engine/reading';
import { dataset } from '../../../shared/labs/builder';
import { BACKENDS, choiceOf, coreOf, dense, documentOf, head, layer, opsOf } from './support';

const line = () =>
  documentOf(
    [head(1)],
    { loss: choiceOf('meanSquaredError'), learningRate: 0.05 },
    dataset('square'),
  );

describe('TELE-E9: the noise of the gradient', () => {
  test('of two gradients (3, 0) and (1, 2) of one sample each, by hand', () => {
    // Their mean is (2, 1); variances about it, with n − 1: 2 and 2; |G|² = (3, 0)·(1, 2).
    const noise = gradientNoise({ size: 1, squares: (9 + 5) / 2 }, { size: 2, squares: 5 });
    expect(noise.variance).toBeCloseTo(4, 12);
    expect(noise.squaredNorm).toBeCloseTo(3, 12);
  });

  test.each(BACKENDS)(
    'on %s, of a line through x², as all its samples tell (seed 1)',
    async (on) => {
      const core = coreOf(line(), await opsOf(on));
      const { ops, weights } = core.model;
      const [slope, bias] = weights.toRecords().map(({ values }) => values[0]);
      const { training, features, targets } = core.data;
      // ∂(ax + b − t)²/∂(a, b) of each sample.
      const gradients = [...training].map((row) => {
        const slant = 2 * (slope * features[row] + bias - targets[row]);
        return [slant * features[row], slant] as const;
      });
      const mean = [0, 1].map(
        (at) => gradients.reduce((sum, gradient) => sum + gradient[at], 0) / gradients.length,
      );
      const variance =
        gradients.reduce((sum, [a, b]) => sum + (a - mean[0]) ** 2 + (b - mean[1]) ** 2, 0) /
        gradients.length;
      const measured = { variance: 0, squaredNorm: 0 };
      const times = 300;
      for (let step = 0; step < times; step += 1) {
        const one = await readLater(ops, measureNoise(core, step));
        measured.variance += one.variance / times;
        measured.squaredNorm += one.squaredNorm / times;
      }
      expect(Math.abs(measured.variance / variance - 1)).toBeLessThan(0.1);
      expect(Math.abs(measured.squaredNorm / (mean[0] ** 2 + mean[1] ** 2) - 1)).toBeLessThan(0.1);
      core.dispose();
    },
  );

  test('the same step measures the same, no tensor stays, and the run goes on as without it', async () => {
    const document = documentOf([
      dense('one', 6, 'relu'),
      layer('norm', 'batchNormalization'),
      layer('drop', 'dropout', { parameters: { rate: 0.5 } }),
      head(2),
    ]);
    const ops = await opsOf('wasm');
    const watched = coreOf(document, ops);
    const alone = coreOf(document, ops);
    for (let step = 0; step < 3; step += 1) {
      watched.train();
      alone.train();
      const { tensorCount, tensorBytes } = ops;
      const first = await readLater(ops, measureNoise(watched, step));
      const second = await readLater(ops, measureNoise(watched, step));
      expect(second).toEqual(first);
      expect(first.variance).toBeGreaterThan(0);
      expect([ops.tensorCount, ops.tensorBytes]).toEqual([tensorCount, tensorBytes]);
    }
    expect(watched.model.weights.toRecords()).toEqual(alone.model.weights.toRecords());
    watched.dispose();
    alone.dispose();
  });
});
