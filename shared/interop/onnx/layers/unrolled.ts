import { type Direction, directedName } from '../../../catalogue/layers/recurrence';
import type { Choice } from '../../../document/schema';
import { writeActivation } from '../activations';
import { integer, type LayerSite, type Operations } from '../operations';
import type { CellSpec } from './cells';
import { project } from './core';
import { zerosForBatch } from './data';
import type { RecurrenceValues } from './recurrences';

/** Blocks of the last axis, one a gate. */
function gatesOf(ops: Operations, x: string, count: number, units: number): readonly string[] {
  if (count === 1) return [x];
  return Array.from({ length: count }, (_, index) =>
    ops.op('Slice', [
      x,
      ops.integers([index * units]),
      ops.integers([(index + 1) * units]),
      ops.integers([1]),
    ]),
  );
}

/** Time step by time step, for functions that no operator knows: the formula of the catalogue, written out. */
export function unrolled(
  ops: Operations,
  cell: CellSpec,
  { values, inputShapes: [[steps, features]] }: LayerSite<RecurrenceValues>,
  directions: readonly Direction[],
): readonly string[] {
  const { units, useBias, returns } = values;
  const width = cell.gates * units;
  const apply = (choice: Choice) => (x: string) =>
    writeActivation(ops, choice, x, { layout: 'last', shape: [units] });
  const activation = apply(values.activation);
  const gate = apply(values.recurrentActivation ?? values.activation);
  const x = ops.input(0, 'last');
  return directions.map((direction, index) => {
    const named = (kernel: string, bias: string) => ({
      kernel: directedName(kernel, index),
      bias: directedName(bias, index),
    });
    const own = named('kernel', 'bias');
    const recurrent = named('recurrentKernel', 'recurrentBias');
    const projected = project(ops, x, own, features, width, useBias);
    let hidden = zerosForBatch(ops, units);
    let memory = hidden;
    const states: string[] = new Array(steps);
    for (let step = 0; step < steps; step += 1) {
      const time = direction === 'forward' ? step : steps - 1 - step;
      const sums = ops.op('Gather', [projected, ops.integers([time], [])], { axis: integer(1) });
      const hasBias = useBias && cell.hasRecurrentBias;
      const product = project(ops, hidden, recurrent, units, width, hasBias);
      ({ hidden, memory } = cell.step(ops, {
        projected: gatesOf(ops, sums, cell.gates, units),
        product: gatesOf(ops, product, cell.gates, units),
        hidden,
        memory,
        activation,
        gate,
      }));
      states[time] = hidden;
    }
    if (returns === 'last') return hidden;
    const rows = states.map((state) => ops.op('Unsqueeze', [state, ops.integers([1])]));
    return ops.op('Concat', rows, { axis: integer(1) });
  });
}
