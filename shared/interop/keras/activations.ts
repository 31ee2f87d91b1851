import { ACTIVATIONS } from '../../catalogue/activations';
import { valuesOfChoice } from '../../catalogue/catalogues';
import type { Shape } from '../../catalogue/layer';
import { checkParameters } from '../../catalogue/parameter';
import type { JsonObject } from '../../document/json';
import type { Choice, JsonValue, Parameters } from '../../document/schema';
import { numberAt, plainName } from './described';
import { type Dialect, inAll, type PerDialect } from './dialect';
import { readInitializer, writeInitializer } from './initializers';

/** An activation as a layer of its own class. */
interface StageMapping {
  readonly kind: string;
  readonly className: string;
  /** Dialects that have no such layer, or not with these numbers. */
  readonly absentIn?: readonly Dialect[];
  /** `shape`: of the sample that it is applied to. */
  write(values: Parameters, shape: Shape, dialect: Dialect): JsonObject;
}

interface ActivationMapping {
  readonly kind: string;
  /** What it is called as a layer's activation. */
  readonly name?: PerDialect;
  /** Parameters that the name stands for; it stands for no others. */
  readonly parameters?: Parameters;
}

/**
 * Activations that have a name in Keras. `hard_sigmoid` is x ÷ 6 + ½ in Keras 3, as here, and x ÷ 5 + ½ in Keras 2 and
 * TensorFlow.js: another function, so it has no name there. The approximated GELU has a name in TensorFlow.js that its
 * own reader of files does not find.
 */
const ACTIVATION_MAPPINGS: readonly ActivationMapping[] = [
  { kind: 'linear', name: inAll('linear') },
  { kind: 'relu', name: inAll('relu') },
  { kind: 'relu6', name: inAll('relu6') },
  { kind: 'leakyRelu', name: { keras3: 'leaky_relu' }, parameters: { slope: 0.2 } },
  { kind: 'elu', name: inAll('elu'), parameters: { alpha: 1 } },
  { kind: 'selu', name: inAll('selu') },
  { kind: 'gelu', name: inAll('gelu') },
  { kind: 'swish', name: { keras3: 'silu', keras2: 'swish', tfjs: 'swish' } },
  { kind: 'mish', name: inAll('mish') },
  { kind: 'softplus', name: inAll('softplus') },
  { kind: 'sigmoid', name: inAll('sigmoid') },
  { kind: 'hardSigmoid', name: { keras3: 'hard_sigmoid' } },
  { kind: 'tanh', name: inAll('tanh') },
  { kind: 'hardTanh', name: { keras3: 'hard_tanh' } },
  { kind: 'softsign', name: inAll('softsign') },
  { kind: 'softmax', name: inAll('softmax') },
  { kind: 'logSoftmax', name: inAll('log_softmax') },
];

/** Other spellings of a name. */
const ALIASES: Readonly<Record<string, string>> = { swish: 'silu', silu: 'swish' };

const axesBefore = (count: number): readonly number[] =>
  Array.from({ length: count }, (_, index) => index + 1);

/** Activations that have numbers of their own are layers of their own. */
const STAGE_MAPPINGS: readonly StageMapping[] = [
  {
    kind: 'leakyRelu',
    className: 'LeakyReLU',
    write: ({ slope }, _shape, dialect) => ({
      [dialect === 'keras3' ? 'negative_slope' : 'alpha']: slope,
    }),
  },
  // The layer of TensorFlow.js takes α = 1 alone, which is the function by name.
  { kind: 'elu', className: 'ELU', absentIn: ['tfjs'], write: ({ alpha }) => ({ alpha }) },
  {
    kind: 'prelu',
    className: 'PReLU',
    write: ({ slope, shared }, shape, dialect) => {
      const axes = axesBefore(shared ? shape.length : shape.length - 1);
      const start = { kind: 'constant', parameters: { value: slope } };
      return {
        alpha_initializer: writeInitializer(start, dialect),
        shared_axes: axes.length > 0 ? axes : null,
      };
    },
  },
];

/** What an activation is called as a part of a layer; null where it is none by name. */
export function inlineName(choice: Choice, dialect: Dialect): string | null {
  const mapping = ACTIVATION_MAPPINGS.find(({ kind }) => kind === choice.kind);
  const name = mapping?.name?.[dialect];
  if (!mapping || !name) return null;
  const values = valuesOfChoice(ACTIVATIONS, choice);
  const isMeant = Object.entries(mapping.parameters ?? {}).every(
    ([parameter, value]) => values[parameter] === value,
  );
  return isMeant ? name : null;
}

/** The stage of an activation that has no name: its class and config; null where the dialect cannot say it at all. */
export function stageOf(
  choice: Choice,
  shape: Shape,
  dialect: Dialect,
): { readonly className: string; readonly config: JsonObject } | null {
  const stage = STAGE_MAPPINGS.find(({ kind }) => kind === choice.kind);
  if (!stage || stage.absentIn?.includes(dialect)) return null;
  const values = valuesOfChoice(ACTIVATIONS, choice) as Parameters;
  return { className: stage.className, config: stage.write(values, shape, dialect) };
}

/** The activation that a layer's config names; null where the app has none that computes the same. */
export function readActivation(value: JsonValue, dialect: Dialect): Choice | null {
  if (value === null) return { kind: 'linear', parameters: {} };
  if (typeof value !== 'string') return null;
  const asked = [value, ALIASES[value] ?? value].map(plainName);
  const found = ACTIVATION_MAPPINGS.find(({ name }) =>
    asked.includes(plainName(name?.[dialect] ?? '')),
  );
  return found ? { kind: found.kind, parameters: found.parameters ?? {} } : null;
}

type ReadStage = (config: JsonObject, shape: Shape) => Choice | null;

const choiceOf = (kind: string, parameters: Parameters = {}): Choice | null => {
  const { faults } = checkParameters(ACTIVATIONS.get(kind).parameters, parameters);
  return faults.length === 0 ? { kind, parameters } : null;
};

function slopeOf(config: JsonObject, usual: number): number | undefined {
  const key = Object.hasOwn(config, 'negative_slope') ? 'negative_slope' : 'alpha';
  return numberAt(config, key, usual);
}

const readLeaky: ReadStage = (config) => {
  const slope = slopeOf(config, 0.3);
  return slope === undefined ? null : choiceOf('leakyRelu', { slope });
};

/** A ReLU with a ceiling, a threshold and a slope: those combinations that the catalogue has. */
const readRelu: ReadStage = (config) => {
  const slope = numberAt(config, 'negative_slope', 0);
  const ceiling = config.max_value ?? null;
  if (numberAt(config, 'threshold', 0) !== 0 || slope === undefined) return null;
  if (ceiling === 6 && slope === 0) return choiceOf('relu6');
  if (ceiling !== null) return null;
  return slope === 0 ? choiceOf('relu') : choiceOf('leakyRelu', { slope });
};

const readElu: ReadStage = (config) => {
  const alpha = numberAt(config, 'alpha', 1);
  return alpha === undefined ? null : choiceOf('elu', { alpha });
};

const readSoftmax: ReadStage = (config, shape) =>
  [-1, shape.length].includes(numberAt(config, 'axis', -1) ?? Number.NaN)
    ? choiceOf('softmax')
    : null;

/** One slope a channel, or one in all: Keras can also learn one a place, which the app has not. */
const readPrelu: ReadStage = (config, shape) => {
  const start = readInitializer(config.alpha_initializer ?? 'zeros');
  const slope = start?.kind === 'constant' ? start.parameters.value : 0;
  const axes = config.shared_axes ?? [];
  if (start?.kind !== 'constant' && start?.kind !== 'zeros') return null;
  if (!Array.isArray(axes) || !axes.every((axis, index) => axis === index + 1)) return null;
  if (axes.length < shape.length - 1) return null;
  return choiceOf('prelu', { slope, shared: axes.length === shape.length });
};

/** Layers that are activations, by class. */
export const STAGE_READERS: Readonly<Record<string, ReadStage>> = {
  LeakyReLU: readLeaky,
  ReLU: readRelu,
  ELU: readElu,
  PReLU: readPrelu,
  Softmax: readSoftmax,
};
