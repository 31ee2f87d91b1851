import { recurrentLayer } from '../../../shared/labs/adding';
import {
  choice,
  dataset,
  headLayer,
  hiddenLayer,
  inputLayer,
  type LabLayer,
  outputLayer,
} from '../../../shared/labs/builder';
import { type Case, chain, healthy, type Plan } from './project';
import { noisyTargets } from './spoil';

const sgd = choice('sgd');
const momentum = choice('momentum');
const rmsprop = choice('rmsprop');
const tanh = choice('tanh');
const sigmoid = choice('sigmoid');

const ACTIVATIONS = [
  'relu',
  'tanh',
  'leakyRelu',
  'elu',
  'selu',
  'gelu',
  'swish',
  'softplus',
] as const;
const CLASSES = ['circles', 'moons', 'blobs', 'iris', 'spirals'] as const;

/** Every usual activation on data of classes, by turns with each optimizer. */
const usual: readonly Case[] = ACTIVATIONS.flatMap((activation, index) => {
  const data = CLASSES[index % CLASSES.length];
  const other = CLASSES[(index + 2) % CLASSES.length];
  return [
    healthy(`${activation}, two layers, ${data} by Adam`, {
      data,
      depth: 2,
      units: 24,
      activation: choice(activation),
      training: { learningRate: 0.01, epochs: data === 'spirals' ? 120 : 40 },
    }),
    healthy(`${activation}, three layers, ${other} by momentum`, {
      data: other,
      depth: 3,
      units: 24,
      activation: choice(activation),
      training: { optimizer: momentum, learningRate: 0.03, epochs: other === 'spirals' ? 200 : 60 },
    }),
    healthy(`${activation}, a sine by Adam`, {
      data: 'sine',
      depth: 2,
      units: 32,
      activation: choice(activation),
      training: { learningRate: 0.005, epochs: 80 },
    }),
  ];
});

const add = (id: string, from: readonly string[]): LabLayer => ({
  id,
  kind: 'add',
  name: { en: id, zh: id },
  from,
});

/** Blocks of two layers with a path around each. */
function residual(blocks: number, units: number): LabLayer[] {
  const layers: LabLayer[] = [
    inputLayer,
    hiddenLayer(1, { units, activation: tanh, kernelInitializer: choice('glorotNormal') }),
  ];
  let last = 'hidden-1';
  for (let block = 1; block <= blocks; block += 1) {
    const number = 2 * block;
    layers.push(
      {
        ...hiddenLayer(number, {
          units,
          activation: tanh,
          kernelInitializer: choice('glorotNormal'),
        }),
        from: [last],
      },
      hiddenLayer(number + 1, {
        units,
        activation: choice('linear'),
        kernelInitializer: choice('residualZeros'),
      }),
      add(`add-${block}`, [last, `hidden-${number + 1}`]),
    );
    last = `add-${block}`;
  }
  return [...layers, headLayer(2), outputLayer];
}

const normalized = (plan: Plan, kind: string): LabLayer[] => [
  inputLayer,
  ...chain(plan).flatMap((layer, index): LabLayer[] => [
    { ...layer, parameters: { ...layer.parameters, activation: choice('linear') } },
    {
      id: `normalization-${index}`,
      kind,
      name: { en: `Normalization ${index}`, zh: `规范化 ${index}` },
    },
    {
      id: `activation-${index}`,
      kind: 'activation',
      name: { en: `Activation ${index}`, zh: `激活 ${index}` },
      parameters: { activation: plan.activation ?? choice('relu') },
    },
  ]),
  headLayer(2),
  outputLayer,
];

const recurrent = (
  name: string,
  kind: string,
  parameters: LabLayer['parameters'],
  training: Plan['training'],
): Case =>
  healthy(name, {
    data: 'sine',
    depth: 0,
    units: 0,
    dataset: dataset('adding', { samples: 800, steps: 10 }),
    settings: { standardizeFeatures: false },
    layers: [
      inputLayer,
      recurrentLayer(kind, { units: 24, ...parameters }),
      headLayer(1),
      outputLayer,
    ],
    training: {
      epochs: 40,
      learningRate: 0.01,
      clipping: 'globalNorm',
      clippingLimit: 1,
      ...training,
    },
  });

/** Networks that look like faults and are none: deep, narrow, noisy, solved, in small batches, at a high but fine rate. */
const dangerous: readonly Case[] = [
  healthy('ten ReLU layers with Xavier, circles by Adam', {
    data: 'circles',
    depth: 8,
    units: 48,
    kernel: choice('glorotUniform'),
    training: { learningRate: 0.003, epochs: 80 },
  }),
  healthy('fifteen ReLU layers with He, moons by Adam', {
    data: 'moons',
    depth: 15,
    units: 48,
    training: { learningRate: 0.001, epochs: 60 },
  }),
  healthy('twenty tanh layers with Xavier, blobs by Adam', {
    data: 'blobs',
    depth: 20,
    units: 48,
    activation: tanh,
    training: { learningRate: 0.001, epochs: 40 },
  }),
  healthy('thirty SELU layers, iris by Adam', {
    data: 'iris',
    depth: 20,
    units: 32,
    activation: choice('selu'),
    training: { learningRate: 0.0005, epochs: 60 },
  }),
  healthy('three sigmoid layers, blobs by Adam', {
    data: 'blobs',
    depth: 3,
    units: 32,
    activation: sigmoid,
    training: { learningRate: 0.01, epochs: 60 },
  }),
  healthy('four sigmoid layers, iris by Adam', {
    data: 'iris',
    depth: 4,
    units: 32,
    activation: sigmoid,
    training: { learningRate: 0.01, epochs: 150 },
  }),
  healthy('four units, moons', {
    data: 'moons',
    depth: 2,
    units: 4,
    activation: tanh,
    training: { learningRate: 0.02, epochs: 80 },
  }),
  healthy('three units, circles', {
    data: 'circles',
    depth: 1,
    units: 4,
    activation: tanh,
    training: { learningRate: 0.05, epochs: 100 },
  }),
  healthy('two units, iris', {
    data: 'iris',
    depth: 1,
    units: 3,
    activation: tanh,
    training: { learningRate: 0.05, epochs: 80 },
  }),
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
  healthy(
    'a tenth of the labels wrong, blobs',
    { data: 'blobs', depth: 1, units: 8, training: { learningRate: 0.01, epochs: 40 } },
    noisyTargets(0.1),
  ),
  healthy(
    'a tenth of the labels wrong, moons',
    {
      data: 'moons',
      depth: 1,
      units: 12,
      activation: tanh,
      training: { learningRate: 0.02, epochs: 40 },
    },
    noisyTargets(0.1),
  ),
  healthy('prices by ReLU', {
    data: 'houses',
    depth: 2,
    units: 32,
    training: { learningRate: 0.003, epochs: 40 },
  }),
  healthy('prices by tanh', {
    data: 'houses',
    depth: 1,
    units: 24,
    activation: tanh,
    training: { learningRate: 0.01, epochs: 40 },
  }),
  healthy('prices by momentum', {
    data: 'houses',
    depth: 2,
    units: 24,
    training: { optimizer: momentum, learningRate: 0.01, epochs: 40 },
  }),
  healthy('prices by RMSProp', {
    data: 'houses',
    depth: 2,
    units: 24,
    training: { optimizer: rmsprop, learningRate: 0.003, epochs: 40 },
  }),
  healthy('linear network for iris', {
    data: 'iris',
    depth: 2,
    units: 16,
    activation: choice('linear'),
    training: { learningRate: 0.01, epochs: 80 },
  }),
  healthy('linear network for blobs', {
    data: 'blobs',
    depth: 2,
    units: 16,
    activation: choice('linear'),
    training: { learningRate: 0.01, epochs: 60 },
  }),
  healthy('no hidden layer, iris', {
    data: 'iris',
    depth: 0,
    units: 0,
    training: { learningRate: 0.05, epochs: 100 },
  }),
  healthy('no hidden layer, blobs', {
    data: 'blobs',
    depth: 0,
    units: 0,
    training: { learningRate: 0.05, epochs: 60 },
  }),
  healthy('digits, one layer', {
    data: 'digits',
    dataset: dataset('digits', { samples: 2500 }),
    depth: 1,
    units: 64,
    training: { learningRate: 0.003, epochs: 15 },
  }),
  healthy('digits, two layers by momentum', {
    data: 'digits',
    dataset: dataset('digits', { samples: 2500 }),
    depth: 2,
    units: 48,
    training: { optimizer: momentum, learningRate: 0.05, epochs: 20 },
  }),
  healthy('digits, three tanh layers', {
    data: 'digits',
    dataset: dataset('digits', { samples: 2500 }),
    depth: 3,
    units: 48,
    activation: tanh,
    training: { learningRate: 0.002, epochs: 15 },
  }),
  healthy('digits with dropout', {
    data: 'digits',
    dataset: dataset('digits', { samples: 2500 }),
    depth: 0,
    units: 0,
    layers: [
      inputLayer,
      { id: 'flatten', kind: 'flatten', name: { en: 'Flatten', zh: '展平' } },
      hiddenLayer(1, {
        units: 64,
        activation: choice('relu'),
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
  healthy('zero head, moons', {
    data: 'moons',
    depth: 2,
    units: 24,
    head: { kernelInitializer: choice('zeros') },
    training: { learningRate: 0.01, epochs: 40 },
  }),
  healthy('constant first layer that later layers tell apart, blobs', {
    data: 'blobs',
    depth: 2,
    units: 24,
    activation: tanh,
    training: { learningRate: 0.01, epochs: 50 },
  }),
  healthy('weights from N(0, 0.01²) in a shallow network, blobs', {
    data: 'blobs',
    depth: 1,
    units: 32,
    kernel: choice('normal', { deviation: 0.01 }),
    training: { learningRate: 0.01, epochs: 50 },
  }),
  healthy('weights from N(0, 1) in a shallow network, blobs', {
    data: 'blobs',
    depth: 1,
    units: 16,
    activation: tanh,
    kernel: choice('normal', { deviation: 1 }),
    training: { learningRate: 0.01, epochs: 50 },
  }),
  healthy('residual, ten blocks, circles', {
    data: 'circles',
    depth: 0,
    units: 0,
    layers: residual(10, 16),
    training: { learningRate: 0.003, epochs: 50 },
  }),
  healthy('residual, fifteen blocks, moons', {
    data: 'moons',
    depth: 0,
    units: 0,
    layers: residual(15, 16),
    training: { learningRate: 0.003, epochs: 50 },
  }),
  healthy('batch normalization, four sigmoid layers, circles', {
    data: 'circles',
    depth: 0,
    units: 0,
    layers: normalized(
      { data: 'circles', depth: 4, units: 24, activation: sigmoid },
      'batchNormalization',
    ),
    training: { learningRate: 0.01, epochs: 60 },
  }),
  healthy('layer normalization, five ReLU layers from N(0, 0.01²), moons', {
    data: 'moons',
    depth: 0,
    units: 0,
    layers: normalized(
      { data: 'moons', depth: 5, units: 24, kernel: choice('normal', { deviation: 0.01 }) },
      'layerNormalization',
    ),
    training: { learningRate: 0.01, epochs: 60 },
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
  recurrent('LSTM, adding over ten steps', 'lstm', {}, {}),
  recurrent('GRU, adding over ten steps', 'gru', {}, {}),
  recurrent(
    'ReLU recurrence from the identity, adding over ten steps',
    'simpleRnn',
    {
      activation: choice('relu'),
      recurrentInitializer: choice('identity'),
      kernelInitializer: choice('normal', { deviation: 0.1 }),
    },
    { learningRate: 0.003 },
  ),
  healthy('squares', {
    data: 'square',
    depth: 2,
    units: 24,
    training: { learningRate: 0.005, epochs: 60 },
  }),
  healthy('cubes', {
    data: 'cube',
    depth: 2,
    units: 32,
    training: { learningRate: 0.01, epochs: 120 },
  }),
  healthy('XOR', {
    data: 'xor',
    depth: 1,
    units: 8,
    activation: tanh,
    training: { learningRate: 0.03, epochs: 100 },
  }),
  healthy('XOR by SGD', {
    data: 'xor',
    depth: 2,
    units: 16,
    activation: tanh,
    training: { optimizer: sgd, learningRate: 0.2, epochs: 120 },
  }),
  healthy('spirals, four layers', {
    data: 'spirals',
    depth: 4,
    units: 32,
    training: { learningRate: 0.005, epochs: 100 },
  }),
  healthy('spirals with tanh', {
    data: 'spirals',
    depth: 3,
    units: 32,
    activation: tanh,
    training: { learningRate: 0.01, epochs: 120 },
  }),
];

export const HEALTHY: readonly Case[] = [...usual, ...dangerous];
