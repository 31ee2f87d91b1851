import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const page = readFileSync('docs/faults.md', 'utf8');
const promises = readFileSync('docs/promises.md', 'utf8');
const rows = [...page.matchAll(/^\| (?!Fault|---)(.+?) \| (.+?) \| (.+?) \|$/gm)];

it('FAULT-7: every fault of docs/faults.md says what holds, and names promises that there are', () => {
  expect(rows.length).toBeGreaterThan(25);
  for (const [, fault, holds, tests] of rows) {
    expect(holds.length, fault).toBeGreaterThan(10);
    for (const id of tests.split(', ')) {
      expect(promises, `${fault}: ${id}`).toContain(`- **${id}** `);
    }
  }
});
