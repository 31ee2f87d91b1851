import type { NamedRoute } from '../../route';
import type { ModuleSource } from '../layer';
import { applied, writerOf } from '../layer';
import { booleanLiteral } from '../text';

/** y = x·Wᵀ + b with W: [outputs, inputs]. */
export const kernelRoute = (tensor = 'weight'): NamedRoute => ({ tensor, axes: [1, 0] });

export const linear = (inputs: number, outputs: number, useBias: boolean): string =>
  `nn.Linear(${inputs}, ${outputs}${useBias ? '' : `, bias=${booleanLiteral(false)}`})`;

const LINEAR_ROUTES = { kernel: kernelRoute(), bias: { tensor: 'bias' } } as const;

const linearModule = (inputs: number, outputs: number, useBias: boolean): ModuleSource => ({
  made: linear(inputs, outputs, useBias),
  routes: LINEAR_ROUTES,
});

interface DenseValues {
  readonly units: number;
  readonly useBias: boolean;
}

const overLastAxis = (kind: string) =>
  writerOf<DenseValues>(kind, 'last', ({ values, inputShapes: [shape] }) => ({
    module: linearModule(shape[shape.length - 1], values.units, values.useBias),
    call: applied,
  }));

const maxout = writerOf<DenseValues & { readonly pieces: number }>(
  'maxout',
  'last',
  ({ values: { units, pieces, useBias }, inputShapes: [[inputs]] }) => ({
    module: linearModule(inputs, units * pieces, useBias),
    // `amax` shares the gradient of equal pieces out, as the app does.
    call: ([x], self) => `${self}(${x}).reshape(-1, ${units}, ${pieces}).amax(dim=-1)`,
  }),
);

const scale = writerOf<{ readonly factor: number; readonly learned: boolean }>(
  'scale',
  'any',
  ({ values: { factor, learned } }) => ({
    module: learned ? { made: 'Scale()', routes: { factor: { tensor: 'factor' } } } : null,
    definitions: learned ? ['scale'] : [],
    call: ([x], self) => (learned ? `${self}(${x})` : `${x} * ${factor}`),
  }),
);

const activation = writerOf('activation', 'any', () => ({ module: null, call: ([x]) => x }));

export const coreWriters = [
  overLastAxis('dense'),
  overLastAxis('timeDistributed'),
  maxout,
  scale,
  activation,
];
