import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { importTable } from '../../../main/services/data/import-table';
import { stampsOfData } from '../../../main/services/data/stamps';
import { KeptData } from '../../../main/services/kept-data';
import { scratchFolder } from '../../support/scratch';
import { documentWith } from './document';

const ROWS = 'height,weight\n1,10\n2,20\n3,30\n4,40\n';

/** A document whose table is written by hand beside the project: its content has no hash. */
async function projectWithTable() {
  const root = scratchFolder();
  const places = { projectFolder: join(root, 'project'), importFolder: join(root, 'imports') };
  mkdirSync(places.projectFolder);
  const file = join(places.projectFolder, 'people.csv');
  const write = (text: string): void => writeFileSync(file, text);
  const imported = await importTable('people.csv', new TextEncoder().encode(ROWS), places);
  if (!imported.ok) throw new Error(imported.failure.text.en);
  const { dataset, columns } = imported.value;
  const named = { ...dataset, parameters: { ...dataset.parameters, hash: '' } };
  const document = documentWith({ dataset: named, columns }, 'meanSquaredError');
  return { document, places, write, file };
}

test('DATA-41: kept data are read once, and again when their file was written since', async () => {
  const { document, places, write } = await projectWithTable();
  const kept = new KeptData();
  write(ROWS);
  const first = await kept.of(document, places);
  expect(first.ok).toBe(true);
  expect(await kept.of(document, places)).toBe(first);
  write(`${ROWS}5,50\n6,60\n`);
  const second = await kept.of(document, places);
  if (!first.ok || !second.ok) throw new Error('could not be read');
  expect([first.value.count, second.value.count]).toEqual([4, 6]);
});

test('DATA-41: what could not be read is read at the next question, whether it was refused or broke', async () => {
  const { document, places, write, file } = await projectWithTable();
  let broken = true;
  const kept = new KeptData((data) => {
    if (broken) throw new Error('out of memory');
    return data;
  });
  expect((await kept.of(document, places)).ok).toBe(false);
  write(ROWS);
  await expect(kept.of(document, places)).rejects.toThrow('out of memory');
  broken = false;
  expect((await kept.of(document, places)).ok).toBe(true);
  rmSync(file);
  expect((await kept.of(document, places)).ok).toBe(false);
});

test('DATA-41: of a folder without a hash every file counts, and nothing outside of the project is looked at', async () => {
  const { places } = await projectWithTable();
  const folder = join(places.projectFolder, 'pictures', 'cats');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'one.png'), 'a');
  const parameters = { folder: 'pictures', hash: '' };
  const document = documentWith({ dataset: { kind: 'imageFolder', parameters } });
  const before = await stampsOfData(document, places);
  writeFileSync(join(folder, 'one.png'), 'ab');
  expect(before).toHaveLength(3);
  expect(await stampsOfData(document, places)).not.toEqual(before);
  const outside = documentWith({
    dataset: { kind: 'imageFolder', parameters: { folder: '..', hash: '' } },
  });
  expect(await stampsOfData(outside, places)).toBeNull();
});
