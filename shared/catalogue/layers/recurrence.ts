import { MAX_TIME_STEPS, MAX_UNITS } from '../../document/limits';
import type { Choice } from '../../document/schema';
import { fail, type Result, succeed } from '../../result';
import type { ProblemSeed } from '../../text/problems';
import type { HeadlinePart, Shape, WeightSpec } from '../layer';
import type { ParameterTable, ValuesOf } from '../parameter';
import { choice, entryPart, initializerParameter, textPart } from './common';
import { sequenceNeeded } from './windowed';

/** What simple recurrences, LSTMs and GRUs have in common: how they walk along time, and their weights. */

const activationWithin = {
  type: 'choice',
  catalogue: 'activation',
  withinLayer: true,
} as const;

export const stateParameters = {
  units: {
    type: 'integer',
    label: { en: 'Units', zh: '单元数' },
    help: {
      en: 'Size of the state that is handed from time step to time step.',
      zh: '在时间步之间传递的隐状态的大小。',
    },
    default: 32,
    minimum: 1,
    maximum: MAX_UNITS,
  },
  activation: {
    ...activationWithin,
    label: { en: 'Activation', zh: '激活函数' },
    help: {
      en: 'The function f of the formula. It is applied at every time step, so one that does not saturate can explode. Those whose slope is learned or drawn are not offered: here it would stay as it starts.',
      zh: '公式中的函数 f。每个时间步都会应用一次，因此不饱和的函数可能使数值爆炸。斜率可学习或随机抽取的激活函数不在此列：在这里斜率只会保持初始值。',
    },
    default: choice('tanh'),
  },
} as const satisfies ParameterTable;

export const gateParameters = {
  recurrentActivation: {
    ...activationWithin,
    label: { en: 'Gate activation', zh: '门的激活函数' },
    help: {
      en: 'The function σ of the gates: how much of each unit is let through, usually 0 … 1.',
      zh: '门的函数 σ：决定每个单元放行多少，通常为 0 … 1。',
    },
    default: choice('sigmoid'),
  },
} as const satisfies ParameterTable;

/**
 * `direction` is a parameter and no wrapper around another layer: both directions differ from one only in a second
 * set of weights, a node stays one node, and each direction's time steps can be shown apart.
 */
export const sequenceParameters = {
  returns: {
    type: 'option',
    label: { en: 'Returns', zh: '返回' },
    help: {
      en: 'The state after the last time step, or the states of all, for another layer that takes a sequence.',
      zh: '只返回最后一个时间步的隐状态，或返回所有时间步的隐状态，供后续需要序列的层使用。',
    },
    default: 'last',
    options: [
      { value: 'last', label: { en: 'Last state', zh: '最后的隐状态' } },
      { value: 'sequence', label: { en: 'Whole sequence', zh: '整个序列' } },
    ],
  },
  direction: {
    type: 'option',
    label: { en: 'Direction', zh: '方向' },
    help: {
      en: 'Along time, against it, or both with weights of their own. States stay at the time step that they were computed at.',
      zh: '沿时间正向、反向，或双向（各有自己的权重）。隐状态始终对应其所在的时间步。',
    },
    default: 'forward',
    options: [
      { value: 'forward', label: { en: 'Forward', zh: '正向' } },
      { value: 'backward', label: { en: 'Backward', zh: '反向' } },
      { value: 'both', label: { en: 'Both', zh: '双向' } },
    ],
  },
  merge: {
    type: 'option',
    label: { en: 'Merge directions', zh: '合并方式' },
    help: {
      en: 'How the states of both directions become one output; concatenating gives 2 × units features.',
      zh: '两个方向的隐状态如何合为一个输出；拼接得到 2 × 单元数个特征。',
    },
    default: 'concatenate',
    options: [
      { value: 'concatenate', label: { en: 'Concatenate', zh: '拼接' } },
      { value: 'sum', label: { en: 'Sum', zh: '求和' } },
      { value: 'average', label: { en: 'Average', zh: '平均' } },
      { value: 'multiply', label: { en: 'Multiply', zh: '相乘' } },
    ],
    visibleWhen: ({ direction }) => direction === 'both',
  },
  useBias: {
    type: 'boolean',
    label: { en: 'Bias', zh: '使用偏置' },
    help: { en: 'Adds a trained b to every sum.', zh: '为每个和加上可训练的 b。' },
    default: true,
  },
  kernelInitializer: initializerParameter(
    { en: 'Weight initializer', zh: '权重初始化' },
    {
      en: 'How W, which takes the input, starts; drawn for each gate by itself.',
      zh: '作用于输入的 W 的初始值；每个门各自抽取。',
    },
    'glorotUniform',
  ),
  recurrentInitializer: initializerParameter(
    { en: 'Recurrent initializer', zh: '循环权重初始化' },
    {
      en: 'How R, which takes the last state, starts; drawn for each gate by itself. Orthogonal or identity keep the length of the state over many time steps.',
      zh: '作用于上一隐状态的 R 的初始值；每个门各自抽取。正交或单位矩阵可在许多时间步内保持隐状态的长度。',
    },
    'orthogonal',
  ),
  biasInitializer: {
    ...initializerParameter(
      { en: 'Bias initializer', zh: '偏置初始化' },
      { en: 'How b starts; nearly always zeros.', zh: 'b 的初始值，几乎总是零。' },
      'zeros',
    ),
    visibleWhen: ({ useBias }) => useBias !== false,
  },
} as const satisfies ParameterTable;

const plainParameters = { ...stateParameters, ...sequenceParameters };
/** Values that every recurrence has. */
export type RecurrenceValues = ValuesOf<typeof plainParameters>;

/** A way along time that has weights of its own. */
export type Direction = 'forward' | 'backward';

export const directionsOf = (direction: string): readonly Direction[] =>
  direction === 'both' ? ['forward', 'backward'] : [direction as Direction];

/** Name of a weight: the second set of a recurrence in both directions is called `backwardKernel` and so on. */
export const directedName = (name: string, index: number): string =>
  index === 0 ? name : `backward${name[0].toUpperCase()}${name.slice(1)}`;

/** [steps, features] → [steps, units], or [units] where the last state alone is returned. */
export function recurrenceShape(
  [first]: readonly Shape[],
  { units, returns, direction, merge }: RecurrenceValues,
): Result<Shape, ProblemSeed> {
  if (first.length !== 2) return sequenceNeeded(first);
  const [steps] = first;
  if (steps > MAX_TIME_STEPS) {
    return fail({ kind: 'sequence-too-long', values: { steps, limit: MAX_TIME_STEPS } });
  }
  const features = direction === 'both' && merge === 'concatenate' ? 2 * units : units;
  return succeed(returns === 'sequence' ? [steps, features] : [features]);
}

/** What distinguishes the weights of one recurrence from another's. */
interface GateSpec {
  readonly gates: number;
  /** Bias of the sum over the last state, beside that over the input (a GRU that resets after its product). */
  readonly recurrentBias?: boolean;
  /** Initializers of the bias, one a gate; the parameter's for all where not given. */
  readonly biases?: readonly Choice[];
}

/**
 * Kernels of all gates side by side, [inputs, gates × units], so that a time step is one product. Every gate is drawn
 * by itself with the fans of one gate: Glorot & Bengio (2010, section 4.2) count what one unit sums and feeds, and
 * only a square block can be orthogonal and keep the state's length (Saxe et al. 2014). Keras draws the whole matrix at
 * once: its orthogonal blocks are none by themselves, and Glorot's numbers are smaller by √((1 + gates) ÷ 2) where
 * there are as many inputs as units.
 */
export function recurrenceWeights(
  [[, features]]: readonly Shape[],
  values: RecurrenceValues,
  { gates, recurrentBias = false, biases }: GateSpec,
): readonly WeightSpec[] {
  const { units, direction, useBias } = values;
  const alike = (initializer: Choice) => Array.from({ length: gates }, () => initializer);
  const kernel = (name: string, inputs: number, initializer: Choice): WeightSpec => ({
    name,
    shape: [inputs, gates * units],
    trainable: true,
    initializer,
    fanIn: inputs,
    fanOut: units,
    blocks: alike(initializer),
  });
  const bias = (name: string, blocks: readonly Choice[]): WeightSpec => ({
    name,
    shape: [gates * units],
    trainable: true,
    initializer: values.biasInitializer,
    fanIn: units,
    fanOut: units,
    blocks,
  });
  const own = [
    kernel('kernel', features, values.kernelInitializer),
    kernel('recurrentKernel', units, values.recurrentInitializer),
    ...(useBias ? [bias('bias', biases ?? alike(values.biasInitializer))] : []),
    ...(useBias && recurrentBias ? [bias('recurrentBias', alike(values.biasInitializer))] : []),
  ];
  return directionsOf(direction).flatMap((_, index) =>
    own.map((spec) => ({ ...spec, name: directedName(spec.name, index) })),
  );
}

/** Numbers kept by each time step: sums of the gates twice over, what they let through, and the states. */
export const recurrenceWorkspace = (
  [[steps]]: readonly Shape[],
  { units, direction }: RecurrenceValues,
  gates: number,
): number => directionsOf(direction).length * steps * units * (3 * gates + 4);

/** `each` counts the elementwise operations of one unit at one time step, bias and activations included. */
export function recurrenceFlops(
  [[steps, features]]: readonly Shape[],
  { units, direction }: RecurrenceValues,
  gates: number,
  each: number,
): number {
  const products = 2 * gates * units * (features + units);
  return directionsOf(direction).length * steps * (products + each * units);
}

const ARROWS: Readonly<Record<string, string>> = { forward: '→', backward: '←', both: '⇄' };

export const recurrenceHeadline = (values: RecurrenceValues): readonly HeadlinePart[] => [
  textPart(`${values.units} ${ARROWS[values.direction]}`),
  entryPart('activation', values.activation),
  entryPart('initializer', values.recurrentInitializer),
];
