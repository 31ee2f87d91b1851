import { describe, expect, it } from 'vitest';
import {
  decodeSafetensors,
  encodeSafetensors,
  type TensorFile,
} from '../../../shared/interop/safetensors';
import { randomStream } from '../../../shared/random/random-stream';

const SEED = 11;

function someFile(): TensorFile {
  const random = randomStream(SEED, 'safetensors');
  const tensor = (name: string, shape: readonly number[]) => ({
    name,
    shape,
    values: Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => random.normal()),
  });
  return {
    tensors: [
      tensor('dense-1.kernel', [3, 5]),
      tensor('dense-1.bias', [5]),
      tensor('scale', []),
      tensor('none', [0, 4]),
    ],
    metadata: { format: 'pt' },
  };
}

/** A file by hand: its header as text, then bytes. */
function fileOf(header: string, data: Uint8Array): Uint8Array {
  const text = new TextEncoder().encode(header);
  const bytes = new Uint8Array(8 + text.length + data.length);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(text.length), true);
  bytes.set(text, 8);
  bytes.set(data, 8 + text.length);
  return bytes;
}

describe('safetensors', () => {
  it(`EXCHANGE-1: tensors come back as they were written (seed ${SEED})`, () => {
    const file = someFile();
    const read = decodeSafetensors(encodeSafetensors(file));
    expect(read.ok && read.value.metadata).toEqual(file.metadata);
    const byName = (one: TensorFile) => [...one.tensors].sort((a, b) => (a.name < b.name ? -1 : 1));
    expect(read.ok && byName(read.value)).toEqual(byName(file));
  });

  it('EXCHANGE-1: halves, bfloat16 and whole numbers are read as what they stand for', () => {
    const data = new Uint8Array([
      0x00,
      0x3c,
      0x00,
      0xc0,
      0x01,
      0x00,
      0x00,
      0x7c, // F16: 1, −2, 2^−24, ∞
      0x80,
      0x3f,
      0x49,
      0x40, // BF16: 1, 3.140625
      0xff,
      0xff,
      0xff,
      0xff, // I32: −1
    ]);
    const header = JSON.stringify({
      half: { dtype: 'F16', shape: [4], data_offsets: [0, 8] },
      brain: { dtype: 'BF16', shape: [2], data_offsets: [8, 12] },
      whole: { dtype: 'I32', shape: [1], data_offsets: [12, 16] },
    });
    const read = decodeSafetensors(fileOf(header, data));
    const values = read.ok ? read.value.tensors.map((tensor) => [...tensor.values]) : [];
    expect(values).toEqual([[1, -2, 2 ** -24, Number.POSITIVE_INFINITY], [1, 3.140625], [-1]]);
  });

  it.each([
    ['nothing', new Uint8Array(0), 'safetensors-short'],
    [
      'a header longer than the file',
      fileOf('{}', new Uint8Array(0)).fill(255, 0, 8),
      'safetensors-short',
    ],
    ['no JSON', fileOf('{', new Uint8Array(0)), 'safetensors-header'],
    ['a key of the prototype', fileOf('{"__proto__":{}}', new Uint8Array(0)), 'safetensors-header'],
    [
      'an unknown kind of number',
      fileOf('{"a":{"dtype":"Q4","shape":[1],"data_offsets":[0,1]}}', new Uint8Array(1)),
      'safetensors-dtype',
    ],
    [
      'bytes beyond the end',
      fileOf('{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}', new Uint8Array(4)),
      'safetensors-place',
    ],
    [
      'a shape that needs more bytes',
      fileOf('{"a":{"dtype":"F32","shape":[9],"data_offsets":[0,4]}}', new Uint8Array(4)),
      'safetensors-place',
    ],
    [
      'a negative offset',
      fileOf('{"a":{"dtype":"F32","shape":[1],"data_offsets":[-4,0]}}', new Uint8Array(4)),
      'safetensors-header',
    ],
    [
      'a shape of many axes that overflows',
      fileOf(
        '{"a":{"dtype":"F32","shape":[9007199254740991,9007199254740991],"data_offsets":[0,4]}}',
        new Uint8Array(4),
      ),
      'safetensors-place',
    ],
    [
      'a gap',
      fileOf('{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}', new Uint8Array(8)),
      'safetensors-gap',
    ],
    [
      'an overlap',
      fileOf(
        '{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}',
        new Uint8Array(4),
      ),
      'safetensors-gap',
    ],
    ['bytes that belong to nothing', fileOf('{}', new Uint8Array(4)), 'safetensors-gap'],
  ])('EXCHANGE-2: %s is refused in words', (_what, bytes, kind) => {
    const read = decodeSafetensors(bytes);
    expect(read.ok ? null : read.failure.kind).toBe(kind);
    expect(read.ok ? '' : read.failure.text.en + read.failure.text.zh).not.toMatch(
      /\{\{|undefined/,
    );
  });
});
