import { dataset } from '../../../../shared/labs/builder';
import { type Case, faulty } from '../case';
import { sgd, tanh } from '../choices';

/** Faults of width and depth. */
export const FAULTS_OF_SIZE: readonly Case[] = [
  faulty('underfitting', 'two units, spirals', {
    data: 'spirals',
    depth: 1,
    units: 2,
    activation: tanh,
  }),
  faulty('underfitting', 'one unit, a sine', {
    data: 'sine',
    depth: 1,
    units: 1,
    activation: tanh,
    dataset: dataset('sine', { samples: 400, periods: 2 }),
  }),
  faulty('underfitting', 'one unit, circles', {
    data: 'circles',
    depth: 1,
    units: 1,
    activation: tanh,
  }),
  faulty('underfitting', 'no hidden layer, XOR', { data: 'xor', depth: 0, units: 0 }),
  faulty('underfitting', 'one unit, digits', {
    data: 'digits',
    depth: 1,
    units: 1,
    activation: tanh,
    training: { epochs: 20 },
  }),

  faulty('degradation', 'forty plain ReLU layers, spirals', {
    data: 'spirals',
    depth: 40,
    units: 24,
    training: { optimizer: sgd, learningRate: 0.005, epochs: 25 },
  }),
  faulty('degradation', 'thirty plain tanh layers, spirals', {
    data: 'spirals',
    depth: 30,
    units: 32,
    activation: tanh,
    training: { optimizer: sgd, learningRate: 0.005, epochs: 25 },
  }),
  faulty('degradation', 'fifty plain ReLU layers, circles', {
    data: 'circles',
    depth: 50,
    units: 16,
    training: { optimizer: sgd, learningRate: 0.008, epochs: 25 },
  }),
  faulty('degradation', 'fifty plain ReLU layers, blobs', {
    data: 'blobs',
    depth: 50,
    units: 16,
    training: { optimizer: sgd, learningRate: 0.03, epochs: 25 },
  }),
  faulty('degradation', 'thirty plain ReLU layers, digits', {
    data: 'digits',
    depth: 30,
    units: 24,
    training: { optimizer: sgd, learningRate: 0.005, epochs: 25 },
  }),
];
