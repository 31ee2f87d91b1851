import {
  choice,
  headLayer,
  hiddenLayer,
  inputLayer,
  type LabLayer,
  outputLayer,
} from '../../../../shared/labs/builder';
import { type Case, healthy } from '../case';
import { sigmoid, tanh } from '../choices';
import { chain, type Plan } from '../project';

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

/** Deep, narrow, linear or from unusual weights, and sound. */
export const SOUND_SHAPES: readonly Case[] = [
  healthy('eight ReLU layers with Xavier, circles by Adam', {
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
  healthy('twenty SELU layers, iris by Adam', {
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
  healthy('four units, circles', {
    data: 'circles',
    depth: 1,
    units: 4,
    activation: tanh,
    training: { learningRate: 0.05, epochs: 100 },
  }),
  healthy('three units, iris', {
    data: 'iris',
    depth: 1,
    units: 3,
    activation: tanh,
    training: { learningRate: 0.05, epochs: 80 },
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
  healthy('zero head, moons', {
    data: 'moons',
    depth: 2,
    units: 24,
    head: { kernelInitializer: choice('zeros') },
    training: { learningRate: 0.01, epochs: 40 },
  }),
  healthy('two tanh layers, blobs', {
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
    units: 16,
    layers: (units) => residual(10, units),
    training: { learningRate: 0.003, epochs: 50 },
  }),
  healthy('residual, fifteen blocks, moons', {
    data: 'moons',
    depth: 0,
    units: 16,
    layers: (units) => residual(15, units),
    training: { learningRate: 0.003, epochs: 50 },
  }),
  healthy('batch normalization, four sigmoid layers, circles', {
    data: 'circles',
    depth: 0,
    units: 24,
    layers: (units) =>
      normalized({ data: 'circles', depth: 4, units, activation: sigmoid }, 'batchNormalization'),
    training: { learningRate: 0.01, epochs: 60 },
  }),
  healthy('layer normalization, five ReLU layers from N(0, 0.01²), moons', {
    data: 'moons',
    depth: 0,
    units: 24,
    layers: (units) =>
      normalized(
        { data: 'moons', depth: 5, units, kernel: choice('normal', { deviation: 0.01 }) },
        'layerNormalization',
      ),
    training: { learningRate: 0.01, epochs: 60 },
  }),
];
