import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { processLauncher } from '../../../main/training/launcher';
import { TrainingSupervisor } from '../../../main/training/supervisor';
import { decodeRunFile, encodeRunFile } from '../../../shared/telemetry/run-file';
import { TRAINER } from '../../support/host-process';
import { openedLab } from '../../support/labs';
import { openServices, place } from '../services/open-services';

test('FINDING-1: each run in the list says its root cause, also one that was kept before runs were diagnosed', async () => {
  const supervisor = new TrainingSupervisor({ launcher: processLauncher(TRAINER) });
  const { services, window, home } = openServices({ supervisor });
  const page = window();
  const document = openedLab('I4');
  const project = await place(page, 'equal.vpnet');
  await page.call('projects.save', { handle: project, document });
  const { run } = await page.call('training.start', { document, project, paused: false });
  expect((await page.call('runs.list', { project }))[0].finding).toBeUndefined();
  await supervisor.job(run)?.over;
  const [listed] = await page.call('runs.list', { project });
  expect(listed.finding?.cause).toBe('symmetry');
  await services.close();

  const folder = join(home, 'data', 'runs');
  const file = join(folder, readdirSync(folder)[0]);
  const read = async () => {
    const decoded = await decodeRunFile(new Uint8Array(readFileSync(file)));
    if (!decoded.ok) throw new Error(decoded.failure.text.en);
    return decoded.value;
  };
  const kept = await read();
  expect(kept.run.summary.finding?.cause).toBe('symmetry');
  // As an older version wrote it.
  const { finding: _finding, ...summary } = kept.run.summary;
  writeFileSync(file, await encodeRunFile({ ...kept, run: { ...kept.run, summary } }));
  const later = openServices({ home });
  const [found] = await later.window().call('runs.list', { project: summary.project });
  expect(found.finding?.cause).toBe('symmetry');
  expect((await read()).run.summary.finding).toEqual(found.finding);
});
