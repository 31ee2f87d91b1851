import { MAX_JSON_DEPTH } from './limits';
import { type JsonValue, UNSAFE_KEYS } from './schema';

export type JsonObject = { readonly [key: string]: JsonValue };

export const isJsonObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Depth of brackets outside of strings, found without parsing: a parser that recurses could run out of stack on a
 * stranger's file.
 */
export function isDeeperThan(text: string, limit: number): boolean {
  let depth = 0;
  let inString = false;
  for (let index = 0; index < text.length; index += 1) {
    const character = text.charCodeAt(index);
    if (inString) {
      if (character === BACKSLASH) index += 1;
      else if (character === QUOTE) inString = false;
    } else if (character === QUOTE) {
      inString = true;
    } else if (character === OPEN_BRACE || character === OPEN_BRACKET) {
      depth += 1;
      if (depth > limit) return true;
    } else if (character === CLOSE_BRACE || character === CLOSE_BRACKET) {
      depth -= 1;
    }
  }
  return false;
}

const BACKSLASH = 0x5c;
const QUOTE = 0x22;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;

export type JsonFault =
  | { readonly kind: 'too-deep' }
  | { readonly kind: 'reserved-key'; readonly key: string }
  | { readonly kind: 'not-json'; readonly message: string };

class ReservedKeyError extends Error {
  constructor(readonly key: string) {
    super(`reserved key ${key}`);
  }
}

/** Parses text from outside: depth checked first, keys that would reach a prototype refused. */
export function parseJson(
  text: string,
):
  | { readonly ok: true; readonly value: JsonValue }
  | { readonly ok: false; readonly failure: JsonFault } {
  if (isDeeperThan(text, MAX_JSON_DEPTH)) return { ok: false, failure: { kind: 'too-deep' } };
  try {
    const value: JsonValue = JSON.parse(text, (key, member: JsonValue) => {
      if (UNSAFE_KEYS.has(key)) throw new ReservedKeyError(key);
      // Written again, −0 is 0: a document must be what its own file says.
      return Object.is(member, -0) ? 0 : member;
    });
    return { ok: true, value };
  } catch (cause) {
    if (cause instanceof ReservedKeyError) {
      return { ok: false, failure: { kind: 'reserved-key', key: cause.key } };
    }
    if (cause instanceof SyntaxError) {
      return { ok: false, failure: { kind: 'not-json', message: cause.message } };
    }
    throw cause;
  }
}

/** Deep equality of JSON values: keys in any order. */
export function sameJson(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  return keys.every(
    (key) =>
      Object.hasOwn(b, key) &&
      sameJson((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]),
  );
}
