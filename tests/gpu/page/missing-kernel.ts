import { getKernel, registerKernel, Sqrt, Tanh, unregisterKernel } from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import { BACKENDS, choiceOf, documentOf, head, layer, WASM_PATH } from '../../unit/engine/support';
import { TestTrainer } from '../../unit/engine/trainer';

const hidden = (id: string, activation: string) =>
  layer(id, 'dense', { parameters: { units: 4, activation: choiceOf(activation) } });

const CASES = [
  { kernel: Tanh, node: 'second', en: 'the layer “second” failed', zh: '层“second”出错' },
  { kernel: Sqrt, node: null, en: 'update of the weights failed', zh: '权重更新出错' },
];

describe.each(BACKENDS)('GPU-8: on %s', (backend) => {
  test.each(CASES)(
    'a run without the kernel $kernel is refused before its first step, in words',
    async ({ kernel, node, en, zh }) => {
      const document = documentOf([hidden('first', 'relu'), hidden('second', 'tanh'), head(2)], {
        backend,
        optimizer: choiceOf('adam'),
      });
      const trainer = new TestTrainer();
      const lent = getKernel(kernel, backend);
      unregisterKernel(kernel, backend);
      try {
        await trainer.run(document, { stepLimit: 2, wasmPath: WASM_PATH });
      } finally {
        registerKernel(lent);
      }
      const { failure, step } = trainer.state;
      expect([failure?.kind, failure?.node, step]).toEqual(['backend-unavailable', node, 0]);
      for (const [said, part] of [
        [failure?.message.en, en],
        [failure?.message.zh, zh],
        [failure?.message.en, `“${kernel}”`],
      ]) {
        expect([said, said?.includes(part as string)]).toEqual([said, true]);
      }
      expect(trainer.events.some(({ type }) => type === 'layout')).toBe(false);
    },
  );

  test('with all kernels the same network trains', async () => {
    const trainer = new TestTrainer();
    const document = documentOf([hidden('first', 'tanh'), head(2)], { backend });
    const state = await trainer.run(document, { stepLimit: 2, wasmPath: WASM_PATH });
    expect([state.phase, state.step]).toEqual(['finished', 2]);
  });
});
