import { dataset } from '../../../../shared/labs/builder';
import { type Case, faulty } from '../case';
import { momentum, sgd, tanh } from '../choices';

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

  // Each does worse than four layers at every rate from a third to three times this one.
  faulty('degradation', 'forty plain tanh layers, digits by momentum', {
    data: 'digits',
    depth: 40,
    units: 24,
    activation: tanh,
    training: { optimizer: momentum, learningRate: 0.003, epochs: 20 },
  }),
  faulty('degradation', 'forty plain ReLU layers, digits by momentum', {
    data: 'digits',
    depth: 40,
    units: 32,
    training: { optimizer: momentum, learningRate: 0.003, epochs: 20 },
  }),
  faulty('degradation', 'fifty plain ReLU layers, iris by momentum', {
    data: 'iris',
    depth: 50,
    units: 24,
    training: { optimizer: momentum, learningRate: 0.01 },
  }),
  faulty('degradation', 'fifty plain tanh layers, iris by SGD', {
    data: 'iris',
    depth: 50,
    units: 24,
    activation: tanh,
    training: { optimizer: sgd, learningRate: 0.03, epochs: 80 },
  }),
  faulty('degradation', 'fifty plain ReLU layers, blobs by SGD', {
    data: 'blobs',
    depth: 50,
    units: 16,
    training: { optimizer: sgd, learningRate: 0.01, epochs: 30 },
  }),
  faulty('degradation', 'fifty plain ReLU layers, houses by SGD', {
    data: 'houses',
    depth: 50,
    units: 24,
    training: { optimizer: sgd, learningRate: 0.01, epochs: 30 },
  }),
];
