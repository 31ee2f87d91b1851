import type { Shape } from '../../../catalogue/layer';
import { integer, type Operations, weightOf, writerOf } from '../operations';

const input = writerOf('input', 'last', (ops, { columns }) =>
  columns
    ? ops.op('Gather', [ops.features(), ops.integers(columns)], { axis: integer(1) })
    : ops.features(),
);

const output = writerOf('output', 'last', (ops) => ops.input(0, 'last'));

/** The number of samples in the batch, as a tensor of one number. */
const batchOf = (ops: Operations): string =>
  ops.op('Shape', [ops.features()], { start: integer(0), end: integer(1) });

/** The same numbers for every sample. */
const forBatch = (ops: Operations, value: string, shape: Shape): string => {
  const whole = ops.op('Concat', [batchOf(ops), ops.integers(shape)], { axis: integer(0) });
  return ops.op('Expand', [value, whole]);
};

/** A state that is 0 for every sample. */
export const zerosForBatch = (ops: Operations, units: number): string =>
  forBatch(ops, ops.floats(new Array<number>(units).fill(0), [units]), [units]);

const constant = writerOf<{ readonly shape: Shape }>('constant', 'last', (ops, { values }) =>
  forBatch(ops, weightOf(ops, 'value', values.shape), values.shape),
);

export const dataWriters = [input, output, constant];
