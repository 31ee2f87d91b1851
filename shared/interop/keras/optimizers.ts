import { valuesOfChoice } from '../../catalogue/catalogues';
import { OPTIMIZERS } from '../../catalogue/optimizers';
import { checkParameters } from '../../catalogue/parameter';
import type { JsonObject } from '../../document/json';
import type { JsonValue, Parameters, TrainingSettings } from '../../document/schema';
import { describedBy, plainName } from './described';

interface OptimizerMapping {
  readonly kind: string;
  readonly className: string;
  /** Parameter, key, and what Keras takes where a config does not say. */
  readonly keys: readonly (readonly [parameter: string, key: string, usual: JsonValue])[];
  /** What the config says beside them, which tells kinds of one class apart. */
  readonly settings?: JsonObject;
  /** Whether a config of the class is of this kind. */
  isMeant?(config: JsonObject): boolean;
  /** Keras subtracts the decay from the weights; others of the app add it to the gradient. */
  readonly isDecoupled?: boolean;
  /** Parameters that Keras lacks, and the value at which they do nothing. */
  readonly lacking?: Parameters;
}

const EPSILON = ['epsilon', 'epsilon', 1e-7] as const;
const BETAS = [
  ['beta1', 'beta_1', 0.9],
  ['beta2', 'beta_2', 0.999],
] as const;
const AMSGRAD = ['amsgrad', 'amsgrad', false] as const;
const DECAY = (usual: number) => ['weightDecay', 'weight_decay', usual] as const;

const momentumOf = (config: JsonObject): number => Number(config.momentum ?? 0);

/** Each optimizer of the catalogue, all of which Keras has. */
const OPTIMIZER_MAPPINGS: readonly OptimizerMapping[] = [
  {
    kind: 'sgd',
    className: 'SGD',
    keys: [],
    settings: { momentum: 0, nesterov: false },
    isMeant: (config) => momentumOf(config) === 0,
  },
  {
    kind: 'momentum',
    className: 'SGD',
    keys: [['momentum', 'momentum', 0]],
    settings: { nesterov: false },
    isMeant: (config) => momentumOf(config) > 0 && config.nesterov !== true,
  },
  {
    kind: 'nesterov',
    className: 'SGD',
    keys: [['momentum', 'momentum', 0]],
    settings: { nesterov: true },
    isMeant: (config) => momentumOf(config) > 0 && config.nesterov === true,
  },
  {
    kind: 'adagrad',
    className: 'Adagrad',
    keys: [['startSum', 'initial_accumulator_value', 0.1], EPSILON],
    lacking: { rateDecay: 0 },
  },
  { kind: 'adadelta', className: 'Adadelta', keys: [['decay', 'rho', 0.95], EPSILON] },
  {
    kind: 'rmsprop',
    className: 'RMSprop',
    keys: [
      ['decay', 'rho', 0.9],
      EPSILON,
      ['centered', 'centered', false],
      ['momentum', 'momentum', 0],
    ],
  },
  { kind: 'adam', className: 'Adam', keys: [...BETAS, EPSILON, AMSGRAD] },
  {
    kind: 'adamw',
    className: 'AdamW',
    keys: [...BETAS, EPSILON, AMSGRAD, DECAY(0.004)],
    isDecoupled: true,
  },
  { kind: 'adamax', className: 'Adamax', keys: [...BETAS, EPSILON] },
  {
    kind: 'lion',
    className: 'Lion',
    keys: [['beta1', 'beta_1', 0.9], ['beta2', 'beta_2', 0.99], DECAY(0)],
    isDecoupled: true,
  },
];

/** Keras's keys of what keeps a gradient within a limit. */
const CLIPPINGS = { value: 'clipvalue', norm: 'clipnorm', globalNorm: 'global_clipnorm' } as const;

type Clipped = keyof typeof CLIPPINGS;

/** The optimizer as Keras writes it; null where it has a setting that Keras lacks. */
export function writeOptimizer(training: TrainingSettings): JsonObject | null {
  const { optimizer, learningRate, clipping, clippingLimit } = training;
  const mapping = OPTIMIZER_MAPPINGS.find(({ kind }) => kind === optimizer.kind);
  if (!mapping) return null;
  const values = valuesOfChoice(OPTIMIZERS, optimizer) as Parameters;
  const lacking = { ...mapping.lacking, ...(mapping.isDecoupled ? {} : { weightDecay: 0 }) };
  if (Object.entries(lacking).some(([name, value]) => values[name] !== value)) return null;
  return {
    module: 'keras.optimizers',
    class_name: mapping.className,
    config: {
      learning_rate: learningRate,
      ...(clipping === 'none' ? {} : { [CLIPPINGS[clipping]]: clippingLimit }),
      ...mapping.settings,
      ...Object.fromEntries(mapping.keys.map(([parameter, key]) => [key, values[parameter]])),
    },
    registered_name: null,
  };
}

/** Keys of Keras 2 and TensorFlow.js that were called otherwise. */
const OLDER: Readonly<Record<string, string>> = {
  learning_rate: 'lr',
  beta_1: 'beta1',
  beta_2: 'beta2',
};

const at = (config: JsonObject, key: string): JsonValue | undefined =>
  config[key] ?? config[OLDER[key] ?? key] ?? undefined;

export interface ReadSettings {
  readonly settings: Partial<TrainingSettings>;
  /** What stayed at the app's own default. */
  readonly leftOut: readonly string[];
}

function readClipping(config: JsonObject): Partial<TrainingSettings> {
  const found = (Object.keys(CLIPPINGS) as Clipped[]).find(
    (each) => typeof config[CLIPPINGS[each]] === 'number',
  );
  return found ? { clipping: found, clippingLimit: config[CLIPPINGS[found]] as number } : {};
}

/** An optimizer with its rate; what the app does not have is named. */
export function readOptimizer(value: JsonValue | undefined): ReadSettings {
  const described = describedBy(value);
  if (!described) return { settings: {}, leftOut: ['optimizer'] };
  const { className, config } = described;
  const name = plainName(className);
  const mapping = OPTIMIZER_MAPPINGS.find(
    (each) => plainName(each.className) === name && (each.isMeant?.(config) ?? true),
  );
  if (!mapping) return { settings: {}, leftOut: ['optimizer'] };
  const parameters = Object.fromEntries(
    mapping.keys.map(([parameter, key, usual]) => [parameter, at(config, key) ?? usual]),
  );
  const { faults } = checkParameters(OPTIMIZERS.get(mapping.kind).parameters, parameters);
  if (faults.length > 0) return { settings: {}, leftOut: ['optimizer'] };
  const rate = at(config, 'learning_rate');
  const isFixed = typeof rate === 'number';
  const hasDecay = !mapping.isDecoupled && Number(config.weight_decay ?? 0) !== 0;
  return {
    settings: {
      optimizer: { kind: mapping.kind, parameters },
      ...(isFixed ? { learningRate: rate } : {}),
      ...readClipping(config),
    },
    leftOut: [...(isFixed ? [] : ['learning_rate']), ...(hasDecay ? ['weight_decay'] : [])],
  };
}
