import { defineEngineLayer } from '../layer';

/** The axes in their new order, the batch axis in front, and the order that undoes it. */
const ordersOf = (axes: readonly number[]) => {
  const there = [0, ...axes];
  return { there, back: there.map((_, axis) => there.indexOf(axis)) };
};

export const permute = defineEngineLayer<null>({
  kind: 'permute',
  forward: ([x], { ops, values }) => ({
    output: ops.transpose(x, ordersOf(values.axes as readonly number[]).there),
    saved: null,
  }),
  backward: (dy, _saved, { ops, values }) => ({
    inputs: [ops.transpose(dy, ordersOf(values.axes as readonly number[]).back)],
    weights: {},
  }),
});
