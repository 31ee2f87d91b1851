import { choice } from '../../../../shared/labs/builder';
import { type Case, faulty } from '../case';
import { linear, momentum, rmsprop, sgd, sigmoid } from '../choices';

/** Faults of the nonlinearity between layers. */
export const FAULTS_OF_ACTIVATIONS: readonly Case[] = [
  faulty('missingNonlinearity', 'circles', {
    data: 'circles',
    depth: 3,
    units: 24,
    activation: linear,
  }),
  faulty('missingNonlinearity', 'spirals', {
    data: 'spirals',
    depth: 4,
    units: 32,
    activation: linear,
  }),
  faulty('missingNonlinearity', 'XOR by SGD', {
    data: 'xor',
    depth: 2,
    units: 16,
    activation: linear,
    training: { optimizer: sgd, learningRate: 0.1 },
  }),
  faulty('missingNonlinearity', 'a parabola', {
    data: 'square',
    depth: 2,
    units: 32,
    activation: linear,
    training: { optimizer: momentum, learningRate: 0.005, epochs: 60 },
  }),
  faulty('missingNonlinearity', 'a sine', {
    data: 'sine',
    depth: 5,
    units: 16,
    activation: linear,
    training: { optimizer: rmsprop, learningRate: 0.003 },
  }),

  faulty('saturatingActivation', 'six layers, circles', {
    data: 'circles',
    depth: 6,
    units: 24,
    activation: sigmoid,
    training: { optimizer: sgd, learningRate: 0.2 },
  }),
  faulty('saturatingActivation', 'eight layers, iris', {
    data: 'iris',
    depth: 8,
    units: 32,
    activation: sigmoid,
    training: { optimizer: momentum, learningRate: 0.05 },
  }),
  faulty('saturatingActivation', 'ten layers, sine', {
    data: 'sine',
    depth: 10,
    units: 32,
    activation: sigmoid,
    training: { optimizer: sgd, learningRate: 0.1 },
  }),
  faulty('saturatingActivation', 'seven layers, digits', {
    data: 'digits',
    depth: 7,
    units: 48,
    activation: sigmoid,
    training: { optimizer: sgd, learningRate: 0.1, epochs: 15 },
  }),
  faulty('saturatingActivation', 'fourteen layers, blobs by Adam', {
    data: 'blobs',
    depth: 14,
    units: 24,
    activation: sigmoid,
    training: { learningRate: 0.001, epochs: 25 },
  }),
  faulty('saturatingActivation', 'eight hard sigmoids, moons', {
    data: 'moons',
    depth: 8,
    units: 32,
    activation: choice('hardSigmoid'),
    training: { optimizer: sgd, learningRate: 0.2 },
  }),

  faulty('notCentred', 'two sigmoid layers by SGD, circles', {
    data: 'circles',
    depth: 2,
    units: 24,
    activation: sigmoid,
    training: { optimizer: sgd, learningRate: 0.1 },
  }),
  faulty('notCentred', 'two sigmoid layers by SGD, sine', {
    data: 'sine',
    depth: 2,
    units: 32,
    activation: sigmoid,
    training: { optimizer: sgd, learningRate: 0.01 },
  }),
  faulty('notCentred', 'two sigmoid layers by SGD, XOR', {
    data: 'xor',
    depth: 2,
    units: 24,
    activation: sigmoid,
    training: { optimizer: sgd, learningRate: 0.1 },
  }),
  faulty('notCentred', 'two sigmoid layers by SGD, digits', {
    data: 'digits',
    depth: 2,
    units: 32,
    activation: sigmoid,
    training: { optimizer: sgd, learningRate: 0.05, epochs: 15 },
  }),
];
