import { choice } from '../../../../shared/labs/builder';
import { type Case, faulty } from '../case';
import { momentum, normal, sgd, tanh } from '../choices';
import type { Plan } from '../project';

/** An optimizer that divides by the size of a gradient, however small: in 32 bits it trains from any start. */
const exactAdam = choice('adam', { epsilon: 1e-12 });
const exactRmsprop = choice('rmsprop', { epsilon: 1e-12 });

/**
 * Weights so small that their gradients are numbers in 32 bits and 0 in 16; without biases, whose gradients are larger
 * and would bring the others into range.
 */
const small = (name: string, plan: Omit<Plan, 'depth'>): Case =>
  faulty('underflow16', name, {
    depth: 8,
    kernel: normal(0.02),
    hidden: { useBias: false },
    ...plan,
    training: {
      optimizer: exactAdam,
      epochs: 80,
      batchSize: 50,
      precision: 'float16',
      ...plan.training,
    },
  });

/** Probabilities that a loss takes the logarithm of, from last weights so large that they round to 0 and 1. */
const clipped = (name: string, deviation: number, plan: Plan): Case =>
  faulty('notFiniteOperation', name, {
    ...plan,
    head: { activation: choice('softmax'), kernelInitializer: normal(deviation) },
    loss: choice('categoricalCrossEntropy', { fromLogits: false }),
  });

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

  small('circles by Adam', { data: 'circles', units: 16, training: { learningRate: 0.01 } }),
  small('XOR by RMSProp', {
    data: 'xor',
    units: 24,
    training: { optimizer: exactRmsprop, learningRate: 0.003 },
  }),
  small('blobs by RMSProp', {
    data: 'blobs',
    units: 16,
    training: { optimizer: exactRmsprop, learningRate: 0.003 },
  }),
  small('iris by Adam', { data: 'iris', units: 16 }),
  small('a parabola by Adam', { data: 'square', units: 16, training: { batchSize: 100 } }),

  clipped('blobs by SGD', 10, {
    data: 'blobs',
    depth: 2,
    units: 16,
    training: { optimizer: sgd, learningRate: 0.1 },
  }),
  clipped('blobs by Adam', 15, {
    data: 'blobs',
    depth: 2,
    units: 16,
    training: { learningRate: 0.001 },
  }),
  clipped('moons by momentum', 30, {
    data: 'moons',
    depth: 2,
    units: 24,
    activation: tanh,
    training: { optimizer: momentum, learningRate: 0.01 },
  }),
  clipped('circles by SGD', 30, {
    data: 'circles',
    depth: 2,
    units: 24,
    activation: tanh,
    training: { optimizer: sgd, learningRate: 0.05 },
  }),
  clipped('digits by Adam', 10, {
    data: 'digits',
    depth: 1,
    units: 32,
    training: { learningRate: 0.01, epochs: 15 },
  }),
];
