import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { RunFiles } from '../../../main/services/run-files';
import { processLauncher } from '../../../main/training/launcher';
import { TrainingSupervisor } from '../../../main/training/supervisor';
import { MAX_RUN_NAME, NO_LABEL } from '../../../shared/host-data';
import {
  decodeRunFile,
  decodeRunSummary,
  encodeRunFile,
  RUN_SUMMARY_BYTES,
  type RunFile,
} from '../../../shared/telemetry/run-file';
import { TRAINER } from '../../support/host-process';
import { openedLab } from '../../support/labs';
import { scratchFolder } from '../../support/scratch';
import { openServices, place } from '../services/open-services';

const OLD = join('tests', 'fixtures', 'runs', 'v1.vprun');

async function decoded(path: string): Promise<RunFile> {
  const read = await decodeRunFile(new Uint8Array(readFileSync(path)));
  if (!read.ok) throw new Error(read.failure.text.en);
  return read.value;
}

/** Services that train in processes, with a saved project. */
async function opened(home = scratchFolder()) {
  const supervisor = new TrainingSupervisor({ launcher: processLauncher(TRAINER) });
  const { services, window } = openServices({ supervisor, home });
  const page = window();
  const document = openedLab('I4', { epochs: 2 });
  const project = await place(page, 'net.vpnet');
  const folder = join(home, 'data', 'runs');
  const fileOf = (run: string): string => join(folder, `${run}.vprun`);
  const list = () => page.call('runs.list', { project });
  /** A run of the project as a host kept it. */
  const keep = async (run: string, summary: Partial<RunFile['run']['summary']> = {}) => {
    const old = await decoded(OLD);
    const own = { ...old.run.summary, run, project, ...summary };
    writeFileSync(fileOf(run), await encodeRunFile({ ...old, run: { ...old.run, summary: own } }));
  };
  const train = async (epochs = 2): Promise<string> => {
    const { run } = await page.call('training.start', {
      document: openedLab('I4', { epochs }),
      project,
      paused: false,
    });
    return run;
  };
  await page.call('projects.save', { handle: project, document });
  return { services, supervisor, page, project, folder, fileOf, list, keep, train, home };
}

describe('runs that are kept', { timeout: 60_000 }, () => {
  test('RUNS-1: a run is named, noted and pinned while it trains and when it is over, and has it after a restart', async () => {
    const { services, supervisor, page, list, train, fileOf, home } = await opened();
    const run = await train(5_000);
    await page.call('runs.describe', { run, change: { name: 'Erste 第一' } });
    expect((await list())[0]).toMatchObject({ run, label: { ...NO_LABEL, name: 'Erste 第一' } });
    await page.call('training.control', { run, action: 'stop' });
    await supervisor.job(run)?.over;
    await expect.poll(() => supervisor.job(run)?.checkpoint, { timeout: 10_000 }).toBeNull();
    const before = await decoded(fileOf(run));
    await page.call('runs.describe', { run, change: { pinned: true, note: 'as it was' } });
    const label = { name: 'Erste 第一', note: 'as it was', pinned: true };
    const after = await decoded(fileOf(run));
    expect(after.run.summary.label).toEqual(label);
    // Nothing else of the run changed.
    expect(after).toEqual({
      ...before,
      run: { ...before.run, summary: { ...before.run.summary, label } },
    });
    await services.close();
    const later = openServices({ home }).window();
    const again = await place(later, 'net.vpnet');
    const [listed] = await later.call('runs.list', { project: again });
    expect(listed.label).toEqual(label);
    await later.call('runs.describe', { run, change: { pinned: false } });
    const [last] = await later.call('runs.list', { project: again });
    expect(last.label).toEqual({ ...label, pinned: false });
  });

  test('RUNS-1: what is too long, of no run, or in a damaged file is refused', async () => {
    const { page, keep, fileOf } = await opened();
    await keep('kept');
    const name = 'x'.repeat(MAX_RUN_NAME + 1);
    const refusal = (run: string, change: object) => page.refusal('runs.describe', { run, change });
    expect(await refusal('kept', { name })).toBe('invalid-input');
    expect(await refusal('kept', { colour: 'red' })).toBe('invalid-input');
    expect(await refusal('nobody', { name: 'x' })).toBe('unknown-run');
    expect(await refusal('../runs/kept', { name: 'x' })).toBe('unknown-run');
    const bytes = readFileSync(fileOf('kept'));
    writeFileSync(fileOf('cut'), bytes.subarray(0, -1));
    expect(await refusal('cut', { name: 'x' })).toBe('truncated');
    // The longest label still fits into what a list reads of a file.
    const longest = { name: '名'.repeat(100), note: '注'.repeat(2_000), pinned: true };
    await page.call('runs.describe', { run: 'kept', change: longest });
    const start = new Uint8Array(readFileSync(fileOf('kept')).subarray(0, RUN_SUMMARY_BYTES));
    expect(await decodeRunSummary(start)).toMatchObject({ ok: true, value: { label: longest } });
  });

  test('RUNS-2: a pinned run is never forgotten, and takes no other run’s place', async () => {
    const { supervisor, keep, list, train } = await opened();
    for (let index = 0; index < 24; index += 1) {
      await keep(`old-${index}`, { started: index, label: { ...NO_LABEL, pinned: index < 2 } });
    }
    const run = await train(1);
    await supervisor.job(run)?.over;
    await expect.poll(async () => (await list()).length, { timeout: 10_000 }).toBe(22);
    const names = (await list()).map((summary) => summary.run);
    expect(names.slice(0, 2)).toEqual([run, 'old-23']);
    expect(names.slice(-3)).toEqual(['old-5', 'old-1', 'old-0']);
  });

  test('RUNS-3: a deleted run is in no list and comes back as it was, by the same host or the next one', async () => {
    const { services, supervisor, page, list, train, fileOf, home, folder } = await opened();
    const run = await train(1);
    await supervisor.job(run)?.over;
    await expect.poll(() => supervisor.job(run)?.checkpoint, { timeout: 10_000 }).toBeNull();
    const bytes = readFileSync(fileOf(run));
    const before = await list();
    await page.call('runs.delete', { run });
    expect(await list()).toEqual([]);
    expect(await page.refusal('runs.read', { run })).toBe('unknown-run');
    await page.call('runs.restore', { run });
    expect(await list()).toEqual(before);
    expect(readFileSync(fileOf(run)).equals(bytes)).toBe(true);
    expect(await page.refusal('runs.restore', { run })).toBe('unknown-run');

    await page.call('runs.delete', { run });
    await services.close();
    const later = openServices({ home }).window();
    await later.call('runs.restore', { run });
    const project = await place(later, 'net.vpnet');
    expect(await later.call('runs.list', { project })).toEqual(before);
    // After a day it takes no room any more: a day since it was deleted, not since it was written.
    const gone = join(folder, 'gone.vprun.deleted');
    copyFileSync(fileOf(run), gone);
    utimesSync(gone, 0, 0);
    await new RunFiles(folder).forgetDeleted();
    expect(existsSync(gone)).toBe(true);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 25 * 60 * 60 * 1_000 });
    onTestFinished(() => void vi.useRealTimers());
    await new RunFiles(folder).forgetDeleted();
    expect(existsSync(gone)).toBe(false);
    expect(existsSync(fileOf(run))).toBe(true);
  });

  test('RUNS-3: a run that was deleted before its project had a file comes back as a run of the project', async () => {
    const { page, list, project, home } = await opened();
    const { run } = (
      await page.call('runs.takeIn', { file: new Uint8Array(readFileSync(OLD)), draft: 'draft-1' })
    ).summary;
    await page.call('runs.delete', { run });
    await page.call('projects.save', { handle: project, document: openedLab('I4', { epochs: 2 }) });
    await page.call('runs.restore', { run });
    expect((await list()).map((summary) => summary.run)).toEqual([run]);
    const later = openServices({ home }).window();
    const again = await place(later, 'net.vpnet');
    const listed = await later.call('runs.list', { project: again });
    expect(listed.map((summary) => summary.run)).toEqual([run]);
  });

  test('RUNS-4: the file of an older version is listed with its chief settings, which it keeps, and can be named', async () => {
    const { page, list, project, fileOf, keep, folder } = await opened();
    mkdirSync(folder, { recursive: true });
    await keep('old');
    const { summary } = (await decoded(OLD)).run;
    expect(summary.settings).toBeUndefined();
    expect(summary.label).toBeUndefined();
    const settings = { optimizer: 'sgd', activation: 'relu', initializer: 'constant' };
    const [listed] = await list();
    expect(listed).toMatchObject({ run: 'old', project, settings });
    expect((await decoded(fileOf('old'))).run.summary.settings).toEqual(listed.settings);
    await page.call('runs.describe', { run: 'old', change: { name: 'Old' } });
    expect((await list())[0]).toMatchObject({ settings, label: { name: 'Old' } });
    expect(readdirSync(folder).filter((name) => !name.endsWith('.vprun'))).toEqual([]);
  });

  test('RUNS-5: a run is read with the rows of some groups alone', async () => {
    const { page, supervisor, train } = await opened();
    const run = await train(1);
    await supervisor.job(run)?.over;
    const whole = await page.call('runs.read', { run });
    const groups = ['steps', 'validation'];
    const curves = await page.call('runs.read', { run, groups });
    expect(whole.groups.map(({ group }) => group)).toContain('layers');
    expect(curves.groups).toEqual(whole.groups.filter(({ group }) => groups.includes(group)));
    expect(curves.layout).toEqual(whole.layout);
  });
});
