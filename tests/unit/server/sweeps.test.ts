import { existsSync, readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { ProjectDocument } from '../../../shared/document/schema';
import type { HostEvent } from '../../../shared/host';
import type { SweepSpec } from '../../../shared/sweep/spec';
import {
  endHost,
  openSocket,
  placeProject,
  resultOf,
  type SocketClient,
  startHost,
} from '../../support/host-process';
import { openedLab } from '../../support/labs';
import { scratchFolder } from '../../support/scratch';

const labOf = (epochs: number): ProjectDocument => openedLab('S2', { epochs });

const specOf = (seeds: readonly number[]): SweepSpec => ({
  axes: [
    { path: 'seed', values: [...seeds] },
    { path: 'depth', values: [1, 3] },
  ],
  draw: { kind: 'grid' },
});

const progressOf = ({ events }: SocketClient) =>
  events.flatMap(({ name, event }) =>
    name === 'sweeps.progress' ? [event as HostEvent<'sweeps.progress'>] : [],
  );

/** Waits until the page has heard it. */
function hears(
  client: SocketClient,
  holds: (event: HostEvent<'sweeps.progress'>) => boolean,
): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (progressOf(client).some(holds)) resolve();
    };
    client.socket.on('message', look);
    look();
  });
}

async function start(
  client: SocketClient,
  document: ProjectDocument,
  spec: SweepSpec,
  project: string | null = null,
): Promise<string> {
  const asked = { document, project, draft: 'draft-1', spec };
  return resultOf<'sweeps.start'>(await client.call('sweeps.start', asked)).sweep;
}

test('SWEEP-17: a sweep is told as it goes, opens its runs, and is found after a reload and after a restart', async () => {
  const home = scratchFolder();
  const host = await startHost(home);
  const client = await openSocket(host);
  const document = labOf(2);
  const handle = await placeProject(client, 'net');
  await client.call('projects.save', { handle, document });
  const sweep = await start(client, document, specOf([1, 2]), handle);
  await hears(client, ({ progress }) => progress.phase === 'finished');
  // Its trainers' telemetry is for nobody: no page watches these runs.
  expect(new Set(client.events.map(({ name }) => name))).toEqual(new Set(['sweeps.progress']));
  const told = new Map(
    progressOf(client).flatMap(({ outcomes }) =>
      outcomes.map(({ index, outcome }) => [index, outcome] as const),
    ),
  );
  const read = resultOf<'sweeps.read'>(await client.call('sweeps.read', { sweep }));
  expect(read.summary).toMatchObject({ phase: 'finished', count: 4, ended: 4, project: handle });
  expect(read.outcomes).toEqual([0, 1, 2, 3].map((index) => told.get(index)));
  expect(read.progress).toMatchObject({ progress: 1, secondsLeft: 0 });

  const runs = read.outcomes.map(({ run }) => run ?? 'not kept');
  for (const [index, run] of runs.entries()) {
    const kept = resultOf<'runs.read'>(await client.call('runs.read', { run }));
    expect(kept.summary.purpose).toEqual({ kind: 'sweep', sweep, index });
    expect(kept.document.training.seed).toBe(index < 2 ? 1 : 2);
    expect(kept.groups.length).toBeGreaterThan(0);
    expect(kept.summary.loss).not.toBeNull();
  }
  // The list of runs is of trainings that a person began one by one.
  const listed = await client.call('runs.list', { project: handle });
  expect(resultOf<'runs.list'>(listed)).toEqual([]);
  await endHost(host, 'SIGTERM');

  const again = await openSocket(await startHost(home));
  const project = await placeProject(again, 'net');
  const sweeps = resultOf<'sweeps.list'>(await again.call('sweeps.list', { project }));
  expect(sweeps.map((summary) => summary.sweep)).toEqual([sweep]);
  const found = resultOf<'sweeps.read'>(await again.call('sweeps.read', { sweep }));
  expect(found).toEqual({ ...read, progress: found.progress });
  resultOf<'runs.read'>(await again.call('runs.read', { run: runs[3] }));
  await again.call('sweeps.delete', { sweep });
  expect(existsSync(join(home, 'data', 'runs', sweep))).toBe(false);
  expect((await again.call('sweeps.read', { sweep }))?.failure?.kind).toBe('unknown-sweep');
  expect((await again.call('runs.read', { run: runs[0] }))?.failure?.kind).toBe('unknown-run');
}, 60_000);

test('SWEEP-18: a page pauses, resumes and cancels; one sweep at a time; a training is not refused beside it', async () => {
  const host = await startHost(scratchFolder());
  const client = await openSocket(host);
  // Twice as many points as cores, which train one each: the last one waits.
  const seeds = Array.from({ length: availableParallelism() }, (_, index) => index + 1);
  const sweep = await start(client, labOf(5_000), specOf(seeds));
  const control = (action: 'pause' | 'resume' | 'cancel') =>
    client.call('sweeps.control', { sweep, action });
  await hears(client, ({ outcomes }) => outcomes.some(({ outcome }) => outcome.steps > 0));
  const second = await client.call('sweeps.start', {
    document: labOf(1),
    project: null,
    spec: specOf([1]),
  });
  expect(second?.failure?.kind).toBe('sweep-active');
  expect((await client.call('sweeps.delete', { sweep }))?.failure?.kind).toBe('sweep-active');
  const document = labOf(1);
  const beside = await client.call('training.start', { document, project: null, paused: false });
  expect(beside?.ok).toBe(true);

  expect((await control('pause'))?.ok).toBe(true);
  await hears(client, ({ progress }) => progress.phase === 'paused');
  // A page that was loaded anew finds it by the draft of its project.
  const other = await openSocket(host);
  const [found] = resultOf<'sweeps.list'>(await other.call('sweeps.list', { project: null }));
  expect(found).toMatchObject({ sweep, draft: 'draft-1', phase: 'paused' });
  await control('resume');
  await hears(other, ({ progress }) => progress.phase === 'running');
  await control('cancel');
  await hears(other, ({ progress }) => progress.phase === 'cancelled');
  const { outcomes } = resultOf<'sweeps.read'>(await other.call('sweeps.read', { sweep }));
  expect(outcomes.at(-1)?.phase).toBe('waiting');
  await hears(other, ({ outcomes: own }) => own.some(({ outcome }) => outcome.phase === 'stopped'));
  expect((await control('resume'))?.failure?.kind).toBe('sweep-over');
}, 60_000);

test('SWEEP-18: what cannot be swept is refused in words, and a killed host leaves a cancelled sweep', async () => {
  const home = scratchFolder();
  const host = await startHost(home);
  const client = await openSocket(host);
  const document = labOf(5_000);
  const refused = await client.call('sweeps.start', {
    document,
    project: null,
    spec: { axes: [{ path: 'head.units', values: [7] }], draw: { kind: 'grid' } },
  });
  expect(refused?.failure).toMatchObject({ kind: 'sweep-refused' });
  expect(refused?.failure?.text.en).toContain('cannot be trained');
  const runs = join(home, 'data', 'runs');
  expect(readdirSync(runs)).toEqual([]);
  for (const sweep of ['../../config', 'nothing', '..']) {
    expect((await client.call('sweeps.read', { sweep }))?.failure?.kind).toBe('unknown-sweep');
    expect((await client.call('runs.read', { run: `${sweep}/0` }))?.failure?.kind).toBe(
      'unknown-run',
    );
  }
  const handle = await placeProject(client, 'net');
  await client.call('projects.save', { handle, document });
  const sweep = await start(client, document, specOf([1, 2]), handle);
  await hears(client, ({ outcomes }) => outcomes.some(({ outcome }) => outcome.steps > 0));
  await endHost(host, 'SIGKILL');

  const again = await openSocket(await startHost(home));
  const read = resultOf<'sweeps.read'>(await again.call('sweeps.read', { sweep }));
  expect(read.summary.phase).toBe('cancelled');
  expect(read.outcomes.map(({ phase }) => phase)).toEqual(Array(4).fill('waiting'));
}, 60_000);
