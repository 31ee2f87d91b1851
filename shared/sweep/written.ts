import type { JsonValue } from '../document/schema';
import { fail, type Result, succeed } from '../result';
import { fillText, type Text } from '../text/text';
import { findAxis } from './axes';
import type { AxisContext, SweepAxis } from './axis';
import type { SweepFault } from './plan';
import type { AxisSpec } from './spec';

/** Axes as people write them: `rate=1e-3,1e-2`, `depth=2..8`, `rate=1e-4..1/7`, `initializer=he-normal,normal:deviation=0.1`. */

const TEXTS = {
  form: {
    en: '“{{text}}” names no values. Write PATH=V1,V2 (rate=0.01,0.1) or a range PATH=FROM..TO/COUNT (rate=1e-4..1/5).',
    zh: '“{{text}}”没有给出取值。请写成 名称=值1,值2（rate=0.01,0.1），或区间 名称=起..止/个数（rate=1e-4..1/5）。',
  },
  value: {
    en: '“{{text}}” is no value of “{{path}}”: it must be {{expected}}.',
    zh: '“{{text}}”不是“{{path}}”的有效取值，应为{{expected}}。',
  },
} as const satisfies Record<string, Text>;

const RANGE = /^\s*([^.,/\s][^,/\s]*?)\.\.([^,/\s]+)(?:\/(\d+))?\s*$/;

type Spec = Result<AxisSpec, Text>;

/** The values of an axis from a text: a list, or a range of numbers. */
export function parseValues({ path, domain }: SweepAxis, text: string): Spec {
  const range = RANGE.exec(text);
  const read = (part: string): Result<JsonValue, Text> => {
    const value = domain.parse(part.trim());
    return value === null
      ? fail(fillText(TEXTS.value, { text: part.trim(), path, expected: domain.expected }))
      : succeed(value);
  };
  if (range && domain.interval) {
    const [, first, last, count] = range;
    const from = read(first);
    if (!from.ok) return from;
    const to = read(last);
    if (!to.ok) return to;
    const ends = { path, from: from.value as number, to: to.value as number };
    return succeed(count === undefined ? ends : { ...ends, count: Number(count) });
  }
  const values: JsonValue[] = [];
  for (const part of text.split(/[,，]/)) {
    const value = read(part);
    if (!value.ok) return value;
    values.push(value.value);
  }
  return succeed({ path, values });
}

/** What `parseValues` reads as these values again. */
export const formatValues = ({ domain }: SweepAxis, values: readonly JsonValue[]): string =>
  values.map((value) => domain.format(value)).join(', ');

/** An axis of the command line: `PATH=VALUES`. */
export function parseAxis(context: AxisContext, text: string): Result<AxisSpec, SweepFault> {
  const equals = text.indexOf('=');
  const path = text.slice(0, Math.max(0, equals)).trim();
  if (path === '' || equals === text.length - 1) {
    return fail({ path: null, text: fillText(TEXTS.form, { text }) });
  }
  const axis = findAxis(context, path);
  if (!axis.ok) return fail({ path, text: axis.failure });
  const values = parseValues(axis.value, text.slice(equals + 1));
  return values.ok ? values : fail({ path, text: values.failure });
}
