import type { Parameters } from '../../../../shared/document/schema';
import { choice, dataset } from '../../../../shared/labs/builder';
import { type Case, faulty } from '../case';
import { linear, momentum, normal, relu, sgd, sigmoid, tanh } from '../choices';
import type { Plan } from '../project';

const recurrent = (
  fault: string,
  name: string,
  parameters: Parameters,
  training: Plan['training'],
  steps = 40,
): Case =>
  faulty(
    fault,
    name,
    {
      data: 'adding',
      depth: 0,
      units: 24,
      dataset: dataset('adding', { samples: 1000, steps }),
      recurrence: { kind: 'simpleRnn', parameters },
      training: { epochs: 15, learningRate: 0.003, ...training },
    },
    {
      // Le et al. (2015): rectified units that start from the identity carry a number over such a time.
      without: {
        recurrence: {
          kind: 'simpleRnn',
          parameters: {
            activation: relu,
            kernelInitializer: normal(0.1),
            recurrentInitializer: choice('identity'),
          },
        },
        training: { epochs: 15, learningRate: 0.003, clipping: 'globalNorm', clippingLimit: 1 },
      },
    },
  );

/** Faults of recurrences. */
export const FAULTS_OF_TIME: readonly Case[] = [
  recurrent(
    'explodingThroughTime',
    'ReLU from N(0, 0.4²), SGD',
    { activation: relu, recurrentInitializer: normal(0.4) },
    { optimizer: sgd, learningRate: 0.01 },
  ),
  recurrent(
    'explodingThroughTime',
    'linear, orthogonal with gain 1.3',
    { activation: linear, recurrentInitializer: choice('orthogonal', { gain: 1.3 }) },
    { optimizer: sgd, learningRate: 0.01 },
  ),
  recurrent(
    'explodingThroughTime',
    'ReLU from N(0, 0.5²), momentum',
    { activation: relu, recurrentInitializer: normal(0.5) },
    { optimizer: momentum, learningRate: 0.003 },
    50,
  ),
  recurrent(
    'explodingThroughTime',
    'leaky ReLU, orthogonal with gain 2',
    {
      activation: choice('leakyRelu', { slope: 0.3 }),
      recurrentInitializer: choice('orthogonal', { gain: 2 }),
    },
    { optimizer: sgd, learningRate: 0.005 },
    60,
  ),

  recurrent(
    'vanishingThroughTime',
    'tanh from N(0, 0.05²)',
    { activation: tanh, recurrentInitializer: normal(0.05) },
    {},
  ),
  recurrent(
    'vanishingThroughTime',
    'tanh, orthogonal with gain 0.5, 60 steps',
    { activation: tanh, recurrentInitializer: choice('orthogonal', { gain: 0.5 }) },
    {},
    60,
  ),
  recurrent(
    'vanishingThroughTime',
    'ReLU from N(0, 0.05²)',
    { activation: relu, recurrentInitializer: normal(0.05) },
    { optimizer: sgd, learningRate: 0.02 },
  ),
  recurrent(
    'vanishingThroughTime',
    'sigmoid',
    { activation: sigmoid, recurrentInitializer: choice('orthogonal') },
    {},
  ),
];
