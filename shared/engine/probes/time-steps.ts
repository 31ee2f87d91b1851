import { squaresOf } from '../numbers';
import type { Probe } from '../probe';
import { recurrencesOf } from '../run-layout';

/**
 * RMS of ∂L/∂hₜ at every time step of the recurrences, each direction by itself. The gradient of their output alone
 * would not show how it vanishes or explodes on the way back through time.
 */
export const timeStepsProbe: Probe = {
  group: 'timeSteps',
  rate: 'often',
  fits: ({ recurrences }) => recurrences.length > 0,
  prepare({ core }) {
    const { ops, nodes } = core.model;
    const recurrences = recurrencesOf(nodes);
    return ({ backward }, row) => {
      let column = 1;
      for (const { node, walk, steps } of recurrences) {
        const gradients = backward.timeSteps.get(node.id)?.[walk];
        for (let time = 0; time < steps; time += 1) {
          const values = gradients && ops.view(gradients[time]);
          row[column] = values ? Math.sqrt(squaresOf(values) / values.length) : Number.NaN;
          column += 1;
        }
      }
    };
  },
};
