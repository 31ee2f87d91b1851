/**
 * How messages cross a socket and stand in a run file: the length of a JSON header, the header, then the bytes of
 * the typed arrays that the header refers to. JSON alone would make a batch of telemetry three times its size.
 */

const TYPED_ARRAYS = {
  Float32Array,
  Float64Array,
  Uint8Array,
  Uint32Array,
} as const;
type TypedArrayName = keyof typeof TYPED_ARRAYS;
type WireArray = InstanceType<(typeof TYPED_ARRAYS)[TypedArrayName]>;

/** Key that marks a reference to bytes in the header. A message's own objects must not use it. */
const REFERENCE_KEY = '$bytes';
/** Typed arrays must start at multiples of their element size; 8 serves all. */
const ALIGNMENT = 8;
const LENGTH_BYTES = 4;
const UNSAFE_KEYS = new Set(['__proto__', 'constructor', 'prototype']);

const align = (offset: number): number => Math.ceil(offset / ALIGNMENT) * ALIGNMENT;

function typedArrayName(value: object): TypedArrayName | undefined {
  const names = Object.keys(TYPED_ARRAYS) as TypedArrayName[];
  return names.find((name) => value instanceof TYPED_ARRAYS[name]);
}

/** Turns a value of plain objects, arrays, strings, finite numbers, booleans, null and typed arrays into bytes. */
export function encodeMessage(message: unknown): Uint8Array<ArrayBuffer> {
  const payloads: { readonly offset: number; readonly bytes: Uint8Array }[] = [];
  let payloadLength = 0;
  // JSON.stringify calls the replacer on containers before their members, so arrays are replaced whole.
  const header = JSON.stringify(message, (_key, value: unknown) => {
    if (typeof value !== 'object' || value === null) return value;
    const name = typedArrayName(value);
    if (!name) return value;
    const array = value as WireArray;
    const offset = align(payloadLength);
    payloads.push({
      offset,
      bytes: new Uint8Array(array.buffer, array.byteOffset, array.byteLength),
    });
    payloadLength = offset + array.byteLength;
    return { [REFERENCE_KEY]: [name, offset, array.length] };
  });
  const headerBytes = new TextEncoder().encode(header);
  const payloadStart = align(LENGTH_BYTES + headerBytes.length);
  const result = new Uint8Array(payloadStart + payloadLength);
  new DataView(result.buffer).setUint32(0, headerBytes.length, true);
  result.set(headerBytes, LENGTH_BYTES);
  for (const { offset, bytes } of payloads) result.set(bytes, payloadStart + offset);
  return result;
}

/** The value that `encodeMessage` was given. Throws a `RangeError` or `SyntaxError` on bytes that are no message. */
export function decodeMessage(bytes: Uint8Array): unknown {
  if (bytes.byteLength < LENGTH_BYTES)
    throw new RangeError('message shorter than its length field');
  const headerLength = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  if (headerLength > bytes.byteLength - LENGTH_BYTES)
    throw new RangeError('header longer than message');
  const payloadStart = align(LENGTH_BYTES + headerLength);
  const header = new TextDecoder('utf-8', { fatal: true }).decode(
    bytes.subarray(LENGTH_BYTES, LENGTH_BYTES + headerLength),
  );
  return JSON.parse(header, (key, value: unknown) => {
    if (UNSAFE_KEYS.has(key)) throw new SyntaxError(`reserved key ${key}`);
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, REFERENCE_KEY)) {
      return value;
    }
    return readReference(bytes, payloadStart, (value as Record<string, unknown>)[REFERENCE_KEY]);
  });
}

function readReference(bytes: Uint8Array, payloadStart: number, reference: unknown): WireArray {
  if (!Array.isArray(reference) || reference.length !== 3) throw new SyntaxError('bad reference');
  const [name, offset, length] = reference as unknown[];
  if (typeof name !== 'string' || !Object.hasOwn(TYPED_ARRAYS, name)) {
    throw new SyntaxError('unknown array type');
  }
  if (!Number.isSafeInteger(offset) || !Number.isSafeInteger(length)) {
    throw new RangeError('bad array bounds');
  }
  const ArrayType = TYPED_ARRAYS[name as TypedArrayName];
  const start = payloadStart + (offset as number);
  const end = start + (length as number) * ArrayType.BYTES_PER_ELEMENT;
  if ((offset as number) < 0 || (length as number) < 0 || end > bytes.byteLength) {
    throw new RangeError('array outside message');
  }
  // Copied: the message's own buffer may be pooled, unaligned, or far larger than this array.
  // Not with `slice`, which for a Node `Buffer` copies nothing and shows all of its pool.
  const copy = new Uint8Array(end - start);
  copy.set(bytes.subarray(start, end));
  return new ArrayType(copy.buffer);
}
