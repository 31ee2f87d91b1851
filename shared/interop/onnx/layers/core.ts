import { integer, integers, type Operations, reshaped, weightOf, writerOf } from '../operations';

/** x·W + b over rows. */
const affine = (ops: Operations, x: string, inputs: number, outputs: number, useBias: boolean) => {
  const kernel = weightOf(ops, 'kernel', [inputs, outputs]);
  if (!useBias) return ops.op('MatMul', [x, kernel]);
  return ops.op('Gemm', [x, kernel, weightOf(ops, 'bias', [outputs])]);
};

interface DenseValues {
  readonly units: number;
  readonly useBias: boolean;
}

const dense = writerOf<DenseValues>('dense', 'last', (ops, { values, inputShapes: [[inputs]] }) =>
  affine(ops, ops.input(0, 'last'), inputs, values.units, values.useBias),
);

const maxout = writerOf<DenseValues & { readonly pieces: number }>(
  'maxout',
  'last',
  (ops, { values: { units, pieces, useBias }, inputShapes: [[inputs]] }) => {
    const sums = affine(ops, ops.input(0, 'last'), inputs, units * pieces, useBias);
    const apart = reshaped(ops, sums, [units, pieces]);
    return ops.op('ReduceMax', [apart], { axes: integers([2]), keepdims: integer(0) });
  },
);

/** The product and the sum that take a batch of any number of axes. */
export function project(
  ops: Operations,
  x: string,
  names: { readonly kernel: string; readonly bias: string },
  inputs: number,
  outputs: number,
  useBias: boolean,
): string {
  const product = ops.op('MatMul', [x, weightOf(ops, names.kernel, [inputs, outputs])]);
  return useBias ? ops.op('Add', [product, weightOf(ops, names.bias, [outputs])]) : product;
}

const timeDistributed = writerOf<DenseValues>(
  'timeDistributed',
  'last',
  (ops, { values: { units, useBias }, inputShapes: [shape] }) =>
    project(
      ops,
      ops.input(0, 'last'),
      { kernel: 'kernel', bias: 'bias' },
      shape[shape.length - 1],
      units,
      useBias,
    ),
);

const activation = writerOf('activation', 'any', (ops, { layout }) => ops.input(0, layout));

const scale = writerOf<{ readonly factor: number; readonly learned: boolean }>(
  'scale',
  'any',
  (ops, { values: { factor, learned }, layout }) => {
    const x = ops.input(0, layout);
    return ops.op('Mul', [x, learned ? weightOf(ops, 'factor', [1]) : ops.floats([factor], [])]);
  },
);

/** Whole numbers come as floats, as all features do. */
const embedding = writerOf<{ readonly vocabulary: number; readonly dimensions: number }>(
  'embedding',
  'last',
  (ops, { values: { vocabulary, dimensions } }) => {
    const words = ops.op('Cast', [ops.input(0, 'last')], { to: integer(7) });
    const table = weightOf(ops, 'embeddings', [vocabulary, dimensions]);
    return ops.op('Gather', [table, words], { axis: integer(0) });
  },
);

export const coreWriters = [dense, maxout, timeDistributed, activation, scale, embedding];
