import type { Text } from '../../shared/text/text';
import type { CliOptions } from './command';
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
