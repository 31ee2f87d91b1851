import { describe, expect, test } from 'vitest';
import { clampFactor } from '../../../shared/engine/layers/norm-clamp';
import { BACKENDS, coreOf, documentOf, head, layer, normalTensor, opsOf } from './support';

const wide = layer('before', 'dense', { parameters: { units: 600 } });
const steps = layer('steps', 'reshape', { parameters: { shape: [30, 20] } });
const flat = layer('flat', 'flatten');

/** What a layer of chance makes of a batch: its input and output, while training and otherwise. */
async function passesOf(backend: (typeof BACKENDS)[number], kind: string, parameters: object) {
  const ops = await opsOf(backend);
  const it = layer('it', kind, { parameters: parameters as never });
  const core = coreOf(documentOf([wide, steps, it, flat, head(2)]), ops);
  const read = (training: boolean) =>
    ops.arena.scope(() => {
      const { nodes } = core.model.forward(normalTensor(ops, [40, 2], 1), { training });
      const at = core.model.nodes.findIndex(({ id }) => id === 'it');
      return { x: ops.read(nodes[at - 1].output), y: ops.read(nodes[at].output) };
    });
  const found = { training: read(true), again: read(true), otherwise: read(false) };
  core.dispose();
  return found;
}

describe.each(BACKENDS)('ENGINE-18: on %s, layers of chance (seed 1)', (backend) => {
  test.each([
    ['dropout', { rate: 0.25 }],
    ['spatialDropout', { rate: 0.25 }],
    ['gaussianNoise', { deviation: 0.5 }],
  ])('%s: act while training only, and anew in each pass', async (kind, parameters) => {
    const { training, again, otherwise } = await passesOf(backend, kind, parameters);
    expect(training.y).not.toEqual(training.x);
    expect(training.y).not.toEqual(again.y);
    expect(otherwise.y).toEqual(otherwise.x);
  });

  test.each(['dropout', 'spatialDropout'])(
    '%s: keeps the share that it should, and scales what it keeps by 1 ÷ (1 − p)',
    async (kind) => {
      const { x, y } = (await passesOf(backend, kind, { rate: 0.25 })).training;
      const seen = [...x.keys()].filter((index) => x[index] !== 0);
      const kept = seen.filter((index) => y[index] !== 0);
      for (const index of kept) expect(y[index] / x[index]).toBeCloseTo(4 / 3, 5);
      // 800 channels of 40 samples: one deviation is 0.015.
      expect(Math.abs(kept.length / seen.length - 0.75)).toBeLessThan(0.06);
    },
  );

  test('spatialDropout: drops a channel of a sample in all places or in none', async () => {
    const { x, y } = (await passesOf(backend, 'spatialDropout', { rate: 0.5 })).training;
    const fates = new Map<string, boolean>();
    for (const [index, value] of x.entries()) {
      if (value === 0) continue;
      const key = `${Math.floor(index / 600)} ${index % 20}`;
      const isKept = y[index] !== 0;
      expect(fates.get(key) ?? isKept).toBe(isKept);
      fates.set(key, isKept);
    }
    expect(new Set(fates.values()).size).toBe(2);
  });

  test('gaussianNoise: has mean 0 and the deviation that was asked for', async () => {
    const { x, y } = (await passesOf(backend, 'gaussianNoise', { deviation: 0.5 })).training;
    const noise = [...y].map((value, index) => value - x[index]);
    const mean = noise.reduce((sum, value) => sum + value, 0) / noise.length;
    const square = noise.reduce((sum, value) => sum + value ** 2, 0) / noise.length;
    // 24,000 numbers: one deviation of the mean is 0.003, of the square 0.0023.
    expect(Math.abs(mean)).toBeLessThan(0.02);
    expect(Math.abs(square - 0.25)).toBeLessThan(0.014);
  });
});

describe('ENGINE-19: the norm clamp halves until the norm is at most 1, then multiplies by 10 under 0.8', () => {
  test.each([
    [0.9, 1],
    [1, 1],
    [0.5, 10],
    [1.5, 10 / 2],
    [1.7, 1 / 2],
    [100, 10 / 128],
    [127, 1 / 128],
    [0, 10],
  ])('a norm of %d is multiplied by %d', (norm, factor) => {
    expect(clampFactor(norm)).toBe(factor);
  });

  test('a norm that is not finite ends, and is passed on', () => {
    expect(clampFactor(Infinity)).toBe(1);
    expect(clampFactor(Number.NaN)).toBe(1);
  });
});
