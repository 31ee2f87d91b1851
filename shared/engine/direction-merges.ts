import type { EngineOps, Tensor } from './tensor-ops';

interface DirectionMerge {
  forward(ops: EngineOps, first: Tensor, second: Tensor): Tensor;
  /** ∂L/∂ of both, from ∂L/∂ of their merged output. */
  backward(ops: EngineOps, dy: Tensor, first: Tensor, second: Tensor): readonly [Tensor, Tensor];
}

const widthOf = ({ shape }: Tensor): number => shape[shape.length - 1];

/** How the states of both directions of a recurrence become one output, by the value of its parameter `merge`. */
export const DIRECTION_MERGES: Readonly<Record<string, DirectionMerge>> = {
  concatenate: {
    forward: (ops, first, second) => ops.joinLast([first, second]),
    backward(ops, dy, first, second) {
      const [a, b] = ops.splitLast(dy, [widthOf(first), widthOf(second)]);
      return [a, b];
    },
  },
  sum: {
    forward: (ops, first, second) => ops.add(first, second),
    backward: (_ops, dy) => [dy, dy],
  },
  average: {
    forward: (ops, first, second) => ops.multiply(ops.add(first, second), 0.5),
    backward(ops, dy) {
      const half = ops.multiply(dy, 0.5);
      return [half, half];
    },
  },
  multiply: {
    forward: (ops, first, second) => ops.multiply(first, second),
    backward: (ops, dy, first, second) => [ops.multiply(dy, second), ops.multiply(dy, first)],
  },
};
