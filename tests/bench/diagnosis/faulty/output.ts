import { choice } from '../../../../shared/labs/builder';
import { type Case, faulty } from '../case';
import { momentum, relu, sgd, sigmoid, tanh } from '../choices';

/** Faults of the last activation and the loss. */
export const FAULTS_OF_OUTPUT: readonly Case[] = [
  faulty('outputMismatch', 'softmax before a loss from logits, spirals', {
    data: 'spirals',
    depth: 2,
    units: 32,
    head: { activation: choice('softmax') },
  }),
  faulty('outputMismatch', 'ReLU before a loss from logits, iris', {
    data: 'iris',
    depth: 1,
    units: 16,
    head: { activation: relu },
    training: { optimizer: sgd, learningRate: 0.05 },
  }),
  faulty('outputMismatch', 'sigmoid for a curve through ±1, sine', {
    data: 'sine',
    depth: 2,
    units: 24,
    activation: tanh,
    head: { activation: sigmoid },
  }),
  faulty('outputMismatch', 'linear output taken for probabilities, blobs', {
    data: 'blobs',
    depth: 2,
    units: 24,
    loss: choice('categoricalCrossEntropy', { fromLogits: false }),
  }),
  faulty('outputMismatch', 'ReLU output for a cube, x³', {
    data: 'cube',
    depth: 2,
    units: 16,
    activation: tanh,
    head: { activation: relu },
    training: { optimizer: momentum, learningRate: 0.02 },
  }),
];
