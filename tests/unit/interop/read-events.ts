/** Reads event files by their description alone: no code of the app's, no library. */

export interface ReadEvent {
  readonly time: number;
  readonly step: number;
  readonly values: readonly ReadValue[];
}

interface ReadValue {
  readonly tag: string;
  readonly scalar?: number;
  readonly histogram?: {
    readonly least: number;
    readonly greatest: number;
    readonly count: number;
    readonly sum: number;
    readonly limits: readonly number[];
    readonly counts: readonly number[];
  };
}

type Fields = ReadonlyMap<number, readonly (number | Uint8Array)[]>;

/** Bit by bit, as the checksum is defined. */
function checksum(bytes: Uint8Array): number {
  let value = 0xffffffff;
  for (const byte of bytes) {
    value ^= byte;
    for (let bit = 0; bit < 8; bit += 1) value = (value >>> 1) ^ (value & 1 ? 0x82f63b78 : 0);
  }
  const crc = ~value >>> 0;
  return (((crc >>> 15) | (crc << 17)) + 0xa282ead8) >>> 0;
}

function varint(bytes: Uint8Array, start: number): readonly [number, number] {
  let value = 0;
  let at = start;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[at];
    at += 1;
    value += (byte & 0x7f) * 2 ** shift;
    if (byte < 0x80) return [value, at];
  }
}

function fieldsOf(bytes: Uint8Array): Fields {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const found = new Map<number, (number | Uint8Array)[]>();
  let at = 0;
  while (at < bytes.length) {
    const [tag, next] = varint(bytes, at);
    at = next;
    const kind = tag % 8;
    let value: number | Uint8Array;
    if (kind === 0) [value, at] = varint(bytes, at);
    else if (kind === 1) {
      value = view.getFloat64(at, true);
      at += 8;
    } else if (kind === 5) {
      value = view.getFloat32(at, true);
      at += 4;
    } else {
      const [length, start] = varint(bytes, at);
      value = bytes.subarray(start, start + length);
      at = start + length;
    }
    const number = Math.floor(tag / 8);
    found.set(number, [...(found.get(number) ?? []), value]);
  }
  return found;
}

const one = (fields: Fields, number: number) => fields.get(number)?.[0];
const messages = (fields: Fields, number: number) => (fields.get(number) ?? []) as Uint8Array[];
const textOf = (bytes: unknown) => new TextDecoder().decode(bytes as Uint8Array);

function doubles(bytes: Uint8Array): readonly number[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: bytes.length / 8 }, (_, at) => view.getFloat64(8 * at, true));
}

function readValue(bytes: Uint8Array): ReadValue {
  const fields = fieldsOf(bytes);
  const tag = textOf(one(fields, 1));
  const histogram = messages(fields, 5)[0];
  if (!histogram) return { tag, scalar: one(fields, 2) as number };
  const parts = fieldsOf(histogram);
  return {
    tag,
    histogram: {
      least: one(parts, 1) as number,
      greatest: one(parts, 2) as number,
      count: one(parts, 3) as number,
      sum: one(parts, 4) as number,
      limits: doubles(messages(parts, 6)[0]),
      counts: doubles(messages(parts, 7)[0]),
    },
  };
}

/** Throws where a checksum is wrong, or the first record says another version. */
export function readEvents(file: Uint8Array): readonly ReadEvent[] {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const events: ReadEvent[] = [];
  let version: string | null = null;
  for (let at = 0; at < file.length; ) {
    const length = Number(view.getBigUint64(at, true));
    const content = file.subarray(at + 12, at + 12 + length);
    if (view.getUint32(at + 8, true) !== checksum(file.subarray(at, at + 8)))
      throw new Error('length');
    if (view.getUint32(at + 12 + length, true) !== checksum(content)) throw new Error('content');
    at += 16 + length;
    const fields = fieldsOf(content);
    if (version === null) {
      version = textOf(one(fields, 3));
      if (version !== 'brain.Event:2') throw new Error(version);
      continue;
    }
    const values = messages(fields, 5).flatMap((summary) =>
      messages(fieldsOf(summary), 1).map(readValue),
    );
    events.push({ time: one(fields, 1) as number, step: (one(fields, 2) ?? 0) as number, values });
  }
  return events;
}
