import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { EngineOps } from '../../../../shared/engine/tensor-ops';
import { analyse } from '../../../../shared/graph/analyse';
import { neededNodes } from '../../../../shared/graph/needed-nodes';
import { onnxImporter } from '../../../../shared/interop/onnx';
import { expectClose, opsOf } from '../../engine/support';
import { channelsLast, modelWithoutData } from './runtime';

const FIXTURES = 'tests/fixtures/onnx';
const TOLERANCE = 1e-5;

let ops: EngineOps;
beforeAll(async () => {
  ops = await opsOf('wasm');
});

interface Known {
  /** Of a sample, in PyTorch. */
  readonly shape: readonly number[];
  /** The first axis is the channels', as convolutions have it. */
  readonly channelsFirst: boolean;
  readonly features: readonly number[];
  readonly outputs: readonly number[];
}

const knownOf = (name: string): Known =>
  JSON.parse(readFileSync(`${FIXTURES}/${name}.json`, 'utf8')) as Known;

async function imported(name: string) {
  const content = new Uint8Array(readFileSync(`${FIXTURES}/${name}.onnx`));
  const read = await onnxImporter.read([{ path: `${name}.onnx`, content }]);
  if (!read.ok) throw new Error(read.failure.text.en);
  return read.value;
}

/** Networks of tests/fixtures/onnx/make-fixtures.py, and the layers that they become. */
const NETWORKS: Readonly<Record<string, readonly string[]>> = {
  mlp: ['dense relu', 'dense gelu', 'batchNormalization', 'dense prelu', 'dense linear'],
  cnn: [
    'conv2d relu',
    'maxPooling2d',
    'conv2d tanh',
    'averagePooling2d',
    'flatten',
    'dense leakyRelu',
    'dense logSoftmax',
  ],
  residual: [
    // PyTorch has put the normalization into the weights before it.
    'conv2d relu',
    'conv2d linear',
    'add',
    'activation swish',
    'depthwiseConv2d linear',
    'flatten',
    'dense softmax',
  ],
  upscale: [
    'conv2dTranspose linear',
    'cropping2d',
    'activation swish',
    'upSampling2d',
    'globalAveragePooling',
    'dense linear',
  ],
  lstm: ['lstm tanh', 'dense linear'],
  rnn: ['simpleRnn relu', 'dense linear'],
  'last-states': ['lstm tanh', 'lstm tanh', 'dense linear'],
  block: [
    'zeroPadding2d',
    'conv2d linear',
    'groupNormalization',
    'activation relu',
    'zeroPadding2d',
    'maxPooling2d',
    'conv2d linear',
    'zeroPadding2d',
    'conv2d relu',
    'conv2d linear',
    'add',
    'activation relu',
    'globalAveragePooling',
    'dense linear',
  ],
  words: ['embedding', 'layerNormalization', 'globalAveragePooling', 'dense linear'],
  old: [
    'conv2d relu6',
    'upSampling2d',
    'zeroPadding2d',
    'maxPooling2d',
    'activation hardTanh',
    'flatten',
    'dense elu',
    'dense softmax',
  ],
  steps: ['conv1d tanh', 'maxPooling1d', 'flatten', 'dense linear'],
  'gru-both': ['gru tanh', 'timeDistributed relu', 'flatten'],
  attention: ['multiHeadAttention', 'add', 'globalAveragePooling', 'dense linear'],
  cross: ['timeDistributed linear', 'multiHeadAttention', 'cropping1d', 'flatten', 'dense linear'],
  causal: ['multiHeadAttention', 'add', 'globalAveragePooling', 'dense linear'],
  transformer: [
    'multiHeadAttention',
    'add',
    'layerNormalization',
    'timeDistributed relu',
    'timeDistributed linear',
    'add',
    'layerNormalization',
    'globalAveragePooling',
    'dense linear',
  ],
};

/** What the exporters of newer versions write in another way, by folder. */
const NEWER: Readonly<Record<string, readonly string[]>> = {
  dynamo: ['mlp', 'residual', 'lstm', 'gru-both', 'words', 'attention', 'transformer'],
  'opset-17': ['old', 'attention', 'transformer'],
};

const FILES = [
  ...Object.entries(NETWORKS),
  ...Object.entries(NEWER).flatMap(([folder, names]) =>
    names.map((name) => [`${folder}/${name}`, NETWORKS[name]] as const),
  ),
];

async function expectOutputs(name: string): Promise<void> {
  const { document, weights, notes } = await imported(name);
  const known = knownOf(name);
  const features = known.channelsFirst
    ? channelsLast(known.shape, known.features)
    : Float32Array.from(known.features);
  const { featureShape } = analyse(document).data;
  const rows = known.features.length / known.shape.reduce((size, axis) => size * axis, 1);
  const model = modelWithoutData(document, ops);
  model.weights.load(weights ?? []);
  const found = ops.arena.scope(() =>
    ops.read(model.predict(ops.tensor(features, [rows, ...featureShape]))),
  );
  expectClose(found, known.outputs, TOLERANCE, TOLERANCE);
  expect(notes.map(({ en }) => en).join()).not.toContain('unknown');
}

async function expectLayers(name: string, layers: readonly string[]): Promise<void> {
  const { document } = await imported(name);
  const kinds = neededNodes(analyse(document)).map(({ node, activation }) => {
    const own = activation ?? (node.parameters.activation as { kind: string } | undefined);
    return own ? `${node.kind} ${own.kind}` : node.kind;
  });
  const ends = ['input', 'output', 'reshape'];
  expect(kinds.filter((kind) => !ends.includes(kind))).toEqual(layers);
}

describe('EXCHANGE-37: models that PyTorch has written', () => {
  it.each(FILES)('EXCHANGE-37: %s gives PyTorch’s outputs', (name) => expectOutputs(name));

  it.each(FILES)('EXCHANGE-37: %s becomes these layers', expectLayers);

  it('EXCHANGE-38: a recurrence that a file has step by step stays so, each operator listed', async () => {
    const { document, notes } = await imported('dynamo/rnn');
    const unknown = document.network.nodes.filter(({ kind }) => kind.startsWith('onnx.'));
    const said = notes.map(({ en }) => en).join();
    expect(unknown.length).toBeGreaterThan(0);
    for (const { kind } of unknown) expect(said).toContain(`operator ${kind.slice(5)};`);
    expect(analyse(document).problems.map(({ kind }) => kind)).toContain('unknown-kind');
  });
});
