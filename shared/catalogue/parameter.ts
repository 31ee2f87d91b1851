import { z } from 'zod';
import {
  MAX_AXIS,
  MAX_CATEGORIES,
  MAX_DIMENSIONS,
  MAX_METRICS,
  MAX_NAME_CHARACTERS,
} from '../document/limits';
import type { Choice, JsonValue, Parameters } from '../document/schema';
import { choiceSchema } from '../document/schema';
import type { Text } from '../text/text';

/**
 * The description of one parameter: enough to check it, to draw its form field, to print its help and to write
 * its row in the docs. `help` is one line and names the formula where there is one.
 */
interface Described {
  readonly label: Text;
  readonly help: Text;
  /** Shown only while this holds for the other values of the form (for example epsilon without logits). */
  readonly visibleWhen?: (values: Parameters) => boolean;
}

export interface IntegerParameter extends Described {
  readonly type: 'integer';
  readonly default: number;
  readonly minimum: number;
  readonly maximum: number;
}

export interface NumberParameter extends Described {
  readonly type: 'number';
  readonly default: number;
  readonly minimum: number;
  readonly maximum: number;
  /** Sliders and steppers move by factors on a log scale. */
  readonly scale?: 'linear' | 'log';
}

export interface BooleanParameter extends Described {
  readonly type: 'boolean';
  readonly default: boolean;
}

export interface OptionParameter extends Described {
  readonly type: 'option';
  readonly default: string;
  readonly options: readonly { readonly value: string; readonly label: Text }[];
}

/**
 * A list of at least one whole number: the shape of one sample, without the batch axis (a single number is `[1]`), or
 * one number an axis, such as the size of a window.
 */
export interface ShapeParameter extends Described {
  readonly type: 'shape';
  readonly default: readonly number[];
  /** How many numbers there are; any number of axes where not given. */
  readonly axes?: number;
  /** Of each number; the longest axis where not given. */
  readonly maximum?: number;
}

/** A list of names, for example the columns that an Input takes; empty means all. */
export interface NamesParameter extends Described {
  readonly type: 'names';
  readonly default: readonly string[];
}

/** Entries of a catalogue, by kind; those that do not fit the data wait until they do. */
export interface KindsParameter extends Described {
  readonly type: 'kinds';
  readonly catalogue: 'metric';
  readonly default: readonly string[];
}

/** A list of numbers, for example one a class. */
export interface NumbersParameter extends Described {
  readonly type: 'numbers';
  readonly default: readonly number[];
  readonly minimum: number;
  readonly maximum: number;
}

export interface TextParameter extends Described {
  readonly type: 'text';
  readonly default: string;
  readonly maximumCharacters: number;
}

/** An entry of another catalogue with its own parameters. */
export interface ChoiceParameter extends Described {
  readonly type: 'choice';
  /** An activation inside the layer's own formula, as in a recurrence; else it is a stage after the layer. */
  readonly withinLayer?: boolean;
  readonly catalogue: 'initializer' | 'activation' | 'schedule' | 'metric';
  readonly default: Choice;
}

export type Parameter =
  | IntegerParameter
  | NumberParameter
  | BooleanParameter
  | OptionParameter
  | ShapeParameter
  | NamesParameter
  | NumbersParameter
  | KindsParameter
  | TextParameter
  | ChoiceParameter;

export type ParameterTable = Readonly<Record<string, Parameter>>;

interface ValueOfType {
  integer: number;
  number: number;
  boolean: boolean;
  option: string;
  shape: readonly number[];
  names: readonly string[];
  numbers: readonly number[];
  kinds: readonly string[];
  text: string;
  choice: Choice;
}

/** The typed values that a checked set of parameters has. */
export type ValuesOf<Table extends ParameterTable> = {
  readonly [Name in keyof Table]: ValueOfType[Table[Name]['type']];
};

type SchemaBuilders = {
  readonly [Type in Parameter['type']]: (
    parameter: Extract<Parameter, { type: Type }>,
  ) => z.ZodType<JsonValue>;
};

const SCHEMA_BUILDERS: SchemaBuilders = {
  integer: ({ minimum, maximum }) => z.int().min(minimum).max(maximum),
  number: ({ minimum, maximum }) => z.number().min(minimum).max(maximum),
  boolean: () => z.boolean(),
  option: ({ options }) => z.enum(options.map((option) => option.value)),
  shape: ({ axes, maximum = MAX_AXIS }) =>
    z
      .array(z.int().min(1).max(maximum))
      .min(axes ?? 1)
      .max(axes ?? MAX_DIMENSIONS),
  names: () => z.array(z.string()),
  kinds: () => z.array(z.string().max(MAX_NAME_CHARACTERS)).max(MAX_METRICS),
  numbers: ({ minimum, maximum }) =>
    z.array(z.number().min(minimum).max(maximum)).max(MAX_CATEGORIES),
  text: ({ maximumCharacters }) => z.string().max(maximumCharacters),
  choice: () => choiceSchema as z.ZodType<JsonValue>,
};

/** Building a schema costs far more than using it, and every edit checks every node. */
const schemas = new WeakMap<Parameter, z.ZodType<JsonValue>>();

/** The schema that one value of `parameter` must satisfy. */
export function schemaOfParameter(parameter: Parameter): z.ZodType<JsonValue> {
  const known = schemas.get(parameter);
  if (known) return known;
  const build = SCHEMA_BUILDERS[parameter.type] as (parameter: Parameter) => z.ZodType<JsonValue>;
  const schema = build(parameter);
  schemas.set(parameter, schema);
  return schema;
}

/** Every parameter at its default. */
export function defaultsOf(table: ParameterTable): Parameters {
  return Object.fromEntries(
    Object.entries(table).map(([name, parameter]) => [name, parameter.default as JsonValue]),
  );
}

/** A parameter whose value is not allowed: which, and what would be. */
export interface ParameterFault {
  readonly name: string;
  readonly value: JsonValue | undefined;
}

/**
 * Checks values against a table. Missing ones take their default; unknown names are ignored (a newer version's
 * parameter does not stop an older app). Faulty ones are listed and replaced by their default.
 */
export function checkParameters<Table extends ParameterTable>(
  table: Table,
  values: Parameters,
): { readonly values: ValuesOf<Table>; readonly faults: readonly ParameterFault[] } {
  const faults: ParameterFault[] = [];
  const checked: Record<string, JsonValue> = {};
  for (const [name, parameter] of Object.entries(table)) {
    const given = Object.hasOwn(values, name) ? values[name] : (parameter.default as JsonValue);
    const parsed = schemaOfParameter(parameter).safeParse(given);
    if (!parsed.success) faults.push({ name, value: given });
    checked[name] = parsed.success ? parsed.data : (parameter.default as JsonValue);
  }
  return { values: checked as ValuesOf<Table>, faults };
}
