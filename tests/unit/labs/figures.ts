import { writeFileSync } from 'node:fs';
import { beforeAll, expect, it } from 'vitest';
import { NUMBERS } from '../../../shared/labs/figure-numbers';
import { MEASURES } from './measured-figures';

/** Every number of a figure beside the one measured, whatever the nesting. */
function pairs(one: unknown, other: unknown): [unknown, unknown][] {
  if (typeof one !== 'object' || one === null) return [[one, other]];
  return Object.keys(one).flatMap((key) =>
    pairs((one as Record<string, unknown>)[key], (other as Record<string, unknown>)?.[key]),
  );
}

/** Two digits are drawn; the last one may differ between machines. */
const DIGIT_TOLERANCE = 0.02;
/** Histograms are of some samples of a batch, and the probe may choose others. */
const SHARE_TOLERANCE = 0.1;
const HISTOGRAMS = new Set(['histograms', 'xavierByHand']);

const HEADING =
  '/** Measured by training the labs; written by `UPDATE_FIGURES=1 npx vitest run tests/unit/labs`, which also checks them. */';

/** Writes what was measured among the numbers that other test files measure: one file at a time. */
function update(measured: ReadonlyMap<string, unknown>): void {
  const numbers = { ...NUMBERS, ...Object.fromEntries(measured) };
  const text = `${HEADING}\nexport const NUMBERS = ${JSON.stringify(numbers, null, 2)} as const;\n`;
  writeFileSync('shared/labs/figure-numbers.ts', text);
}

/** Tests, for a `describe`, that the pictures of a group's labs are drawn from what the labs measure. */
export function testFigures(group: keyof typeof MEASURES): void {
  const measures: Readonly<Record<string, () => Promise<unknown>>> = MEASURES[group];
  const drawn: Readonly<Record<string, unknown>> = NUMBERS;
  const measured = new Map<string, unknown>();

  beforeAll(async () => {
    for (const [figure, measure] of Object.entries(measures)) {
      measured.set(figure, await measure());
    }
    if (process.env.UPDATE_FIGURES) update(measured);
  }, 180_000);

  it.each(Object.keys(measures))('%s is drawn from what its lab measures', (figure) => {
    const compared = pairs(measured.get(figure), drawn[figure]);
    expect(compared.length).toBeGreaterThan(9);
    expect(pairs(drawn[figure], measured.get(figure))).toHaveLength(compared.length);
    const least = HISTOGRAMS.has(figure) ? SHARE_TOLERANCE : DIGIT_TOLERANCE;
    for (const [value, shown] of compared) {
      if (typeof value === 'number') {
        expect(Math.abs((shown as number) - value)).toBeLessThan(least + 0.1 * Math.abs(value));
      } else expect(shown).toBe(value);
    }
  });
}
