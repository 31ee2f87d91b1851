import { describe, expect, test } from 'vitest';
import type { Shape } from '../../../shared/catalogue/layer';
import { moveElements, setNodeParameters, setTraining } from '../../../shared/document/edits';
import type { Parameters } from '../../../shared/document/schema';
import { analyse } from '../../../shared/graph/analyse';
import { documentOf, smallNetwork, type TestLayer } from './networks';

/** A network of one layer over constants of these shapes, so that any input shape can be tried. */
function analysedLayer(kind: string, inputs: readonly Shape[], parameters: Parameters = {}) {
  const constants: TestLayer[] = inputs.map((shape, index) => ({
    id: `constant ${index}`,
    kind: 'constant',
    parameters: { shape: [...shape] },
  }));
  const layers = [
    ...constants,
    { id: 'it', kind, from: constants.map(({ id }) => id), parameters },
  ];
  const node = analyse(documentOf(layers)).nodes.get('it');
  if (!node) throw new Error('not analysed');
  return node;
}

const RULES: readonly [string, readonly Shape[], Parameters, Shape | null, number, number][] = [
  // kind, inputs, parameters, output, parameters in all, trainable ones
  ['dense', [[784]], { units: 100 }, [100], 78_500, 78_500],
  ['dense', [[784]], { units: 100, useBias: false }, [100], 78_400, 78_400],
  ['dense', [[28, 28, 1]], { units: 100 }, null, 0, 0],
  ['activation', [[5, 4]], {}, [5, 4], 0, 0],
  ['dropout', [[7]], { rate: 0.2 }, [7], 0, 0],
  ['batchNormalization', [[64]], {}, [64], 256, 128],
  ['batchNormalization', [[28, 28, 3]], {}, [28, 28, 3], 12, 6],
  ['layerNormalization', [[64]], {}, [64], 128, 128],
  ['layerNormalization', [[6, 10]], {}, [6, 10], 20, 20],
  ['flatten', [[28, 28, 1]], {}, [784], 0, 0],
  ['reshape', [[784]], { shape: [28, 28, 1] }, [28, 28, 1], 0, 0],
  ['reshape', [[784]], { shape: [28, 27] }, null, 0, 0],
  ['add', [[3], [3], [3]], {}, [3], 0, 0],
  ['add', [[3], [4]], {}, null, 0, 0],
  [
    'multiply',
    [
      [2, 3],
      [2, 3],
    ],
    {},
    [2, 3],
    0,
    0,
  ],
  [
    'multiply',
    [
      [2, 3],
      [3, 2],
    ],
    {},
    null,
    0,
    0,
  ],
  ['concatenate', [[3], [4], [5]], {}, [12], 0, 0],
  [
    'concatenate',
    [
      [2, 3],
      [2, 5],
    ],
    {},
    [2, 8],
    0,
    0,
  ],
  [
    'concatenate',
    [
      [2, 3],
      [3, 3],
    ],
    {},
    null,
    0,
    0,
  ],
  ['concatenate', [[2, 3], [6]], {}, null, 0, 0],
  ['conv1d', [[9, 3]], { filters: 5 }, [7, 5], 50, 50],
  ['conv1d', [[9, 3]], { strides: [2], padding: 'same', useBias: false }, [5, 16], 144, 144],
  ['conv1d', [[28, 28, 1]], {}, null, 0, 0],
  ['conv2d', [[28, 28, 1]], { filters: 8 }, [26, 26, 8], 80, 80],
  ['conv2d', [[28, 27, 3]], { kernelSize: [1, 5], strides: [3, 2] }, [10, 12, 16], 256, 256],
  ['conv2d', [[28, 28, 1]], { dilation: [9, 9], padding: 'same' }, [28, 28, 16], 160, 160],
  ['conv2d', [[4, 4, 1]], { dilation: [2, 2] }, null, 0, 0],
  ['conv2d', [[784]], {}, null, 0, 0],
  ['conv2dTranspose', [[7, 7, 4]], { filters: 2, strides: [2, 2] }, [15, 15, 2], 74, 74],
  [
    'conv2dTranspose',
    [[7, 5, 4]],
    { filters: 2, strides: [2, 3], padding: 'same' },
    [14, 15, 2],
    74,
    74,
  ],
  ['depthwiseConv2d', [[8, 8, 3]], { depthMultiplier: 2 }, [6, 6, 6], 60, 60],
  ['separableConv2d', [[8, 8, 3]], { filters: 5, depthMultiplier: 2 }, [6, 6, 5], 89, 89],
  ['maxPooling1d', [[9, 3]], {}, [4, 3], 0, 0],
  ['maxPooling2d', [[7, 7, 3]], { padding: 'same' }, [4, 4, 3], 0, 0],
  ['averagePooling1d', [[9, 3]], { strides: [1] }, [8, 3], 0, 0],
  ['averagePooling2d', [[1, 7, 3]], {}, null, 0, 0],
  ['globalMaxPooling', [[7, 5, 3]], {}, [3], 0, 0],
  ['globalAveragePooling', [[7, 3]], {}, [3], 0, 0],
  ['globalAveragePooling', [[7]], {}, null, 0, 0],
  ['upSampling1d', [[5, 3]], { size: [3] }, [15, 3], 0, 0],
  ['upSampling2d', [[5, 4, 3]], { size: [1, 2] }, [5, 8, 3], 0, 0],
  ['zeroPadding1d', [[5, 3]], { before: 0, after: 4 }, [9, 3], 0, 0],
  ['zeroPadding2d', [[5, 4, 3]], { top: 2, left: 0 }, [8, 5, 3], 0, 0],
  ['cropping1d', [[5, 3]], { before: 3 }, [1, 3], 0, 0],
  ['cropping2d', [[5, 4, 3]], { bottom: 0 }, [4, 2, 3], 0, 0],
  ['constant', [], { shape: [4, 2] }, [4, 2], 8, 0],
  ['output', [[9]], {}, [9], 0, 0],
];

test.each(RULES)(
  'GRAPH-1: %s over %j with %j gives %j, %d parameters, %d trainable',
  (kind, inputs, parameters, output, all, trainable) => {
    const node = analysedLayer(kind, inputs, parameters);
    expect(node.outputShape).toEqual(output);
    expect(node.parameterCount).toBe(all);
    expect(node.trainableCount).toBe(trainable);
  },
);

test('GRAPH-2: fans of a Dense kernel are its inputs and its units', () => {
  const [kernel, bias] = analysedLayer('dense', [[30]], { units: 20 }).weights;
  expect(kernel).toMatchObject({ name: 'kernel', shape: [30, 20], fanIn: 30, fanOut: 20 });
  expect(bias).toMatchObject({ name: 'bias', shape: [20], trainable: true });
  expect(bias.initializer.kind).toBe('zeros');
});

test('GRAPH-2: fans of a convolution are what one output sums and what one input feeds', () => {
  const picture = [[9, 9, 4]];
  const kernelOf = (kind: string, parameters: Parameters) =>
    analysedLayer(kind, picture, parameters).weights[0];
  expect(kernelOf('conv2d', { filters: 8, kernelSize: [3, 2] })).toMatchObject({
    shape: [3, 2, 4, 8],
    fanIn: 3 * 2 * 4,
    fanOut: 3 * 2 * 8,
  });
  // Of the nine weights of a window, strides of 2 let a fourth meet at one place.
  expect(kernelOf('conv2dTranspose', { filters: 8, strides: [2, 2] })).toMatchObject({
    shape: [3, 3, 8, 4],
    fanIn: (9 * 4) / 4,
    fanOut: 9 * 8,
  });
  expect(kernelOf('depthwiseConv2d', { depthMultiplier: 2 })).toMatchObject({
    shape: [3, 3, 4, 2],
    fanIn: 9,
    fanOut: 18,
  });
  const [depthwise, pointwise] = analysedLayer('separableConv2d', picture, { filters: 6 }).weights;
  expect(depthwise).toMatchObject({ name: 'depthwiseKernel', fanIn: 9, fanOut: 9 });
  expect(pointwise).toMatchObject({ shape: [1, 1, 4, 6], fanIn: 4, fanOut: 6 });
});

test('GRAPH-3: FLOPs count a multiply-add as two', () => {
  const linear = { activation: { kind: 'linear', parameters: {} } };
  expect(analysedLayer('dense', [[10]], { units: 5, ...linear }).flops).toBe(5 * (2 * 10 + 1));
  expect(analysedLayer('dense', [[10]], { units: 5 }).flops).toBe(5 * (2 * 10 + 1 + 1));
  expect(analysedLayer('add', [[8], [8], [8]]).flops).toBe(16);
  const filters = { filters: 5, kernelSize: [3, 2], ...linear };
  expect(analysedLayer('conv2d', [[9, 9, 4]], filters).flops).toBe(7 * 8 * 5 * (2 * 24 + 1));
  expect(analysedLayer('depthwiseConv2d', [[9, 9, 4]], linear).flops).toBe(7 * 7 * 4 * (18 + 1));
  const separable = analysedLayer('separableConv2d', [[9, 9, 4]], { filters: 5, ...linear });
  expect(separable.flops).toBe(7 * 7 * (4 * 18 + 5 * (2 * 4 + 1)));
  const transposed = { filters: 5, useBias: false, ...linear };
  expect(analysedLayer('conv2dTranspose', [[9, 9, 4]], transposed).flops).toBe(2 * 324 * 9 * 5);
});

test('GRAPH-4: totals are sums, and training bytes count weights, gradients, slots and activations', () => {
  const document = documentOf(smallNetwork(2), {
    training: { batchSize: 10, optimizer: { kind: 'adam', parameters: {} } },
  });
  const { totals } = analyse(document);
  // Dense 2 → 2 with bias: 6 parameters. Adam keeps two slots. Outputs of the three nodes: 2 + 2 + 2.
  expect(totals).toEqual({
    parameters: 6,
    trainable: 6,
    flops: 2 * (2 * 2 + 1),
    trainingBytes: 4 * (6 + 6 * 3 + 6 * 10 * 2),
  });
});

test('GRAPH-4: training bytes count what a convolution and a pooling keep for their backward pass', () => {
  const layers = (kind: string, parameters: Parameters): TestLayer[] => [
    { id: 'in', kind: 'input' },
    { id: 'it', kind, from: ['in'], parameters },
  ];
  const bytes = (kind: string, parameters: Parameters = {}) =>
    analyse(
      documentOf(layers(kind, parameters), {
        data: { dataset: { kind: 'digits', parameters: {} } },
        training: { batchSize: 1, optimizer: { kind: 'sgd', parameters: {} } },
      }),
    ).totals.trainingBytes;
  const activations = (...sizes: number[]) => 2 * sizes.reduce((sum, size) => sum + size, 0);
  // 26 × 26 windows of nine numbers as rows, and their gradients.
  expect(bytes('conv2d', { filters: 2, useBias: false })).toBe(
    4 * (2 * 18 + activations(784, 26 * 26 * 2) + 2 * 26 * 26 * 9),
  );
  // Which number of its window each output is.
  expect(bytes('maxPooling2d')).toBe(4 * (activations(784, 14 * 14) + 14 * 14));
  expect(bytes('averagePooling2d')).toBe(4 * activations(784, 14 * 14));
});

describe('GRAPH-5: a shape error stops at its node', () => {
  const document = documentOf([
    { id: 'in', kind: 'input' },
    { id: 'reshape', kind: 'reshape', from: ['in'], parameters: { shape: [5] } },
    { id: 'dense', kind: 'dense', from: ['reshape'] },
    { id: 'out', kind: 'output', from: ['dense'] },
  ]);
  const analysis = analyse(document);

  test('what comes after has no shape and no error of its own', () => {
    expect(analysis.nodes.get('dense')?.outputShape).toBeNull();
    expect(analysis.nodes.get('dense')?.inputShapes).toEqual([null]);
    expect(analysis.problems.filter(({ severity }) => severity === 'error')).toHaveLength(1);
  });

  test('edges show the shape of their source, or none', () => {
    expect(analysis.edges.get('in→reshape#0')?.shape).toEqual([2]);
    expect(analysis.edges.get('reshape→dense#0')?.shape).toBeNull();
  });
});

test('GRAPH-6: Concatenate joins in the order of the connections', () => {
  const layers = [
    { id: 'a', kind: 'constant', parameters: { shape: [2] } },
    { id: 'b', kind: 'constant', parameters: { shape: [3] } },
    { id: 'it', kind: 'concatenate', from: ['b', 'a'] },
  ];
  const node = analyse(documentOf(layers)).nodes.get('it');
  expect(node?.sources).toEqual(['b', 'a']);
  expect(node?.inputShapes).toEqual([[3], [2]]);
});

test('GRAPH-7: every source stands before its targets', () => {
  const layers = [
    { id: 'out', kind: 'output', from: ['sum'] },
    { id: 'sum', kind: 'add', from: ['b', 'a'] },
    { id: 'b', kind: 'dense', from: ['a'], parameters: { units: 2 } },
    { id: 'a', kind: 'dense', from: ['in'], parameters: { units: 2 } },
    { id: 'in', kind: 'input' },
  ];
  expect(analyse(documentOf(layers)).order).toEqual(['in', 'a', 'b', 'sum', 'out']);
});

test('GRAPH-8: an Input takes all features, or the columns that it names', () => {
  const of = (columns: string[]) =>
    analyse(
      documentOf([{ id: 'in', kind: 'input', parameters: { columns } }], {
        data: { dataset: { kind: 'iris', parameters: {} } },
      }),
    ).nodes.get('in')?.outputShape;
  expect(of([])).toEqual([4]);
  expect(of(['petal width', 'sepal width'])).toEqual([2]);
  expect(of(['height'])).toBeNull();
});

test('GRAPH-9: faulty parameters are replaced by their default, so that shapes go on', () => {
  const node = analysedLayer('dense', [[4]], {
    units: -5,
    kernelInitializer: { kind: 'normal', parameters: { deviation: 'wide' } },
  });
  expect(node.outputShape).toEqual([32]);
  expect(node.values.kernelInitializer).toEqual({
    kind: 'normal',
    parameters: { deviation: 0.01 },
  });
});

describe('GRAPH-10: an edit keeps the analysis of what it does not change, object by object', () => {
  const document = documentOf([
    { id: 'in', kind: 'input' },
    { id: 'a', kind: 'dense', from: ['in'], parameters: { units: 4 } },
    { id: 'b', kind: 'dense', from: ['a'], parameters: { units: 4 } },
    { id: 'c', kind: 'dense', from: ['b'], parameters: { units: 2 } },
    { id: 'out', kind: 'output', from: ['c'] },
  ]);
  const changedBy = (edited: typeof document) => {
    const before = analyse(document);
    const after = analyse(edited);
    const nodes = document.network.nodes.map(({ id }) => id);
    const edges = document.network.edges.map(({ id }) => id);
    return {
      nodes: nodes.filter((id) => after.nodes.get(id) !== before.nodes.get(id)),
      edges: edges.filter((id) => after.edges.get(id) !== before.edges.get(id)),
    };
  };

  test('units change the node, its edge and the layer that sums them', () => {
    const edited = setNodeParameters(document, 'a', { units: 5 });
    expect(changedBy(edited)).toEqual({ nodes: ['a', 'b'], edges: ['a→b#0'] });
  });

  test('a move changes the moved node alone', () => {
    const edited = moveElements(document, new Map([['b', { x: 1, y: 2 }]]));
    expect(changedBy(edited)).toEqual({ nodes: ['b'], edges: [] });
  });

  test('the learning rate changes no node', () => {
    const edited = setTraining(document, { learningRate: 0.5 });
    expect(changedBy(edited)).toEqual({ nodes: [], edges: [] });
  });
});

test('GRAPH-11: a batch larger than the data is counted as all samples', () => {
  const bytes = (batchSize: number) =>
    analyse(
      documentOf(smallNetwork(), {
        data: { dataset: { kind: 'spirals', parameters: { samples: 100 } } },
        training: { batchSize },
      }),
    ).totals.trainingBytes;
  expect(bytes(60_000)).toBe(bytes(100));
  expect(bytes(50)).toBeLessThan(bytes(100));
});
