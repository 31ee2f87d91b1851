import { expect, test } from 'vitest';
import { shareOf } from '../../../shared/diagnosis/cause';

test.each([
  [0.0004, '0.04 %'],
  [0.123, '12 %'],
  [50, '5,000 %'],
  [51, '51 ×'],
  [4321, '4,300 ×'],
  [4.9e7, '4.9e7 ×'],
  [Number.POSITIVE_INFINITY, 'Infinity ×'],
])('DIAG-24: an update of %d of the weights is written as %s', (share, written) => {
  expect(shareOf(share)).toBe(written);
});
