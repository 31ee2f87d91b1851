import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { CATALOGUE_FOLDER, catalogueFiles } from '../../../docs/make/catalogue';
import { heading, picturePath } from '../../../docs/make/page';
import { READY_BLOCKS } from '../../../shared/catalogue/ready-blocks';
import { REGISTRIES } from './registries';

const made = await catalogueFiles();
const read = (path: string) => readFileSync(join(CATALOGUE_FOLDER, path), 'utf8');
const committed = readdirSync(CATALOGUE_FOLDER, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name).slice(CATALOGUE_FOLDER.length + 1));

const pages = [
  ...Object.entries(REGISTRIES).map(([name, { entries }]) => ({ name, entries })),
  { name: 'blocks', entries: READY_BLOCKS },
];
const entries = pages.flatMap(({ name, entries: listed }) =>
  listed.map(({ kind, label }) => ({ page: name, kind, title: heading(label) })),
);

/** Light enough that nobody minds them in a clone. */
const MAX_BYTES = 1.5e6;

describe('CAT-210: docs/catalogue', () => {
  test('holds the files that are written, and no other', () => {
    expect(committed.sort(), 'run `npm run docs`').toEqual([...made.keys()].sort());
  });

  test.each([...made.keys()].filter((path) => path.endsWith('.md')))(
    '%s and its pictures are what `npm run docs` writes',
    (page) => {
      const folder = `pictures/${page.replace('.md', '')}/`;
      const differing = [...made.keys()]
        .filter((path) => path === page || path.startsWith(folder))
        .filter((path) => read(path) !== made.get(path));
      expect(differing, 'run `npm run docs`').toEqual([]);
    },
  );

  test.each(entries)('$page says what $kind is, and shows it', ({ page, kind, title }) => {
    const text = made.get(`${page}.md`) ?? '';
    const [, section = ''] = text.split(`\n## ${title}\n`);
    const [own] = section.split('\n## ');
    const path = picturePath(page, kind);
    expect(own).toContain(`\`${kind}\``);
    expect(own).toContain(`](${path})`);
    const picture = made.get(path) ?? '';
    expect(picture).toMatch(/^<svg [^>]*>\n<title>.+<\/title>/);
    // A picture of nothing, or of numbers that are none.
    expect(picture.split('<path').length).toBeGreaterThan(1);
    for (const text of [own, picture]) {
      expect(text).not.toMatch(/NaN|Infinity|undefined|\[object|\{\{/);
    }
  });

  test('is small', () => {
    const bytes = [...made.values()].reduce((sum, text) => sum + Buffer.byteLength(text), 0);
    expect(bytes).toBeLessThan(MAX_BYTES);
  });
});
