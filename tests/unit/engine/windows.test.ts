import { describe, expect, test } from 'vitest';
import { sizeOf } from '../../../shared/catalogue/layer';
import { placesIn, placesUnder, type Windows, windowsOf } from '../../../shared/catalogue/windows';
import binaries from '../../../shared/engine/kernels/assembly/index.ts?wasm';
import type { EngineOps, Tensor } from '../../../shared/engine/tensor-ops';
import { expectClose, normals, opsOf } from './support';

const BATCH = 2;
/** Below, at and above the four numbers of one instruction, and two such. */
const CHANNELS = [1, 3, 4, 9];

interface Case {
  readonly kernelSize: readonly [number, number];
  readonly strides: readonly [number, number];
  readonly dilation: readonly [number, number];
}

/** Windows that touch, overlap, leave places out, have gaps, and are larger than the picture with its zeros. */
const CASES: readonly Case[] = [
  { kernelSize: [1, 1], strides: [2, 2], dilation: [1, 1] },
  { kernelSize: [2, 2], strides: [2, 2], dilation: [1, 1] },
  { kernelSize: [3, 3], strides: [1, 1], dilation: [1, 1] },
  { kernelSize: [3, 2], strides: [1, 3], dilation: [1, 1] },
  { kernelSize: [2, 3], strides: [1, 1], dilation: [2, 2] },
  { kernelSize: [5, 5], strides: [2, 1], dilation: [1, 1] },
  { kernelSize: [3, 3], strides: [3, 3], dilation: [3, 2] },
];
const PICTURE = [6, 7] as const;

const windowsOfCase = (known: Case, channels: number): readonly Windows[] =>
  (['same', 'valid'] as const)
    .map((padding) => windowsOf([...PICTURE, channels], { ...known, padding }))
    .filter((windows) => windows.rows.count > 0 && windows.columns.count > 0);

/** All that is computed over these windows: each kernel's numbers, from numbers of a seed each. */
function computed(ops: EngineOps, windows: Windows): readonly (readonly number[])[] {
  const { rows, columns, channels } = windows;
  const tensorOf = (shape: readonly number[], seed: number) =>
    ops.tensor(normals(sizeOf(shape), seed), shape);
  const inputs = [BATCH, rows.size, columns.size, channels];
  const outputs = [BATCH, rows.count, columns.count, channels];
  const width = rows.kernel * columns.kernel * channels;
  const scales = placesUnder(windows).map((count) => 1 / count);
  return ops.arena.scope(() => {
    const x = tensorOf(inputs, 1);
    const dy = tensorOf(outputs, 2);
    const { output, taps } = ops.maximaOfWindows(x, windows);
    const made: readonly Tensor[] = [
      ops.windowRows(x, windows),
      ops.sumWindowRows(tensorOf([BATCH * placesIn(windows), width], 3), windows),
      output,
      taps,
      ops.spreadToMaxima(dy, taps, windows),
      ops.sumsOfWindows(x, windows, scales),
      ops.spreadOverWindows(dy, windows, scales),
    ];
    const depthwise = [1, 2].flatMap((multiplier) => {
      const kernel = tensorOf([rows.kernel, columns.kernel, channels, multiplier], 4);
      const gradient = tensorOf([BATCH, rows.count, columns.count, channels * multiplier], 5);
      return [
        ops.depthwise(x, kernel, windows),
        ops.depthwiseInput(gradient, kernel, windows),
        ops.depthwiseKernel(x, gradient, multiplier, windows),
      ];
    });
    return [...made, ...depthwise].map((tensor) => [...ops.read(tensor)]);
  });
}

describe('ENGINE-23: windows in WebAssembly hold what the plain loops over them give', () => {
  test.each(CASES)(
    '$kernelSize, strides $strides, dilation $dilation (seeds 1 to 5)',
    async (known) => {
      const [wasm, cpu] = [await opsOf('wasm'), await opsOf('cpu')];
      for (const channels of CHANNELS) {
        for (const windows of windowsOfCase(known, channels)) {
          const expected = computed(cpu, windows);
          computed(wasm, windows).forEach((numbers, kernel) => {
            expectClose(numbers, expected[kernel], 1e-6, 1e-6);
          });
        }
      }
    },
  );

  test('a NaN is taken before all others in every channel', async () => {
    const ops = await opsOf('wasm');
    const [windows] = windowsOfCase({ kernelSize: [2, 2], strides: [2, 2], dilation: [1, 1] }, 5);
    for (let bad = 0; bad < 4 * 5; bad += 1) {
      ops.arena.scope(() => {
        const numbers = normals(sizeOf([1, ...PICTURE, 5]), 4);
        const place = Math.floor(bad / 5);
        const at = (Math.floor(place / 2) * PICTURE[1] + (place % 2)) * 5 + (bad % 5);
        numbers[at] = Number.NaN;
        const { output, taps } = ops.maximaOfWindows(
          ops.tensor(numbers, [1, ...PICTURE, 5]),
          windows,
        );
        expect(ops.read(output)[bad % 5]).toBeNaN();
        expect(ops.read(taps)[bad % 5]).toBe(place);
      });
    }
  });
});

/** Ids of the sections of a WebAssembly binary (Core Specification 2.0, section 5.5). */
function sectionsOf(binary: Uint8Array): readonly number[] {
  const ids: number[] = [];
  let at = 8;
  while (at < binary.length) {
    ids.push(binary[at]);
    at += 1;
    let size = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = binary[at];
      at += 1;
      size += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) break;
    }
    at += size;
  }
  return ids;
}

const CODE = 10;
const DATA = 11;

test.each(['plain', 'relaxed'] as const)(
  'ENGINE-24: our own WebAssembly (%s) puts nothing into the memory, which is tfjs’s, when it starts',
  (variant) => {
    const sections = sectionsOf(Buffer.from(binaries[variant], 'base64'));
    expect(sections).toContain(CODE);
    expect(sections).not.toContain(DATA);
  },
);
