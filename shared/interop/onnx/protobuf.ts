import { PbfReader, PbfWriter } from 'pbf';
import { MAX_PARAMETERS } from '../../document/limits';
import { fail, type Result, succeed } from '../../result';
import type { ExchangeFailure } from '../exchange';
import { type FailureKind, failure } from './failures';
import { type Draft, MESSAGES, type Message, type MessageName } from './messages';

/**
 * Protocol buffers: a message is a row of fields, each a number and a kind (the tag) and a value. Source: Protocol
 * Buffers documentation, “Encoding”. The package reads single values; which fields there are stands in `messages.ts`,
 * and every length is held to the bytes that are there before anything is read.
 */

/** What a network of `MAX_PARAMETERS` has in 32-bit floats, and a quarter for all else. */
export const MAX_ONNX_BYTES = 5 * MAX_PARAMETERS;
/** Graphs in attributes of nodes of graphs. */
const MAX_DEPTH = 32;
const MAX_MESSAGES = 500_000;
/** In lists of numbers; those in raw bytes are only looked at. */
const MAX_NUMBERS = MAX_PARAMETERS;

const WIRE = { varint: 0, fixed64: 1, bytes: 2, fixed32: 5 } as const;

interface Field {
  readonly name: string;
  readonly number: number;
  readonly type: string;
  readonly repeated?: true;
}

const FIELDS: Readonly<Record<string, readonly Field[]>> = Object.fromEntries(
  Object.entries(MESSAGES).map(([message, fields]) => [
    message,
    Object.entries(fields).map(([name, field]) => ({ name, ...field })),
  ]),
);

const BY_NUMBER: Readonly<Record<string, ReadonlyMap<number, Field>>> = Object.fromEntries(
  Object.entries(FIELDS).map(([message, fields]) => [
    message,
    new Map(fields.map((field) => [field.number, field])),
  ]),
);

interface Numeric {
  readonly wire: number;
  read(reader: PbfReader): number;
  write(writer: PbfWriter, value: number): void;
}

const NUMERIC: Readonly<Record<string, Numeric>> = {
  integer: {
    wire: WIRE.varint,
    read: (reader) => reader.readVarint(true),
    write: (writer, value) => writer.writeVarint(value),
  },
  float: {
    wire: WIRE.fixed32,
    read: (reader) => reader.readFloat(),
    write: (writer, value) => writer.writeFloat(value),
  },
  double: {
    wire: WIRE.fixed64,
    read: (reader) => reader.readDouble(),
    write: (writer, value) => writer.writeDouble(value),
  },
};

/** Thrown while reading and caught where reading began: a damaged or an oversized file. */
class Refusal extends Error {
  constructor(
    readonly kind: FailureKind,
    readonly at: number,
  ) {
    super(kind);
  }
}

const text = new TextDecoder();

class Decoder {
  private readonly reader: PbfReader;
  private messages = 0;
  private numbers = 0;

  constructor(bytes: Uint8Array) {
    this.reader = new PbfReader(bytes);
  }

  message(name: string, end: number, depth: number): Record<string, unknown> {
    const { reader } = this;
    this.messages += 1;
    if (depth > MAX_DEPTH || this.messages > MAX_MESSAGES) this.refuse('too-much');
    const made: Record<string, unknown> = {};
    for (const field of FIELDS[name]) made[field.name] = field.repeated ? [] : undefined;
    while (reader.pos < end) {
      const tag = reader.readVarint();
      const wire = tag % 8;
      const field = BY_NUMBER[name].get(Math.floor(tag / 8));
      if (tag < 8) this.refuse('damaged');
      if (field) this.field(made, field, wire, end, depth);
      else this.pass(wire, end);
      if (reader.pos > end) this.refuse('damaged');
    }
    return made;
  }

  private field(
    made: Record<string, unknown>,
    { name, type, repeated }: Field,
    wire: number,
    end: number,
    depth: number,
  ): void {
    const add = (value: unknown): void => {
      if (repeated) (made[name] as unknown[]).push(value);
      else made[name] = value;
    };
    const numeric = NUMERIC[type];
    if (numeric && wire === numeric.wire) {
      add(this.number(numeric));
      return;
    }
    if (wire !== WIRE.bytes) this.refuse('damaged');
    const inner = this.innerEnd(end);
    if (numeric) {
      // A list of numbers in one piece.
      if (!repeated) this.refuse('damaged');
      while (this.reader.pos < inner) add(this.number(numeric));
      if (this.reader.pos > inner) this.refuse('damaged');
    } else if (type in FIELDS) {
      add(this.message(type, inner, depth + 1));
    } else {
      const bytes = this.reader.buf.subarray(this.reader.pos, inner);
      this.reader.pos = inner;
      add(type === 'text' ? text.decode(bytes) : bytes);
      this.messages += 1;
    }
  }

  private number({ read }: Numeric): number {
    this.numbers += 1;
    if (this.numbers > MAX_NUMBERS) this.refuse('too-much');
    return read(this.reader);
  }

  /** Where a value ends that begins with its length. */
  private innerEnd(end: number): number {
    const length = this.reader.readVarint();
    const inner = this.reader.pos + length;
    if (!(length >= 0 && inner <= end)) this.refuse('damaged');
    return inner;
  }

  /** Goes past a field that nobody asked for. */
  private pass(wire: number, end: number): void {
    const { reader } = this;
    if (wire === WIRE.bytes) reader.pos = this.innerEnd(end);
    else if (wire === WIRE.varint) reader.readVarint();
    else if (wire === WIRE.fixed32) reader.pos += 4;
    else if (wire === WIRE.fixed64) reader.pos += 8;
    else this.refuse('damaged');
  }

  private refuse(kind: FailureKind): never {
    throw new Refusal(kind, this.reader.pos);
  }
}

/** Reads one message. Never throws: bytes that are none, or more than is allowed, are a failure with its place. */
export function decodeMessage<Name extends MessageName>(
  name: Name,
  bytes: Uint8Array,
): Result<Message<Name>, ExchangeFailure> {
  if (bytes.length > MAX_ONNX_BYTES) return fail(failure('too-large', { limit: MAX_ONNX_BYTES }));
  try {
    return succeed(new Decoder(bytes).message(name, bytes.length, 0) as Message<Name>);
  } catch (error) {
    // What the package itself throws (a varint without an end, a number beyond the last byte) is damage as well.
    if (error instanceof Refusal) return fail(failure(error.kind, { at: error.at }));
    return fail(failure('damaged', { at: bytes.length }));
  }
}

/** Field 1 of a model, the version of its format, as a number from 1 to 99: what every writer begins with. */
export const isModel = (bytes: Uint8Array): boolean =>
  bytes.length > 2 && bytes[0] === 0x08 && bytes[1] > 0 && bytes[1] < 100;

function writeFields(
  name: string,
  message: Readonly<Record<string, unknown>>,
  writer: PbfWriter,
): void {
  for (const field of FIELDS[name]) {
    const given = message[field.name];
    if (given === undefined) continue;
    for (const value of field.repeated ? (given as readonly unknown[]) : [given]) {
      writeValue(field, value, writer);
    }
  }
}

function writeValue({ number, type }: Field, value: unknown, writer: PbfWriter): void {
  const numeric = NUMERIC[type];
  writer.writeTag(number, numeric?.wire ?? WIRE.bytes);
  if (numeric) numeric.write(writer, value as number);
  else if (type === 'text') writer.writeString(value as string);
  else if (type === 'bytes') writer.writeBytes(value as Uint8Array);
  else {
    writer.writeRawMessage(
      (inner: Readonly<Record<string, unknown>>, to: PbfWriter) => writeFields(type, inner, to),
      value as Readonly<Record<string, unknown>>,
    );
  }
}

/** The bytes of a message. */
export function encodeMessage<Name extends MessageName>(
  name: Name,
  message: Draft<Name>,
): Uint8Array {
  const writer = new PbfWriter();
  writeFields(name, message as Readonly<Record<string, unknown>>, writer);
  return writer.finish();
}
