import { describe, expect, test } from 'vitest';
import { engineText } from '../../../shared/engine/failure-texts';
import { OutOfMemory } from '../../../shared/engine/storage';
import { notFiniteText } from '../../../shared/telemetry/not-finite-text';
import { FAILURE_TENSORS } from '../../../shared/telemetry/protocol';
import { quoteError } from '../../../shared/text/quote';

describe('TRAIN-5: what was not finite is said in both languages', () => {
  test.each(FAILURE_TENSORS)('%s, with and without a weight and a node', (tensor) => {
    const said = [null, 'kernel'].flatMap((weight) =>
      [null, 'deep-9'].map((node) => notFiniteText(tensor, weight, node, 1_234)),
    );
    for (const { en, zh } of said) {
      expect(en).toMatch(
        /^In step 1,234 the first number that is NaN or infinite stands in the .+\.$/,
      );
      expect(zh).toMatch(/^第 1,234 步首次出现 NaN 或无穷大，位于.+。$/);
      expect(`${en}${zh}`).not.toMatch(/\{\{|null|undefined| of\./);
    }
  });

  test('a weight is named as it is in the file', () => {
    expect(notFiniteText('weightGradient', 'kernel', 'deep-9', 3)).toEqual({
      en: 'In step 3 the first number that is NaN or infinite stands in the gradient of kernel of “deep-9”.',
      zh: '第 3 步首次出现 NaN 或无穷大，位于“deep-9”的 kernel 的梯度。',
    });
    expect(notFiniteText('loss', null, null, 0).zh).toBe(
      '第 0 步首次出现 NaN 或无穷大，位于损失。',
    );
  });
});

describe('TRAIN-4: the words of a library stand inside a sentence of the reader’s language', () => {
  test('its own full stop does not make two', () => {
    const reason = quoteError(new Error('wasm streaming failed.'));
    expect(engineText('backend-failed', { backend: 'wasm', reason })).toEqual({
      en: 'The backend wasm did not start: “wasm streaming failed”.',
      zh: '后端 wasm 未能启动：“wasm streaming failed”。',
    });
  });

  test('a tensor without room is told by its shape', () => {
    expect(new OutOfMemory([64, 30_000]).text).toEqual({
      en: 'No memory for a tensor of shape 64 × 30000.',
      zh: '内存不足，无法分配形状为 64 × 30000 的张量。',
    });
  });
});
