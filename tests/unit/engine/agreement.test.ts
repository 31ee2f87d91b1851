import * as tf from '@tensorflow/tfjs';
import { describe, expect, test } from 'vitest';
import type { Backend, ProjectDocument } from '../../../shared/document/schema';
import { analyse } from '../../../shared/graph/analyse';
import { documentAround, randomDocument } from './networks';
import { choiceOf, coreOf, documentOf, expectClose, head, layer, opsOf } from './support';

const SEEDS = Array.from({ length: 200 }, (_, index) => index + 1);
const STEPS = 5;

async function train(document: ProjectDocument, backend: Backend) {
  const ops = await opsOf(backend);
  const core = coreOf(document, ops);
  const losses = Array.from({ length: STEPS }, () => core.train().loss);
  const weights = core.model.weights.toRecords();
  core.dispose();
  return { losses, weights };
}

describe('ENGINE-5: wasm and cpu agree after five steps', () => {
  test.each(SEEDS)('on the random network of seed %i', async (seed) => {
    const document = randomDocument(seed);
    expect(analyse(document).trainable).toBe(true);
    const wasm = await train(document, 'wasm');
    const cpu = await train(document, 'cpu');
    expectClose(wasm.losses, cpu.losses, 1e-4, 1e-5);
    wasm.weights.forEach((record, index) => {
      expectClose(record.values, cpu.weights[index].values, 1e-3, 1e-4);
    });
  });
});

const recurrence = { units: 3, returnSequences: true };
const inBothDirections = (x: tf.SymbolicTensor, layer: ReturnType<typeof tf.layers.gru>) =>
  tf.layers.bidirectional({ layer, mergeMode: 'concat' }).apply(x) as tf.SymbolicTensor;

/** What tfjs's own layers say of the shape of a node's output; kinds that tfjs has no layer for are missing. */
const TFJS_LAYERS: Readonly<Record<string, (inputs: tf.SymbolicTensor[]) => tf.SymbolicTensor>> = {
  dense: ([x]) => tf.layers.dense({ units: 3 }).apply(x) as tf.SymbolicTensor,
  activation: ([x]) => tf.layers.activation({ activation: 'relu' }).apply(x) as tf.SymbolicTensor,
  dropout: ([x]) => tf.layers.dropout({ rate: 0.25 }).apply(x) as tf.SymbolicTensor,
  batchNormalization: ([x]) => tf.layers.batchNormalization().apply(x) as tf.SymbolicTensor,
  layerNormalization: ([x]) => tf.layers.layerNormalization().apply(x) as tf.SymbolicTensor,
  flatten: ([x]) => tf.layers.flatten().apply(x) as tf.SymbolicTensor,
  reshape: ([x]) => tf.layers.reshape({ targetShape: [2, 2] }).apply(x) as tf.SymbolicTensor,
  embedding: ([x]) =>
    tf.layers.embedding({ inputDim: 3, outputDim: 2 }).apply(x) as tf.SymbolicTensor,
  timeDistributed: ([x]) =>
    tf.layers
      .timeDistributed({ layer: tf.layers.dense({ units: 4 }) })
      .apply(x) as tf.SymbolicTensor,
  dot: (inputs) => tf.layers.dot({ axes: -1 }).apply(inputs) as tf.SymbolicTensor,
  simpleRnn: ([x]) => inBothDirections(x, tf.layers.simpleRNN(recurrence)),
  lstm: ([x]) => inBothDirections(x, tf.layers.lstm(recurrence)),
  gru: ([x]) => inBothDirections(x, tf.layers.gru(recurrence)),
  add: (inputs) => tf.layers.add().apply(inputs) as tf.SymbolicTensor,
  multiply: (inputs) => tf.layers.multiply().apply(inputs) as tf.SymbolicTensor,
  conv1d: ([x]) =>
    tf.layers
      .conv1d({ filters: 3, kernelSize: 3, strides: 2, padding: 'same' })
      .apply(x) as tf.SymbolicTensor,
  conv2d: ([x]) =>
    tf.layers.conv2d({ filters: 3, kernelSize: [2, 3] }).apply(x) as tf.SymbolicTensor,
  conv2dTranspose: ([x]) =>
    tf.layers
      .conv2dTranspose({ filters: 3, kernelSize: 3, strides: [2, 1] })
      .apply(x) as tf.SymbolicTensor,
  depthwiseConv2d: ([x]) =>
    tf.layers
      .depthwiseConv2d({ kernelSize: 3, depthMultiplier: 2, padding: 'same' })
      .apply(x) as tf.SymbolicTensor,
  separableConv2d: ([x]) =>
    tf.layers
      .separableConv2d({ filters: 3, kernelSize: 3, padding: 'same' })
      .apply(x) as tf.SymbolicTensor,
  maxPooling1d: ([x]) =>
    tf.layers.maxPooling1d({ poolSize: 2, strides: 2 }).apply(x) as tf.SymbolicTensor,
  maxPooling2d: ([x]) =>
    tf.layers.maxPooling2d({ poolSize: [2, 3], strides: [1, 1] }).apply(x) as tf.SymbolicTensor,
  averagePooling1d: ([x]) =>
    tf.layers
      .averagePooling1d({ poolSize: 3, strides: 2, padding: 'same' })
      .apply(x) as tf.SymbolicTensor,
  averagePooling2d: ([x]) =>
    tf.layers.averagePooling2d({ poolSize: 2, strides: 2 }).apply(x) as tf.SymbolicTensor,
  globalMaxPooling: ([x]) =>
    tf.layers.globalMaxPooling2d({ dataFormat: 'channelsLast' }).apply(x) as tf.SymbolicTensor,
  globalAveragePooling: ([x]) =>
    tf.layers.globalAveragePooling2d({ dataFormat: 'channelsLast' }).apply(x) as tf.SymbolicTensor,
  upSampling2d: ([x]) => tf.layers.upSampling2d({ size: [2, 3] }).apply(x) as tf.SymbolicTensor,
  zeroPadding2d: ([x]) =>
    tf.layers
      .zeroPadding2d({
        padding: [
          [2, 1],
          [1, 1],
        ],
      })
      .apply(x) as tf.SymbolicTensor,
  cropping2d: ([x]) =>
    tf.layers
      .cropping2D({
        cropping: [
          [0, 1],
          [1, 1],
        ],
      })
      .apply(x) as tf.SymbolicTensor,
  permute: ([x]) => tf.layers.permute({ dims: [2, 1] }).apply(x) as tf.SymbolicTensor,
  repeatVector: ([x]) => tf.layers.repeatVector({ n: 3 }).apply(x) as tf.SymbolicTensor,
  average: (inputs) => tf.layers.average().apply(inputs) as tf.SymbolicTensor,
  maximum: (inputs) => tf.layers.maximum().apply(inputs) as tf.SymbolicTensor,
  gaussianNoise: ([x]) => tf.layers.gaussianNoise({ stddev: 1 }).apply(x) as tf.SymbolicTensor,
  concatenate: (inputs) => tf.layers.concatenate().apply(inputs) as tf.SymbolicTensor,
};

describe('ENGINE-6: output shapes are those of tfjs’s own layers', () => {
  test.each(Object.keys(TFJS_LAYERS))('for %s, planned and computed', async (kind) => {
    const document = documentAround(kind);
    const ops = await opsOf('cpu');
    const core = coreOf(document, ops);
    const { model } = core;
    const planned = analyse(document).nodes.get('it');
    const inputs = (planned?.inputShapes ?? []).map((shape) =>
      tf.input({ shape: [...(shape ?? [])] }),
    );
    const expected = TFJS_LAYERS[kind](inputs).shape.slice(1);
    expect(planned?.outputShape).toEqual(expected);
    const position = model.nodes.findIndex(({ id }) => id === 'it');
    ops.arena.scope(() => {
      const features = ops.tensor(new Float32Array(6), [3, 2]);
      const { nodes } = model.forward(features, { training: false });
      expect(nodes[position].output.shape).toEqual([3, ...expected]);
    });
    core.dispose();
  });
});

test('ENGINE-7: a network that an Input with chosen columns feeds sees those columns only, in their order', async () => {
  const ops = await opsOf('cpu');
  const columns = ['y', 'x'];
  const dense = {
    units: 2,
    activation: choiceOf('linear'),
    kernelInitializer: choiceOf('identity'),
  };
  const document = documentOf([
    layer('picked', 'input', { parameters: { columns } }),
    layer('copy', 'dense', { parameters: dense, from: ['picked'] }),
    layer('both', 'add', { from: ['input', 'copy'] }),
    head(2, { kernelInitializer: choiceOf('identity') }),
  ]);
  const names = analyse(document).data.featureNames;
  expect(names).toHaveLength(2);
  const named = {
    ...document,
    network: {
      ...document.network,
      nodes: document.network.nodes.map((node) =>
        node.id === 'picked' ? { ...node, parameters: { columns: [names[1], names[0]] } } : node,
      ),
    },
  };
  const core = coreOf(named, ops);
  ops.arena.scope(() => {
    const features = ops.tensor([1, 10, 2, 20], [2, 2]);
    expect([...ops.read(core.model.predict(features))]).toEqual([11, 11, 22, 22]);
  });
  core.dispose();
});
