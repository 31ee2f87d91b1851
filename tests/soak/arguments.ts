import type { z } from 'zod';
import type { RandomStream } from '../../shared/random/random-stream';

/** A value for a field of this name, or undefined where any that its schema allows will do. */
export type Source = (field: string) => unknown;

/** What zod keeps of a schema: the parts that are looked at here. */
interface Definition {
  readonly type: string;
  readonly shape?: Readonly<Record<string, z.ZodType>>;
  readonly innerType?: z.ZodType;
  readonly element?: z.ZodType;
  readonly options?: readonly z.ZodType[];
  readonly items?: readonly z.ZodType[];
  readonly entries?: Readonly<Record<string, string | number>>;
  readonly values?: readonly unknown[];
  readonly valueType?: z.ZodType;
  readonly in?: z.ZodType;
  readonly getter?: () => z.ZodType;
}

const pick = <Value>(random: RandomStream, values: readonly Value[]): Value =>
  values[random.below(values.length)];

const ARRAYS = [new Uint8Array(16), new Float32Array(8), new Float64Array(4), new Uint32Array(4)];
const WORDS = ['a', 'net', '梯度', '“quoted”', 'x'.repeat(90), 'training.l2', 'steps'];

function numberFor(schema: z.ZodType, random: RandomStream): number {
  const { minValue, maxValue, isInt } = schema as z.ZodNumber;
  const least = Math.max(minValue ?? -1_000, -1_000);
  const most = Math.min(maxValue ?? least + 2_000, least + 2_000);
  const value = least + random.uniform() * (most - least);
  return isInt ? Math.round(value) : value;
}

/** How a value is made for each kind of schema that zod has. */
const MAKERS: Readonly<
  Record<
    string,
    (known: Definition, make: (own: z.ZodType, field: string) => unknown, at: Place) => unknown
  >
> = {
  object: ({ shape = {} }, make) =>
    Object.fromEntries(
      Object.entries(shape)
        .map(([field, own]) => [field, make(own, field)] as const)
        .filter(([, value]) => value !== undefined),
    ),
  optional: ({ innerType }, make, { random, field }) =>
    random.uniform() < 0.5 ? undefined : make(innerType as z.ZodType, field),
  nullable: ({ innerType }, make, { random, field }) =>
    random.uniform() < 0.3 ? null : make(innerType as z.ZodType, field),
  default: ({ innerType }, make, { field }) => make(innerType as z.ZodType, field),
  readonly: ({ innerType }, make, { field }) => make(innerType as z.ZodType, field),
  pipe: (known, make, { field }) => make(known.in as z.ZodType, field),
  lazy: ({ getter }, make, { field }) => make((getter as () => z.ZodType)(), field),
  array: ({ element }, make, { random, field }) =>
    Array.from({ length: random.below(3) }, () => make(element as z.ZodType, field)),
  tuple: ({ items = [] }, make, { field }) => items.map((own) => make(own, field)),
  union: ({ options = [] }, make, { random, field }) => make(pick(random, options), field),
  record: ({ valueType }, make) => ({ a: make(valueType as z.ZodType, 'a') }),
  enum: ({ entries = {} }, _make, { random }) => pick(random, Object.values(entries)),
  literal: ({ values = [] }, _make, { random }) => pick(random, values),
  boolean: (_known, _make, { random }) => random.uniform() < 0.5,
  number: (_known, _make, { random, schema }) => numberFor(schema, random),
  string: (_known, _make, { random }) => pick(random, WORDS),
  custom: (_known, _make, { schema }) => ARRAYS.find((one) => schema.safeParse(one).success),
  null: () => null,
  unknown: () => null,
  any: () => null,
};

interface Place {
  readonly random: RandomStream;
  readonly field: string;
  readonly schema: z.ZodType;
}

const ATTEMPTS = 200;

/**
 * Arguments that a call's schema allows, made from the schema itself, so that a call that is new is called without
 * anybody writing how. Fields that the source knows (handles, documents) are taken from there.
 * @throws Error where none was found: the schema has a rule that only a source can meet
 */
export function argumentsFor(input: z.ZodType, random: RandomStream, source: Source): unknown {
  const make = (schema: z.ZodType, field: string): unknown => {
    const known = source(field);
    if (known !== undefined && schema.safeParse(known).success) return known;
    const definition = schema.def as unknown as Definition;
    const maker = MAKERS[definition.type];
    if (!maker) throw new Error(`nobody knows how to make a value for ${definition.type}`);
    return maker(definition, make, { random, field, schema });
  };
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const made = make(input, '');
    if (input.safeParse(made).success) return made;
  }
  throw new Error(`no arguments found in ${ATTEMPTS} attempts`);
}

const WRONG: readonly unknown[] = [null, -1, '', '../../etc/passwd', [], { a: 1 }, 1e300, true];

/** The same arguments with one field wrong, or no arguments at all; null where what came out is allowed. */
export function spoiled(input: z.ZodType, given: unknown, random: RandomStream): unknown {
  const fields = Object.keys((given ?? {}) as object);
  const field = fields.length > 0 ? pick(random, fields) : null;
  const value = pick(random, WRONG);
  const made = field === null ? { stranger: value } : { ...(given as object), [field]: value };
  return input.safeParse(made).success ? null : made;
}
