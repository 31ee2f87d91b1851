import { describe, expect, it } from 'vitest';
import { analyse } from '../../../../shared/graph/analyse';
import { DATA_TYPES, EXTERNAL, type Message } from '../../../../shared/interop/onnx/messages';
import {
  decodeMessage,
  encodeMessage,
  MAX_ONNX_BYTES,
} from '../../../../shared/interop/onnx/protobuf';
import { readTensor } from '../../../../shared/interop/onnx/tensors';
import { randomStream } from '../../../../shared/random/random-stream';
import { documentAround } from '../../engine/networks';
import { exported, weightsFor } from './runtime';

const SEED = 5;
const CHANGES = 400;

const document = documentAround('lstm');
const file = exported(document, weightsFor(analyse(document)));

const tensor = (draft: Parameters<typeof encodeMessage<'Tensor'>>[1]): Message<'Tensor'> => {
  const read = decodeMessage('Tensor', encodeMessage('Tensor', draft));
  if (!read.ok) throw new Error(read.failure.text.en);
  return read.value;
};

/** A graph in an attribute of a node of a graph, and so on. */
function nested(depth: number): Uint8Array {
  let graph: Parameters<typeof encodeMessage<'Graph'>>[1] = { name: 'innermost' };
  for (let level = 0; level < depth; level += 1) {
    graph = { nodes: [{ operator: 'If', attributes: [{ name: 'then', graph }] }] };
  }
  return encodeMessage('Model', { graph });
}

describe('EXCHANGE-33: files are read as they are written, and damage is said', () => {
  it('EXCHANGE-33: a model that was read and written again is the same, byte by byte', () => {
    const read = decodeMessage('Model', file);
    expect(read.ok && encodeMessage('Model', read.value)).toEqual(file);
  });

  it('EXCHANGE-33: negative, large and fractional numbers, and words of any script, come back', () => {
    const given = {
      name: '名 name',
      integer: -3,
      integers: [0, -1, 2 ** 40, 300],
      floats: [0.5, -2.25],
      float: 1.5,
      texts: ['a', '循环'],
    };
    const read = decodeMessage('Attribute', encodeMessage('Attribute', given));
    expect(read.ok && read.value).toMatchObject(given);
  });

  it('EXCHANGE-33: numbers in lists, packed or not, are read as those in raw bytes', () => {
    const list = tensor({ dimensions: [2], dataType: DATA_TYPES.float32, floats: [1.5, -2] });
    const raw = new Uint8Array(Float32Array.of(1.5, -2).buffer);
    const bytes = tensor({ dimensions: [2], dataType: DATA_TYPES.float32, raw });
    // Field 4, length-delimited: both numbers in one piece.
    const packed = decodeMessage('Tensor', Uint8Array.of(8, 2, 16, 1, 0x22, 8, ...raw));
    expect(readTensor(list)).toEqual(readTensor(bytes));
    expect(packed.ok && readTensor(packed.value)).toEqual(readTensor(bytes));
  });

  it(`EXCHANGE-33: a file that ends early or has wrong bytes gives a model or a named failure (seed ${SEED})`, () => {
    const random = randomStream(SEED, 'damage');
    const kinds = new Set<string>();
    for (let change = 0; change < CHANGES; change += 1) {
      const damaged =
        change % 2 === 0 ? file.slice(0, random.below(file.length)) : Uint8Array.from(file);
      if (change % 2 === 1) damaged[random.below(file.length)] = random.below(256);
      const read = decodeMessage('Model', damaged);
      if (read.ok) continue;
      kinds.add(read.failure.kind);
      expect(read.failure.text.en).not.toMatch(/\{\{|undefined/);
    }
    expect([...kinds]).toEqual(['onnx-damaged']);
  });
});

describe('EXCHANGE-34: no file exhausts the machine or reaches beyond itself', () => {
  it('EXCHANGE-34: a length beyond the file is refused before anything is made of it', () => {
    // Field 7 (the graph) of 2³¹ − 1 bytes.
    const read = decodeMessage('Model', Uint8Array.of(0x3a, 0xff, 0xff, 0xff, 0xff, 0x07));
    expect(read.ok ? '' : read.failure.kind).toBe('onnx-damaged');
  });

  it('EXCHANGE-34: graphs nested without end, and more parts than a network has, are refused', () => {
    const deep = decodeMessage('Model', nested(200));
    expect(deep.ok ? '' : deep.failure.kind).toBe('onnx-too-much');
    expect(decodeMessage('Model', nested(5)).ok).toBe(true);
    // Empty nodes, two bytes each.
    const many = new Uint8Array(2_000_000);
    for (let at = 0; at < many.length; at += 2) many[at] = 0x0a;
    const read = decodeMessage('Graph', many);
    expect(read.ok ? '' : read.failure.kind).toBe('onnx-too-much');
  });

  it('EXCHANGE-34: a file beyond all networks is not looked into', () => {
    const read = decodeMessage('Model', { length: MAX_ONNX_BYTES + 1 } as Uint8Array);
    expect(read.ok ? '' : read.failure.kind).toBe('onnx-too-large');
  });

  it('EXCHANGE-34: numbers that lie in another file are refused by the tensor’s name', () => {
    const outside = tensor({
      name: 'kernel',
      dimensions: [2],
      dataType: DATA_TYPES.float32,
      dataLocation: EXTERNAL,
      externalData: [{ key: 'location', value: '../../secret' }],
    });
    const read = readTensor(outside);
    expect(read.ok ? '' : read.failure.kind).toBe('onnx-outside-data');
    expect(read.ok ? '' : read.failure.text.en).toContain('“kernel”');
    expect(read.ok ? '' : read.failure.text.en).not.toContain('secret');
  });

  it('EXCHANGE-34: a shape that claims more numbers than there are is refused', () => {
    for (const dimensions of [[1_000_000, 1_000_000], [-1], [3]]) {
      const claimed = tensor({ dimensions, dataType: DATA_TYPES.float32, raw: new Uint8Array(8) });
      const read = readTensor(claimed);
      expect(read.ok ? '' : read.failure.kind).toBe('onnx-tensor');
    }
  });
});
