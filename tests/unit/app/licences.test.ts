import { describe, expect, it } from 'vitest';
import { searchLicences } from '../../../renderer/app/shell/licence-search';
import { collectLicences } from '../../../vite.licences';

const ALLOWED = new Set(['MIT', 'ISC', '0BSD', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0']);

/** Packages whose licence has no name of its own, with what its text must say. */
const EXCEPTIONS: Readonly<Record<string, readonly RegExp[]>> = {
  // A notice of NIST (free to use, copy and change, to be named as the source) and HDF5's own, in the style of BSD.
  h5wasm: [
    /NIST-developed software is provided by NIST as a public service/,
    /Redistribution and use in source/,
  ],
};

/** `A AND B` asks for all, `(A OR B)` lets one choose; deeper expressions are for a person to read. */
const isAllowed = (expression: string): boolean =>
  expression.split(' AND ').every((part) =>
    part
      .replace(/^\(|\)$/g, '')
      .split(' OR ')
      .some((name) => ALLOWED.has(name)),
  );

const licences = collectLicences(process.cwd());

describe('DESK-17: licences of all that is shipped', () => {
  it('are free ones that ask for no more than to be named', () => {
    expect(licences.packages.length).toBeGreaterThan(100);
    const others = licences.packages.filter(
      ({ name, licence }) => !isAllowed(licence) && !EXCEPTIONS[name],
    );
    expect(others.map(({ name, licence }) => `${name}: ${licence}`)).toEqual([]);
  });

  it('are what an exception says of them', () => {
    for (const [name, words] of Object.entries(EXCEPTIONS)) {
      const entry = licences.packages.find((known) => known.name === name);
      for (const word of words) expect(licences.texts[entry?.text ?? -1], name).toMatch(word);
    }
  });

  it.each([
    ['GPL-3.0-only', false],
    ['BlueOak-1.0.0', false],
    ['MIT AND GPL-3.0-only', false],
    ['(MIT OR GPL-3.0-only)', true],
    ['MIT AND ISC AND BSD-3-Clause', true],
  ])('%s is allowed: %s', (expression, allowed) => {
    expect(isAllowed(expression)).toBe(allowed);
  });

  it('are those of what the app needs when it runs, and of what left code in it', () => {
    const names = new Set(licences.packages.map(({ name }) => name));
    for (const name of [
      'react',
      'zod',
      '@tensorflow/tfjs-core',
      'd3-scale',
      'electron',
      'assemblyscript',
    ]) {
      expect(names).toContain(name);
    }
    for (const name of ['vitest', '@biomejs/biome', 'typescript', '@playwright/test', 'axe-core']) {
      expect(names).not.toContain(name);
    }
    expect(names).not.toContain('vanishing-point');
  });

  it('keep each text once', () => {
    expect(new Set(licences.texts).size).toBe(licences.texts.length);
    expect(licences.texts.length).toBeLessThan(licences.packages.length);
  });

  it('are found by name, author or licence', () => {
    const found = (query: string) => searchLicences(licences, query).map(({ name }) => name);
    expect(found('  ')).toHaveLength(licences.packages.length);
    expect(found('h5wasm')).toEqual(['h5wasm']);
    expect(found('BSD jpeg')).toEqual(['jpeg-js']);
    expect(found('no such package')).toEqual([]);
  });
});
