import { type Case, faulty } from '../case';
import { sgd, tanh } from '../choices';

/** Faults of the format of numbers. */
export const FAULTS_OF_NUMBERS: readonly Case[] = [
  faulty('overflow16', 'a loss scale of 2²⁴, circles', {
    data: 'circles',
    depth: 2,
    units: 24,
    training: { precision: 'float16', lossScaling: 'fixed', lossScale: 2 ** 24 },
  }),
  faulty('overflow16', 'a loss scale of 2²⁴, sine', {
    data: 'sine',
    depth: 2,
    units: 24,
    activation: tanh,
    training: { precision: 'float16', lossScaling: 'fixed', lossScale: 2 ** 24 },
  }),
  faulty('overflow16', 'a loss scale of 2²⁴, iris by SGD', {
    data: 'iris',
    depth: 2,
    units: 24,
    training: { precision: 'float16', lossScaling: 'fixed', lossScale: 2 ** 24, optimizer: sgd },
  }),
  faulty('overflow16', 'a loss scale of 2²⁴, digits', {
    data: 'digits',
    depth: 1,
    units: 32,
    training: { precision: 'float16', lossScaling: 'fixed', lossScale: 2 ** 24, epochs: 10 },
  }),
];
