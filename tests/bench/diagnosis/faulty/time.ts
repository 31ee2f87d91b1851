import type { Parameters } from '../../../../shared/document/schema';
import { choice, dataset } from '../../../../shared/labs/builder';
import { type Case, faulty } from '../case';
import { linear, normal, relu, rmsprop, sigmoid, tanh } from '../choices';
import type { Plan } from '../project';

type Training = NonNullable<Plan['training']>;

/** Le et al. (2015): rectified units that start from the identity carry a number over such a time. */
const REMEMBERING: Plan['recurrence'] = {
  kind: 'simpleRnn',
  parameters: {
    activation: relu,
    kernelInitializer: normal(0.1),
    recurrentInitializer: choice('identity'),
  },
};

const CLIPPED = { clipping: 'globalNorm', clippingLimit: 1 } as const;

const recurrent = (
  fault: string,
  name: string,
  steps: number,
  { parameters, training }: { readonly parameters: Parameters; readonly training: Training },
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
      training,
    },
    { without: { recurrence: REMEMBERING, training: { ...training, ...CLIPPED } } },
  );

const exploding = (name: string, steps: number, parameters: Parameters, training: Training): Case =>
  recurrent('explodingThroughTime', name, steps, {
    parameters,
    training: { epochs: 25, learningRate: 0.003, ...training },
  });

const vanishing = (name: string, steps: number, parameters: Parameters, training: Training): Case =>
  recurrent('vanishingThroughTime', name, steps, {
    parameters,
    training: { epochs: 25, learningRate: 0.005, ...CLIPPED, ...training },
  });

/** Faults of recurrences. */
export const FAULTS_OF_TIME: readonly Case[] = [
  exploding(
    'ReLU from N(0, 0.4²), Adam',
    40,
    { activation: relu, recurrentInitializer: normal(0.4) },
    {},
  ),
  exploding(
    'linear, orthogonal with gain 1.3, RMSProp',
    40,
    { activation: linear, recurrentInitializer: choice('orthogonal', { gain: 1.3 }) },
    { optimizer: rmsprop, learningRate: 0.002 },
  ),
  exploding(
    'ReLU from N(0, 0.5²), AdamW',
    30,
    { activation: relu, recurrentInitializer: normal(0.5) },
    { optimizer: choice('adamw') },
  ),
  exploding(
    'leaky ReLU, orthogonal with gain 2, Adamax',
    30,
    {
      activation: choice('leakyRelu', { slope: 0.3 }),
      recurrentInitializer: choice('orthogonal', { gain: 2 }),
    },
    { optimizer: choice('adamax'), learningRate: 0.005 },
  ),

  vanishing(
    'tanh from N(0, 0.05²)',
    25,
    { activation: tanh, recurrentInitializer: normal(0.05) },
    {},
  ),
  vanishing(
    'tanh, orthogonal with gain 0.5, RMSProp',
    30,
    { activation: tanh, recurrentInitializer: choice('orthogonal', { gain: 0.5 }) },
    { optimizer: rmsprop, learningRate: 0.003 },
  ),
  vanishing(
    'ReLU from N(0, 0.02²)',
    40,
    { activation: relu, recurrentInitializer: normal(0.02) },
    { epochs: 15, learningRate: 0.003 },
  ),
  vanishing(
    'sigmoid',
    20,
    { activation: sigmoid, recurrentInitializer: choice('orthogonal') },
    { optimizer: choice('adamw'), learningRate: 0.01 },
  ),
];
