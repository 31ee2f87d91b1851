import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import Papa from 'papaparse';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { importTable } from '../../../main/services/data/import-table';
import { loadRawData } from '../../../main/services/data/load';
import type { DataPlaces } from '../../../main/services/data/places';
import { loadPreparedData } from '../../../main/services/data/prepared';
import { previewData } from '../../../main/services/data/preview';
import type { Table } from '../../../shared/catalogue/dataset';
import type { ProjectDocument } from '../../../shared/document/schema';
import { documentWith } from './document';

let root: string;
let places: DataPlaces & { readonly projectFolder: string };

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'vanishing-point-csv-'));
  places = { projectFolder: join(root, 'project'), importFolder: join(root, 'imports') };
  await mkdir(places.projectFolder);
});
afterEach(() => rm(root, { recursive: true, force: true }));

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

async function imported(text: string | Uint8Array, name = 'people.csv') {
  const result = await importTable(name, typeof text === 'string' ? utf8(text) : text, places);
  if (!result.ok) throw new Error(result.failure.text.en);
  return result.value;
}

async function refusal(bytes: Uint8Array, name = 'people.csv'): Promise<string> {
  const result = await importTable(name, bytes, places);
  if (result.ok) throw new Error('was accepted');
  return result.failure.text.en;
}

async function tableOf(text: string | Uint8Array): Promise<Table> {
  const { dataset, columns } = await imported(text);
  const raw = await loadRawData(documentWith({ dataset, columns }), places);
  if (!raw.ok) throw new Error(raw.failure.text.en);
  if (raw.value.type !== 'table') throw new Error('not a table');
  return raw.value;
}

const documentOf = async (text: string, name?: string): Promise<ProjectDocument> => {
  const { dataset, columns } = await imported(text, name);
  return documentWith({ dataset, columns, validationShare: 0 }, 'meanSquaredError');
};

const valuesOf = (table: Table, name: string): unknown[] => [
  ...(table.columns.find((column) => column.name === name)?.values ?? []),
];

const PEOPLE = `name,age,income,group
Ann,31,1.5e3,a
"Lee, Bo",45,2000,b
"Say ""hi""",52,1800.5,a
Li,,2100,b
Mo,29,NA,a
Jo,abc,1700,b
Ed,33,1600,a
`;

describe('importTable', () => {
  it('CSV-1: finds delimiter, header, types, categories and roles, and keeps the file under its hash', async () => {
    const result = await imported(PEOPLE);
    expect(result.rows).toBe(7);
    expect(result.dataset.parameters).toMatchObject({
      file: 'people.csv',
      delimiter: 'comma',
      header: true,
    });
    expect(
      result.columns.map(({ name, role, encoding }) => `${name}: ${role}, ${encoding}`),
    ).toEqual([
      'name: feature, category',
      'age: feature, number',
      'income: feature, number',
      'group: target, category',
    ]);
    expect(result.columns[3].categories).toEqual(['a', 'b']);
    const [stored] = await readdir(places.importFolder);
    expect(stored).toBe(`${result.dataset.parameters.hash}.csv`);
    expect(await readFile(join(places.importFolder, stored), 'utf8')).toBe(PEOPLE);
  });

  it('CSV-2: a word in a numeric column is named by line and column, in both languages, and counts as missing', async () => {
    const { warnings } = await imported(PEOPLE);
    expect(warnings).toEqual([
      {
        en: 'Line 7, column “age”: “abc” is not a number; it counts as missing.',
        zh: '第 7 行，“age”列：“abc”不是数字，按缺失值处理。',
      },
    ]);
    expect(valuesOf(await tableOf(PEOPLE), 'age')).toEqual([31, 45, 52, NaN, 29, NaN, 33]);
  });

  it('CSV-3: a bad value stops a run with its line where the column refuses missing values', async () => {
    const document = await documentOf(PEOPLE);
    const columns = document.data.columns.map((column) =>
      column.name === 'age' ? { ...column, missing: 'refuse' as const } : column,
    );
    const result = await loadPreparedData(
      { ...document, data: { ...document.data, columns } },
      places,
    );
    expect(result).toMatchObject({
      ok: false,
      failure: {
        text: {
          en: 'Line 7, column “age”: “abc” is not a number. Correct it, or let missing values of this column be replaced or dropped.',
        },
      },
    });
  });

  it('CSV-4: rows with too few or too many fields are left out and named; line numbers count quoted line breaks', async () => {
    const { rows, warnings } = await imported(
      'a,b,c\n1,2,3\n"two\nlines",2,3\n\n4,5\n6,7,8,9\n1,1,1\n2,2,2\n',
    );
    expect(rows).toBe(4);
    expect(warnings.map(({ en }) => en)).toEqual([
      'Line 3, column “a”: “two\nlines” is not a number; it counts as missing.',
      'Line 6 has 2 fields where 3 are expected; the row is left out.',
      'Line 7 has 4 fields where 3 are expected; the row is left out.',
    ]);
  });

  it('CSV-5: a file whose rows mostly have other lengths is refused instead of emptied', async () => {
    expect(await refusal(utf8('a,b\n1,2\n1,2,3\n1\n1,2,3\n'))).toBe(
      '“people.csv”: 3 of 4 rows do not have 2 fields as the first one does, for example line 3. Check the delimiter.',
    );
  });

  it('CSV-6: an unclosed quotation mark is named by the line where it opens', async () => {
    expect(await refusal(utf8('a,b\n1,2\n3,"4\n5,6\n7,8\n'))).toBe(
      'Line 3 of “people.csv”: the quoted field that begins here is never closed. Add the missing quotation mark.',
    );
  });

  it('CSV-6: an unclosed quotation mark in a large file is found without reading on for ever', async () => {
    const rows = 'some,words,here\n'.repeat(1_000_000);
    expect(await refusal(utf8(`a,b,c\n1,2,3\n"4,5,6\n${rows}`))).toMatch(/^Line 3 of/);
  });

  const encoded: [string, Uint8Array][] = [
    ['UTF-8 with a byte order mark', Buffer.from('\ufeffköln,größe\n1,2\n3,4\n', 'utf8')],
    ['UTF-16 little-endian with a mark', Buffer.from('\ufeffköln,größe\n1,2\n3,4\n', 'utf16le')],
    ['UTF-16 little-endian without one', Buffer.from('köln,größe\n1,2\n3,4\n', 'utf16le')],
    [
      'UTF-16 big-endian with a mark',
      Buffer.from('\ufeffköln,größe\n1,2\n3,4\n', 'utf16le').swap16(),
    ],
    ['Windows line ends', utf8('köln,größe\r\n1,2\r\n3,"4"\r\n')],
    ['old Mac line ends', utf8('köln,größe\r1,2\r3,4\r')],
    ['semicolons', utf8('köln;größe\n1;2\n3;4\n')],
    ['tabs', utf8('köln\tgröße\n1\t2\n3\t4\n')],
    ['bars', utf8('köln|größe\n1|2\n3|4\n')],
  ];
  it.each(encoded)('CSV-7: reads %s', async (_name, bytes) => {
    const table = await tableOf(bytes);
    expect(table.columns.map(({ name }) => name)).toEqual(['köln', 'größe']);
    expect(valuesOf(table, 'größe')).toEqual([2, 4]);
  });

  it('CSV-8: another encoding is refused with the first line that shows it', async () => {
    const latin1 = Buffer.from('stadt,wert\nBonn,1\nKöln,2\n', 'latin1');
    expect(await refusal(latin1)).toBe(
      'Line 3 of “people.csv” is not UTF-8 text. Save the file as UTF-8 (in a spreadsheet: “CSV UTF-8”) and import it again.',
    );
    const late = Buffer.concat([
      Buffer.from('a,b\n'),
      Buffer.from('1,2\n'.repeat(700_000)),
      latin1,
    ]);
    expect(await refusal(late)).toMatch(/^Line 700,004 of/);
  });

  it.each([
    ['GBK', [0xb3, 0xc7, 0xca, 0xd0], [0xb1, 0xb1, 0xbe, 0xa9], '北京'],
    // A character of four bytes, which only GB 18030 has, beside common ones.
    [
      'GB 18030',
      [0xb3, 0xc7, 0xca, 0xd0, 0xd2, 0xbb],
      [0xc9, 0xcf, 0xba, 0xa3, 0xca, 0xd0, 0xc7, 0xf8],
      '上海市区',
    ],
  ])('CSV-20: Chinese text in %s is read, and that is said', async (_, head, city, word) => {
    const bytes = Buffer.from([
      ...head,
      0x2c,
      0x78,
      0x0a,
      ...city,
      0x2c,
      0x31,
      0x0a,
      ...city,
      0x2c,
      0x32,
      0x0a,
    ]);
    const result = await importTable('城市.csv', bytes, places);
    if (!result.ok) throw new Error(result.failure.text.en);
    expect(result.value.warnings.map(({ en }) => en)).toContain(
      '“城市.csv” is not UTF-8 and was read as Chinese text in GB 18030 (GBK). Look whether its words are right.',
    );
    const { dataset } = result.value;
    const columns = result.value.columns.map((own) => ({ ...own, role: 'feature' as const }));
    const raw = await loadRawData(documentWith({ dataset, columns }), places);
    if (!raw.ok || raw.value.type !== 'table') throw new Error('no table');
    expect([...raw.value.columns[0].values]).toEqual([word, word]);
    expect(raw.value.columns[0].name.startsWith('城市')).toBe(true);
  });

  it('CSV-20: western text in Latin-1 is not taken for Chinese', async () => {
    for (const text of [
      'Größe,x\n1,2\n',
      'nom,x\nRené,1\nZoé,2\n',
      'año,x\n1,2\n',
      'MÜßIG,x\nÄÖ,1\n',
    ]) {
      expect(await refusal(Buffer.from(text, 'latin1'))).toMatch(/is not UTF-8 text/);
    }
  });

  it.each([
    ['Big5', 'bb4fa55fa5ab', 'b0aab6afa5ab'],
    ['Shift-JIS', '938c8b9e', '91e58de3'],
    ['EUC-KR', 'bcadbfefbacebbeab4ebb1b8c0cec3b5', 'b1a4c1d6b4ebc0fcbfefbbeabcbcc1be'],
  ])('CSV-20: %s is not taken for GB 18030', async (_, one, other) => {
    const row = (hex: string) => [...Buffer.from(hex, 'hex'), 0x2c, 0x31, 0x0a];
    const bytes = Uint8Array.from([...utf8('place,x\n'), ...row(one), ...row(other)]);
    expect(await refusal(bytes)).toMatch(/^Line 2 of “people\.csv” is not UTF-8 text/);
  });

  it('CSV-9: files that are no text are refused, with a guess at what they are', async () => {
    expect(await refusal(Uint8Array.of(0x50, 0x4b, 3, 4, 20, 0, 6, 0))).toBe(
      '“people.csv” is not a text file (it looks like an Excel workbook or a ZIP archive). Export it as CSV (UTF-8) and import that.',
    );
    expect(
      await refusal(Uint8Array.from({ length: 999 }, (_, index) => (index * 7) % 251)),
    ).toMatch(/is not a text file\. Export/);
    expect(await refusal(new Uint8Array(0))).toMatch(/holds no rows of data/);
    expect(await refusal(utf8('a,b,c\n'))).toMatch(/holds no rows of data/);
    expect(await readdir(root)).toEqual(['project']);
  });

  it('CSV-10: decimal commas are numbers where the delimiter is another', async () => {
    expect(valuesOf(await tableOf('x;y\n1,5;2,25\n-3,0;4e-1\n'), 'x')).toEqual([1.5, -3]);
  });

  it('CSV-11: a file without a header gets numbered columns, and names are unique', async () => {
    const bare = await imported('1,2,a\n3,4,b\n');
    expect(bare.rows).toBe(2);
    expect(bare.columns.map(({ name }) => name)).toEqual(['column 1', 'column 2', 'column 3']);
    const { columns } = await imported(',x,x\n0,1,2\n1,3,4\n');
    expect(columns.map(({ name }) => name)).toEqual(['column 1', 'column 2', 'column 3']);
  });

  it('CSV-12: keys, free text and empty columns are ignored, and that is said', async () => {
    const rows = Array.from(
      { length: 30 },
      (_, row) => `${row},person ${row},,${row % 3},${row}.5`,
    );
    const { columns, warnings } = await imported(['id,who,gap,kind,y', ...rows].join('\n'));
    expect(columns.map(({ role }) => role)).toEqual([
      'ignore',
      'ignore',
      'ignore',
      'feature',
      'target',
    ]);
    expect(warnings).toHaveLength(3);
  });

  it('CSV-13: whatever table is written as CSV is read back as it was (seed 20256)', async () => {
    const cell = fc.string({ maxLength: 12, unit: 'grapheme' }).map((text) => `w${text.trim()}w`);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(cell, fc.double({ noNaN: true, noDefaultInfinity: true })), {
          minLength: 1,
          maxLength: 12,
        }),
        fc.constantFrom(',', ';', '\t'),
        async (rows, delimiter) => {
          const text = Papa.unparse({ fields: ['word', 'number'], data: rows }, { delimiter });
          const table = await tableOf(text);
          expect(valuesOf(table, 'word')).toEqual(
            rows.map(([word]) => word.replace(/\r\n?/g, '\n')),
          );
          expect(valuesOf(table, 'number')).toEqual(rows.map(([, value]) => value + 0 || 0));
        },
      ),
      { seed: 20256, numRuns: 60 },
    );
  });

  it('CSV-14: a million rows stay near the size of their numbers', async () => {
    const bytes = utf8(`x,y,kind\n${'0.25,17,red\n1.5,18,blue\n'.repeat(500_000)}`);
    globalThis.gc?.();
    const before = process.memoryUsage();
    const table = await tableOf(bytes);
    const after = process.memoryUsage();
    expect(table.count).toBe(1_000_000);
    const numbers = table.columns.filter(({ type }) => type === 'number');
    expect(numbers.every(({ values }) => values instanceof Float64Array)).toBe(true);
    const grown = after.arrayBuffers - before.arrayBuffers;
    // Two numeric columns and the line numbers take 20 MB, the copies of the file that wait to be collected 24 MB.
    expect(grown).toBeLessThan(200 * 1024 * 1024);
  });
});

describe('a CSV in a project', () => {
  const MORE = 'x,y\n1,10\n2,20\n3,30\n';

  it('CSV-15: the file beside the project is used, else the copy that the app keeps', async () => {
    const document = await documentOf(MORE, 'more.csv');
    await writeFile(join(places.projectFolder, 'more.csv'), MORE);
    expect((await loadPreparedData(document, { ...places, importFolder: root })).ok).toBe(true);
    await rm(join(places.projectFolder, 'more.csv'));
    expect((await loadPreparedData(document, places)).ok).toBe(true);
    expect((await loadPreparedData(document, { ...places, projectFolder: null })).ok).toBe(true);
    expect(await loadPreparedData(document, { ...places, importFolder: root })).toMatchObject({
      failure: { kind: 'file-not-found' },
    });
  });

  it('CSV-16: a changed file is said to be changed, and a damaged copy to be damaged', async () => {
    const document = await documentOf(MORE, 'more.csv');
    await writeFile(join(places.projectFolder, 'more.csv'), `${MORE}4,40\n`);
    expect(await loadPreparedData(document, { ...places, importFolder: root })).toMatchObject({
      failure: { kind: 'file-changed' },
    });
    const [stored] = await readdir(places.importFolder);
    await writeFile(join(places.importFolder, stored), 'x,y\n1,11\n');
    expect(await loadPreparedData(document, places)).toMatchObject({
      failure: { kind: 'import-damaged' },
    });
  });

  it('CSV-17: a stranger’s document cannot read outside the project’s folder', async () => {
    const secret = join(root, 'secret.csv');
    await writeFile(secret, MORE);
    await symlink(secret, join(places.projectFolder, 'link.csv'));
    const document = await documentOf(MORE);
    for (const file of ['../secret.csv', secret, 'link.csv', '..', '.']) {
      for (const hash of ['', '../../secret', '0'.repeat(64)]) {
        const dataset = { kind: 'csv', parameters: { file, hash } };
        const asked = { ...document, data: { ...document.data, dataset } };
        expect(await loadPreparedData(asked, places)).toMatchObject({
          ok: false,
          failure: { kind: 'file-not-found' },
        });
      }
    }
  });

  it('CSV-18: the preview shows rows, summaries and samples in the file’s own units', async () => {
    const document = await documentOf(PEOPLE);
    const preview = await previewData(document, places);
    if (!preview.ok) throw new Error(preview.failure.text.en);
    expect(preview.value.rows[1]).toEqual(['Lee, Bo', '45', '2000', 'b']);
    expect(preview.value.columns[1]).toMatchObject({ minimum: 29, maximum: 52, missing: 2 });
    expect(preview.value.columns[3]).toMatchObject({ categories: ['a', 'b'], counts: [4, 3] });
    expect(preview.value.classCounts).toEqual([4, 3]);
    expect(preview.value.samples.length).toBe(7 * preview.value.sampleWidth);
  });
});
