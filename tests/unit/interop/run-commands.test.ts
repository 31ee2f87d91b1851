import { copyFileSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { scratchFolder } from '../../support/scratch';
import { openServices } from '../services/open-services';
import { readEvents } from './read-events';
import { terminal } from './terminal';

const FIXTURE = join('tests', 'fixtures', 'runs', 'elsewhere.vprun');

const command = (...args: string[]) => terminal().run(...args);

test('ELSEWHERE-13: the command line diagnoses a run from elsewhere', async () => {
  const done = await command('diagnose', FIXTURE, '--json');
  expect(done).toMatchObject({ status: 0, error: '' });
  expect(JSON.parse(done.out)).toMatchObject({ file: FIXTURE, steps: 6 });
  expect(Array.isArray(JSON.parse(done.out).findings)).toBe(true);
});

test('ELSEWHERE-13: the command line exports a run, in the formats of runs alone', async () => {
  const out = join(scratchFolder(), 'events');
  const done = await command('export', FIXTURE, '--to', 'tensorboard', '--out', out, '--json');
  expect(done).toMatchObject({ status: 0, error: '' });
  const report = JSON.parse(done.out);
  expect(report).toMatchObject({ run: FIXTURE, format: 'tensorboard', out });
  expect(readEvents(readFileSync(join(out, report.files[0]))).length).toBeGreaterThan(7);
  const tables = await command('export', FIXTURE, '--to', 'csv', '--out', out);
  // The same folder holds the export that came last.
  expect(tables.status).toBe(0);
  expect(existsSync(join(out, 'layers.csv'))).toBe(true);
  expect(existsSync(join(out, report.files[0]))).toBe(false);
  const wrong = await command('export', FIXTURE, '--to', 'pytorch', '--out', out);
  expect(wrong.status).toBeGreaterThan(0);
  expect(wrong.error).toContain('tensorboard or csv');
});

test('ELSEWHERE-13: the page exports a run as one zip', async () => {
  const { services, home, window } = openServices();
  const [folder] = services.folders.projects;
  copyFileSync(FIXTURE, join(folder, 'run.vprun'));
  const page = window();
  const { entries } = await page.call('projects.browse', { folder: null });
  const handle = entries.find(({ kind }) => kind === 'run')?.handle ?? '';
  const { run } = (await page.call('runs.follow', { handle })).run.summary;
  const done = await page.call('runs.export', { run, format: 'csv' });
  expect(done?.location).toContain(join(home, 'projects'));
  const [name] = readdirSync(join(folder, 'exports'));
  expect(name).toBe('Irises trained elsewhere csv.zip');
  const files = Object.keys(unzipSync(new Uint8Array(readFileSync(done?.location ?? ''))));
  expect(files).toContain('Irises trained elsewhere csv/steps.csv');
  expect(await page.refusal('runs.export', { run, format: 'pytorch' })).toBe('unknown-format');
});
