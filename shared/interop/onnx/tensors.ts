import { sizeOf } from '../../catalogue/layer';
import { fail, type Result, succeed } from '../../result';
import { formatShape } from '../../text/text';
import type { ExchangeFailure } from '../exchange';
import { failure } from './failures';
import { DATA_TYPES, type Draft, EXTERNAL, type Message } from './messages';

/** A tensor of a file in memory: 32-bit floats, whatever kind of number it came as, or whole numbers. */
export interface FixedTensor {
  readonly shape: readonly number[];
  readonly values: Float32Array | readonly number[];
}

const bytesOf = (values: ArrayBufferView): Uint8Array =>
  new Uint8Array(values.buffer, values.byteOffset, values.byteLength);

/** Numbers in raw bytes are little-endian, as those of every machine that the app runs on. */
export const floatTensor = (
  name: string,
  shape: readonly number[],
  values: Float32Array,
): Draft<'Tensor'> => ({
  name,
  dimensions: shape,
  dataType: DATA_TYPES.float32,
  raw: bytesOf(values),
});

export const integerTensor = (
  name: string,
  shape: readonly number[],
  values: readonly number[],
): Draft<'Tensor'> => ({
  name,
  dimensions: shape,
  dataType: DATA_TYPES.int64,
  raw: bytesOf(BigInt64Array.from(values, (value) => BigInt(value))),
});

type Reader = (view: DataView, at: number) => number;

interface Kind {
  readonly bytes: number;
  readonly read: Reader;
  /** The list that holds the numbers where there are no raw bytes. */
  readonly list: 'floats' | 'integers' | 'longs' | 'doubles';
}

/** Kinds of numbers by `TensorProto.DataType`. */
const KINDS: Readonly<Record<number, Kind>> = {
  [DATA_TYPES.float32]: {
    bytes: 4,
    read: (view, at) => view.getFloat32(at, true),
    list: 'floats',
  },
  [DATA_TYPES.float64]: {
    bytes: 8,
    read: (view, at) => view.getFloat64(at, true),
    list: 'doubles',
  },
  [DATA_TYPES.int64]: {
    bytes: 8,
    read: (view, at) => Number(view.getBigInt64(at, true)),
    list: 'longs',
  },
  [DATA_TYPES.int32]: {
    bytes: 4,
    read: (view, at) => view.getInt32(at, true),
    list: 'integers',
  },
  [DATA_TYPES.uint8]: { bytes: 1, read: (view, at) => view.getUint8(at), list: 'integers' },
  [DATA_TYPES.int8]: { bytes: 1, read: (view, at) => view.getInt8(at), list: 'integers' },
  [DATA_TYPES.bool]: { bytes: 1, read: (view, at) => view.getUint8(at), list: 'integers' },
};

/** Kinds that stay lists of numbers: shapes, axes and indices are beyond what a 32-bit float holds exactly. */
const isWhole = (dataType: number | undefined): boolean =>
  dataType !== DATA_TYPES.float32 && dataType !== DATA_TYPES.float64;

/** Shapes, axes and tables of indices are short; a list of more whole numbers is no part of a network that is read. */
const MAX_WHOLE_NUMBERS = 1_000_000;

/** Reads a tensor. One whose numbers lie in another file is refused: no place that a file names is ever opened. */
export function readTensor(tensor: Message<'Tensor'>): Result<FixedTensor, ExchangeFailure> {
  const { dimensions, dataType, raw, externalData, dataLocation } = tensor;
  const name = tensor.name ?? '';
  if (dataLocation === EXTERNAL || externalData.length > 0) {
    return fail(failure('outside-data', { name }));
  }
  const count = sizeOf(dimensions);
  const refuse = () => fail(failure('tensor', { name, count, shape: formatShape(dimensions) }));
  const kind = KINDS[dataType ?? 0];
  if (!kind || !dimensions.every((axis) => Number.isSafeInteger(axis) && axis >= 0))
    return refuse();
  if (isWhole(dataType) && count > MAX_WHOLE_NUMBERS) return refuse();
  if (raw ? raw.length !== count * kind.bytes : tensor[kind.list].length !== count) return refuse();
  // As they stand: most of a model's bytes are these.
  if (raw && dataType === DATA_TYPES.float32) {
    return succeed({ shape: dimensions, values: new Float32Array(raw.slice().buffer) });
  }
  const view = raw && new DataView(raw.buffer, raw.byteOffset, raw.byteLength);
  const numberAt = (_: unknown, index: number): number =>
    view ? kind.read(view, index * kind.bytes) : tensor[kind.list][index];
  const values = isWhole(dataType)
    ? Array.from({ length: count }, numberAt)
    : Float32Array.from({ length: count }, numberAt);
  return succeed({ shape: dimensions, values });
}
