import { z } from 'zod';
import { sizeOf } from '../catalogue/layer';
import { MAX_DIMENSIONS, MAX_NAME_CHARACTERS } from '../document/limits';
import { UNSAFE_KEYS } from '../document/schema';
import { fail, type Result, succeed } from '../result';
import { messageOf } from '../text/quote';
import { fillText, type Text, type TextValues } from '../text/text';
import type { ExchangeFailure } from './exchange';

/**
 * safetensors: eight bytes with the header's length, a JSON header that says of every tensor its kind of number, its
 * shape and where its bytes are, then the bytes of all tensors without a gap. Nothing in it can run.
 * Source: the format's description in huggingface/safetensors, README, section "Format".
 */

/** One tensor; whatever kind of number the file has, it is 32-bit floats here. */
export interface NamedTensor {
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

export interface TensorFile {
  readonly tensors: readonly NamedTensor[];
  readonly metadata: Readonly<Record<string, string>>;
}

const LENGTH_BYTES = 8;
/** The limit that the format itself sets to a header. */
const MAX_HEADER_BYTES = 100_000_000;
/** The header is padded so that the tensors' bytes begin at a multiple of this. */
const ALIGNMENT = 8;
const METADATA = '__metadata__';

const FAILURES = {
  short: {
    en: 'This is no safetensors file: {{bytes}} bytes are too few for a header.',
    zh: '这不是 safetensors 文件：{{bytes}} 字节不足以容纳文件头。',
  },
  header: {
    en: 'The header of this safetensors file cannot be read: {{reason}}.',
    zh: '无法读取此 safetensors 文件的文件头：{{reason}}。',
  },
  place: {
    en: 'Tensor “{{name}}”: its bytes {{from}} to {{to}} are not where its shape {{shape}} needs them, or lie outside the file.',
    zh: '张量“{{name}}”：字节 {{from}} 到 {{to}} 与其形状 {{shape}} 不符，或超出文件范围。',
  },
  gap: {
    en: 'The tensors of this safetensors file overlap or leave a gap at byte {{at}}.',
    zh: '此 safetensors 文件的张量在字节 {{at}} 处重叠或留有空隙。',
  },
  dtype: {
    en: 'Tensor “{{name}}” is of kind {{dtype}}; {{known}} can be read.',
    zh: '张量“{{name}}”的类型为 {{dtype}}；可以读取的类型为 {{known}}。',
  },
} as const satisfies Record<string, Text>;

const refuse = (kind: keyof typeof FAILURES, values: TextValues): Result<never, ExchangeFailure> =>
  fail({ kind: `safetensors-${kind}`, text: fillText(FAILURES[kind], values) });

type Reader = (view: DataView, at: number) => number;

/** bfloat16 is the upper half of a float32. */
const readBfloat16: Reader = (view, at) => {
  const bits = new DataView(new ArrayBuffer(4));
  bits.setUint16(2, view.getUint16(at, true), true);
  return bits.getFloat32(0, true);
};

const EXPONENT_BIAS = 15;
const MANTISSA = 1024;

/** IEEE 754 binary16; `DataView.getFloat16` is newer than Node 20. */
const readFloat16: Reader = (view, at) => {
  const bits = view.getUint16(at, true);
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const mantissa = bits & 0x3ff;
  if (exponent === 0) return (sign * mantissa) / MANTISSA / 2 ** (EXPONENT_BIAS - 1);
  if (exponent === 0x1f) return mantissa ? Number.NaN : sign * Number.POSITIVE_INFINITY;
  return sign * (1 + mantissa / MANTISSA) * 2 ** (exponent - EXPONENT_BIAS);
};

/** Kinds of numbers that weights come in. */
const DTYPES: Readonly<Record<string, { readonly bytes: number; readonly read: Reader }>> = {
  F32: { bytes: 4, read: (view, at) => view.getFloat32(at, true) },
  F64: { bytes: 8, read: (view, at) => view.getFloat64(at, true) },
  F16: { bytes: 2, read: readFloat16 },
  BF16: { bytes: 2, read: readBfloat16 },
  I32: { bytes: 4, read: (view, at) => view.getInt32(at, true) },
  I64: { bytes: 8, read: (view, at) => Number(view.getBigInt64(at, true)) },
};

const entrySchema = z.object({
  dtype: z.string().max(16),
  shape: z.array(z.int().min(0)).max(MAX_DIMENSIONS),
  data_offsets: z.tuple([z.int().min(0), z.int().min(0)]),
});

const headerSchema = z.record(z.string().max(5 * MAX_NAME_CHARACTERS), z.unknown());

/** Names that would reach an object's prototype are refused before they are keys of anything. */
const refuseUnsafe = (key: string, value: unknown): unknown => {
  if (UNSAFE_KEYS.has(key)) throw new SyntaxError(`reserved key ${key}`);
  return value;
};

const metadataSchema = z.record(z.string(), z.string()).default({});

/** The bytes of a safetensors file with 32-bit floats. Names must differ. */
export function encodeSafetensors({ tensors, metadata }: TensorFile): Uint8Array<ArrayBuffer> {
  const header: Record<string, unknown> = {};
  if (Object.keys(metadata).length > 0) header[METADATA] = metadata;
  let offset = 0;
  for (const { name, shape, values } of tensors) {
    const end = offset + values.byteLength;
    header[name] = { dtype: 'F32', shape, data_offsets: [offset, end] };
    offset = end;
  }
  const text = JSON.stringify(header);
  const plain = new TextEncoder().encode(text);
  const length = Math.ceil(plain.length / ALIGNMENT) * ALIGNMENT;
  const result = new Uint8Array(LENGTH_BYTES + length + offset);
  // Spaces are what the format pads with.
  result.fill(0x20, LENGTH_BYTES, LENGTH_BYTES + length);
  const view = new DataView(result.buffer);
  view.setBigUint64(0, BigInt(length), true);
  result.set(plain, LENGTH_BYTES);
  let at = LENGTH_BYTES + length;
  for (const { values } of tensors) {
    result.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), at);
    at += values.byteLength;
  }
  return result;
}

interface Header {
  readonly entries: Readonly<Record<string, unknown>>;
  /** First byte of the tensors. */
  readonly dataStart: number;
}

function readHeader(bytes: Uint8Array): Result<Header, ExchangeFailure> {
  if (bytes.length < LENGTH_BYTES) return refuse('short', { bytes: bytes.length });
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = Number(view.getBigUint64(0, true));
  const dataStart = LENGTH_BYTES + length;
  if (length > MAX_HEADER_BYTES || dataStart > bytes.length) {
    return refuse('short', { bytes: bytes.length });
  }
  try {
    const decoder = new TextDecoder('utf-8', { fatal: true });
    const header = headerSchema.safeParse(
      JSON.parse(decoder.decode(bytes.subarray(LENGTH_BYTES, dataStart)), refuseUnsafe),
    );
    if (header.success) return succeed({ entries: header.data, dataStart });
    return refuse('header', { reason: header.error.issues[0].message });
  } catch (error) {
    return refuse('header', { reason: messageOf(error) });
  }
}

interface PlacedTensor {
  readonly name: string;
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly from: number;
  readonly to: number;
}

/** Tensors in the order of their bytes, each where its shape needs it and none over another. */
function placeTensors(
  { entries, dataStart }: Header,
  size: number,
): Result<readonly PlacedTensor[], ExchangeFailure> {
  const placed: PlacedTensor[] = [];
  for (const [name, value] of Object.entries(entries)) {
    if (name === METADATA) continue;
    const entry = entrySchema.safeParse(value);
    if (!entry.success)
      return refuse('header', { reason: `${name}: ${entry.error.issues[0].message}` });
    const {
      dtype,
      shape,
      data_offsets: [from, to],
    } = entry.data;
    const kind = Object.hasOwn(DTYPES, dtype) ? DTYPES[dtype] : undefined;
    if (!kind) return refuse('dtype', { name, dtype, known: Object.keys(DTYPES).join(', ') });
    if (to - from !== sizeOf(shape) * kind.bytes || dataStart + to > size) {
      return refuse('place', { name, from, to, shape: `[${shape.join(', ')}]` });
    }
    placed.push({ name, dtype, shape, from, to });
  }
  placed.sort((a, b) => a.from - b.from || a.to - b.to);
  let at = 0;
  for (const { from, to } of placed) {
    if (from !== at) return refuse('gap', { at });
    at = to;
  }
  return dataStart + at === size ? succeed(placed) : refuse('gap', { at });
}

/** Reads a safetensors file. Every tensor's place is checked before a byte of it is read. */
export function decodeSafetensors(bytes: Uint8Array): Result<TensorFile, ExchangeFailure> {
  const header = readHeader(bytes);
  if (!header.ok) return header;
  const { entries, dataStart } = header.value;
  const metadata = metadataSchema.safeParse(entries[METADATA]);
  if (!metadata.success) return refuse('header', { reason: METADATA });
  const placed = placeTensors(header.value, bytes.length);
  if (!placed.ok) return placed;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const tensors = placed.value.map(({ name, dtype, shape, from }): NamedTensor => {
    const { bytes: width, read } = DTYPES[dtype];
    const values = Float32Array.from({ length: sizeOf(shape) }, (_, index) =>
      read(view, dataStart + from + index * width),
    );
    return { name, shape, values };
  });
  return succeed({ tensors, metadata: metadata.data });
}
