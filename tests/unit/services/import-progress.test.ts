import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { seldom } from '../../../main/services/data/progress';
import { HOST_STREAMS, type HostEvent } from '../../../shared/host';
import { openServices } from './open-services';

/** A service and all progress that it tells. */
function watched() {
  const { services, window } = openServices();
  const heard: HostEvent<'data.progress'>[] = [];
  services.onEvent((name, event) => {
    if (name === 'data.progress') heard.push(HOST_STREAMS['data.progress'].parse(event));
  });
  return { window: window(), heard };
}

test('CSV-19: a large file tells how far it is, in order, under the name that its page gave, and ends at all of it', async () => {
  const { window, heard } = watched();
  const rows = Array.from({ length: 120_000 }, (_, row) => `${row % 97},${row % 13}`);
  const content = new TextEncoder().encode(`x,y\n${rows.join('\n')}\n`);
  const imported = await window.call('data.importTable', { name: 'n.csv', content, import: 'one' });
  expect(imported.rows).toBe(120_000);
  expect(heard.length).toBeGreaterThan(1);
  expect(new Set(heard.map((event) => event.import))).toEqual(new Set(['one']));
  const shares = heard.map(({ done, total }) => done / total);
  expect([...shares].sort((one, other) => one - other)).toEqual(shares);
  expect(shares.at(-1)).toBe(1);
  expect(shares[0]).toBeLessThan(0.6);
});

test('PICTURE-19: a page imports pictures by one call, and hears how far it is', async () => {
  const { window, heard } = watched();
  const fixtures = join(import.meta.dirname, '../../fixtures/pictures');
  const content = Uint8Array.from(await readFile(join(fixtures, 'rgb.png')));
  const files = ['cats/a.png', 'dogs/b.png', 'dogs/c.png'].map((path) => ({ path, content }));
  const imported = await window.call('data.importPictures', {
    folder: 'pets',
    files,
    import: 'two',
  });
  expect(imported).toMatchObject({ count: 3, dataset: { kind: 'imageFolder' }, warnings: [] });
  expect(heard.at(-1)).toEqual({ import: 'two', done: 3, total: 3 });
});

test('CSV-19: reports come seldom, but the last one always', () => {
  const heard: number[] = [];
  let now = 0;
  const report = seldom(
    (done) => heard.push(done),
    () => now,
  );
  for (let done = 1; done <= 1000; done += 1) {
    now += 1;
    report(done, 1000);
  }
  expect(heard).toEqual([1, 101, 201, 301, 401, 501, 601, 701, 801, 901, 1000]);
});
