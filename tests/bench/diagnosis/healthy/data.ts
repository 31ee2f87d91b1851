import type { Parameters } from '../../../../shared/document/schema';
import { choice, dataset } from '../../../../shared/labs/builder';
import { type Case, healthy } from '../case';
import { momentum, relu, rmsprop, tanh } from '../choices';
import type { Plan } from '../project';
import { noisyTargets } from '../spoil';

const recurrent = (
  name: string,
  kind: string,
  parameters: Parameters,
  training: Plan['training'] = {},
): Case =>
  healthy(name, {
    data: 'adding',
    depth: 0,
    units: 24,
    recurrence: { kind, parameters },
    training: {
      epochs: 40,
      learningRate: 0.01,
      clipping: 'globalNorm',
      clippingLimit: 1,
      ...training,
    },
  });

/** Data of other kinds, with noise that no network can learn, and sound. */
export const SOUND_ON_DATA: readonly Case[] = [
  healthy(
    'a tenth of the labels wrong, blobs',
    { data: 'blobs', depth: 1, units: 8, training: { learningRate: 0.01, epochs: 40 } },
    [noisyTargets(0.1)],
  ),
  healthy(
    'a tenth of the labels wrong, moons',
    {
      data: 'moons',
      depth: 1,
      units: 12,
      activation: tanh,
      training: { learningRate: 0.02, epochs: 40 },
    },
    [noisyTargets(0.1)],
  ),
  healthy('prices by ReLU', {
    data: 'houses',
    depth: 2,
    units: 32,
    training: { learningRate: 0.003, epochs: 40 },
  }),
  healthy('prices by tanh', {
    data: 'houses',
    depth: 1,
    units: 24,
    activation: tanh,
    training: { learningRate: 0.01, epochs: 40 },
  }),
  healthy('prices by momentum', {
    data: 'houses',
    depth: 2,
    units: 24,
    training: { optimizer: momentum, learningRate: 0.01, epochs: 40 },
  }),
  healthy('prices by RMSProp', {
    data: 'houses',
    depth: 2,
    units: 24,
    training: { optimizer: rmsprop, learningRate: 0.003, epochs: 40 },
  }),
  healthy('digits, one layer', {
    data: 'digits',
    dataset: dataset('digits', { samples: 2500 }),
    depth: 1,
    units: 64,
    training: { learningRate: 0.003, epochs: 15 },
  }),
  healthy('digits, two layers by momentum', {
    data: 'digits',
    dataset: dataset('digits', { samples: 2500 }),
    depth: 2,
    units: 48,
    training: { optimizer: momentum, learningRate: 0.05, epochs: 20 },
  }),
  healthy('digits, three tanh layers', {
    data: 'digits',
    dataset: dataset('digits', { samples: 2500 }),
    depth: 3,
    units: 48,
    activation: tanh,
    training: { learningRate: 0.002, epochs: 15 },
  }),
  recurrent('LSTM, adding over ten steps', 'lstm', {}),
  recurrent('GRU, adding over ten steps', 'gru', {}),
  recurrent(
    'ReLU recurrence from the identity, adding over ten steps',
    'simpleRnn',
    {
      activation: relu,
      recurrentInitializer: choice('identity'),
      kernelInitializer: choice('normal', { deviation: 0.1 }),
    },
    { learningRate: 0.003 },
  ),
  healthy('squares', {
    data: 'square',
    depth: 2,
    units: 24,
    training: { learningRate: 0.005, epochs: 60 },
  }),
  healthy('cubes', {
    data: 'cube',
    depth: 2,
    units: 32,
    training: { learningRate: 0.01, epochs: 120 },
  }),
  healthy('XOR', {
    data: 'xor',
    depth: 1,
    units: 8,
    activation: tanh,
    training: { learningRate: 0.03, epochs: 100 },
  }),
  healthy('spirals, four layers', {
    data: 'spirals',
    depth: 4,
    units: 32,
    training: { learningRate: 0.005, epochs: 100 },
  }),
  healthy('spirals with tanh', {
    data: 'spirals',
    depth: 3,
    units: 32,
    activation: tanh,
    training: { learningRate: 0.01, epochs: 120 },
  }),
];
