import { ACTIVATIONS } from '../../catalogue/activations';
import { valuesOfChoice } from '../../catalogue/catalogues';
import type { Shape } from '../../catalogue/layer';
import type { Choice, Parameters } from '../../document/schema';
import type { Layout } from '../pytorch/layer';
import {
  type Attributes,
  channelAxis,
  channelShape,
  float,
  integer,
  type Operations,
  weightOf,
} from './operations';

type Values = Readonly<Record<string, number>>;

/** Where an activation stands. */
interface Site {
  readonly values: Values;
  readonly layout: Layout;
  /** Of a sample, in the app. */
  readonly shape: Shape;
}

type ActivationWriter = (ops: Operations, x: string, site: Site) => string;

const plain =
  (operator: string): ActivationWriter =>
  (ops, x) =>
    ops.op(operator, [x]);

const leaky = (ops: Operations, x: string, slope: number): string =>
  ops.op('LeakyRelu', [x], { alpha: float(slope) });

const clipped = (ops: Operations, x: string, low: number, high: number): string =>
  ops.op('Clip', [x, ops.floats([low], []), ops.floats([high], [])]);

const times = (ops: Operations, x: string, factor: number): string =>
  ops.op('Mul', [x, ops.floats([factor], [])]);

const plus = (ops: Operations, x: string, term: number): string =>
  ops.op('Add', [x, ops.floats([term], [])]);

const alongChannels =
  (operator: string): ActivationWriter =>
  (ops, x, { layout, shape }) =>
    ops.op(operator, [x], { axis: integer(channelAxis(layout, shape)) });

// Klambauer et al. (2017), equation 14: as the operator has them by default.
const SELU: Attributes = { alpha: float(1.6732632423543772), gamma: float(1.0507009873554805) };

/** By kind of activation; formulas as the catalogue has them. */
export const ACTIVATION_WRITERS: Readonly<Record<string, ActivationWriter>> = {
  linear: (_ops, x) => x,
  relu: plain('Relu'),
  leakyRelu: (ops, x, { values }) => leaky(ops, x, values.slope),
  prelu: (ops, x, { values, layout, shape }) => {
    const slope = values.shared ? [1] : channelShape(layout, shape);
    return ops.op('PRelu', [x, weightOf(ops, 'slope', slope)]);
  },
  // Outside of training the slope is the mean one.
  rrelu: (ops, x, { values }) => leaky(ops, x, (values.lower + values.upper) / 2),
  relu6: (ops, x) => clipped(ops, x, 0, 6),
  elu: (ops, x, { values }) => ops.op('Elu', [x], { alpha: float(values.alpha) }),
  selu: (ops, x) => ops.op('Selu', [x], SELU),
  gelu: (ops, x) => {
    const erf = ops.op('Erf', [times(ops, x, Math.SQRT1_2)]);
    return times(ops, ops.op('Mul', [x, plus(ops, erf, 1)]), 0.5);
  },
  geluTanh: (ops, x) => {
    const inner = plus(ops, times(ops, ops.op('Mul', [x, x]), 0.044715), 1);
    const scaled = times(ops, ops.op('Mul', [x, inner]), 2 * Math.sqrt(2 / Math.PI));
    return ops.op('Mul', [x, ops.op('Sigmoid', [scaled])]);
  },
  swish: (ops, x) => ops.op('Mul', [x, ops.op('Sigmoid', [x])]),
  mish: (ops, x) => ops.op('Mul', [x, ops.op('Tanh', [ops.op('Softplus', [x])])]),
  softplus: plain('Softplus'),
  sigmoid: plain('Sigmoid'),
  hardSigmoid: (ops, x) => ops.op('HardSigmoid', [x], { alpha: float(1 / 6), beta: float(0.5) }),
  scaledSigmoid: (ops, x) => times(ops, ops.op('Tanh', [times(ops, x, 0.5)]), 2),
  tanh: plain('Tanh'),
  hardTanh: (ops, x) => clipped(ops, x, -1, 1),
  softsign: plain('Softsign'),
  softmax: alongChannels('Softmax'),
  logSoftmax: alongChannels('LogSoftmax'),
};

/** Writes the activation that ends a layer, or one inside its formula. */
export function writeActivation(
  ops: Operations,
  choice: Choice | null,
  x: string,
  site: Omit<Site, 'values'>,
): string {
  if (!choice) return x;
  const values = valuesOfChoice(ACTIVATIONS, choice) as Values;
  return ACTIVATION_WRITERS[choice.kind](ops, x, { ...site, values });
}

/** A function as a recurrent operator names it, with its numbers where it has some. */
export interface NamedFunction {
  readonly name: string;
  readonly alpha?: number;
  readonly beta?: number;
}

type FunctionNamer = (values: Values) => NamedFunction;

/** Functions that LSTM, GRU and RNN know. Source: onnx/docs/Operators.md, “LSTM”, “Activation functions”. */
const FUNCTIONS: Readonly<Record<string, FunctionNamer>> = {
  linear: () => ({ name: 'Affine', alpha: 1, beta: 0 }),
  relu: () => ({ name: 'Relu' }),
  leakyRelu: ({ slope }) => ({ name: 'LeakyRelu', alpha: slope }),
  elu: ({ alpha }) => ({ name: 'Elu', alpha }),
  sigmoid: () => ({ name: 'Sigmoid' }),
  hardSigmoid: () => ({ name: 'HardSigmoid', alpha: 1 / 6, beta: 0.5 }),
  // 4σ(x) − 2 = 2·tanh(x ÷ 2).
  scaledSigmoid: () => ({ name: 'ScaledTanh', alpha: 2, beta: 0.5 }),
  tanh: () => ({ name: 'Tanh' }),
  softsign: () => ({ name: 'Softsign' }),
  softplus: () => ({ name: 'Softplus' }),
};

/** The function by which a recurrent operator knows an activation; null where it has none. */
export function namedFunction(choice: Choice): NamedFunction | null {
  const values = valuesOfChoice(ACTIVATIONS, choice) as Values;
  return FUNCTIONS[choice.kind]?.(values) ?? null;
}

/** The activation that a recurrent operator's function stands for; null where the catalogue has none such. */
export function activationOfFunction({ name, alpha, beta }: NamedFunction): Choice | null {
  const same = (a: number | undefined, b: number | undefined) =>
    b === undefined || (a !== undefined && Math.fround(a) === Math.fround(b));
  for (const [kind, namer] of Object.entries(FUNCTIONS)) {
    const tried: readonly Parameters[] = [{}, { slope: alpha ?? 0.01 }, { alpha: alpha ?? 1 }];
    for (const parameters of tried) {
      const choice: Choice = { kind, parameters };
      const known = namer(valuesOfChoice(ACTIVATIONS, choice) as Values);
      if (known.name !== name) continue;
      if (same(alpha, known.alpha) && same(beta, known.beta)) return choice;
    }
  }
  return null;
}
