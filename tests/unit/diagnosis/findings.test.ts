import { describe, expect, it } from 'vitest';
import { CAUSES } from '../../../shared/diagnosis/causes';
import { repair } from '../../../shared/diagnosis/repair';
import { isBetter, scoreOf } from '../../../shared/diagnosis/score';
import { FAULTY } from '../../bench/diagnosis/faulty';
import { HEALTHY } from '../../bench/diagnosis/healthy';
import { dataFor, train } from '../../bench/diagnosis/train';

const SEED = 1;

/** The first network of the benchmark for every cause: the benchmark itself has them all. */
const examples = CAUSES.flatMap(({ kind }) => FAULTY.find(({ fault }) => fault === kind) ?? []);
/** Every eighth sound one. */
const sound = HEALTHY.filter((_, index) => index % 8 === 0);

/** Told from the network and its data alone. */
const BEFORE_TRAINING = new Set([
  'outputMismatch',
  'symmetry',
  'unscaledInputs',
  'unscaledTargets',
  'inputScalesDiffer',
  'missingNonlinearity',
  'initializerTooLarge',
  'initializerTooSmall',
  'saturatingActivation',
  'deadBorn',
]);

describe('findings', () => {
  it.each(examples.map((one) => [one.name, one] as const))(
    `DIAG-2: the cause of %s is named first (seed ${SEED})`,
    async (_name, one) => {
      const document = one.document(SEED);
      const { start, end } = await train(document, await dataFor(document, one.spoils));
      expect(end[0]?.cause).toBe(one.fault);
      for (const { text } of end[0].evidence) {
        expect(text.en).not.toMatch(/\{\{|NaN(?! or infinite)|undefined/);
        expect(text.zh).not.toMatch(/\{\{|undefined/);
      }
      if (BEFORE_TRAINING.has(one.fault ?? '')) expect(start[0]?.cause).toBe(one.fault);
    },
  );

  it.each(sound.map((one) => [one.name, one] as const))(
    `DIAG-2: %s is told nothing (seed ${SEED})`,
    async (_name, one) => {
      const document = one.document(SEED);
      const { end } = await train(document, await dataFor(document, one.spoils));
      expect(end.map(({ cause }) => cause)).toEqual([]);
    },
  );
});

describe('repair', () => {
  const named = (name: string) => {
    const found = FAULTY.find((one) => one.name.startsWith(name));
    if (!found) throw new Error(`no network ${name}`);
    return found;
  };

  it.each([
    'saturatingActivation: six',
    'symmetry: every weight 0.1',
    'deadKilled: Adam at 1.5, spirals',
  ])(`DIAG-4: %s is cured, by edits whose twins are better alone (seed ${SEED})`, async (name) => {
    const one = named(name);
    const document = one.document(SEED);
    const first = await train(document, await dataFor(document, one.spoils));
    const result = await repair(
      first.subject,
      async (edited) => (await train(edited, await dataFor(edited, one.spoils))).subject,
      { locale: 'en' },
    );
    expect(result.attempts.length).toBeGreaterThan(0);
    for (const { isKept, before, after } of result.attempts) {
      if (isKept) expect(isBetter(before, after)).toBe(true);
    }
    expect(result.left.map(({ cause }) => cause)).toEqual([]);
    expect(result.after.value).toBeGreaterThan(scoreOf(first.subject).value);
  });

  it('DIAG-23: paths around fifty layers diverge at the old rate; they are kept together with a lower one', async () => {
    const one = named('degradation: fifty plain ReLU layers, houses');
    const whole = one.document(SEED);
    const document = { ...whole, training: { ...whole.training, epochs: 8 } };
    const first = await train(document, await dataFor(document, one.spoils));
    const { attempts, left, after, before } = await repair(
      first.subject,
      async (edited) => (await train(edited, await dataFor(edited, one.spoils))).subject,
      { locale: 'en' },
    );
    const alone = attempts.find(({ remedy, on }) => remedy === 'residual' && on === null);
    const kept = attempts.filter(({ isKept }) => isKept);
    expect(alone?.isBetter).toBe(false);
    expect(kept.map(({ on }) => on)).toEqual(['residual']);
    expect(left).toEqual([]);
    expect(isBetter(before, after)).toBe(true);
  }, 60_000);
});
