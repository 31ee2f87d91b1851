import { describe, expect, it } from 'vitest';
import { CliError } from '../../../main/cli/failures';
import { localeInArguments, localeOf } from '../../../main/cli/locale';
import { wholeNumber } from '../../../main/cli/numbers';
import { describeFailure } from '../../../main/cli/run-failure';
import { displayWidth, formatFigure, formatTable } from '../../../main/cli/table';
import { FAILURE_KINDS } from '../../../shared/telemetry/protocol';
import { dataset, documentWith } from '../data/document';

describe('tables', () => {
  it('CLI-17: columns line up on a terminal in Chinese as in English', () => {
    const lines = formatTable(
      ['层', 'RMS'],
      [
        ['隐藏层 1', '0.5'],
        ['Dense', '12.25'],
      ],
    );
    expect(lines).toEqual([
      '层          RMS',
      '────────  ─────',
      '隐藏层 1    0.5',
      'Dense     12.25',
    ]);
    expect(displayWidth('（层）')).toBe(6);
  });

  it('CLI-17: figures stay short whatever their size', () => {
    expect(
      [0, 0.25, 1e-12, 123456, 6.8973e12, null].map((value) => formatFigure(value, 3)),
    ).toEqual(['0', '0.25', '1.00e-12', '123000', '6.90e+12', '–']);
  });
});

describe('language', () => {
  it.each([
    [{ LANG: 'zh_CN.UTF-8' }, 'zh'],
    [{ LANG: 'zh_TW' }, 'zh'],
    [{ LANG: 'C' }, 'en'],
    [{ LANG: 'zh_CN.UTF-8', LC_ALL: 'en_US.UTF-8' }, 'en'],
    [{ LANG: 'de_DE.UTF-8', LC_MESSAGES: 'zh_CN' }, 'zh'],
    [{}, 'en'],
  ])('CLI-2: %o speaks %s', (variables, locale) => {
    expect(localeOf(variables)).toBe(locale);
  });

  it('CLI-2: --locale is read wherever it stands', () => {
    expect(localeInArguments(['check', 'a', '--locale', 'zh'])).toBe('zh');
    expect(localeInArguments(['--locale=en', 'check'])).toBe('en');
    expect(localeInArguments(['check', '--locale', 'fr'])).toBeNull();
    expect(localeInArguments(['check'])).toBeNull();
  });
});

describe('numbers', () => {
  it('CLI-3: only whole numbers within the range are taken', () => {
    expect(wholeNumber('--steps', undefined, 1, 10)).toBeUndefined();
    expect(wholeNumber('--steps', '10', 1, 10)).toBe(10);
    for (const bad of ['0', '11', '1.5', '1e1', '-1', '', 'ten', '99999999999999999999']) {
      expect(() => wholeNumber('--steps', bad, 1, 10)).toThrow(CliError);
    }
  });
});

describe('failures of a run', () => {
  const document = documentWith({ dataset: dataset('xor') });
  const message = { en: 'It did not work (SIGKILL).', zh: '训练未能进行（SIGKILL）。' };

  it.each(FAILURE_KINDS)('CLI-2: %s is told in one language at a time, and ends once', (kind) => {
    const failure = { kind, message, step: 3, node: null, tensor: 'loss' };
    const { en, zh } = describeFailure(failure, document);
    expect(en).not.toMatch(/[\u4e00-\u9fff]/);
    expect(zh).not.toContain(message.en);
    expect(`${en}${zh}`).not.toMatch(/\{\{|\.\.|。。|。\.|\.\)/);
    expect(zh).toMatch(/[\u4e00-\u9fff].*。$/);
  });

  it('CLI-2: a crash is told with its signal and what to try', () => {
    const failure = { kind: 'crashed' as const, message, step: 3, node: null, tensor: null };
    expect(describeFailure(failure, document)).toEqual({
      en: 'It did not work (SIGKILL). Try again, or with --backend cpu.',
      zh: '训练未能进行（SIGKILL）。请重试，或加上 --backend cpu。',
    });
  });
});
