import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { importTable } from '../../../main/services/data/import-table';
import { loadRawData } from '../../../main/services/data/load';
import type { DataPlaces } from '../../../main/services/data/places';
import { loadPreparedData } from '../../../main/services/data/prepared';
import { documentWith } from './document';

let root: string;
let places: DataPlaces & { readonly projectFolder: string };

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'vanishing-point-json-'));
  places = { projectFolder: join(root, 'project'), importFolder: join(root, 'imports') };
  await mkdir(places.projectFolder);
});
afterEach(() => rm(root, { recursive: true, force: true }));

const bytesOf = (value: unknown): Uint8Array =>
  new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value));

async function imported(value: unknown, name = 'people.json') {
  const result = await importTable(name, bytesOf(value), places);
  if (!result.ok) throw new Error(result.failure.text.en);
  return result.value;
}

async function refusal(value: unknown): Promise<string> {
  const result = await importTable('people.json', bytesOf(value), places);
  if (result.ok) throw new Error('was accepted');
  return result.failure.text.en;
}

async function columnsOf(value: unknown, name?: string) {
  const { dataset, columns } = await imported(value, name);
  const raw = await loadRawData(documentWith({ dataset, columns }), places);
  if (!raw.ok || raw.value.type !== 'table') throw new Error('no table');
  return raw.value.columns.map((column) => ({ ...column, values: [...column.values] }));
}

const PEOPLE = [
  { name: 'Ann', age: 31, member: true, group: 'a' },
  { name: 'Lee', age: 45.5, member: false, group: 'b' },
  { name: 'Li', age: null, group: 'a', member: true },
  { age: 'abc', name: 'Mo', member: true, group: 'b' },
  'not a person',
  { name: 'Jo', age: [1, 2], member: false, group: 'a' },
  { name: 'Ed', age: 52, member: false, group: 'b' },
  { name: 'Al', age: 29, member: true, group: 'a' },
];

describe('a JSON table', () => {
  it('JSON-1: a list of objects has the columns of a CSV with the same values, and is kept under its hash', async () => {
    const people = PEOPLE.filter((_, index) => ![3, 4, 5].includes(index));
    const { dataset, columns, rows, warnings } = await imported(people);
    expect(rows).toBe(5);
    expect(warnings).toEqual([]);
    expect(dataset).toMatchObject({ kind: 'json', parameters: { file: 'people.json' } });
    expect(await readdir(places.importFolder)).toEqual([`${dataset.parameters.hash}.json`]);
    const csv = await imported(
      'name,age,member,group\nAnn,31,true,a\nLee,45.5,false,b\nLi,,true,a\nEd,52,false,b\nAl,29,true,a\n',
      'people.csv',
    );
    expect(columns).toEqual(csv.columns);
    expect(await columnsOf(people)).toEqual([
      { name: 'name', type: 'word', values: ['Ann', 'Lee', 'Li', 'Ed', 'Al'] },
      { name: 'age', type: 'number', values: [31, 45.5, Number.NaN, 52, 29] },
      { name: 'member', type: 'word', values: ['true', 'false', 'true', 'false', 'true'] },
      { name: 'group', type: 'word', values: ['a', 'b', 'a', 'b', 'a'] },
    ]);
  });

  it('JSON-2: an object of lists is the same table', async () => {
    expect(await columnsOf({ x: [1, 2, 3], y: [4, null, 6.5] })).toEqual(
      await columnsOf([{ x: 1, y: 4 }, { x: 2 }, { x: 3, y: 6.5 }]),
    );
  });

  it('JSON-3: bad entries are named by index and key, in both languages', async () => {
    const { warnings, rows } = await imported(PEOPLE);
    expect(rows).toBe(7);
    expect(warnings).toEqual([
      {
        en: 'Entry [3], column “age”: “abc” is not a number; it counts as missing.',
        zh: '第 [3] 项，“age”列：“abc”不是数字，按缺失值处理。',
      },
      {
        en: 'Entry [4] is no object with a value for each column; it is left out.',
        zh: '第 [4] 项不是由各列的值组成的对象，已被排除。',
      },
      {
        en: 'Entry [5], column “age”: the value is a list or an object; it counts as missing.',
        zh: '第 [5] 项，“age”列：值是列表或对象，按缺失值处理。',
      },
    ]);
  });

  it('JSON-4: an entry keeps its index where others before it are left out, also when it stops a run', async () => {
    const { dataset, columns } = await imported(PEOPLE);
    const strict = columns.map((column) => ({ ...column, missing: 'refuse' as const }));
    const run = (missing: typeof columns) =>
      loadPreparedData(documentWith({ dataset, columns: missing }), places);
    expect(await run(strict)).toMatchObject({
      failure: { text: { en: expect.stringMatching(/^Entry \[3\], column “age”: “abc” is not/) } },
    });
    const gap = [{ x: 1, y: 1 }, 7, { x: 2, y: 2 }, { x: null, y: 3 }, { x: 4, y: 4 }];
    const other = await imported(gap);
    const result = await loadPreparedData(
      documentWith(
        {
          dataset: other.dataset,
          columns: other.columns.map((column) => ({ ...column, missing: 'refuse' as const })),
        },
        'meanSquaredError',
      ),
      places,
    );
    expect(result).toMatchObject({
      failure: { text: { en: expect.stringMatching(/^Entry \[3\], column “x” has no value/) } },
    });
  });

  it('JSON-5: what is no table is refused with the cure, and nothing is kept', async () => {
    expect(await refusal('{"x": [1, 2')).toMatch(
      /^“people\.json” is not valid JSON \(.+\)\. Correct it/,
    );
    const noTable =
      '“people.json” is JSON, but no table. It must be a list of objects, [{"x": 1, "y": 2}, …], or an object of lists, {"x": [1, …], "y": [2, …]}.';
    for (const value of [3, '"text"', [1, 2, { x: 1 }], { x: 1 }, { rows: [{ x: 1 }], total: 1 }]) {
      expect(await refusal(value)).toBe(noTable);
    }
    expect(await refusal({ x: [1, 2, 3], y: [1, 2] })).toBe(
      '“people.json”: the list “y” has 2 values, but “x” has 3. Every column needs as many.',
    );
    expect(await refusal([])).toMatch(/^“people\.json” holds no rows/);
    await expect(readdir(places.importFolder)).rejects.toThrow('ENOENT');
  });

  it('JSON-6: names like constructor are columns like others', async () => {
    const text =
      '[{"constructor": 1, "__proto__": 2, "y": 3}, {"y": 4}, {"constructor": 5, "y": 6}]';
    expect(await columnsOf(text)).toMatchObject([
      { name: 'constructor', values: [1, Number.NaN, 5] },
      { name: '__proto__', values: [2, Number.NaN, Number.NaN] },
      { name: 'y', values: [3, 4, 6] },
    ]);
  });

  it('JSON-7: whatever numbers are written are read back as they were (seed 20261)', async () => {
    const number = fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }));
    const row = fc.record({ a: number, b: number });
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 20 }), async (rows) => {
        await writeFile(join(places.projectFolder, 'n.json'), JSON.stringify(rows));
        const column = { encoding: 'number', missing: 'mean', categories: [] } as const;
        const document = documentWith({
          dataset: { kind: 'json', parameters: { file: 'n.json', hash: '' } },
          columns: [
            { ...column, name: 'a', role: 'feature', categories: [] },
            { ...column, name: 'b', role: 'target', categories: [] },
          ],
        });
        const raw = await loadRawData(document, places);
        if (!raw.ok || raw.value.type !== 'table') throw new Error('no table');
        // JSON itself has no −0.
        expect([...raw.value.columns[0].values]).toEqual(rows.map(({ a }) => a + 0));
      }),
      { seed: 20261, numRuns: 50 },
    );
  });
});
