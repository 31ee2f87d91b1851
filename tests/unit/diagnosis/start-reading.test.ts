import { describe, expect, it } from 'vitest';
import { factsOf } from '../../../shared/diagnosis/facts/facts';
import { readStart } from '../../../shared/diagnosis/start-reading';
import { openedLab } from '../../support/labs';
import { measuredStart } from '../engine/measured-start';

const readLab = async (id: string) => readStart(factsOf(await measuredStart(openedLab(id))));

/** Labs, and what of their start is beyond the usual. */
const UNUSUAL: Readonly<Record<string, readonly string[]>> = {
  // Sigmoid in depth: the gradient vanishes, the signal does not.
  V1: ['gradient'],
  // N(0, 1) weights in a deep ReLU network.
  X1: ['loss', 'signal', 'gradient'],
  // Narrow and deep: born dead, so nothing of the input arrives and no gradient leaves.
  D2: ['loss', 'signal', 'gradient', 'bornDead'],
  // Too fast, but sound before the first step.
  N1: [],
};

describe('DIAG-7: a start tells its loss against that of guessing, its factors a layer, and the chance of being born dead', () => {
  it.each(Object.entries(UNUSUAL))('%s: unusual are %j', async (id, unusual) => {
    const readings = await readLab(id);
    for (const { evidence } of readings) {
      expect(evidence.text.en).not.toMatch(/\{\{|undefined|NaN/);
      expect(evidence.text.zh).not.toMatch(/\{\{|undefined|NaN/);
    }
    const kinds = readings.filter(({ isUnusual }) => isUnusual).map(({ kind }) => kind);
    expect(kinds).toEqual(unusual);
  });

  it('V1 starts at ln 2, and its gradient falls by sigmoid’s factor a layer', async () => {
    const readings = await readLab('V1');
    const textOf = (kind: string) => readings.find((one) => one.kind === kind)?.evidence.text.en;
    expect(textOf('loss')).toContain('ln 2 = 0.69');
    const factor = Number(textOf('gradient')?.match(/×([\d.]+) a layer/)?.[1]);
    // Between the factor for weights of variance 1 ÷ n and ¼, the steepest slope of sigmoid.
    expect(factor).toBeGreaterThan(0.15);
    expect(factor).toBeLessThan(0.35);
  });
});
