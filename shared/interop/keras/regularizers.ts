import type { Penalty } from '../../catalogue/penalty';
import { type JsonObject, sameJson } from '../../document/json';
import type { JsonValue, Parameters } from '../../document/schema';
import { describedBy, numberAt, plainName } from './described';
import type { Dialect } from './dialect';

/** The app adds ½λ₂·Σw², Keras λ₂·Σw²: keras.regularizers.L2. */
const HALF = 0.5;
/** What `"l2"` alone stands for in Keras. */
const USUAL = 0.01;

/** The regularizers of kernels, where there is a penalty. */
export function writePenalties(
  keys: readonly string[],
  { l1, l2 }: Penalty,
  dialect: Dialect,
): JsonObject {
  if (l1 === 0 && l2 === 0) return {};
  const plain = { class_name: 'L1L2', config: { l1, l2: HALF * l2 } };
  const written =
    dialect === 'keras3'
      ? { module: 'keras.regularizers', ...plain, registered_name: null }
      : plain;
  return Object.fromEntries(keys.map((key) => [key, written]));
}

const KINDS: Readonly<Record<string, readonly string[]>> = {
  l1: ['l1'],
  l2: ['l2'],
  l1l2: ['l1', 'l2'],
};

function penaltyIn(value: JsonValue): Penalty | null {
  const described = describedBy(value);
  const terms = described && KINDS[plainName(described.className)];
  if (!described || !terms) return null;
  const [l1, l2] = ['l1', 'l2'].map((term) =>
    terms.includes(term) ? numberAt(described.config, term, terms.length > 1 ? 0 : USUAL) : 0,
  );
  return l1 === undefined || l2 === undefined || l1 < 0 || l2 < 0 ? null : { l1, l2: l2 / HALF };
}

/** The penalty of a layer: that of its first kernel. Others that differ from it are left out. */
export function readPenalty(
  keys: readonly string[],
  config: JsonObject,
): { readonly parameters: Parameters; readonly leftOut: readonly string[] } {
  const given = keys.filter((key) => (config[key] ?? null) !== null);
  if (given.length === 0) return { parameters: {}, leftOut: [] };
  const penalty = penaltyIn(config[given[0]]);
  const others = keys.filter((key) => !sameJson(config[key] ?? null, config[given[0]]));
  if (!penalty) return { parameters: {}, leftOut: given };
  return { parameters: { ...penalty }, leftOut: others };
}
