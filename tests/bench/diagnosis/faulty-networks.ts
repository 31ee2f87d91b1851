import type { Parameters, ProjectDocument } from '../../../shared/document/schema';
import { recurrentLayer } from '../../../shared/labs/adding';
import { choice, dataset, headLayer, inputLayer, outputLayer } from '../../../shared/labs/builder';
import { twoScales } from '../../../shared/labs/two-scales';
import { type Case, faulty, type Plan } from './project';
import {
  fewSamples,
  noisyTargets,
  rareClass,
  scaleFeatures,
  scaleTargets,
  shuffleTargets,
} from './spoil';

const sgd = choice('sgd');
const momentum = choice('momentum');
const adam = choice('adam');
const rmsprop = choice('rmsprop');
const relu = choice('relu');
const tanh = choice('tanh');
const sigmoid = choice('sigmoid');
const linear = choice('linear');
const normal = (deviation: number) => choice('normal', { deviation });
const constant = (value: number) => choice('constant', { value });

const recurrent = (
  fault: string,
  name: string,
  kind: string,
  parameters: Parameters,
  training: Plan['training'],
  steps = 40,
): Case =>
  faulty(fault, name, {
    data: 'sine',
    depth: 0,
    units: 0,
    dataset: dataset('adding', { samples: 500, steps }),
    settings: { standardizeFeatures: false },
    layers: [
      inputLayer,
      recurrentLayer(kind, { units: 24, ...parameters }),
      headLayer(1),
      outputLayer,
    ],
    training: { epochs: 12, learningRate: 0.003, ...training },
  });

/** The lab of two branches with inputs in their own units, trained in another way. */
const twoInputs = (name: string, training: Partial<ProjectDocument['training']>): Case => ({
  name: `inputScalesDiffer: ${name}`,
  fault: 'inputScalesDiffer',
  plan: null,
  document: (seed) => {
    const document = twoScales.document('en');
    return {
      ...document,
      lab: null,
      data: { ...document.data, splitSeed: seed },
      training: { ...document.training, ...training, seed },
    };
  },
});

export const FAULTY: readonly Case[] = [
  // The last activation, the loss and the data.
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

  faulty('symmetry', 'every weight 0.1, circles', {
    data: 'circles',
    depth: 2,
    units: 16,
    kernel: constant(0.1),
    head: { kernelInitializer: constant(0.1) },
  }),
  faulty('symmetry', 'all zeros, iris', {
    data: 'iris',
    depth: 2,
    units: 32,
    kernel: choice('zeros'),
    head: { kernelInitializer: choice('zeros') },
    training: { optimizer: sgd, learningRate: 0.1 },
  }),
  faulty('symmetry', 'ones, sine with tanh', {
    data: 'sine',
    depth: 2,
    units: 12,
    activation: tanh,
    kernel: choice('ones'),
    head: { kernelInitializer: choice('ones') },
  }),
  faulty('symmetry', 'zeros in the hidden ReLU layers, spirals', {
    data: 'spirals',
    depth: 3,
    units: 24,
    kernel: choice('zeros'),
  }),
  faulty('symmetry', 'every weight 0.05, digits', {
    data: 'digits',
    depth: 1,
    units: 32,
    kernel: constant(0.01),
    head: { kernelInitializer: constant(0.05) },
    training: { epochs: 15, optimizer: momentum, learningRate: 0.05 },
  }),

  // The data.
  faulty('unscaledInputs', 'house columns in their own units, tanh', {
    data: 'houses',
    depth: 2,
    units: 32,
    activation: tanh,
    settings: { standardizeFeatures: false },
  }),
  faulty('unscaledInputs', 'house columns in their own units, ReLU by SGD', {
    data: 'houses',
    depth: 2,
    units: 24,
    settings: { standardizeFeatures: false },
    training: { optimizer: sgd, learningRate: 0.01 },
  }),
  faulty(
    'unscaledInputs',
    'moons 300 times as large, tanh',
    {
      settings: { standardizeFeatures: false },
      data: 'moons',
      depth: 2,
      units: 24,
      activation: tanh,
      training: { optimizer: sgd, learningRate: 0.05 },
    },
    scaleFeatures(300),
  ),
  faulty(
    'unscaledInputs',
    'pixels from 0 to 255, digits',
    {
      settings: { standardizeFeatures: false },
      data: 'digits',
      depth: 2,
      units: 48,
      activation: tanh,
      training: { epochs: 15 },
    },
    scaleFeatures(255),
  ),
  faulty(
    'unscaledInputs',
    'circles far from 0',
    {
      settings: { standardizeFeatures: false },
      data: 'circles',
      depth: 2,
      units: 24,
      activation: tanh,
      training: { optimizer: momentum, learningRate: 0.02 },
    },
    scaleFeatures(1, 60),
  ),
  faulty(
    'unscaledInputs',
    'spirals 500 times as small, tanh',
    {
      settings: { standardizeFeatures: false },
      data: 'spirals',
      depth: 2,
      units: 32,
      activation: tanh,
      training: { optimizer: sgd, learningRate: 0.1 },
    },
    scaleFeatures(0.002),
  ),

  faulty(
    'unscaledTargets',
    'prices in dollars, houses',
    {
      settings: { standardizeTarget: false },
      data: 'houses',
      depth: 2,
      units: 32,
      training: { optimizer: adam, learningRate: 0.001 },
    },
    scaleTargets(9000, 22000),
  ),
  faulty(
    'unscaledTargets',
    'sine times a thousand',
    { data: 'sine', depth: 2, units: 24, activation: tanh },
    scaleTargets(1000, 0),
  ),
  faulty(
    'unscaledTargets',
    'squares about 400',
    { data: 'square', depth: 2, units: 24, training: { learningRate: 0.002 } },
    scaleTargets(50, 400),
  ),
  faulty(
    'unscaledTargets',
    'cubes times 300 by SGD',
    {
      data: 'cube',
      depth: 1,
      units: 32,
      activation: tanh,
      training: { optimizer: sgd, learningRate: 0.05 },
    },
    scaleTargets(300, 100),
  ),

  twoInputs('as in the lab', {}),
  twoInputs('by SGD', { optimizer: sgd, learningRate: 0.01 }),
  twoInputs('by momentum', { optimizer: momentum, learningRate: 0.005 }),
  twoInputs('with a small rate', { learningRate: 0.002 }),

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
    training: { optimizer: momentum, learningRate: 0.02 },
  }),
  faulty('missingNonlinearity', 'a sine', {
    data: 'sine',
    depth: 5,
    units: 16,
    activation: linear,
    training: { optimizer: rmsprop, learningRate: 0.003 },
  }),

  // Initialisation.
  faulty('initializerTooLarge', 'N(0, 1), ten ReLU layers, circles', {
    data: 'circles',
    depth: 10,
    units: 32,
    kernel: normal(1),
    training: { optimizer: sgd, learningRate: 0.05 },
  }),
  faulty('initializerTooLarge', 'N(0, 2²), six tanh layers, spirals', {
    data: 'spirals',
    depth: 6,
    units: 32,
    activation: tanh,
    kernel: normal(2),
    training: { learningRate: 0.001 },
  }),
  faulty('initializerTooLarge', 'N(0, 0.5²), eight ReLU layers of 64, sine', {
    data: 'sine',
    depth: 8,
    units: 64,
    kernel: normal(0.5),
    training: { optimizer: sgd, learningRate: 0.01 },
  }),
  faulty('initializerTooLarge', 'N(0, 1.5²), eight tanh layers, iris', {
    data: 'iris',
    depth: 8,
    units: 48,
    activation: tanh,
    kernel: normal(1.5),
    training: { optimizer: sgd, learningRate: 0.02 },
  }),
  faulty('initializerTooLarge', 'uniform ±1, twelve ReLU layers, blobs', {
    data: 'blobs',
    depth: 12,
    units: 32,
    kernel: choice('uniform', { limit: 1 }),
    training: { optimizer: momentum, learningRate: 0.01 },
  }),

  faulty('initializerTooSmall', 'N(0, 0.01²), six ReLU layers, circles', {
    data: 'circles',
    depth: 6,
    units: 32,
    kernel: normal(0.01),
    training: { optimizer: sgd, learningRate: 0.1 },
  }),
  faulty('initializerTooSmall', 'N(0, 0.01²), ten tanh layers, iris', {
    data: 'iris',
    depth: 10,
    units: 24,
    activation: tanh,
    kernel: normal(0.01),
    training: { optimizer: sgd, learningRate: 0.1 },
  }),
  faulty('initializerTooSmall', 'Xavier, thirty ReLU layers, digits', {
    data: 'digits',
    depth: 30,
    units: 32,
    kernel: choice('glorotUniform'),
    training: { optimizer: sgd, learningRate: 0.05, epochs: 12 },
  }),
  faulty('initializerTooSmall', 'uniform ±0.07, twelve ReLU layers, sine', {
    data: 'sine',
    depth: 12,
    units: 32,
    kernel: choice('uniform', { limit: 0.07 }),
    training: { optimizer: momentum, learningRate: 0.02 },
  }),
  faulty('initializerTooSmall', 'N(0, 0.02²), eight ReLU layers, spirals', {
    data: 'spirals',
    depth: 8,
    units: 48,
    kernel: normal(0.02),
    training: { optimizer: sgd, learningRate: 0.05 },
  }),
  faulty('initializerTooSmall', 'N(0, 0.03²), ten tanh layers, blobs', {
    data: 'blobs',
    depth: 10,
    units: 32,
    activation: tanh,
    kernel: normal(0.03),
    training: { optimizer: momentum, learningRate: 0.05 },
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

  faulty('deadBorn', 'two units wide, fourteen deep, circles', {
    data: 'circles',
    depth: 14,
    units: 2,
    training: { learningRate: 0.005 },
  }),
  faulty('deadBorn', 'biases at −4, spirals', {
    data: 'spirals',
    depth: 3,
    units: 32,
    bias: constant(-4),
  }),
  faulty('deadBorn', 'biases at −8, iris by SGD', {
    data: 'iris',
    depth: 2,
    units: 24,
    bias: constant(-8),
    training: { optimizer: sgd, learningRate: 0.05 },
  }),
  faulty('deadBorn', 'two units wide, eighteen deep, sine', {
    data: 'sine',
    depth: 18,
    units: 2,
    training: { optimizer: sgd, learningRate: 0.02 },
  }),
  faulty('deadBorn', 'biases at −6, blobs', {
    data: 'blobs',
    depth: 4,
    units: 48,
    bias: constant(-6),
    training: { optimizer: momentum, learningRate: 0.02 },
  }),

  // Rates.
  faulty('rateTooHigh', 'SGD at 5, sine with tanh', {
    data: 'sine',
    depth: 2,
    units: 32,
    activation: tanh,
    training: { optimizer: sgd, learningRate: 5 },
  }),
  faulty('rateTooHigh', 'SGD at 3, parabola', {
    data: 'square',
    depth: 2,
    units: 32,
    activation: choice('leakyRelu'),
    training: { optimizer: sgd, learningRate: 3 },
  }),
  faulty('rateTooHigh', 'Adam at 3, circles with tanh', {
    data: 'circles',
    depth: 3,
    units: 32,
    activation: tanh,
    training: { learningRate: 3 },
  }),
  faulty('rateTooHigh', 'momentum at 8, spirals with tanh', {
    data: 'spirals',
    depth: 3,
    units: 32,
    activation: tanh,
    training: { optimizer: momentum, learningRate: 8 },
  }),
  faulty('rateTooHigh', 'RMSProp at 3, iris with tanh', {
    data: 'iris',
    depth: 2,
    units: 24,
    activation: tanh,
    training: { optimizer: rmsprop, learningRate: 3 },
  }),
  faulty('rateTooHigh', 'Adam at 2, houses with tanh', {
    data: 'houses',
    depth: 2,
    units: 32,
    activation: tanh,
    training: { learningRate: 2 },
  }),

  faulty('deadKilled', 'SGD at 2, circles', {
    data: 'circles',
    depth: 4,
    units: 24,
    training: { optimizer: sgd, learningRate: 2 },
  }),
  faulty('deadKilled', 'Adam at 1.5, spirals', {
    data: 'spirals',
    depth: 3,
    units: 24,
    training: { learningRate: 1.5 },
  }),
  faulty('deadKilled', 'momentum at 0.35, digits', {
    data: 'digits',
    depth: 3,
    units: 32,
    training: { optimizer: momentum, learningRate: 0.35, epochs: 12 },
  }),
  faulty('deadKilled', 'RMSProp at 1.5, blobs', {
    data: 'blobs',
    depth: 4,
    units: 24,
    training: { optimizer: rmsprop, learningRate: 1.5 },
  }),
  faulty('deadKilled', 'Adam at 1, sine', {
    data: 'sine',
    depth: 4,
    units: 24,
    training: { learningRate: 1 },
  }),

  faulty('rateTooLow', 'SGD at 1e-4, spirals', {
    data: 'spirals',
    depth: 2,
    units: 32,
    training: { optimizer: sgd, learningRate: 1e-4 },
  }),
  faulty('rateTooLow', 'Adam at 1e-6, circles', {
    data: 'circles',
    depth: 3,
    units: 24,
    training: { learningRate: 1e-6 },
  }),
  faulty('rateTooLow', 'momentum at 1e-5, digits', {
    data: 'digits',
    depth: 2,
    units: 48,
    training: { optimizer: momentum, learningRate: 1e-5, epochs: 15 },
  }),
  faulty('rateTooLow', 'SGD at 1e-5, moons with tanh', {
    data: 'moons',
    depth: 2,
    units: 24,
    activation: tanh,
    training: { optimizer: sgd, learningRate: 1e-5 },
  }),
  faulty('rateTooLow', 'RMSProp at 1e-6, iris', {
    data: 'iris',
    depth: 1,
    units: 32,
    training: { optimizer: rmsprop, learningRate: 1e-6 },
  }),

  faulty(
    'noisyStep',
    'one sample a step, houses',
    {
      data: 'houses',
      depth: 2,
      units: 32,
      activation: tanh,
      training: { optimizer: sgd, learningRate: 0.03, batchSize: 1, epochs: 10 },
    },
    noisyTargets(0.3),
  ),
  faulty('noisyStep', 'one sample a step, noisy circles', {
    data: 'circles',
    depth: 2,
    units: 24,
    activation: tanh,
    dataset: dataset('circles', { samples: 400, noise: 0.25 }),
    training: { optimizer: sgd, learningRate: 0.15, batchSize: 1, epochs: 10 },
  }),
  faulty(
    'noisyStep',
    'two samples a step, moons with label noise',
    {
      data: 'moons',
      depth: 2,
      units: 24,
      activation: tanh,
      training: { learningRate: 0.02, batchSize: 2, epochs: 10 },
    },
    noisyTargets(0.3),
  ),
  faulty(
    'noisyStep',
    'one sample a step, sine with label noise',
    {
      data: 'sine',
      depth: 2,
      units: 24,
      activation: tanh,
      training: { optimizer: sgd, learningRate: 0.08, batchSize: 1, epochs: 10 },
    },
    noisyTargets(0.2),
  ),

  faulty(
    'classImbalance',
    'one in twenty, circles',
    { data: 'circles', depth: 2, units: 16, training: { learningRate: 0.001, epochs: 15 } },
    rareClass(20),
  ),
  faulty(
    'classImbalance',
    'one in twenty, moons',
    {
      data: 'moons',
      depth: 1,
      units: 8,
      dataset: dataset('moons', { samples: 800, noise: 0.35 }),
      training: { learningRate: 0.005, epochs: 20 },
    },
    rareClass(20),
  ),
  faulty(
    'classImbalance',
    'one in twenty of four, blobs',
    {
      data: 'blobs',
      depth: 1,
      units: 12,
      dataset: dataset('blobs', { samples: 800, classes: 4, noise: 0.5 }),
      training: { optimizer: sgd, learningRate: 0.05, epochs: 20 },
    },
    rareClass(20),
  ),
  faulty(
    'classImbalance',
    'one in six, iris',
    {
      data: 'iris',
      depth: 1,
      units: 8,
      training: { optimizer: sgd, learningRate: 0.02, epochs: 20 },
    },
    rareClass(6),
  ),

  faulty(
    'unlearnable',
    'shuffled labels, blobs',
    { data: 'blobs', depth: 2, units: 48, training: { epochs: 60 } },
    shuffleTargets,
  ),
  faulty(
    'unlearnable',
    'shuffled labels, iris',
    { data: 'iris', depth: 2, units: 32, training: { epochs: 60 } },
    shuffleTargets,
  ),
  faulty(
    'unlearnable',
    'shuffled prices, houses',
    { data: 'houses', depth: 2, units: 48, training: { epochs: 50 } },
    shuffleTargets,
  ),
  faulty(
    'unlearnable',
    'shuffled labels, digits',
    { data: 'digits', depth: 1, units: 64, training: { epochs: 15 } },
    shuffleTargets,
  ),

  faulty(
    'overfitting',
    'forty noisy moons',
    {
      data: 'moons',
      depth: 3,
      units: 64,
      dataset: dataset('moons', { samples: 400, noise: 0.3 }),
      training: { epochs: 300, learningRate: 0.005 },
    },
    fewSamples(40),
  ),
  faulty(
    'overfitting',
    'two hundred houses, a third of the prices wrong',
    { data: 'houses', depth: 3, units: 64, training: { epochs: 120, learningRate: 0.004 } },
    (data, seed) => fewSamples(200)(noisyTargets(0.3)(data, seed)),
  ),
  faulty(
    'overfitting',
    'houses with a third of the prices wrong',
    { data: 'houses', depth: 3, units: 64, training: { epochs: 150, learningRate: 0.004 } },
    (data, seed) => noisyTargets(0.35)(data, seed),
  ),
  faulty(
    'overfitting',
    'sixty circles, four in ten labels wrong',
    { data: 'circles', depth: 3, units: 64, training: { epochs: 250 } },
    (data, seed) => fewSamples(60)(noisyTargets(0.4)(data, seed)),
  ),

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

  // Time.
  recurrent(
    'explodingThroughTime',
    'ReLU from N(0, 0.4²), SGD',
    'simpleRnn',
    { activation: relu, recurrentInitializer: normal(0.4) },
    { optimizer: sgd, learningRate: 0.01 },
  ),
  recurrent(
    'explodingThroughTime',
    'linear, orthogonal with gain 1.3',
    'simpleRnn',
    { activation: linear, recurrentInitializer: choice('orthogonal', { gain: 1.3 }) },
    { optimizer: sgd, learningRate: 0.01 },
  ),
  recurrent(
    'explodingThroughTime',
    'ReLU from N(0, 0.5²), momentum',
    'simpleRnn',
    { activation: relu, recurrentInitializer: normal(0.5) },
    { optimizer: momentum, learningRate: 0.003 },
    50,
  ),
  recurrent(
    'explodingThroughTime',
    'leaky ReLU, orthogonal with gain 2',
    'simpleRnn',
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
    'simpleRnn',
    { activation: tanh, recurrentInitializer: normal(0.05) },
    {},
  ),
  recurrent(
    'vanishingThroughTime',
    'tanh, orthogonal with gain 0.5, 60 steps',
    'simpleRnn',
    { activation: tanh, recurrentInitializer: choice('orthogonal', { gain: 0.5 }) },
    {},
    60,
  ),
  recurrent(
    'vanishingThroughTime',
    'ReLU from N(0, 0.05²)',
    'simpleRnn',
    { activation: relu, recurrentInitializer: normal(0.05) },
    { optimizer: sgd, learningRate: 0.02 },
  ),
  recurrent(
    'vanishingThroughTime',
    'sigmoid',
    'simpleRnn',
    { activation: sigmoid, recurrentInitializer: choice('orthogonal') },
    {},
  ),

  // Numbers.
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

  // Depth.
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
