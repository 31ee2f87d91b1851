import type { Shape } from '../../catalogue/layer';
import type { Penalty } from '../../catalogue/penalty';
import type { JsonObject } from '../../document/json';
import { fail, type Result, succeed } from '../../result';
import type { Described } from './described';
import type { Dialect } from './dialect';
import { type Field, readFields, type Taken, type Values, writeFields } from './field';
import { readPenalty, writePenalties } from './regularizers';

/** A tensor of a Keras layer: one weight of the app, or several one below the other. Numbers lie as they do here. */
export interface Variable {
  /** As TensorFlow.js calls it below its layer, for example `forward_lstm/kernel`. */
  readonly name: string;
  /** Weights of the app, by name. */
  readonly parts: readonly string[];
  /** The part of the layer that holds it in Keras 3's files, for example `cell`; empty for the layer itself. */
  readonly store: string;
  /** Its shape, from those of its parts; that of the one part where not given. */
  shape?(parts: readonly Shape[], values: Values): Shape;
}

export interface WriteSite {
  readonly values: Values;
  readonly inputShapes: readonly Shape[];
  readonly outputShape: Shape;
  readonly penalty: Penalty;
  readonly dialect: Dialect;
}

export interface ReadSite {
  readonly inputShapes: readonly Shape[];
  readonly dialect: Dialect;
  /** Settings of the call, beside the inputs. */
  readonly call: JsonObject;
}

/** How a layer of the catalogue is a layer of Keras. Failures name the setting that has no counterpart. */
export interface LayerMapping {
  readonly kind: string;
  /** Classes that are read as it. */
  readonly reads: readonly string[];
  write(site: WriteSite): Result<Described, string>;
  read(described: Described, site: ReadSite): Result<Taken, string>;
  /** In the order in which Keras lists a layer's weights; those without parts in a node are not there. */
  variables(values: Values): readonly Variable[];
  /** Parts that hold the state of a random generator in Keras 3's files. */
  seeds(values: Values): readonly string[];
  /** How inputs are handed over: one after the other, as one list, or as what they are for. */
  readonly inputs: 'plain' | 'list' | 'roles';
  /** Settings that go into the call in Keras 3. */
  call(values: Values): JsonObject;
}

/** The whole layer has no counterpart. */
export const NO_LAYER = '';

export const own = (name: string, part = name): Variable => ({ name, parts: [part], store: '' });

const noVariables = (): readonly Variable[] => [];

interface Rest extends Partial<Omit<LayerMapping, 'kind' | 'write' | 'read' | 'reads'>> {
  /** Dialects that have no such layer. */
  readonly absentIn?: readonly Dialect[];
  /** Keys of its kernels' regularizers. */
  readonly penalised?: readonly string[];
  /** Classes that are read as it, where that is not the one that it is written as. */
  readonly reads?: readonly string[];
  /** A class by the shape of its input; null where there is none. */
  readonly classFor?: (input: Shape) => string | null;
}

/** A layer whose settings are fields of its config. */
export function layer(
  kind: string,
  className: string,
  fields: readonly Field[],
  rest: Rest = {},
): LayerMapping {
  const { absentIn = [], penalised = [], classFor } = rest;
  return {
    kind,
    reads: rest.reads ?? [className],
    variables: rest.variables ?? noVariables,
    seeds: rest.seeds ?? (() => []),
    inputs: rest.inputs ?? 'plain',
    call: rest.call ?? (() => ({})),
    write({ values, inputShapes, penalty, dialect }) {
      const name = classFor ? classFor(inputShapes[0]) : className;
      if (name === null || absentIn.includes(dialect)) return fail(NO_LAYER);
      const config = writeFields(fields, values, dialect);
      if (!config.ok) return config;
      return succeed({
        className: name,
        config: { ...config.value, ...writePenalties(penalised, penalty, dialect) },
      });
    },
    read: ({ config }, { dialect }) => readLayer(fields, penalised, config, dialect),
  };
}

/** Settings that change how weights may move, and nothing that is computed. */
const TRAINING_ALONE = /^(\w+_constraint|activity_regularizer|bias_regularizer|\w+_regularizer)$/;

/** Fields, penalties, and what of a config is left out. */
export function readLayer(
  fields: readonly Field[],
  penalised: readonly string[],
  config: JsonObject,
  dialect: Dialect,
): Result<Taken, string> {
  const read = readFields(fields, config, dialect);
  if (!read.ok) return read;
  const penalty = readPenalty(penalised, config);
  const unread = Object.keys(config).filter(
    (key) => TRAINING_ALONE.test(key) && config[key] !== null && !penalised.includes(key),
  );
  return succeed({
    parameters: { ...read.value.parameters, ...penalty.parameters },
    leftOut: [...read.value.leftOut, ...penalty.leftOut, ...unread],
  });
}
