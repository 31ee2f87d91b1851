import type { Shape } from '../../../catalogue/layer';
import {
  channelAxis,
  integer,
  integers,
  type LayerSite,
  type LayerWriter,
  type Operations,
  reshaped,
  writerOf,
} from '../operations';

const inputsOf = (ops: Operations, { inputShapes, layout }: LayerSite): readonly string[] =>
  inputShapes.map((_, index) => ops.input(index, layout));

/** One after the other, by an operator of two. */
const inTurn = (kind: string, operator: string): LayerWriter =>
  writerOf(kind, 'any', (ops, site) =>
    inputsOf(ops, site as LayerSite).reduce((left, right) => ops.op(operator, [left, right])),
  );

/** All at once. */
const together = (kind: string, operator: string): LayerWriter =>
  writerOf(kind, 'any', (ops, site) => ops.op(operator, inputsOf(ops, site as LayerSite)));

const concatenate = writerOf('concatenate', 'any', (ops, site) =>
  ops.op('Concat', inputsOf(ops, site as LayerSite), {
    axis: integer(channelAxis(site.layout, site.outputShape)),
  }),
);

/** Vectors shorter than this are divided by it, as in the app. */
const LEAST_LENGTH = 1e-6;

/** An input as [batch, vectors, length of the axis that is summed over]. */
function vectorsOf(
  ops: Operations,
  index: number,
  shape: Shape,
  fromEnd: number,
  normalize: boolean,
): string {
  const summed = shape.length - fromEnd;
  const rest = shape.map((_, axis) => axis).filter((axis) => axis !== summed);
  const x = ops.input(index, 'last');
  const moved =
    fromEnd === 1
      ? x
      : ops.op('Transpose', [x], {
          perm: integers([0, ...rest.map((axis) => axis + 1), summed + 1]),
        });
  const count = rest.reduce((product, axis) => product * shape[axis], 1);
  const rows = reshaped(ops, moved, [count, shape[summed]]);
  if (!normalize) return rows;
  const length = ops.op('ReduceL2', [rows], { axes: integers([2]), keepdims: integer(1) });
  return ops.op('Div', [rows, ops.op('Max', [length, ops.floats([LEAST_LENGTH], [])])]);
}

interface DotValues {
  readonly firstAxis: number;
  readonly secondAxis: number;
  readonly normalize: boolean;
}

const dot = writerOf<DotValues>('dot', 'last', (ops, { values, inputShapes, outputShape }) => {
  const { firstAxis, secondAxis, normalize } = values;
  const first = vectorsOf(ops, 0, inputShapes[0], firstAxis, normalize);
  const second = vectorsOf(ops, 1, inputShapes[1], secondAxis, normalize);
  const turned = ops.op('Transpose', [second], { perm: integers([0, 2, 1]) });
  return reshaped(ops, ops.op('MatMul', [first, turned]), outputShape);
});

export const mergeWriters = [
  together('add', 'Sum'),
  inTurn('subtract', 'Sub'),
  inTurn('multiply', 'Mul'),
  together('average', 'Mean'),
  together('maximum', 'Max'),
  concatenate,
  dot,
];
