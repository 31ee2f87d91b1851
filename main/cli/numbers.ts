import type { Text } from '../../shared/text/text';
import type { CliOptions, CliValue } from './command';
import { CliError } from './failures';

/** The whole number that an option gives, or undefined where it is not given. */
export function wholeNumber(
  option: string,
  value: CliOptions[string],
  minimum: number,
  maximum: number,
): number | undefined {
  if (value === undefined) return undefined;
  const number = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : Number.NaN;
  if (Number.isSafeInteger(number) && number >= minimum && number <= maximum) return number;
  const expected: Text = {
    en: `a whole number from ${minimum.toLocaleString('en-US')} to ${maximum.toLocaleString('en-US')}`,
    zh: ` ${minimum.toLocaleString('en-US')} 到 ${maximum.toLocaleString('en-US')} 之间的整数`,
  };
  throw new CliError('bad-number', { option, value: String(value), expected });
}

/** The number that an option gives; its limits were checked before the command ran (`checkValue`). */
export const numberOf = (value: CliOptions[string]): number | undefined =>
  value === undefined ? undefined : Number(value);

const CHECKS: {
  readonly [Kind in CliValue['kind']]: (
    name: string,
    given: CliOptions[string],
    allowed: Extract<CliValue, { readonly kind: Kind }>,
  ) => void;
} = {
  number: (name, given, { from, to }) => void wholeNumber(name, given, from, to),
  word: (name, given, { words }) => void oneOf(name, given, words),
  // Whether a file is there, and what it is, its reader says.
  file: () => undefined,
  folder: () => undefined,
};

/** Throws a `CliError` where an argument or an option has a value that it may not have. */
export function checkValue(name: string, given: CliOptions[string], allowed: CliValue): void {
  (CHECKS[allowed.kind] as (name: string, given: CliOptions[string], allowed: CliValue) => void)(
    name,
    given,
    allowed,
  );
}

/** One of a few words, or undefined where the option is not given. */
export function oneOf<Word extends string>(
  option: string,
  value: CliOptions[string],
  words: readonly Word[],
): Word | undefined {
  if (value === undefined) return undefined;
  const found = words.find((word) => word === value);
  if (found) return found;
  const expected: Text = { en: words.join(' or '), zh: ` ${words.join(' 或 ')}` };
  throw new CliError('bad-number', { option, value: String(value), expected });
}
