import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeMessage, encodeMessage } from '../../../shared/wire';

const SEED = 7;

const typedArray = fc.oneof(
  fc.float32Array({ maxLength: 40 }),
  fc.float64Array({ maxLength: 40 }),
  fc.uint8Array({ maxLength: 40 }),
  fc.uint32Array({ maxLength: 40 }),
);
const key = fc
  .string({ maxLength: 10 })
  .filter((name) => !['__proto__', 'constructor', 'prototype', '$bytes', 'toJSON'].includes(name));
const finite = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0);

const { message } = fc.letrec((tie) => ({
  message: fc.oneof(
    { maxDepth: 4 },
    fc.string(),
    finite.map((value) => (Object.is(value, -0) ? 0 : value)),
    fc.boolean(),
    fc.constant(null),
    typedArray,
    fc.array(tie('message'), { maxLength: 5 }),
    fc.dictionary(key, tie('message'), { maxKeys: 5, noNullPrototype: true }),
  ),
}));

describe('HOST-5: messages on the wire', () => {
  test(`come back as they were sent (seed ${SEED})`, () => {
    fc.assert(
      fc.property(message, (sent) => {
        expect(decodeMessage(encodeMessage(sent))).toEqual(sent);
      }),
      { seed: SEED, numRuns: 500 },
    );
  });

  test('keep every bit of numbers in arrays, NaN and infinities too', () => {
    const sent = new Float32Array([Number.NaN, Number.POSITIVE_INFINITY, -0, 1e-45, 3.4e38]);
    const read = decodeMessage(encodeMessage({ a: 1, sent })) as { sent: Float32Array };
    expect(new Uint32Array(read.sent.buffer)).toEqual(new Uint32Array(sent.buffer));
  });

  test('carry a view of a larger array without the rest of it', () => {
    const whole = Float32Array.from({ length: 1_000 }, (_, index) => index);
    const bytes = encodeMessage(whole.subarray(500, 503));
    expect(bytes.byteLength).toBeLessThan(200);
    expect(decodeMessage(bytes)).toEqual(new Float32Array([500, 501, 502]));
  });

  test('are read from the middle of a buffer, as sockets hand them over', () => {
    const message = { rows: new Float64Array([1, 2, 3]) };
    const bytes = encodeMessage(message);
    for (const offset of [1, 2, 3, 5, 8]) {
      const pooled = new Uint8Array(bytes.length + offset + 7);
      pooled.set(bytes, offset);
      expect(decodeMessage(pooled.subarray(offset, offset + bytes.length))).toEqual(message);
    }
  });
});

describe('SAFE-5: bytes that are no message', () => {
  const good = encodeMessage({ name: 'x', rows: new Float32Array([1, 2, 3]), list: [1, { a: 2 }] });

  test.each(Array.from({ length: good.length }, (_, length) => length))(
    'cut to %i bytes are refused, or lack only padding',
    (length) => {
      let read: unknown;
      try {
        read = decodeMessage(good.subarray(0, length));
      } catch (error) {
        expect(error).toSatisfy(
          (e) => e instanceof RangeError || e instanceof SyntaxError || e instanceof TypeError,
        );
        return;
      }
      expect(read).toEqual(decodeMessage(good));
    },
  );

  test(`damaged ones are refused or give plain values, never another error (seed ${SEED})`, () => {
    fc.assert(
      fc.property(fc.nat(good.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
        const bad = good.slice();
        bad[at] ^= flip;
        try {
          decodeMessage(bad);
        } catch (error) {
          expect(
            error instanceof RangeError ||
              error instanceof SyntaxError ||
              error instanceof TypeError,
          ).toBe(true);
        }
      }),
      { seed: SEED, numRuns: 1_000 },
    );
  });

  test.each([
    '{"__proto__":{"polluted":1}}',
    '{"a":{"constructor":1}}',
    '[{"prototype":{}}]',
    '{"$bytes":["Float32Array",0,1000000000]}',
    '{"$bytes":["Float32Array",-8,1]}',
    '{"$bytes":["Float32Array",0.5,1]}',
    '{"$bytes":["Function",0,1]}',
    '{"$bytes":["toString",0,1]}',
    '{"$bytes":["Uint8Array",0]}',
    '{"$bytes":7}',
  ])('with the header %s are refused', (header) => {
    const content = new TextEncoder().encode(header);
    const bytes = new Uint8Array(4 + content.length + 16);
    new DataView(bytes.buffer).setUint32(0, content.length, true);
    bytes.set(content, 4);
    expect(() => decodeMessage(bytes)).toThrow();
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });
});
