import { valuesOfChoice } from '../../catalogue/catalogues';
import { INITIALIZERS } from '../../catalogue/initializers';
import { checkParameters } from '../../catalogue/parameter';
import type { JsonObject } from '../../document/json';
import type { Choice, JsonValue, Parameters } from '../../document/schema';
import { describedBy, numberAt, plainName } from './described';
import type { Dialect } from './dialect';

interface InitializerMapping {
  readonly kind: string;
  /** Of Keras; other spellings are read by `plainName`. */
  readonly className: string;
  /** Names that it is read by beside its own. */
  readonly aliases?: readonly string[];
  write?(values: Parameters, dialect: Dialect): JsonObject;
  /** Null where the app has no such initializer. */
  read?(config: JsonObject): Parameters | null;
}

const SEED: JsonObject = { seed: null };

const drawn = (kind: string, className = kind[0].toUpperCase() + kind.slice(1)) => ({
  kind,
  className,
  write: () => SEED,
});

/** One number of the app under one key of Keras. */
const oneNumber = (
  kind: string,
  className: string,
  [parameter, key, usual]: readonly [string, string, number],
  others: JsonObject = {},
  aliases: readonly string[] = [],
): InitializerMapping => ({
  kind,
  className,
  aliases,
  write: (values) => ({ ...others, [key]: values[parameter] }),
  read(config) {
    const value = numberAt(config, key, usual);
    // A distribution that is not around 0 is none of the app's.
    if (value === undefined || numberAt(config, 'mean', 0) !== 0) return null;
    return { [parameter]: value };
  },
});

const MODES: Readonly<Record<string, string>> = {
  fanIn: 'fan_in',
  fanOut: 'fan_out',
  fanAverage: 'fan_avg',
};

const DISTRIBUTIONS: Readonly<Record<string, string>> = {
  truncated: 'truncated_normal',
  normal: 'untruncated_normal',
  uniform: 'uniform',
};

const keyOf = (table: Readonly<Record<string, string>>, value: JsonValue | undefined) =>
  Object.keys(table).find(
    (key) => typeof value === 'string' && plainName(table[key]) === plainName(value),
  );

const varianceScaling: InitializerMapping = {
  kind: 'varianceScaling',
  className: 'VarianceScaling',
  write: ({ scale, mode, distribution }, dialect) => ({
    scale,
    mode: MODES[mode as string],
    // TensorFlow.js draws its only normal distribution truncated.
    distribution:
      dialect === 'tfjs' && distribution === 'normal'
        ? DISTRIBUTIONS.truncated
        : DISTRIBUTIONS[distribution as string],
    ...SEED,
  }),
  read(config) {
    const scale = numberAt(config, 'scale', 1);
    const mode = keyOf(MODES, config.mode ?? 'fan_in');
    // Keras and TensorFlow.js both cut what they call `normal`.
    const named = config.distribution ?? 'truncated_normal';
    const distribution = named === 'normal' ? 'truncated' : keyOf(DISTRIBUTIONS, named);
    if (scale === undefined || !mode || !distribution) return null;
    return { scale, mode, distribution };
  },
};

const uniform: InitializerMapping = {
  kind: 'uniform',
  className: 'RandomUniform',
  aliases: ['uniform'],
  write: ({ limit }) => ({ minval: -(limit as number), maxval: limit, ...SEED }),
  read(config) {
    const low = numberAt(config, 'minval', -0.05);
    const high = numberAt(config, 'maxval', 0.05);
    return high !== undefined && low === -high ? { limit: high } : null;
  },
};

/** Each initializer of the catalogue that Keras has, both ways. The first one of a name is what it is read as. */
const INITIALIZER_MAPPINGS: readonly InitializerMapping[] = [
  drawn('glorotUniform'),
  drawn('glorotNormal'),
  drawn('heUniform'),
  drawn('heNormal'),
  drawn('lecunUniform'),
  drawn('lecunNormal'),
  varianceScaling,
  oneNumber('orthogonal', 'Orthogonal', ['gain', 'gain', 1], SEED, ['OrthogonalInitializer']),
  oneNumber('identity', 'Identity', ['gain', 'gain', 1], {}, ['IdentityInitializer']),
  oneNumber('normal', 'RandomNormal', ['deviation', 'stddev', 0.05], { mean: 0, ...SEED }, [
    'normal',
  ]),
  oneNumber('truncatedNormal', 'TruncatedNormal', ['deviation', 'stddev', 0.05], {
    mean: 0,
    ...SEED,
  }),
  uniform,
  oneNumber('constant', 'Constant', ['value', 'value', 0]),
  { kind: 'zeros', className: 'Zeros', aliases: ['zero'] },
  { kind: 'ones', className: 'Ones', aliases: ['one'] },
];

/**
 * What stands in for those that Keras lacks: the same numbers at the start, or, where an initializer is finished over
 * training data, the numbers that it begins with.
 */
export const INITIALIZER_STAND_INS: Readonly<Record<string, Choice>> = {
  residualZeros: { kind: 'zeros', parameters: {} },
  lsuv: { kind: 'orthogonal', parameters: { gain: 1 } },
  swarm: { kind: 'lecunNormal', parameters: {} },
};

/** Class names of TensorFlow.js that differ from Keras's. */
const TFJS_NAMES: Readonly<Record<string, string>> = {
  LecunUniform: 'LeCunUniform',
  LecunNormal: 'LeCunNormal',
};

/** `{class_name, config}` of an initializer; Keras 3 wants its module too. */
export function writeInitializer(choice: Choice, dialect: Dialect): JsonObject {
  const meant = INITIALIZER_STAND_INS[choice.kind] ?? choice;
  const mapping = INITIALIZER_MAPPINGS.find(({ kind }) => kind === meant.kind);
  if (!mapping) throw new Error(`no mapping for the initializer ${choice.kind}`);
  const values = valuesOfChoice(INITIALIZERS, meant) as Parameters;
  const { className } = mapping;
  const config = mapping.write?.(values, dialect) ?? {};
  if (dialect !== 'keras3') {
    const name = dialect === 'tfjs' ? (TFJS_NAMES[className] ?? className) : className;
    return { class_name: name, config };
  }
  return { module: 'keras.initializers', class_name: className, config, registered_name: null };
}

/** The initializer that a config names; null where the app has none that draws the same. */
export function readInitializer(value: JsonValue): Choice | null {
  const described = describedBy(value);
  if (!described) return null;
  const name = plainName(described.className);
  const mapping = INITIALIZER_MAPPINGS.find(({ className, aliases = [] }) =>
    [className, ...aliases].some((each) => plainName(each) === name),
  );
  if (!mapping) return null;
  const parameters = mapping.read ? mapping.read(described.config) : {};
  if (!parameters) return null;
  const { faults } = checkParameters(INITIALIZERS.get(mapping.kind).parameters, parameters);
  return faults.length === 0 ? { kind: mapping.kind, parameters } : null;
}
