import { describe, expect, it } from 'vitest';
import { formatDuration, formatRate } from '../../../renderer/app/run/format';

describe('APP-2: times and rates are short and keep their meaning', () => {
  it.each([
    [0, '0:00'],
    [41, '0:41'],
    [59.6, '1:00'],
    [725, '12:05'],
    [3729, '1:02:09'],
    [-3, '0:00'],
  ])('%d s is %s', (seconds, text) => expect(formatDuration(seconds)).toBe(text));

  it.each([
    [0, '0'],
    [0.01, '0.01'],
    [0.0123, '0.012'],
    [0.001, '0.001'],
    [0.0003, '3e-4'],
    [0.00012, '1.2e-4'],
    [10, '10'],
    [5000, '5e3'],
  ])('%d is %s', (rate, text) => expect(formatRate(rate)).toBe(text));
});
