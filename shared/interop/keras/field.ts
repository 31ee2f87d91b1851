import { type JsonObject, sameJson } from '../../document/json';
import type { Choice, JsonValue, Parameters } from '../../document/schema';
import { fail, type Result, succeed } from '../../result';
import { snakeCase } from '../pytorch/names';
import { inlineName, readActivation } from './activations';
import type { Dialect } from './dialect';
import { readInitializer, writeInitializer } from './initializers';

export type Values = Readonly<Record<string, unknown>>;

/** What was read of a config. */
export interface Taken {
  readonly parameters: Parameters;
  /** Settings that the app does not have and that change training alone: left out, and said. */
  readonly leftOut: readonly string[];
}

/**
 * Parameters of a layer of the catalogue and what they are in a config, applied both ways. A failure is the key, or
 * the parameter, that has no counterpart.
 */
export interface Field {
  write(values: Values, dialect: Dialect): Result<JsonObject, string>;
  read(config: JsonObject, dialect: Dialect): Result<Taken, string>;
}

const taken = (parameters: Parameters, leftOut: readonly string[] = []): Result<Taken, string> =>
  succeed({ parameters, leftOut });

/** Null as a value says in Keras what a missing key says. */
const valueAt = (config: JsonObject, key: string): JsonValue | undefined =>
  Object.hasOwn(config, key) ? (config[key] ?? undefined) : undefined;

interface Translation {
  readonly key?: string;
  /** What Keras takes where a config does not say; must be said where not given. */
  readonly usual?: JsonValue;
  /** The JSON of a value; undefined where it has none. */
  readonly write?: (value: never, dialect: Dialect) => JsonValue | undefined;
  /** The value of some JSON; undefined where it has none. */
  readonly read?: (value: JsonValue, dialect: Dialect) => JsonValue | undefined;
}

/** One parameter under one key. */
export function field(parameter: string, translation: Translation = {}): Field {
  const { key = snakeCase(parameter), usual, write, read } = translation;
  return {
    write(values, dialect) {
      const value = values[parameter];
      const written = write ? write(value as never, dialect) : (value as JsonValue);
      return written === undefined ? fail(parameter) : succeed({ [key]: written });
    },
    read(config, dialect) {
      const given = valueAt(config, key) ?? usual;
      if (given === undefined) return fail(key);
      const value = read ? read(given, dialect) : given;
      return value === undefined ? fail(key) : taken({ [parameter]: value });
    },
  };
}

/** One number an axis, which Keras also takes as one for all. */
export const perAxis = (parameter: string, key: string, rank: number, usual?: JsonValue): Field =>
  field(parameter, {
    key,
    usual,
    read: (value) => (typeof value === 'number' ? new Array<number>(rank).fill(value) : value),
  });

/** A setting that the app does not have: it has to be as it usually is. Written only where `isWritten`. */
export const fixed = (key: string, usual: JsonValue, isWritten = false): Field => ({
  write: () => succeed(isWritten ? { [key]: usual } : {}),
  read(config) {
    const value = valueAt(config, key);
    return value === undefined || sameJson(value, usual) ? taken({}) : fail(key);
  },
});

/** A setting that the app does not have, and that computes nothing different outside of training. */
export const leftOut = (key: string, usual: JsonValue): Field => ({
  write: () => succeed({}),
  read(config) {
    const value = valueAt(config, key);
    return taken({}, value === undefined || sameJson(value, usual) ? [] : [key]);
  },
});

/** An initializer. One that the app does not have is left out: it says how weights start, not what is computed. */
export const initializerField = (parameter: string, key: string, usual: string): Field => ({
  write: (values, dialect) =>
    succeed({ [key]: writeInitializer(values[parameter] as Choice, dialect) }),
  read(config) {
    const choice = readInitializer(valueAt(config, key) ?? usual);
    return choice ? taken({ [parameter]: choice }) : taken({}, [key]);
  },
});

/** An activation within a layer's formula, which can only be one that has a name. */
export const activationWithin = (parameter: string, usual: string): Field => ({
  write(values, dialect) {
    const name = inlineName(values[parameter] as Choice, dialect);
    return name === null ? fail(parameter) : succeed({ [snakeCase(parameter)]: name });
  },
  read(config, dialect) {
    const key = snakeCase(parameter);
    // Null is no activation, and a missing key the usual one.
    const given = Object.hasOwn(config, key) ? config[key] : usual;
    const choice = readActivation(given, dialect);
    return choice ? taken({ [parameter]: choice }) : fail(key);
  },
});

/** The activation that a layer applies last; where it has no name, a layer of its own follows and this is linear. */
export const activationAfter: Field = {
  ...activationWithin('activation', 'linear'),
  write: ({ activation }, dialect) =>
    succeed({ activation: inlineName(activation as Choice, dialect) ?? 'linear' }),
};

/** Writes all fields into one config. */
export function writeFields(
  fields: readonly Field[],
  values: Values,
  dialect: Dialect,
): Result<JsonObject, string> {
  const config: Record<string, JsonValue> = {};
  for (const each of fields) {
    const written = each.write(values, dialect);
    if (!written.ok) return written;
    Object.assign(config, written.value);
  }
  return succeed(config);
}

/** Reads all fields from one config. */
export function readFields(
  fields: readonly Field[],
  config: JsonObject,
  dialect: Dialect,
): Result<Taken, string> {
  const parameters: Record<string, JsonValue> = {};
  const left: string[] = [];
  for (const each of fields) {
    const read = each.read(config, dialect);
    if (!read.ok) return read;
    Object.assign(parameters, read.value.parameters);
    left.push(...read.value.leftOut);
  }
  return taken(parameters, left);
}
