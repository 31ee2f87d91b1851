/**
 * The messages of an ONNX file that the app reads and writes, as data: a field's number on the wire and what it holds.
 * Fields that are not listed are passed over. Source: onnx/onnx, onnx/onnx.proto (IR version 8), field by field.
 */

type Plain = 'integer' | 'float' | 'double' | 'text' | 'bytes';

interface FieldSpec {
  readonly number: number;
  /** A plain value, or the name of a message. */
  readonly type: string;
  readonly repeated?: true;
}

export const MESSAGES = {
  Model: {
    irVersion: { number: 1, type: 'integer' },
    producerName: { number: 2, type: 'text' },
    producerVersion: { number: 3, type: 'text' },
    docString: { number: 6, type: 'text' },
    graph: { number: 7, type: 'Graph' },
    opsetImport: { number: 8, type: 'OperatorSet', repeated: true },
    metadata: { number: 14, type: 'Entry', repeated: true },
  },
  OperatorSet: {
    domain: { number: 1, type: 'text' },
    version: { number: 2, type: 'integer' },
  },
  Graph: {
    nodes: { number: 1, type: 'Node', repeated: true },
    name: { number: 2, type: 'text' },
    initializers: { number: 5, type: 'Tensor', repeated: true },
    docString: { number: 10, type: 'text' },
    inputs: { number: 11, type: 'ValueInfo', repeated: true },
    outputs: { number: 12, type: 'ValueInfo', repeated: true },
    valueInfos: { number: 13, type: 'ValueInfo', repeated: true },
  },
  Node: {
    inputs: { number: 1, type: 'text', repeated: true },
    outputs: { number: 2, type: 'text', repeated: true },
    name: { number: 3, type: 'text' },
    operator: { number: 4, type: 'text' },
    attributes: { number: 5, type: 'Attribute', repeated: true },
    docString: { number: 6, type: 'text' },
    domain: { number: 7, type: 'text' },
  },
  Attribute: {
    name: { number: 1, type: 'text' },
    float: { number: 2, type: 'float' },
    integer: { number: 3, type: 'integer' },
    text: { number: 4, type: 'text' },
    tensor: { number: 5, type: 'Tensor' },
    graph: { number: 6, type: 'Graph' },
    floats: { number: 7, type: 'float', repeated: true },
    integers: { number: 8, type: 'integer', repeated: true },
    texts: { number: 9, type: 'text', repeated: true },
    type: { number: 20, type: 'integer' },
  },
  Tensor: {
    dimensions: { number: 1, type: 'integer', repeated: true },
    dataType: { number: 2, type: 'integer' },
    floats: { number: 4, type: 'float', repeated: true },
    integers: { number: 5, type: 'integer', repeated: true },
    longs: { number: 7, type: 'integer', repeated: true },
    name: { number: 8, type: 'text' },
    raw: { number: 9, type: 'bytes' },
    doubles: { number: 10, type: 'double', repeated: true },
    /** Where the numbers are, if not here. Never followed; read so that it can be refused in words. */
    externalData: { number: 13, type: 'Entry', repeated: true },
    dataLocation: { number: 14, type: 'integer' },
  },
  ValueInfo: {
    name: { number: 1, type: 'text' },
    type: { number: 2, type: 'Type' },
    docString: { number: 3, type: 'text' },
  },
  Type: { tensor: { number: 1, type: 'TensorType' } },
  TensorType: {
    elementType: { number: 1, type: 'integer' },
    shape: { number: 2, type: 'TensorShape' },
  },
  TensorShape: { dimensions: { number: 1, type: 'Dimension', repeated: true } },
  Dimension: {
    value: { number: 1, type: 'integer' },
    parameter: { number: 2, type: 'text' },
  },
  Entry: {
    key: { number: 1, type: 'text' },
    value: { number: 2, type: 'text' },
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, FieldSpec>>>>;

type Messages = typeof MESSAGES;
export type MessageName = keyof Messages;

interface PlainValues {
  readonly integer: number;
  readonly float: number;
  readonly double: number;
  readonly text: string;
  readonly bytes: Uint8Array;
}

type ValueOf<Type> = Type extends Plain
  ? PlainValues[Type]
  : Type extends MessageName
    ? Message<Type>
    : never;

/** A message as it is read: lists are there, also empty ones; anything else is undefined where the file lacks it. */
export type Message<Name extends MessageName> = {
  readonly [Field in keyof Messages[Name]]: Messages[Name][Field] extends {
    readonly type: infer Type;
    readonly repeated: true;
  }
    ? readonly ValueOf<Type>[]
    : Messages[Name][Field] extends { readonly type: infer Type }
      ? ValueOf<Type> | undefined
      : never;
};

type DraftOf<Type> = Type extends Plain
  ? PlainValues[Type]
  : Type extends MessageName
    ? Draft<Type>
    : never;

/** A message to be written: what is not there is left out. */
export type Draft<Name extends MessageName> = {
  readonly [Field in keyof Messages[Name]]?: Messages[Name][Field] extends {
    readonly type: infer Type;
    readonly repeated: true;
  }
    ? readonly DraftOf<Type>[]
    : Messages[Name][Field] extends { readonly type: infer Type }
      ? DraftOf<Type> | undefined
      : never;
};

/** `TensorProto.DataType` and `AttributeProto.AttributeType`: numbers of the enumerations in onnx.proto. */
export const DATA_TYPES = {
  float32: 1,
  uint8: 2,
  int8: 3,
  int32: 6,
  int64: 7,
  bool: 9,
  float16: 10,
  float64: 11,
} as const;

export const ATTRIBUTE_TYPES = {
  float: 1,
  integer: 2,
  text: 3,
  tensor: 4,
  graph: 5,
  floats: 6,
  integers: 7,
  texts: 8,
} as const;

/** `TensorProto.DataLocation.EXTERNAL`. */
export const EXTERNAL = 1;
