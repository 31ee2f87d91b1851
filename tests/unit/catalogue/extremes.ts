import { CHOICE_CATALOGUES } from '../../../shared/catalogue/catalogues';
import {
  defaultsOf,
  type Parameter,
  type ParameterTable,
} from '../../../shared/catalogue/parameter';
import { MAX_AXIS, MAX_DIMENSIONS } from '../../../shared/document/limits';
import type { JsonValue, Parameters } from '../../../shared/document/schema';
import { randomStream } from '../../../shared/random/random-stream';

type Extremes = {
  readonly [Type in Parameter['type']]: (
    parameter: Extract<Parameter, { type: Type }>,
  ) => readonly JsonValue[];
};

const ends = ({ minimum, maximum }: { readonly minimum: number; readonly maximum: number }) => [
  minimum,
  maximum,
];

const filled = (count: number, value: number): number[] =>
  Array.from({ length: count }, () => value);

/** The least and the most that each type of parameter allows; everything where that is a list. */
const EXTREMES: Extremes = {
  integer: ends,
  number: ends,
  boolean: () => [false, true],
  option: ({ options }) => options.map(({ value }) => value),
  shape: ({ axes, maximum = MAX_AXIS }) =>
    (axes === undefined ? [1, MAX_DIMENSIONS] : [axes]).flatMap((count) => [
      filled(count, 1),
      filled(count, maximum),
    ]),
  names: () => [[]],
  kinds: () => [[]],
  numbers: ({ minimum, maximum }) => [[], [minimum, maximum]],
  text: ({ maximumCharacters }) => ['', 'x'.repeat(maximumCharacters)],
  choice: ({ catalogue }) =>
    CHOICE_CATALOGUES[catalogue].entries.flatMap(({ kind, parameters }) => [
      { kind, parameters: defaultsOf(parameters) },
      { kind, parameters: atEnd(parameters, 0) },
      { kind, parameters: atEnd(parameters, -1) },
    ]),
};

export function extremesOf(parameter: Parameter): readonly JsonValue[] {
  const extremes = EXTREMES[parameter.type] as (parameter: Parameter) => readonly JsonValue[];
  return extremes(parameter);
}

/** All parameters at their first extreme (0) or at their last (−1) at once. */
function atEnd(table: ParameterTable, end: 0 | -1): Parameters {
  return Object.fromEntries(
    Object.entries(table).map(([name, parameter]) => [
      name,
      extremesOf(parameter).at(end) ?? (parameter.default as JsonValue),
    ]),
  );
}

export const SEED = 11;
const MIXTURES = 12;

/** The defaults, each extreme by itself, all first and all last ones at once, and mixtures from a seeded stream. */
export function extremeSets(table: ParameterTable): readonly Parameters[] {
  const defaults = defaultsOf(table);
  const entries = Object.entries(table);
  if (entries.length === 0) return [defaults];
  const random = randomStream(SEED, 'extremes');
  const singles = entries.flatMap(([name, parameter]) =>
    extremesOf(parameter).map((value) => ({ ...defaults, [name]: value })),
  );
  const mixtures = Array.from({ length: MIXTURES }, () =>
    Object.fromEntries(
      entries.map(([name, parameter]) => {
        const values = extremesOf(parameter);
        return [name, values[random.below(values.length)]];
      }),
    ),
  );
  return [defaults, ...singles, atEnd(table, 0), atEnd(table, -1), ...mixtures];
}
