import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { SweepService } from '../../../main/services/sweeps';
import type { TrainerExit, TrainerLauncher } from '../../../main/training/launcher';
import { openedLab } from '../../support/labs';
import { scratchFolder } from '../../support/scratch';

const document = openedLab('S2');
const EXIT: TrainerExit = { code: 1, signal: null, lastWords: '' };

/** Trainers that say nothing, and that are gone as soon as, and only when, the test says so. */
function mute() {
  const ends: (() => void)[] = [];
  let isGone = false;
  const launcher: TrainerLauncher = () => ({
    send: () => undefined,
    onEvent: () => undefined,
    onExit: (receive) => {
      if (isGone) setTimeout(() => receive(EXIT));
      else ends.push(() => receive(EXIT));
    },
    kill: () => undefined,
  });
  const endAll = (): void => {
    isGone = true;
    for (const end of ends.splice(0)) end();
  };
  return { launcher, endAll, begun: () => ends.length };
}

function open() {
  const folder = scratchFolder();
  const trainers = mute();
  const service = new SweepService(folder, () => undefined, trainers.launcher);
  onTestFinished(async () => {
    trainers.endAll();
    await service.close();
  });
  const start = async (client: string, project: string | null = null): Promise<string> => {
    const { sweep } = await service.start({
      document,
      project,
      draft: `draft of ${client}`,
      spec: { axes: [{ path: 'seed', values: [1] }], draw: { kind: 'grid' } },
      places: { projectFolder: null, importFolder: folder },
      client,
    });
    return sweep;
  };
  return { folder, service, start, ...trainers };
}

const isOnDisk = (folder: string, sweep: string): boolean =>
  existsSync(join(folder, sweep, 'sweep.json'));

test('SWEEP-26: the sweeps of an unsaved project make room for newer ones of their own window alone', async () => {
  const { folder, service, start, endAll } = open();
  endAll();
  const sweepOnce = async (client: string): Promise<string> => {
    const sweep = await start(client);
    await vi.waitFor(async () => expect((await service.read(sweep)).summary.ended).toBe(1));
    return sweep;
  };
  const first = await sweepOnce('one');
  const others: string[] = [];
  for (let count = 0; count < 6; count += 1) others.push(await sweepOnce('two'));
  await vi.waitFor(() => expect(isOnDisk(folder, others[0])).toBe(false));
  expect(others.slice(1).map((sweep) => isOnDisk(folder, sweep))).toEqual(Array(5).fill(true));
  expect(isOnDisk(folder, first)).toBe(true);
}, 20_000);

test('SWEEP-26: a cancelled sweep whose trainers still end cannot be deleted under them, and keeps the project that adopts it', async () => {
  const { folder, service, start, endAll, begun } = open();
  const cancelled = await start('one');
  await vi.waitFor(() => expect(begun()).toBe(1));
  await service.control(cancelled, 'cancel');
  const next = await start('two');
  await vi.waitFor(() => expect(begun()).toBe(2));
  await expect(service.delete(cancelled)).rejects.toMatchObject({
    failure: { kind: 'sweep-active' },
  });
  await service.adopt('one', 'saved');
  expect((await service.read(cancelled)).summary.project).toBe('saved');
  endAll();
  await vi.waitFor(() => service.delete(next));
  const [listed] = await service.list('saved');
  expect(listed).toMatchObject({ sweep: cancelled, project: 'saved', phase: 'cancelled' });
  await service.delete(cancelled);
  await service.close();
  expect([cancelled, next].map((sweep) => isOnDisk(folder, sweep))).toEqual([false, false]);
});
