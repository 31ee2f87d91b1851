import { randomStream } from '../../random/random-stream';
import { streamsFor } from '../model';
import type { Probe } from '../probe';
import type { Reading } from '../reading';
import type { Tensor } from '../tensor-ops';
import type { TrainingCore } from '../training-core';

/** The large batch is these small ones together: each sample goes forward and backward once for both. */
const PARTS = 8;
const PART_SAMPLES = 16;

/** Mean squared norm of the gradients of batches of one size. */
export interface BatchNorm {
  readonly size: number;
  readonly squares: number;
}

/** What one measurement says of the noise; means of both over several tell more than means of their ratio. */
export interface GradientNoise {
  /** tr Σ: the variances of a sample's gradient, added up over all weights. */
  readonly variance: number;
  /** |G|² of the mean gradient; by chance below 0 where the noise drowns it. */
  readonly squaredNorm: number;
}

/**
 * The variance of a sample's gradient and the squared norm of the mean gradient, from the squared norms of the
 * gradients of small and of large batches: E|G_B|² = |G|² + tr Σ ÷ B, solved for two sizes. Neither estimate is biased.
 * Source: McCandlish, Kaplan, Amodei (2018), An Empirical Model of Large-Batch Training, appendix A.1.
 */
export function gradientNoise(small: BatchNorm, large: BatchNorm): GradientNoise {
  const spread = large.size * large.squares - small.size * small.squares;
  return {
    variance: (small.squares - large.squares) / (1 / small.size - 1 / large.size),
    squaredNorm: spread / (large.size - small.size),
  };
}

/**
 * Measures the noise around the weights as they are now. Samples are drawn with replacement, so that the two equations
 * hold for few samples too, and from a stream of its own for each step, so that the same step measures the same.
 * Masks are drawn as in training; normalization over a batch sees the small batches.
 */
export function* measureNoise(core: TrainingCore, step: number): Reading<GradientNoise> {
  const { model, data, settings } = core;
  const { ops, weights, nodes } = model;
  const random = randomStream(settings.seed, `noise/rows/${step}`);
  const streams = streamsFor(nodes, settings.seed, `noise/masks/${step}`);
  const { training } = data;
  const drawn = (): Uint32Array =>
    Uint32Array.from({ length: PART_SAMPLES }, () => training[random.below(training.length)]);
  let sum: Tensor | null = null;
  let squares = 0;
  try {
    for (let part = 0; part < PARTS; part += 1) {
      const known: Tensor | null = sum;
      // A scope for each part: of a large network, the gradients of all would not fit side by side.
      sum = yield* ops.arena.readingScope(function* (): Reading<Tensor> {
        const gradient = core.gradientOf(drawn(), { training: true, streams });
        squares += (yield* weights.squaresOf(gradient).settle()) / PARTS;
        return ops.arena.keep(known ? ops.add(known, gradient) : gradient);
      });
      if (known) ops.arena.free(known);
    }
    return yield* ops.arena.readingScope(function* () {
      // |mean|² = |sum|² ÷ PARTS².
      const whole = (yield* weights.squaresOf(sum as Tensor).settle()) / PARTS ** 2;
      return gradientNoise(
        { size: PART_SAMPLES, squares },
        { size: PARTS * PART_SAMPLES, squares: whole },
      );
    });
  } finally {
    if (sum) ops.arena.free(sum);
  }
}

/** How much the gradients of single samples differ, against what they have in common. */
export const noiseProbe: Probe = {
  group: 'noise',
  rate: 'rarely',
  ofTraining: true,
  fits: ({ layers }) => layers.some(({ hasWeights }) => hasWeights),
  prepare: ({ core }) =>
    function* ({ step }, row) {
      const { variance, squaredNorm } = yield* measureNoise(core, step);
      row[1] = variance;
      row[2] = squaredNorm;
    },
};
