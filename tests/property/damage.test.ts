import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseProject, serializeProject } from '../../shared/document/file';
import { FILE_FAILURES } from '../../shared/document/file-texts';
import { documentSchema } from '../../shared/document/schema';
import { analyse } from '../../shared/graph/analyse';
import { randomStream } from '../../shared/random/random-stream';
import { anyDocument } from './arbitraries';

const fixture = readFileSync(
  fileURLToPath(new URL('../fixtures/projects/v1.vpnet', import.meta.url)),
);

/** A named failure, or a document that validates and can be looked at; never an exception. */
function survives(text: string): 'refused' | 'repaired' | 'read' {
  const parsed = parseProject(text);
  if (!parsed.ok) {
    expect(Object.keys(FILE_FAILURES)).toContain(parsed.failure.kind);
    expect(parsed.failure.text.en).not.toMatch(/\{\{|undefined/);
    expect(parsed.failure.text.zh).not.toMatch(/\{\{|undefined/);
    return 'refused';
  }
  const { document, repairs } = parsed.value;
  expect(documentSchema.safeParse(document).error).toBeUndefined();
  analyse(document);
  for (const { en, zh } of repairs) expect(en + zh).not.toMatch(/\{\{|undefined/);
  return repairs.length > 0 ? 'repaired' : 'read';
}

const tally = (outcomes: readonly string[]) =>
  Object.fromEntries(
    ['refused', 'repaired', 'read'].map((name) => [
      name,
      outcomes.filter((outcome) => outcome === name).length,
    ]),
  );

describe('DOC-70: a damaged file is refused by name or repaired, never an exception', () => {
  const SAMPLES = 800;

  test(`single flipped bits (${SAMPLES} sampled, seed 1)`, () => {
    const random = randomStream(1, 'bit flips');
    const outcomes = Array.from({ length: SAMPLES }, () => {
      const bytes = Uint8Array.from(fixture);
      bytes[random.below(bytes.length)] ^= 1 << random.below(8);
      return survives(new TextDecoder().decode(bytes));
    });
    // All three must occur, or the sampling tests nothing.
    for (const count of Object.values(tally(outcomes))) expect(count).toBeGreaterThan(10);
  });

  test(`single replaced bytes (${SAMPLES} sampled, seed 2)`, () => {
    const random = randomStream(2, 'byte flips');
    const outcomes = Array.from({ length: SAMPLES }, () => {
      const bytes = Uint8Array.from(fixture);
      bytes[random.below(bytes.length)] = random.below(256);
      return survives(new TextDecoder().decode(bytes));
    });
    expect(tally(outcomes).refused).toBeGreaterThan(10);
  });

  test('every seventh truncation', () => {
    const outcomes: string[] = [];
    for (let length = 0; length < fixture.length - 2; length += 7) {
      outcomes.push(survives(new TextDecoder().decode(fixture.subarray(0, length))));
    }
    expect(new Set(outcomes)).toEqual(new Set(['refused']));
  });

  test('a lost last newline loses nothing', () => {
    expect(survives(fixture.toString('utf8').trimEnd())).toBe('read');
  });

  /** Any JSON in the place of any part of the file: what a wrong writer would make. */
  test('any part replaced by any JSON (seed 3)', () => {
    const file = JSON.parse(fixture.toString('utf8'));
    const paths: (string | number)[][] = [];
    const walk = (value: unknown, path: (string | number)[]) => {
      if (path.length > 0) paths.push(path);
      if (typeof value !== 'object' || value === null) return;
      for (const [key, member] of Object.entries(value)) walk(member, [...path, key]);
    };
    walk(file, []);
    fc.assert(
      fc.property(fc.constantFrom(...paths), fc.jsonValue(), (path, value) => {
        const copy = structuredClone(file);
        const last = path.at(-1) as string;
        const parent = path.slice(0, -1).reduce((at, key) => at[key], copy);
        parent[last] = value;
        survives(JSON.stringify(copy));
      }),
      { seed: 3, numRuns: 600 },
    );
  });

  test('any text at all (seed 4)', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json(), fc.string({ unit: 'binary' })), (text) => {
        survives(text);
      }),
      { seed: 4, numRuns: 300 },
    );
  });
});

test('DOC-71: a repaired document is whole: written and read again, nothing is left to repair (seed 5)', () => {
  const random = randomStream(5, 'repair twice');
  fc.assert(
    fc.property(anyDocument, (document) => {
      const bytes = new TextEncoder().encode(serializeProject(document));
      bytes[random.below(bytes.length)] = 0x30 + random.below(10);
      const parsed = parseProject(new TextDecoder().decode(bytes));
      if (!parsed.ok) return;
      const again = parseProject(serializeProject(parsed.value.document));
      expect(again.ok && again.value.repairs).toEqual([]);
      expect(again.ok && again.value.document).toEqual(parsed.value.document);
    }),
    { seed: 5, numRuns: 300 },
  );
});
