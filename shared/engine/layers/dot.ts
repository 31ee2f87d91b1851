import { type Shape, sizeOf } from '../../catalogue/layer';
import { defineEngineLayer, type LayerContext } from '../layer';
import type { EngineOps, Tensor } from '../tensor-ops';

/** Vectors shorter than this are divided by it: the epsilon of Keras's l2_normalize is 1e-12 of the square. */
const LEAST_LENGTH = 1e-6;

/** An input seen as [batch, vectors, length of the axis that is summed over]. */
interface Vectors {
  readonly matrix: Tensor;
  /** Shape with that axis last, from which the input's own follows. */
  readonly moved: Shape;
  /** Length of each vector, [batch, vectors, 1]; null where nothing is normalized. */
  readonly length: Tensor | null;
}

interface Saved {
  readonly vectors: readonly [Vectors, Vectors];
}

/** All axes but the summed one, which goes last: `order[i]` is the axis of `x` that becomes axis i. */
function orderOf(axes: number, fromEnd: number): readonly number[] {
  const summed = axes - fromEnd;
  const all = Array.from({ length: axes }, (_, axis) => axis);
  return [...all.filter((axis) => axis !== summed), summed];
}

const inverseOf = (order: readonly number[]): readonly number[] =>
  order.map((_, axis) => order.indexOf(axis));

function vectorsOf({ ops, values, batch }: LayerContext, x: Tensor, fromEnd: number): Vectors {
  const moved = ops.transpose(x, orderOf(x.shape.length, fromEnd));
  const length = moved.shape[moved.shape.length - 1];
  const count = sizeOf(moved.shape) / (batch * length);
  const raw = ops.reshape(moved, [batch, count, length]);
  if (!values.normalize) return { matrix: raw, moved: moved.shape, length: null };
  const size = ops.maximum(ops.sqrt(ops.sumLast(ops.square(raw))), LEAST_LENGTH);
  return { matrix: ops.divide(raw, size), moved: moved.shape, length: size };
}

/** ∂L/∂x from the gradient of its vectors: of u = x ÷ ‖x‖ only the part across u moves it. */
function inputGradient(
  ops: EngineOps,
  { matrix, moved, length }: Vectors,
  gradient: Tensor,
  fromEnd: number,
): Tensor {
  const along = () => ops.multiply(matrix, ops.sumLast(ops.multiply(gradient, matrix)));
  const raw = length ? ops.divide(ops.subtract(gradient, along()), length) : gradient;
  return ops.transpose(ops.reshape(raw, moved), inverseOf(orderOf(moved.length, fromEnd)));
}

/** y = a·bᵀ over the chosen axes; ∂L/∂a = dy·b, ∂L/∂b = dyᵀ·a. */
export const dot = defineEngineLayer<Saved>({
  kind: 'dot',
  forward([a, b], context) {
    const { ops, values, batch, outputShape } = context;
    const first = vectorsOf(context, a, values.firstAxis as number);
    const second = vectorsOf(context, b, values.secondAxis as number);
    const product = ops.matMulPairs(first.matrix, second.matrix, false, true);
    return {
      output: ops.reshape(product, [batch, ...outputShape]),
      saved: { vectors: [first, second] },
    };
  },
  backward(gradient, { vectors: [first, second] }, { ops, values }) {
    const [batch, rows] = first.matrix.shape;
    const dy = ops.reshape(gradient, [batch, rows, second.matrix.shape[1]]);
    const dFirst = ops.matMulPairs(dy, second.matrix);
    const dSecond = ops.matMulPairs(dy, first.matrix, true, false);
    return {
      inputs: [
        inputGradient(ops, first, dFirst, values.firstAxis as number),
        inputGradient(ops, second, dSecond, values.secondAxis as number),
      ],
      weights: {},
    };
  },
});
