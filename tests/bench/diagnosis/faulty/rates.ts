import { choice, dataset } from '../../../../shared/labs/builder';
import { type Case, faulty } from '../case';
import { momentum, rmsprop, sgd, tanh } from '../choices';
import type { Plan } from '../project';
import { noisyTargets } from '../spoil';

const growing = (name: string, plan: Plan): Case =>
  faulty('lateCollapse', name, {
    ...plan,
    training: { epochs: 60, warmupEpochs: 60, ...plan.training },
  });

/** Faults of the step: its length and its noise. */
export const FAULTS_OF_RATES: readonly Case[] = [
  faulty('rateTooHigh', 'SGD at 5, sine with tanh', {
    data: 'sine',
    depth: 2,
    units: 32,
    activation: tanh,
    training: { optimizer: sgd, learningRate: 5 },
  }),
  faulty('rateTooHigh', 'SGD at 3, parabola', {
    data: 'square',
    depth: 2,
    units: 32,
    activation: choice('leakyRelu'),
    training: { optimizer: sgd, learningRate: 3 },
  }),
  faulty('rateTooHigh', 'Adam at 3, circles with tanh', {
    data: 'circles',
    depth: 3,
    units: 32,
    activation: tanh,
    training: { learningRate: 3 },
  }),
  faulty('rateTooHigh', 'momentum at 8, spirals with tanh', {
    data: 'spirals',
    depth: 3,
    units: 32,
    activation: tanh,
    training: { optimizer: momentum, learningRate: 8 },
  }),
  faulty('rateTooHigh', 'RMSProp at 3, iris with tanh', {
    data: 'iris',
    depth: 2,
    units: 24,
    activation: tanh,
    training: { optimizer: rmsprop, learningRate: 3 },
  }),
  faulty('rateTooHigh', 'Adam at 2, houses with tanh', {
    data: 'houses',
    depth: 2,
    units: 32,
    activation: tanh,
    training: { learningRate: 2 },
  }),

  // Optimizers whose steps are bounded, so that units die and no number overflows.
  faulty('deadKilled', 'Adam at 2, circles', {
    data: 'circles',
    depth: 4,
    units: 24,
    training: { learningRate: 2 },
  }),
  faulty('deadKilled', 'Adam at 1.5, spirals', {
    data: 'spirals',
    depth: 3,
    units: 24,
    training: { learningRate: 1.5 },
  }),
  faulty('deadKilled', 'Adam at 1, digits', {
    data: 'digits',
    depth: 3,
    units: 32,
    training: { learningRate: 1, epochs: 12 },
  }),
  faulty('deadKilled', 'RMSProp at 5, blobs', {
    data: 'blobs',
    depth: 4,
    units: 24,
    training: { optimizer: rmsprop, learningRate: 5 },
  }),
  faulty('deadKilled', 'Adam at 1, sine', {
    data: 'sine',
    depth: 4,
    units: 24,
    training: { learningRate: 1 },
  }),
  faulty('deadKilled', 'SGD at 30 with clipped gradients, moons', {
    data: 'moons',
    depth: 4,
    units: 16,
    training: { optimizer: sgd, learningRate: 30, clipping: 'globalNorm', clippingLimit: 1 },
  }),

  // The rate grows for the whole run: it is right at first, and too high later.
  growing('tanh by Adam up to 2, moons', {
    data: 'moons',
    depth: 3,
    units: 24,
    activation: tanh,
    training: { learningRate: 2 },
  }),
  growing('tanh by Adam up to 1, a sine', {
    data: 'sine',
    depth: 2,
    units: 32,
    activation: tanh,
    training: { learningRate: 1 },
  }),
  growing('tanh by Adam up to 1, iris', {
    data: 'iris',
    depth: 3,
    units: 24,
    activation: tanh,
    training: { learningRate: 1 },
  }),
  growing('ReLU by momentum up to 1, digits', {
    data: 'digits',
    depth: 2,
    units: 32,
    training: { optimizer: momentum, learningRate: 1, epochs: 30, warmupEpochs: 30 },
  }),
  growing('ReLU by SGD up to 5, digits', {
    data: 'digits',
    depth: 2,
    units: 32,
    training: { optimizer: sgd, learningRate: 5, epochs: 30, warmupEpochs: 30 },
  }),

  faulty('rateTooLow', 'SGD at 1e-4, spirals', {
    data: 'spirals',
    depth: 2,
    units: 32,
    training: { optimizer: sgd, learningRate: 1e-4 },
  }),
  faulty('rateTooLow', 'Adam at 1e-6, circles', {
    data: 'circles',
    depth: 3,
    units: 24,
    training: { learningRate: 1e-6 },
  }),
  faulty('rateTooLow', 'momentum at 1e-5, digits', {
    data: 'digits',
    depth: 2,
    units: 48,
    training: { optimizer: momentum, learningRate: 1e-5, epochs: 15 },
  }),
  faulty('rateTooLow', 'SGD at 1e-5, moons with tanh', {
    data: 'moons',
    depth: 2,
    units: 24,
    activation: tanh,
    training: { optimizer: sgd, learningRate: 1e-5 },
  }),
  faulty('rateTooLow', 'RMSProp at 1e-6, iris', {
    data: 'iris',
    depth: 1,
    units: 32,
    training: { optimizer: rmsprop, learningRate: 1e-6 },
  }),

  faulty(
    'noisyStep',
    'one sample a step, houses',
    {
      data: 'houses',
      depth: 2,
      units: 32,
      activation: tanh,
      training: { optimizer: sgd, learningRate: 0.03, batchSize: 1, epochs: 10 },
    },
    { spoils: [noisyTargets(0.3)] },
  ),
  faulty('noisyStep', 'one sample a step, noisy circles', {
    data: 'circles',
    depth: 2,
    units: 24,
    activation: tanh,
    dataset: dataset('circles', { samples: 400, noise: 0.25 }),
    training: { optimizer: sgd, learningRate: 0.15, batchSize: 1, epochs: 10 },
  }),
  faulty(
    'noisyStep',
    'two samples a step, moons with label noise',
    {
      data: 'moons',
      depth: 2,
      units: 24,
      activation: tanh,
      training: { learningRate: 0.02, batchSize: 2, epochs: 10 },
    },
    { spoils: [noisyTargets(0.3)] },
  ),
  faulty(
    'noisyStep',
    'one sample a step, sine with label noise',
    {
      data: 'sine',
      depth: 2,
      units: 24,
      activation: tanh,
      training: { optimizer: sgd, learningRate: 0.08, batchSize: 1, epochs: 10 },
    },
    { spoils: [noisyTargets(0.2)] },
  ),
];
