import {
  choice,
  dataset,
  headLayer,
  hiddenLayer,
  inputLayer,
  outputLayer,
} from '../../../../shared/labs/builder';
import { type Case, healthy } from '../case';
import { momentum, relu, sgd, tanh } from '../choices';

/** Small batches, high rates, runs that were done long ago, 16 bits: all fine here. */
export const SOUND_TRAINING: readonly Case[] = [
  healthy('batches of one, blobs', {
    data: 'blobs',
    depth: 2,
    units: 24,
    training: { batchSize: 1, learningRate: 0.001, epochs: 12 },
  }),
  healthy('batches of two, moons', {
    data: 'moons',
    depth: 2,
    units: 24,
    training: { batchSize: 2, learningRate: 0.002, epochs: 20 },
  }),
  healthy('batches of one, sine by SGD', {
    data: 'sine',
    depth: 2,
    units: 24,
    activation: tanh,
    training: { optimizer: sgd, batchSize: 1, learningRate: 0.01, epochs: 30 },
  }),
  healthy('batches of four, circles by momentum', {
    data: 'circles',
    depth: 2,
    units: 32,
    training: { optimizer: momentum, batchSize: 4, learningRate: 0.01, epochs: 30 },
  }),
  healthy('a high rate, moons by SGD', {
    data: 'moons',
    depth: 2,
    units: 24,
    training: { optimizer: sgd, learningRate: 0.5, epochs: 60 },
  }),
  healthy('a high rate, blobs by SGD', {
    data: 'blobs',
    depth: 2,
    units: 24,
    activation: tanh,
    training: { optimizer: sgd, learningRate: 0.5, epochs: 40 },
  }),
  healthy('a high rate, circles by Adam', {
    data: 'circles',
    depth: 2,
    units: 24,
    activation: tanh,
    training: { learningRate: 0.05, epochs: 60 },
  }),
  healthy('a high rate, iris by momentum', {
    data: 'iris',
    depth: 2,
    units: 24,
    activation: tanh,
    training: { optimizer: momentum, learningRate: 0.1, epochs: 60 },
  }),
  healthy('solved long ago, blobs', {
    data: 'blobs',
    depth: 2,
    units: 32,
    training: { learningRate: 0.01, epochs: 200 },
  }),
  healthy('solved long ago, circles', {
    data: 'circles',
    depth: 3,
    units: 48,
    training: { learningRate: 0.01, epochs: 200 },
  }),
  healthy('solved long ago, sine', {
    data: 'sine',
    depth: 2,
    units: 48,
    activation: tanh,
    training: { learningRate: 0.005, epochs: 300 },
  }),
  healthy('digits with dropout', {
    data: 'digits',
    dataset: dataset('digits', { samples: 2500 }),
    depth: 0,
    units: 64,
    layers: (units) => [
      inputLayer,
      { id: 'flatten', kind: 'flatten', name: { en: 'Flatten', zh: '展平' } },
      hiddenLayer(1, {
        units,
        activation: relu,
        kernelInitializer: choice('heNormal'),
      }),
      {
        id: 'dropout',
        kind: 'dropout',
        name: { en: 'Dropout', zh: '暂退' },
        parameters: { rate: 0.4 },
      },
      headLayer(10),
      outputLayer,
    ],
    training: { learningRate: 0.003, epochs: 20 },
  }),
  healthy('float16 with dynamic loss scaling, circles', {
    data: 'circles',
    depth: 2,
    units: 24,
    training: { precision: 'float16', lossScaling: 'dynamic', learningRate: 0.01, epochs: 40 },
  }),
  healthy('bfloat16, blobs', {
    data: 'blobs',
    depth: 2,
    units: 24,
    training: { precision: 'bfloat16', learningRate: 0.01, epochs: 40 },
  }),
  healthy('probabilities from a softmax, iris', {
    data: 'iris',
    depth: 1,
    units: 24,
    head: { activation: choice('softmax') },
    loss: choice('categoricalCrossEntropy', { fromLogits: false }),
    training: { learningRate: 0.01, epochs: 60 },
  }),
  healthy('weight decay, moons', {
    data: 'moons',
    depth: 3,
    units: 48,
    training: { learningRate: 0.01, epochs: 60, l2: 1e-4 },
  }),
  healthy('cosine schedule, spirals', {
    data: 'spirals',
    depth: 3,
    units: 32,
    training: { learningRate: 0.01, epochs: 150, schedule: choice('cosine') },
  }),
  healthy('XOR by SGD', {
    data: 'xor',
    depth: 2,
    units: 16,
    activation: tanh,
    training: { optimizer: sgd, learningRate: 0.2, epochs: 120 },
  }),
];
