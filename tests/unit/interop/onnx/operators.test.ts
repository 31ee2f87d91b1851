import { beforeAll, describe, expect, it } from 'vitest';
import type { EngineOps } from '../../../../shared/engine/tensor-ops';
import { analyse } from '../../../../shared/graph/analyse';
import { onnxImporter } from '../../../../shared/interop/onnx';
import type { Draft } from '../../../../shared/interop/onnx/messages';
import { encodeMessage } from '../../../../shared/interop/onnx/protobuf';
import { floatTensor, integerTensor } from '../../../../shared/interop/onnx/tensors';
import { expectClose, normals, opsOf } from '../../engine/support';
import { channelsLast, info, modelWithoutData, run } from './runtime';

let ops: EngineOps;
beforeAll(async () => {
  ops = await opsOf('wasm');
});

const ROWS = 2;
const TOLERANCE = 1e-5;

interface Written {
  readonly shape: readonly number[];
  readonly opset?: number;
  readonly nodes: readonly Draft<'Node'>[];
  readonly fixed?: readonly Draft<'Tensor'>[];
  readonly outputs: number;
  /** The layer that the app has for it. */
  readonly kind: string;
}

const node = (
  operator: string,
  inputs: readonly string[],
  output: string,
  attributes: readonly Draft<'Attribute'>[] = [],
): Draft<'Node'> => ({ operator, inputs, outputs: [output], attributes });

const float = (name: string, value: number): Draft<'Attribute'> => ({
  name,
  float: value,
  type: 1,
});
const integer = (name: string, value: number): Draft<'Attribute'> => ({
  name,
  integer: value,
  type: 2,
});

/** Written in ways that neither the app nor the fixtures have. */
const OPERATORS: Readonly<Record<string, Written>> = {
  'Gelu of version 20': {
    shape: [4],
    opset: 20,
    nodes: [node('Gelu', ['x'], 'y')],
    outputs: 4,
    kind: 'activation',
  },
  'Mish of version 18': {
    shape: [4],
    opset: 18,
    nodes: [node('Mish', ['x'], 'y')],
    outputs: 4,
    kind: 'activation',
  },
  'Gemm with factors and a kernel that stands as the app has it': {
    shape: [2],
    nodes: [node('Gemm', ['x', 'w', 'b'], 'y', [float('alpha', 0.5), float('beta', 2)])],
    fixed: [floatTensor('w', [2, 3], normals(6, 1)), floatTensor('b', [1, 3], normals(3, 2))],
    outputs: 3,
    kind: 'dense',
  },
  'a softmax over a row that was flattened with channels first': {
    shape: [2, 3, 2],
    nodes: [
      node('MaxPool', ['x'], 'a', [{ name: 'kernel_shape', integers: [1, 1], type: 7 }]),
      node('Flatten', ['a'], 'b'),
      node('Softmax', ['b'], 'y'),
    ],
    outputs: 12,
    kind: 'permute',
  },
  'a number for each channel added behind a convolution': {
    shape: [2, 3, 3],
    nodes: [
      node('Conv', ['x', 'w'], 'a', [{ name: 'auto_pad', text: 'SAME_UPPER', type: 3 }]),
      node('Add', ['a', 'b'], 'c'),
      node('Sub', ['two', 'c'], 'd'),
      node('Flatten', ['d'], 'y'),
    ],
    fixed: [
      floatTensor('w', [3, 2, 2, 2], normals(24, 3)),
      floatTensor('b', [3, 1, 1], normals(3, 4)),
      floatTensor('two', [], Float32Array.of(2)),
    ],
    outputs: 27,
    kind: 'subtract',
  },
  'an average that counts the zeros around': {
    shape: [1, 4, 5],
    nodes: [
      node('AveragePool', ['x'], 'a', [
        { name: 'kernel_shape', integers: [3, 3], type: 7 },
        { name: 'pads', integers: [1, 1, 1, 1], type: 7 },
        integer('count_include_pad', 1),
      ]),
      node('Flatten', ['a'], 'y'),
    ],
    outputs: 20,
    kind: 'zeroPadding2d',
  },
  'slopes of each channel, first': {
    shape: [3, 2, 3],
    nodes: [
      node('BatchNormalization', ['x', 'one', 'b', 'b', 'one'], 'a'),
      node('PRelu', ['a', 's'], 'c'),
      node('Flatten', ['c'], 'y'),
    ],
    fixed: [
      floatTensor('one', [3], Float32Array.of(1, 1, 1)),
      floatTensor('b', [3], normals(3, 5)),
      floatTensor('s', [3, 1, 1], normals(3, 6)),
    ],
    outputs: 18,
    kind: 'activation',
  },
  'a cut at both ends, and a mean over time': {
    shape: [5, 2],
    nodes: [
      node('Slice', ['x', 'from', 'to', 'axes'], 'a'),
      node('ReduceMean', ['a'], 'y', [
        { name: 'axes', integers: [1], type: 7 },
        integer('keepdims', 0),
      ]),
    ],
    fixed: [
      integerTensor('from', [1], [1]),
      integerTensor('to', [1], [-1]),
      integerTensor('axes', [1], [1]),
    ],
    outputs: 2,
    kind: 'cropping1d',
  },
};

describe('EXCHANGE-38: other ways to write what the app has', () => {
  it.each(Object.entries(OPERATORS))('EXCHANGE-38: %s', async (_name, written) => {
    const { shape, nodes, fixed = [], outputs, opset = 17, kind } = written;
    const content = encodeMessage('Model', {
      irVersion: 8,
      opsetImport: [{ domain: '', version: opset }],
      graph: {
        name: 'g',
        nodes,
        initializers: fixed,
        inputs: [info('x', shape)],
        outputs: [info('y', [outputs])],
      },
    });
    const values = normals(ROWS * shape.reduce((size, axis) => size * axis, 1), 9);
    const given = { shape: [ROWS, ...shape], values };
    const [expected] = (await run(content, given)).values();
    const read = await onnxImporter.read([{ path: 'g.onnx', content }]);
    if (!read.ok) throw new Error(read.failure.text.en);
    const { document, weights } = read.value;
    expect(document.network.nodes.map((one) => one.kind)).toContain(kind);
    const analysis = analyse(document);
    const model = modelWithoutData(document, ops);
    model.weights.load(weights ?? []);
    const inner = document.network.nodes.find((one) => one.kind === 'reshape');
    const sample = (inner?.parameters.shape ?? analysis.data.featureShape) as number[];
    const features = shape.join() === sample.join() ? values : channelsLast(shape, values);
    const found = ops.arena.scope(() =>
      ops.read(model.predict(ops.tensor(features, [ROWS, ...analysis.data.featureShape]))),
    );
    expectClose(found, expected, TOLERANCE, TOLERANCE);
  });
});
