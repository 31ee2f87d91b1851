import type { Facts } from './facts';
import { meanOf } from './mean';

/**
 * Errors on validation ÷ those of always naming the most common class, over the newer half of the checks: 1 where the
 * inputs tell nothing, 0 where every answer is right. What the loss cannot say: a network that is sure of everything has
 * a loss far above guessing by its few errors alone. NaN for a regression, or without a check.
 */
export function errorShare({ validation, data, subject }: Facts): number {
  const counts = data?.classCounts ?? [];
  const samples = counts.reduce((sum, count) => sum + count, 0);
  const checks = validation.filter(({ step }) => step > 0);
  if (subject.layout.metrics[0] !== 'accuracy' || samples === 0 || checks.length === 0) {
    return Number.NaN;
  }
  const newer = checks.slice(Math.floor(checks.length / 2)).map(({ metric }) => metric);
  return (1 - meanOf(newer)) / (1 - Math.max(...counts) / samples);
}
