import { PbfWriter } from 'pbf';
import { maskedCrc32c } from './crc32c';

/**
 * TensorBoard's event files: records (TFRecord: length, checksum, content, checksum), each an `Event` message. Field numbers
 * are those of event.proto and summary.proto of TensorFlow.
 */
export interface Histogram {
  readonly least: number;
  readonly greatest: number;
  /** Of equal bins from the least to the greatest number. */
  readonly counts: ArrayLike<number>;
}

export type Value = { readonly tag: string } & (
  | { readonly scalar: number }
  | { readonly histogram: Histogram }
);

export interface Event {
  /** Seconds since 1970. */
  readonly time: number;
  readonly step: number;
  readonly values: readonly Value[];
}

const VERSION = 'brain.Event:2';
const EVENT = { time: 1, step: 2, version: 3, summary: 5 } as const;
const SUMMARY = { value: 1 } as const;
const VALUE = { tag: 1, scalar: 2, histogram: 5 } as const;
const HISTOGRAM = {
  least: 1,
  greatest: 2,
  count: 3,
  sum: 4,
  squares: 5,
  limits: 6,
  counts: 7,
} as const;

/** Sums are of the middles of the bins: a run keeps no others. */
function writeHistogram({ least, greatest, counts }: Histogram, writer: PbfWriter): void {
  const width = (greatest - least) / counts.length;
  const bins = Array.from(counts, (count, at) => ({
    count,
    limit: at + 1 === counts.length ? greatest : least + (at + 1) * width,
    middle: least + (at + 0.5) * width,
  }));
  const add = (measure: (bin: (typeof bins)[number]) => number): number =>
    bins.reduce((sum, bin) => sum + measure(bin), 0);
  writer.writeDoubleField(HISTOGRAM.least, least);
  writer.writeDoubleField(HISTOGRAM.greatest, greatest);
  writer.writeDoubleField(
    HISTOGRAM.count,
    add(({ count }) => count),
  );
  writer.writeDoubleField(
    HISTOGRAM.sum,
    add(({ count, middle }) => count * middle),
  );
  writer.writeDoubleField(
    HISTOGRAM.squares,
    add(({ count, middle }) => count * middle ** 2),
  );
  // All numbers alike: one bin has them all, and further ones would end where it ends.
  const kept = width > 0 ? bins : bins.slice(0, 1);
  writer.writePackedDouble(
    HISTOGRAM.limits,
    kept.map(({ limit }) => limit),
  );
  writer.writePackedDouble(
    HISTOGRAM.counts,
    kept.map(({ count }) => count),
  );
}

function writeValue(value: Value, writer: PbfWriter): void {
  writer.writeStringField(VALUE.tag, value.tag);
  if ('scalar' in value) writer.writeFloatField(VALUE.scalar, value.scalar);
  else writer.writeMessage(VALUE.histogram, writeHistogram, value.histogram);
}

function writeValues(values: readonly Value[], writer: PbfWriter): void {
  for (const value of values) writer.writeMessage(SUMMARY.value, writeValue, value);
}

function messageOf({ time, step, values }: Event): Uint8Array {
  const writer = new PbfWriter();
  writer.writeDoubleField(EVENT.time, time);
  writer.writeVarintField(EVENT.step, step);
  writer.writeMessage(EVENT.summary, writeValues, values);
  return writer.finish();
}

function firstMessage(time: number): Uint8Array {
  const writer = new PbfWriter();
  writer.writeDoubleField(EVENT.time, time);
  writer.writeStringField(EVENT.version, VERSION);
  return writer.finish();
}

const LENGTH_BYTES = 8;
const CHECKSUM_BYTES = 4;

/** Records, one after the other. */
function framed(messages: readonly Uint8Array[]): Uint8Array {
  const around = LENGTH_BYTES + 2 * CHECKSUM_BYTES;
  const size = messages.reduce((sum, { length }) => sum + length + around, 0);
  const result = new Uint8Array(size);
  const view = new DataView(result.buffer);
  let at = 0;
  for (const message of messages) {
    view.setBigUint64(at, BigInt(message.length), true);
    const length = result.subarray(at, at + LENGTH_BYTES);
    view.setUint32(at + LENGTH_BYTES, maskedCrc32c(length), true);
    result.set(message, at + LENGTH_BYTES + CHECKSUM_BYTES);
    at += around + message.length;
    view.setUint32(at - CHECKSUM_BYTES, maskedCrc32c(message), true);
  }
  return result;
}

/** The bytes of an event file. Events in order of time. */
export const encodeEvents = (events: readonly Event[]): Uint8Array =>
  framed([firstMessage(events[0]?.time ?? 0), ...events.map(messageOf)]);
