import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

/** A promise's number where a title begins with it: `SAVE-3:`, `LAB-E2E-1:`, `TELE-E2:`. */
const QUOTED = /['"`]([A-Z][A-Z0-9]*(?:-E2E)?-E?\d+):/g;
const LISTED = /^- \*\*([A-Z][A-Z0-9]*(?:-E2E)?-E?\d+)\*\* /gm;

function idsIn(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map(([, id]) => id);
}

const listed = idsIn(readFileSync('docs/promises.md', 'utf8'), LISTED);
const testFiles = readdirSync('tests', { recursive: true, encoding: 'utf8' }).filter((file) =>
  /\.(test|spec)\.ts$/.test(file),
);
const quoted = new Set(
  testFiles.flatMap((file) => idsIn(readFileSync(join('tests', file), 'utf8'), QUOTED)),
);

describe('PROMISE-1: docs/promises.md and the tests name the same promises', () => {
  it('lists each promise once', () => {
    expect(listed.filter((id, index) => listed.indexOf(id) !== index)).toEqual([]);
  });

  it('lists no promise that no test quotes', () => {
    expect(listed.filter((id) => !quoted.has(id))).toEqual([]);
  });

  it('lists every promise that a test quotes', () => {
    expect([...quoted].filter((id) => !listed.includes(id))).toEqual([]);
  });
});
