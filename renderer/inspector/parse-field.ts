import type {
  IntegerParameter,
  NumberParameter,
  NumbersParameter,
  Parameter,
  ShapeParameter,
} from '../../shared/catalogue/parameter';
import { schemaOfParameter } from '../../shared/catalogue/parameter';
import type { JsonValue } from '../../shared/document/schema';

/** Parameters that are written as text. */
export type WrittenParameter =
  | IntegerParameter
  | NumberParameter
  | NumbersParameter
  | ShapeParameter;

/** Minus signs and separators as people and Chinese input methods write them. */
const normalized = (text: string): string =>
  text
    .trim()
    .replaceAll('−', '-')
    .replaceAll('，', ',')
    .replaceAll('。', '.')
    .replaceAll('×', 'x')
    .replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0));

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const GROUPED = /^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/;

/** A number as written: 1e-3, .5, 1,000; NaN for anything else, the empty text among it. */
export function parseNumber(text: string): number {
  const clean = normalized(text);
  if (GROUPED.test(clean)) return Number(clean.replaceAll(',', ''));
  return NUMBER.test(clean) ? Number(clean) : Number.NaN;
}

/** `28, 28, 1` or `28 × 28 × 1`; null where an axis is not a number. The empty text is the shape of no axis. */
export function parseShape(text: string): number[] | null {
  const clean = normalized(text).replace(/^\[|\]$/g, '');
  if (clean === '') return [];
  const axes = clean.split(/[\s,x*;]+/).map(parseNumber);
  return axes.some(Number.isNaN) ? null : axes;
}

/** `1, 0.5, 2`; null where one is not a number. */
export function parseNumbers(text: string): number[] | null {
  const clean = normalized(text);
  if (clean === '') return [];
  const numbers = clean.split(/[\s,;]+/).map(parseNumber);
  return numbers.some(Number.isNaN) ? null : numbers;
}

const PARSERS: Readonly<Record<WrittenParameter['type'], (text: string) => JsonValue>> = {
  integer: parseNumber,
  number: parseNumber,
  numbers: parseNumbers,
  shape: parseShape,
};

/** The value that a text stands for, or undefined where the parameter does not allow it. */
export function parseField(parameter: WrittenParameter, text: string): JsonValue | undefined {
  const parsed = schemaOfParameter(parameter).safeParse(PARSERS[parameter.type](text));
  return parsed.success ? parsed.data : undefined;
}

/** The text that a value is written as. A faulty value of a damaged file is shown as it is. */
export function fieldText(value: JsonValue | undefined): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'number') return numberAsText(value);
  if (Array.isArray(value)) return value.join(', ');
  return typeof value === 'string' ? value : JSON.stringify(value);
}

const numberAsText = (value: number): string =>
  value !== 0 && (Math.abs(value) < 1e-3 || Math.abs(value) >= 1e7)
    ? value.toExponential().replace('e+', 'e')
    : String(value);

const clamp = (value: number, { minimum, maximum }: IntegerParameter | NumberParameter): number =>
  Math.min(maximum, Math.max(minimum, value));

/** 1, 2, 5, 10 …: the steps that people take over a log scale. */
const LOG_STEPS = [1, 2, 5, 10];

function logStep(value: number, direction: 1 | -1): number {
  if (value <= 0) return value;
  const power = 10 ** Math.floor(Math.log10(value) + 1e-9);
  const mantissa = value / power;
  const tolerance = 1e-6;
  if (direction === 1) {
    const next = LOG_STEPS.find((step) => step > mantissa + tolerance) ?? 20;
    return Number((next * power).toPrecision(6));
  }
  const previous = LOG_STEPS.findLast((step) => step < mantissa - tolerance);
  return Number((previous ? previous * power : power / 2).toPrecision(6));
}

/** The step of a linear number: a tenth of the size that its range suggests. */
function linearStep({ minimum, maximum }: NumberParameter): number {
  const range = Math.min(maximum - minimum, 10);
  return 10 ** Math.round(Math.log10(range / 50));
}

/** What an arrow key makes of a number: ±1 for whole numbers (`factor` times with Shift), 1-2-5 steps on a log scale. */
export function stepped(
  parameter: IntegerParameter | NumberParameter,
  value: number,
  direction: 1 | -1,
  factor = 1,
): number {
  if (parameter.type === 'integer') return clamp(value + direction * factor, parameter);
  if (parameter.scale === 'log') return clamp(logStep(value, direction), parameter);
  const next = value + direction * factor * linearStep(parameter);
  return clamp(Number(next.toPrecision(12)), parameter);
}

/** Whether the parameter is a number that arrow keys can change. */
export const isSteppable = (
  parameter: Parameter,
): parameter is IntegerParameter | NumberParameter =>
  parameter.type === 'integer' || parameter.type === 'number';
