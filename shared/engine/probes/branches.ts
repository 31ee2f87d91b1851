import { squaresOf } from '../numbers';
import type { Probe } from '../probe';
import { branchesOf } from '../run-layout';

/**
 * The gradient that comes back along each connection of a node that branches. The node's own gradient is their sum:
 * without these, a skip connection that carries all of it looks no different from the layers that carry none.
 */
export const branchesProbe: Probe = {
  group: 'branches',
  rate: 'often',
  fits: ({ branches }) => branches.length > 0,
  prepare({ core }) {
    const { ops, nodes } = core.model;
    const branches = branchesOf(nodes);
    return function* ({ backward }, row) {
      const parts = branches.map(({ target, input }) => backward.inputs[target][input]);
      // What is added up afterwards is not among the tensors of the step that are read already.
      yield parts;
      parts.forEach((part, index) => {
        const values = ops.view(part);
        row[1 + index] = Math.sqrt(squaresOf(values) / values.length);
      });
    };
  },
};
