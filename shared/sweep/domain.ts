import { checkChoice, isChoice, offeredEntries } from '../catalogue/catalogues';
import {
  defaultsOf,
  type IntegerParameter,
  type NumberParameter,
  type Parameter,
  schemaOfParameter,
} from '../catalogue/parameter';
import { expectedText } from '../catalogue/parameter-text';
import { type CatalogueEntry, createRegistry } from '../catalogue/registry';
import { sameJson } from '../document/json';
import type { Choice, JsonValue } from '../document/schema';
import { fillText, formatExactly, type Text, untranslated } from '../text/text';

/** Numbers between two limits, as a range of a sweep goes through them. */
export interface Interval {
  readonly minimum: number;
  readonly maximum: number;
  readonly whole: boolean;
  /** Steps of a range are factors, not differences. */
  readonly isLog: boolean;
}

/** What a value of an axis may be: how it is written on the command line, read again, and told to a person. */
export interface Domain {
  /** Goes into “must be …”. */
  readonly expected: Text;
  /** The value that a text stands for; null where none is allowed that is written so. */
  parse(text: string): JsonValue | null;
  /** The text of a value, which `parse` takes. */
  format(value: JsonValue): string;
  label(value: JsonValue): Text;
  accepts(value: JsonValue): boolean;
  /** Whether two values mean the same: a parameter that is not written is as it comes. */
  same(a: JsonValue, b: JsonValue): boolean;
  /** Values worth trying beside the current one, in order. */
  propose(current: JsonValue | null): readonly JsonValue[];
  /** Null for values without an order, of which there is no range. */
  readonly interval: Interval | null;
}

/** `He normal`, `he-normal` and `heNormal` are one name. */
const plain = (name: string): string => name.toLowerCase().replace(/[\s\-_·.()（）]/g, '');

const unique = (values: readonly JsonValue[]): readonly JsonValue[] =>
  values.filter((value, index) => values.findIndex((other) => sameJson(other, value)) === index);

const SIGNIFICANT = 3;
const rounded = (value: number): number => Number(value.toPrecision(SIGNIFICANT));

/** Around a positive number, by factors: a rate is tried in thirds of powers of ten, a count in halves. */
const RATE_FACTORS = [0.1, 0.3, 1, 3, 10];
const COUNT_FACTORS = [0.5, 1, 2];
/** Evenly over an interval that is narrow enough to be walked through. */
const NARROW = 1;
const NARROW_SHARES = [0, 0.25, 0.5, 0.75];
/** Where 0 is the current value of something that is tried by factors. */
const FROM_ZERO = [0, 1e-4, 1e-3, 1e-2];

function proposeNumbers(
  { minimum, maximum, whole, isLog }: Interval,
  current: number,
): readonly number[] {
  const isNarrow = !whole && !isLog && maximum - minimum <= NARROW;
  const wanted = isNarrow
    ? [current, ...NARROW_SHARES.map((share) => minimum + share * (maximum - minimum))]
    : current === 0 && !whole
      ? FROM_ZERO
      : (whole ? COUNT_FACTORS : RATE_FACTORS).map((factor) => factor * current);
  const inside = wanted
    .map((value) => (whole ? Math.round(value) : rounded(value)))
    .filter((value) => value >= minimum && value <= maximum);
  return [...new Set(inside)].toSorted((a, b) => a - b);
}

/** Numbers, whole or not. */
export function numberDomain(interval: Interval, expected: Text): Domain {
  const accepts = (value: JsonValue): boolean =>
    typeof value === 'number' &&
    value >= interval.minimum &&
    value <= interval.maximum &&
    (!interval.whole || Number.isInteger(value));
  return {
    expected,
    parse(text) {
      const value = text.trim() === '' ? Number.NaN : Number(text);
      return accepts(value) ? value : null;
    },
    format: String,
    label: (value) => untranslated(formatExactly(value as number)),
    accepts,
    same: sameJson,
    propose: (current) => (typeof current === 'number' ? proposeNumbers(interval, current) : []),
    interval,
  };
}

/** Whole numbers that may be so large are sizes: units, batches, epochs are compared by factors. */
const LARGE = 1_000;

/** What a numeric parameter of the catalogue may be. */
export const numbersOf = (parameter: IntegerParameter | NumberParameter): Domain =>
  numberDomain(
    {
      minimum: parameter.minimum,
      maximum: parameter.maximum,
      whole: parameter.type === 'integer',
      isLog: parameter.type === 'integer' ? parameter.maximum >= LARGE : parameter.scale === 'log',
    },
    expectedText(parameter),
  );

/** A few named values. */
function optionDomain(
  options: readonly { readonly value: JsonValue; readonly label: Text }[],
  expected: Text,
): Domain {
  const find = (value: JsonValue) => options.find((option) => option.value === value);
  return {
    expected,
    parse: (text) =>
      options.find(({ value, label }) =>
        [String(value), label.en, label.zh].some((name) => plain(name) === plain(text)),
      )?.value ?? null,
    format: String,
    label: (value) => find(value)?.label ?? untranslated(String(value)),
    accepts: (value) => find(value) !== undefined,
    same: sameJson,
    propose: (current) =>
      unique([...(current === null ? [] : [current]), ...options.map(({ value }) => value)]),
    interval: null,
  };
}

/** `3x3`: one number an axis. */
function shapeDomain(parameter: Extract<Parameter, { type: 'shape' }>): Domain {
  const accepts = (value: JsonValue): boolean =>
    schemaOfParameter(parameter).safeParse(value).success;
  const axesOf = (value: JsonValue): readonly number[] => value as readonly number[];
  return {
    expected: expectedText(parameter),
    parse(text) {
      const value = text
        .split(/[x×]/)
        .map((axis) => (axis.trim() === '' ? Number.NaN : Number(axis)));
      return accepts(value) ? value : null;
    },
    format: (value) => axesOf(value).join('x'),
    label: (value) => untranslated(axesOf(value).join(' × ')),
    accepts,
    same: sameJson,
    propose: (current) => (current === null ? [] : [current]),
    interval: null,
  };
}

const ONE_OF: Text = { en: 'one of: {{kinds}}', zh: '以下之一：{{kinds}}' };

/** Parameters of a choice that are not as they come, with their domains. */
const changedParameters = (entry: CatalogueEntry, { parameters }: Choice) =>
  Object.entries(entry.parameters).flatMap(([name, parameter]) => {
    const domain = domainOf(parameter);
    const value = parameters[name] ?? (parameter.default as JsonValue);
    return domain && !sameJson(value, parameter.default)
      ? [{ name, label: parameter.label, domain, value }]
      : [];
  });

/** The parameters that `deviation=0.1` and its like name; null where one is not there or not allowed. */
function parseParameters(
  entry: CatalogueEntry,
  parts: readonly string[],
): Choice['parameters'] | null {
  const parameters = { ...defaultsOf(entry.parameters) };
  for (const part of parts) {
    const [written, text = ''] = part.split('=', 2);
    const name = Object.keys(entry.parameters).find((own) => plain(own) === plain(written));
    const domain = name === undefined ? null : domainOf(entry.parameters[name]);
    const value = domain?.parse(text) ?? null;
    if (name === undefined || value === null) return null;
    parameters[name] = value;
  }
  return parameters;
}

/**
 * Entries of a catalogue, written by kind or name, with parameters behind colons: `normal:deviation=0.1`. `usual` are the
 * kinds that are proposed.
 */
export function entryDomain(entries: readonly CatalogueEntry[], usual: readonly string[]): Domain {
  const registry = createRegistry('values of a sweep', entries);
  const check = (value: JsonValue) =>
    isChoice(value) ? checkChoice(registry, value) : { entry: undefined };
  const choice = (kind: string): readonly JsonValue[] => {
    const entry = registry.find(kind);
    return entry ? [{ kind, parameters: defaultsOf(entry.parameters) }] : [];
  };
  const complete = (value: JsonValue): JsonValue => {
    const { entry } = check(value);
    if (!entry || !isChoice(value)) return value;
    return {
      kind: value.kind,
      parameters: { ...defaultsOf(entry.parameters), ...value.parameters },
    };
  };
  const changedOf = (value: JsonValue) => {
    const { entry } = check(value);
    return entry && isChoice(value) ? changedParameters(entry, value) : [];
  };
  return {
    expected: fillText(ONE_OF, { kinds: entries.map(({ kind }) => kind).join(', ') }),
    parse(text) {
      const [name, ...parts] = text.split(':');
      const entry = entries.find(({ kind, label }) =>
        [kind, label.en, label.zh].some((own) => plain(own) === plain(name)),
      );
      const parameters = entry ? parseParameters(entry, parts) : null;
      return entry && parameters ? { kind: entry.kind, parameters } : null;
    },
    format(value) {
      const changed = changedOf(value).map(
        ({ name, domain, value: own }) => `:${name}=${domain.format(own)}`,
      );
      return isChoice(value) ? `${value.kind}${changed.join('')}` : String(value);
    },
    label(value) {
      const { entry } = check(value);
      const changed = changedOf(value).map(({ domain, value: own }) => domain.label(own));
      const name = entry?.label ?? untranslated(isChoice(value) ? value.kind : String(value));
      if (changed.length === 0) return name;
      return {
        en: `${name.en} (${changed.map(({ en }) => en).join(', ')})`,
        zh: `${name.zh}（${changed.map(({ zh }) => zh).join('，')}）`,
      };
    },
    accepts(value) {
      const checked = check(value);
      return checked.entry !== undefined && checked.faults.length === 0;
    },
    same: (a, b) => sameJson(complete(a), complete(b)),
    propose: (current) => {
      const known = current !== null && check(current).entry ? [complete(current)] : [];
      const own = known.length > 0 && isChoice(known[0]) ? known[0].kind : null;
      return [...known, ...usual.filter((kind) => kind !== own).flatMap(choice)];
    },
    interval: null,
  };
}

/** What is worth trying of the catalogues that parameters choose from. */
export const USUAL_INITIALIZERS = ['glorotNormal', 'heNormal', 'normal', 'orthogonal'] as const;
export const USUAL_ACTIVATIONS = ['relu', 'tanh', 'sigmoid', 'gelu'] as const;
const USUAL: Readonly<
  Record<Extract<Parameter, { type: 'choice' }>['catalogue'], readonly string[]>
> = {
  initializer: USUAL_INITIALIZERS,
  activation: USUAL_ACTIVATIONS,
  schedule: ['constant', 'cosine', 'exponential'],
  metric: [],
};

const SWITCH = [
  { value: false, label: { en: 'off', zh: '关闭' } },
  { value: true, label: { en: 'on', zh: '开启' } },
] as const;

type Builders = {
  readonly [Type in Parameter['type']]?: (parameter: Extract<Parameter, { type: Type }>) => Domain;
};

/** Lists and texts are missing: their values cannot be told apart by a comma. */
const BUILDERS: Builders = {
  integer: numbersOf,
  number: numbersOf,
  boolean: (parameter) => optionDomain(SWITCH, expectedText(parameter)),
  option: (parameter) => optionDomain(parameter.options, expectedText(parameter)),
  shape: shapeDomain,
  choice: (parameter) => entryDomain(offeredEntries(parameter), USUAL[parameter.catalogue]),
};

/** What a parameter of the catalogue may be; null where it is of a kind that a sweep cannot vary. */
export function domainOf(parameter: Parameter): Domain | null {
  const build = BUILDERS[parameter.type] as ((parameter: Parameter) => Domain) | undefined;
  return build?.(parameter) ?? null;
}

/** The value as it stands where the new one means the same, so that an edit that changes nothing changes nothing. */
export const kept = (domain: Domain, old: JsonValue | undefined, value: JsonValue): JsonValue =>
  old !== undefined && domain.same(old, value) ? old : value;
