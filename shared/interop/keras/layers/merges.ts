import { fail, succeed } from '../../../result';
import type { Field } from '../field';
import { type LayerMapping, layer } from '../mapping';

const merge = (kind: string, className: string, fields: readonly Field[] = []): LayerMapping =>
  layer(kind, className, fields, { inputs: 'list' });

const concatenate: LayerMapping = {
  ...merge('concatenate', 'Concatenate'),
  write: () => succeed({ className: 'Concatenate', config: { axis: -1 } }),
  read({ config }, { inputShapes }) {
    const { axis = -1 } = config;
    const isLast = axis === -1 || axis === inputShapes[0].length;
    return isLast ? succeed({ parameters: {}, leftOut: [] }) : fail('axis');
  },
};

/** Keras takes the difference of two alone. */
const subtract: LayerMapping = {
  ...merge('subtract', 'Subtract'),
  write: ({ inputShapes, dialect }) =>
    inputShapes.length === 2 && dialect !== 'tfjs'
      ? succeed({ className: 'Subtract', config: {} })
      : fail(''),
};

/** Axes from the end of a sample in the app, from its beginning, the batch before it, in Keras. */
const dot: LayerMapping = {
  ...merge('dot', 'Dot'),
  write({ values, inputShapes, dialect }) {
    const { firstAxis, secondAxis, normalize } = values as {
      readonly firstAxis: number;
      readonly secondAxis: number;
      readonly normalize: boolean;
    };
    // TensorFlow.js has none for pictures.
    if (dialect === 'tfjs' && inputShapes.some(({ length }) => length > 2)) return fail('');
    const axes = [firstAxis, secondAxis].map((axis, index) => inputShapes[index].length + 1 - axis);
    return succeed({ className: 'Dot', config: { axes, normalize } });
  },
  read({ config }, { inputShapes }) {
    const { axes: given, normalize = false } = config;
    const both = typeof given === 'number' ? [given, given] : given;
    if (!Array.isArray(both) || both.length !== 2 || inputShapes.length !== 2) return fail('axes');
    const [firstAxis, secondAxis] = both.map((axis, index) =>
      typeof axis === 'number' && axis < 0 ? -axis : inputShapes[index].length + 1 - Number(axis),
    );
    return succeed({ parameters: { firstAxis, secondAxis, normalize }, leftOut: [] });
  },
};

export const mergeMappings: readonly LayerMapping[] = [
  merge('add', 'Add'),
  subtract,
  merge('multiply', 'Multiply'),
  merge('average', 'Average'),
  merge('maximum', 'Maximum'),
  concatenate,
  dot,
];
