import { expect, test } from 'vitest';
import {
  fillTemplate,
  formatExactly,
  formatNumber,
  formatShape,
  say,
} from '../../../shared/text/text';

test('DOC-1: numbers in sentences are grouped, short, and never long tails of digits', () => {
  const shown = [65536, -5, 0.1 + 0.2, 1234.5678, 1e-8, 123456789.5, 0].map(formatNumber);
  expect(shown).toEqual(['65,536', '-5', '0.3', '1235', '1e-8', '1.23e8', '0']);
});

test('DOC-2: limits are not rounded', () => {
  expect([0.99999, 1e-12, 0.1, 1000].map(formatExactly)).toEqual([
    '0.99999',
    '1e-12',
    '0.1',
    '1,000',
  ]);
});

test('DOC-3: a slot that has no value stays visible', () => {
  expect(fillTemplate('{{known}} and {{unknown}}', { known: 1 })).toBe('1 and {{unknown}}');
});

test('DOC-4: a number brings the right noun', () => {
  const text = '{{count|node|nodes}} left';
  expect(fillTemplate(text, { count: 1 })).toBe('1 node left');
  expect(fillTemplate(text, { count: 3 })).toBe('3 nodes left');
  expect(fillTemplate(text, { count: 0 })).toBe('0 nodes left');
});

test('DOC-5: Chinese and Latin letters or digits are kept apart by a space', () => {
  const zh = (template: string, values: Record<string, string | number>) =>
    fillTemplate(template, values, 'zh');
  expect(zh('{{node}}没有输入', { node: 'Dense 3' })).toBe('Dense 3 没有输入');
  expect(zh('{{node}}没有输入', { node: '全连接' })).toBe('全连接没有输入');
  expect(zh('共{{count}}个', { count: -2 })).toBe('共 -2 个');
  expect(zh('共 {{count}} 个', { count: 2 })).toBe('共 2 个');
  expect(zh('（{{name}}）', { name: 'a' })).toBe('（a）');
});

test('DOC-6: a value in both languages is said in the language of the sentence', () => {
  const text = { en: 'The {{it}} is off.', zh: '{{it}}有误。' };
  const it = { en: 'rate', zh: '学习率' };
  expect(say(text, 'en', { it })).toBe('The rate is off.');
  expect(say(text, 'zh', { it })).toBe('学习率有误。');
});

test('DOC-7: a name that looks like a slot is not filled again', () => {
  expect(fillTemplate('{{node}} stops', { node: '{{count}}', count: 3 })).toBe('{{count}} stops');
  expect(fillTemplate('{{node}} stops', { node: '$&' })).toBe('$& stops');
});

test('DOC-8: shapes are written with a multiplication sign', () => {
  expect([formatShape([28, 28, 1]), formatShape([7]), formatShape([])]).toEqual([
    '28 × 28 × 1',
    '7',
    '1',
  ]);
});
