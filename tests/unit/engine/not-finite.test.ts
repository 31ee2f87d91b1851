import { describe, expect, test } from 'vitest';
import { ACTIVATIONS } from '../../../shared/catalogue/activations';
import { valuesOfChoice } from '../../../shared/catalogue/catalogues';
import { allFinite } from '../../../shared/engine/numbers';
import { BACKENDS, choiceOf, coreOf, documentOf, head, layer, opsOf } from './support';
import { TestTrainer } from './trainer';

const deep = (deviation: number, count: number) =>
  Array.from({ length: count }, (_, index) =>
    layer(`deep-${index}`, 'dense', {
      parameters: {
        units: 64,
        activation: choiceOf('relu'),
        kernelInitializer: choiceOf('normal', { deviation }),
      },
    }),
  );

describe.each(BACKENDS)(
  'TRAIN-5: on %s, a run that meets NaN or infinity stops at that step',
  (backend) => {
    test('exploding signals: the first layer that overflows forward is named, at step 0', async () => {
      const document = documentOf([...deep(1000, 14), head(2)], { backend });
      const trainer = new TestTrainer();
      const state = await trainer.run(document);
      expect(state.failure).toMatchObject({ kind: 'not-finite', tensor: 'preactivation' });
      // √2 · 10³ in the first layer, then √(64/2) · 10³ = 10^3.75 a layer; float32 ends at 10^38.5.
      expect(state.failure?.node).toMatch(/^deep-(9|10)$/);
      expect(state.failure?.message.en).toContain('the pre-activation of “deep-');
      expect(state.failure?.message.zh).toMatch(
        /^第 0 步首次出现 NaN 或无穷大，位于“deep-\d+”的预激活值。$/,
      );
      expect(trainer.checkpoint.weights.every(({ values }) => allFinite(values))).toBe(true);
    });

    test('every formula hands NaN on, whatever its sign bit and the size of the tensor', async () => {
      const ops = await opsOf(backend);
      const bits = new Float32Array(Uint32Array.of(0x7fc00000, 0xffc00000).buffer);
      for (const definition of ACTIVATIONS.entries) {
        for (const bad of [0, 1]) {
          ops.arena.scope(() => {
            const values = valuesOfChoice(ACTIVATIONS, choiceOf(definition.kind)) as never;
            // Copied as bits: writing a NaN as a number may clear its sign.
            const x = ops.fill([8, 8], (target) => {
              for (let index = 0; index < 64; index += 1)
                target.set(bits.subarray(bad, bad + 1), index);
            });
            const y = ops.view(definition.forward(ops, x, values));
            expect(y.every(Number.isNaN), definition.kind).toBe(true);
          });
        }
      }
    });

    test('an update that overflows: the weight is named, and the last good weights are kept', async () => {
      const document = documentOf([...deep(0.1, 2), head(2)], {
        backend,
        optimizer: choiceOf('sgd'),
        learningRate: 1e6,
        epochs: 5,
      });
      const trainer = new TestTrainer();
      const state = await trainer.run(document);
      expect(state.failure?.kind).toBe('not-finite');
      expect(state.failure?.node ?? state.failure?.tensor).toBeTruthy();
      expect(state.failure?.step).toBe(state.step + 1);
      expect(trainer.checkpoint.weights.every(({ values }) => allFinite(values))).toBe(true);
      expect(trainer.checkpoint.step).toBe(state.step);
    });

    test('the order of blame: pre-activation, then activation, loss, gradient, weight', async () => {
      const ops = await opsOf(backend);
      const layers = [layer('one', 'dense', { parameters: { units: 4 } }), head(2)];
      const core = coreOf(
        documentOf(layers, { optimizer: choiceOf('sgd'), learningRate: 1e39 }),
        ops,
      );
      const outcome = core.train();
      expect(outcome.notFinite).toMatchObject({ tensor: 'weight', weight: 'kernel', node: 'one' });
      const records = core.model.weights.toRecords();
      expect(records.every(({ values }) => allFinite(values))).toBe(true);
      records[0].values[0] = Number.NaN;
      core.model.weights.load(records);
      const second = core.train();
      expect(second.notFinite).toMatchObject({ tensor: 'preactivation', node: 'one' });
      core.dispose();
    });

    test('a square that overflows is blamed on the loss where all outputs are finite', async () => {
      const ops = await opsOf(backend);
      const document = documentOf([head(1)], { loss: choiceOf('meanSquaredError') });
      const core = coreOf(document, ops);
      const records = core.model.weights.toRecords();
      for (const { values } of records) values.fill(3e30);
      core.model.weights.load(records);
      expect(core.train().notFinite).toMatchObject({ tensor: 'loss', node: null });
      core.dispose();
    });
  },
);
