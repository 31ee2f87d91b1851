import { FUNCTIONS, type RecordedNode, type RecordedOperation, type Recording } from './recording';

/**
 * Writes a recording as a WebAssembly module (WebAssembly Core Specification 2.0, chapter 5: binary format). Its one
 * function `run(rows, width, table)` walks over `width` numbers of each row of every input and output, four at a time
 * and the last few one by one. `table` points to the addresses of inputs and outputs, then to the bytes from row to
 * row of each, then to the formula's numbers, 4 bytes each.
 */

type Bytes = readonly number[];

const I32 = 0x7f;
const F32 = 0x7d;
const V128 = 0x7b;
const VOID = 0x40;

/** Unsigned LEB128. */
function unsigned(value: number): number[] {
  const low = value & 0x7f;
  return value < 0x80 ? [low] : [low | 0x80, ...unsigned(value >>> 7)];
}

const vector = (code: number): Bytes => [0xfd, ...unsigned(code)];
const localGet = (local: number): Bytes => [0x20, ...unsigned(local)];
const localSet = (local: number): Bytes => [0x21, ...unsigned(local)];
const sized = (content: Bytes): number[] => [...unsigned(content.length), ...content];
const section = (id: number, content: Bytes): number[] => [id, ...sized(content)];
const list = (items: readonly Bytes[]): number[] => [...unsigned(items.length), ...items.flat()];
const text = (letters: string): number[] =>
  sized(Array.from(letters, (letter) => letter.charCodeAt(0)));

const I32_ADD: Bytes = [0x6a];
const I32_SUBTRACT: Bytes = [0x6b];
const I32_IS_ZERO: Bytes = [0x45];
const I32_AND: Bytes = [0x71];
const I32_SHIFT_LEFT: Bytes = [0x74];
const I32_GREATER_OR_EQUAL: Bytes = [0x4f];
/** Signed LEB128 of −4 … 63 is one byte. */
const i32 = (value: number): Bytes => [0x41, value & 0x7f];
const F32_ONE: Bytes = [0x43, 0x00, 0x00, 0x80, 0x3f];
const F32_ZERO: Bytes = [0x43, 0x00, 0x00, 0x00, 0x00];
const F32_SPLAT = vector(0x13);
const FIRST_LANE: Bytes = [...vector(0x1f), 0];

/** How one number, or four at once, is loaded, stored and computed. Operands are local variables. */
interface Lanes {
  readonly bytes: number;
  readonly load: Bytes;
  readonly store: Bytes;
  readonly operations: Readonly<
    Record<RecordedOperation, (...operands: readonly Bytes[]) => Bytes>
  >;
}

/** Functions are imported, and stand before the module's own. */
const callOf = (name: (typeof FUNCTIONS)[number]): Bytes => [
  0x10,
  ...unsigned(FUNCTIONS.indexOf(name)),
];
const OWN_FUNCTION = FUNCTIONS.length;

const with1 = (code: Bytes) => (x: Bytes) => [...x, ...code];
const with2 = (code: Bytes) => (a: Bytes, b: Bytes) => [...a, ...b, ...code];

const FOUR: Lanes = {
  bytes: 16,
  load: [...vector(0x00), 2, 0],
  store: [...vector(0x0b), 2, 0],
  operations: {
    add: with2(vector(0xe4)),
    subtract: with2(vector(0xe5)),
    multiply: with2(vector(0xe6)),
    divide: with2(vector(0xe7)),
    minimum: with2(vector(0xe8)),
    maximum: with2(vector(0xe9)),
    abs: with1(vector(0xe0)),
    negate: with1(vector(0xe1)),
    sqrt: with1(vector(0xe3)),
    exp: with1(callOf('exp')),
    tanh: with1(callOf('tanh')),
    sigmoid: with1(callOf('sigmoid')),
    // All bits of the comparison, and those of 1.
    isGreater: (a, b) => [...a, ...b, ...vector(0x44), ...F32_ONE, ...F32_SPLAT, ...vector(0x4e)],
    where: (condition, a, b) => [
      ...a,
      ...b,
      ...condition,
      ...F32_ZERO,
      ...F32_SPLAT,
      ...vector(0x42),
      ...vector(0x52),
    ],
  },
};

/** A function of four numbers for a single one: so that a number's place does not change what becomes of it. */
const aloneIn = (name: (typeof FUNCTIONS)[number]) =>
  with1([...F32_SPLAT, ...callOf(name), ...FIRST_LANE]);

const ONE: Lanes = {
  bytes: 4,
  load: [0x2a, 2, 0],
  store: [0x38, 2, 0],
  operations: {
    add: with2([0x92]),
    subtract: with2([0x93]),
    multiply: with2([0x94]),
    divide: with2([0x95]),
    minimum: with2([0x96]),
    maximum: with2([0x97]),
    abs: with1([0x8b]),
    negate: with1([0x8c]),
    sqrt: with1([0x91]),
    exp: aloneIn('exp'),
    tanh: aloneIn('tanh'),
    sigmoid: aloneIn('sigmoid'),
    isGreater: (a, b) => [...F32_ONE, ...F32_ZERO, ...a, ...b, 0x5e, 0x1b],
    where: (condition, a, b) => [...a, ...b, ...condition, ...F32_ZERO, 0x5c, 0x1b],
  },
};

const ROWS = 0;
const WIDTH = 1;
const TABLE = 2;
const POSITION = 3;
const LIMIT = 4;
const FIRST_POINTER = 5;

/** Where the local variables stand: pointers, their strides, then each node as four numbers, then each node as one. */
class Locals {
  readonly pointers: number;
  readonly nodes: number;

  constructor(
    recording: Recording,
    readonly inputs: number,
  ) {
    this.pointers = inputs + recording.outputs.length;
    this.nodes = recording.nodes.length;
  }

  pointer = (index: number): number => FIRST_POINTER + index;
  stride = (index: number): number => FIRST_POINTER + this.pointers + index;
  four = (node: number): number => FIRST_POINTER + 2 * this.pointers + node;
  one = (node: number): number => FIRST_POINTER + 2 * this.pointers + this.nodes + node;

  get declaration(): Bytes {
    const ofThese = (count: number, type: number): Bytes => [...unsigned(count), type];
    return list([
      ofThese(2 + 2 * this.pointers, I32),
      ofThese(this.nodes, V128),
      ofThese(this.nodes, F32),
    ]);
  }
}

const fromTable = (code: number, entry: number): Bytes => [
  ...localGet(TABLE),
  code,
  2,
  ...unsigned(4 * entry),
];

/** Addresses and numbers, read once. */
function prologue({ nodes }: Recording, locals: Locals): Bytes {
  const pointers = Array.from({ length: locals.pointers }, (_, index) => [
    ...fromTable(0x28, index),
    ...localSet(locals.pointer(index)),
    ...fromTable(0x28, locals.pointers + index),
    ...localSet(locals.stride(index)),
  ]);
  const numbers = nodes.map((node, position) =>
    node.kind === 'number'
      ? [
          ...fromTable(0x2a, 2 * locals.pointers + node.number),
          ...localSet(locals.one(position)),
          ...localGet(locals.one(position)),
          ...F32_SPLAT,
          ...localSet(locals.four(position)),
        ]
      : [],
  );
  return [...pointers, ...numbers].flat();
}

const address = (pointer: number): Bytes => [
  ...localGet(pointer),
  ...localGet(POSITION),
  ...I32_ADD,
];

/** Walks from POSITION to LIMIT. */
function walk({ nodes, outputs }: Recording, locals: Locals, lanes: Lanes): Bytes {
  const local = lanes === FOUR ? locals.four : locals.one;
  const computedBy = (node: RecordedNode): Bytes | null => {
    if (node.kind === 'number') return null;
    if (node.kind === 'input') return [...address(locals.pointer(node.input)), ...lanes.load];
    const operands = node.operands.map((operand) => localGet(local(operand)));
    return lanes.operations[node.operation](...operands);
  };
  const computed = nodes.flatMap((node, position) => {
    const value = computedBy(node);
    return value ? [...value, ...localSet(local(position))] : [];
  });
  const stored = outputs.flatMap((output, index) => [
    ...address(locals.pointer(locals.inputs + index)),
    ...localGet(local(output)),
    ...lanes.store,
  ]);
  const isDone = [...localGet(POSITION), ...localGet(LIMIT), ...I32_GREATER_OR_EQUAL];
  const advance = [...localGet(POSITION), ...i32(lanes.bytes), ...I32_ADD, ...localSet(POSITION)];
  return repeated(isDone, [...computed, ...stored, ...advance]);
}

/** A loop that ends as soon as `isDone` leaves something other than 0. */
function repeated(isDone: Bytes, body: Bytes): Bytes {
  const BRANCH_OUT = [0x0d, 1];
  const BRANCH_BACK = [0x0c, 0];
  const END = 0x0b;
  return [
    ...[0x02, VOID, 0x03, VOID],
    ...isDone,
    ...BRANCH_OUT,
    ...body,
    ...BRANCH_BACK,
    ...[END, END],
  ];
}

/** From each row to the next. */
function nextRow(locals: Locals): Bytes {
  const moved = Array.from({ length: locals.pointers }, (_, index) => [
    ...localGet(locals.pointer(index)),
    ...localGet(locals.stride(index)),
    ...I32_ADD,
    ...localSet(locals.pointer(index)),
  ]);
  return [...moved.flat(), ...localGet(ROWS), ...i32(1), ...I32_SUBTRACT, ...localSet(ROWS)];
}

const setLimit = (count: Bytes): Bytes => [
  ...count,
  ...i32(2),
  ...I32_SHIFT_LEFT,
  ...localSet(LIMIT),
];

/** The bytes of a module that computes a recording of so many inputs; it imports `env.memory` and `FUNCTIONS`. */
export function encodeRecording(recording: Recording, inputs: number): Uint8Array<ArrayBuffer> {
  const locals = new Locals(recording, inputs);
  const width = localGet(WIDTH);
  const row = [
    ...[...i32(0), ...localSet(POSITION)],
    ...setLimit([...width, ...i32(-4), ...I32_AND]),
    ...walk(recording, locals, FOUR),
    ...setLimit(width),
    ...walk(recording, locals, ONE),
    ...nextRow(locals),
  ];
  const body = [
    ...locals.declaration,
    ...prologue(recording, locals),
    ...repeated([...localGet(ROWS), ...I32_IS_ZERO], row),
    0x0b,
  ];
  const types = [
    [0x60, ...list([[I32], [I32], [I32]]), ...list([])],
    [0x60, ...list([[V128]]), ...list([[V128]])],
  ];
  const imported = (name: string, description: Bytes) => [
    ...text('env'),
    ...text(name),
    ...description,
  ];
  const imports = [
    ...FUNCTIONS.map((name) => imported(name, [0x00, 1])),
    imported('memory', [0x02, 0x00, 0x00]),
  ];
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    ...section(1, list(types)),
    ...section(2, list(imports)),
    ...section(3, list([[0]])),
    ...section(7, list([[...text('run'), 0x00, OWN_FUNCTION]])),
    ...section(10, list([sized(body)])),
  ]);
}
