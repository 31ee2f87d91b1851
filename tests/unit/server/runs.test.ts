import { copyFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { ProjectDocument } from '../../../shared/document/schema';
import { LABS } from '../../../shared/labs';
import {
  isMeasured,
  type Landscape,
  type LandscapeRequest,
} from '../../../shared/telemetry/landscape';
import { rateTestOf } from '../../../shared/telemetry/rate-finder';
import { encodeRunFile } from '../../../shared/telemetry/run-file';
import {
  endHost,
  openSocket,
  placeProject,
  resultOf,
  type SocketClient,
  startHost,
} from '../../support/host-process';
import { scratchFolder } from '../../support/scratch';

const lab = (epochs: number): ProjectDocument => {
  const document = LABS[0].document('en');
  return { ...document, training: { ...document.training, epochs } };
};

type StateEvent = { readonly run: string; readonly state: { phase: string; step: number } };

/** Waits for a state of a run on the page's stream. */
function stateOf(
  client: SocketClient,
  run: string,
  holds: (state: StateEvent['state']) => boolean,
): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      const found = client.events.some(
        ({ name, event }) =>
          name === 'training.state' &&
          (event as StateEvent).run === run &&
          holds((event as StateEvent).state),
      );
      if (found) resolve();
    };
    client.socket.on('message', look);
    look();
  });
}

const isOver = ({ phase }: { phase: string }): boolean =>
  ['finished', 'stopped', 'failed'].includes(phase);

async function train(client: SocketClient, epochs: number, project: string | null) {
  const document = lab(epochs);
  const { run } = resultOf<'training.start'>(
    await client.call('training.start', { document, project, paused: false }),
  );
  return run;
}

const runFiles = (home: string): string[] =>
  readdirSync(join(home, 'data', 'runs')).filter((name) => name.endsWith('.vprun'));

test('RUN-9: a run streams to its page, is kept, and is found again after a restart', async () => {
  const home = scratchFolder();
  const host = await startHost(home);
  const client = await openSocket(host);
  const run = await train(client, 2, null);
  await stateOf(client, run, isOver);
  const streams = new Set(client.events.map(({ name }) => name));
  expect([...streams].sort()).toEqual(['training.layout', 'training.state', 'training.telemetry']);
  const live = resultOf<'runs.read'>(await client.call('runs.read', { run }));

  // Saved for the first time: the runs that were made before belong to the file now.
  const handle = await placeProject(client, 'net');
  await client.call('projects.save', { handle, document: lab(2) });
  await endHost(host, 'SIGTERM');

  const again = await openSocket(await startHost(home));
  const project = await placeProject(again, 'net');
  const runs = resultOf<'runs.list'>(await again.call('runs.list', { project }));
  expect(runs.map((summary) => summary.run)).toEqual([run]);
  expect(runs[0].state.phase).toBe('finished');
  const stored = resultOf<'runs.read'>(await again.call('runs.read', { run }));
  expect(stored.groups).toEqual(live.groups);
  expect(stored.layout).toEqual(live.layout);
  await again.call('runs.delete', { run });
  expect(runFiles(home)).toEqual([]);
  expect((await again.call('runs.read', { run }))?.failure?.kind).toBe('unknown-run');
});

test('RUN-18: a run goes on without the page that began it, and can be read before it has a layout', async () => {
  const home = scratchFolder();
  const host = await startHost(home);
  const client = await openSocket(host);
  const handle = await placeProject(client, 'net');
  await client.call('projects.save', { handle, document: lab(10_000) });
  const run = await train(client, 10_000, handle);
  const starting = resultOf<'runs.read'>(await client.call('runs.read', { run }));
  expect(starting).toMatchObject({ layout: null, groups: [] });
  expect(starting.summary).toMatchObject({ run, project: handle, state: { phase: 'starting' } });
  client.socket.terminate();

  const next = await openSocket(host);
  await stateOf(next, run, ({ step }) => step > 5);
  const [latest] = resultOf<'runs.list'>(await next.call('runs.list', { project: handle }));
  expect(latest).toMatchObject({ run, state: { phase: 'running' } });
  await next.call('training.control', { run, action: 'stop' });
  await stateOf(next, run, isOver);
});

test('RUN-10: closing the host in the middle of a run stops it and keeps what it told', async () => {
  const home = scratchFolder();
  const host = await startHost(home);
  const client = await openSocket(host);
  const handle = await placeProject(client, 'net');
  await client.call('projects.save', { handle, document: lab(10_000) });
  const run = await train(client, 10_000, handle);
  await stateOf(client, run, ({ step }) => step > 5);
  await endHost(host, 'SIGTERM');

  const again = await openSocket(await startHost(home));
  const project = await placeProject(again, 'net');
  const [summary] = resultOf<'runs.list'>(await again.call('runs.list', { project }));
  expect(summary).toMatchObject({ run, state: { phase: 'stopped' } });
  expect(summary.loss).toBeGreaterThan(0);
});

test('RUN-11: a damaged run costs only itself', async () => {
  const home = scratchFolder();
  const client = await openSocket(await startHost(home));
  const handle = await placeProject(client, 'net');
  await client.call('projects.save', { handle, document: lab(1) });
  const run = await train(client, 1, handle);
  await stateOf(client, run, isOver);
  const folder = join(home, 'data', 'runs');
  await expect.poll(() => runFiles(home)).toHaveLength(1);
  const [file] = runFiles(home);
  const bytes = readFileSync(join(folder, file));
  writeFileSync(join(folder, 'cut.vprun'), bytes.subarray(0, bytes.length / 2));
  writeFileSync(join(folder, 'empty.vprun'), '');
  const flipped = Buffer.from(bytes);
  flipped[bytes.length - 20] ^= 1;
  writeFileSync(join(folder, 'flipped.vprun'), flipped);
  copyFileSync(join(folder, file), join(folder, 'copy.txt'));

  const runs = resultOf<'runs.list'>(await client.call('runs.list', { project: handle }));
  expect(runs.some((summary) => summary.run === run)).toBe(true);
  expect((await client.call('runs.read', { run }))?.ok).toBe(true);
  for (const [name, kind] of [
    ['cut', 'truncated'],
    ['empty', 'not-a-run'],
    ['flipped', 'damaged'],
    ['none', 'unknown-run'],
  ]) {
    const refused = await client.call('runs.read', { run: name });
    expect(refused?.failure?.kind, name).toBe(kind);
  }
  expect((await client.call('runs.read', { run: '../runs/cut' }))?.failure?.kind).toBe(
    'unknown-run',
  );
});

test('RUN-12: what cannot be trained is refused with the reason, and no trainer is started', async () => {
  const client = await openSocket(await startHost(scratchFolder()));
  const document = lab(1);
  const broken = { ...document, network: { ...document.network, edges: [] } };
  const refused = await client.call('training.start', {
    document: broken,
    project: null,
    paused: false,
  });
  expect(refused?.failure?.kind).toBe('not-trainable');
  expect(refused?.failure?.text.en).not.toContain('{{');
  const unknown = await client.call('training.control', { run: 'none', action: 'stop' });
  expect(unknown?.failure?.kind).toBe('unknown-run');
});

test('RUN-13: the newest 20 runs of a project are kept; one that its host never ended says so', async () => {
  const home = scratchFolder();
  const client = await openSocket(await startHost(home));
  const handle = await placeProject(client, 'net');
  await client.call('projects.save', { handle, document: lab(1) });
  const run = await train(client, 1, handle);
  await stateOf(client, run, isOver);
  const { layout, ...stored } = resultOf<'runs.read'>(await client.call('runs.read', { run }));
  if (!layout) throw new Error('a run that is over has a layout');
  const folder = join(home, 'data', 'runs');
  const keep = async (name: string, started: number, phase: 'finished' | 'running') => {
    const state = { ...stored.summary.state, phase };
    const summary = { ...stored.summary, run: name, started, state };
    const bytes = await encodeRunFile({ run: { ...stored, layout, summary }, checkpoint: null });
    writeFileSync(join(folder, `${name}.vprun`), bytes);
  };
  const { started } = stored.summary;
  for (let index = 0; index < 25; index += 1) await keep(`old-${index}`, index, 'finished');
  await keep('killed', started + 1, 'running');

  const listed = resultOf<'runs.list'>(await client.call('runs.list', { project: handle }));
  expect(listed[0]).toMatchObject({
    run: 'killed',
    state: {
      phase: 'failed',
      failure: {
        kind: 'crashed',
        message: {
          en: 'The app ended while this run was under way.',
          zh: '训练尚未结束，应用就已退出。',
        },
      },
    },
  });
  const newest = await train(client, 1, handle);
  await stateOf(client, newest, isOver);
  // The newest one is written a moment after it is over; only then do older ones go.
  await expect.poll(() => runFiles(home)).toContain(`${newest}.vprun`);
  await expect.poll(() => runFiles(home)).toHaveLength(20);
  const kept = resultOf<'runs.list'>(await client.call('runs.list', { project: handle }));
  const names = kept.map((summary) => summary.run);
  expect(names.slice(0, 3)).toEqual([newest, 'killed', run]);
  expect(names.at(-1)).toBe('old-8');
});

test('FOLD-3: after a restart folds and tests of rates are told from trainings, with what they found', async () => {
  const home = scratchFolder();
  const host = await startHost(home);
  const client = await openSocket(host);
  const handle = await placeProject(client, 'net');
  const document = lab(1);
  await client.call('projects.save', { handle, document });
  const start = async (request: object): Promise<string> => {
    const { run } = resultOf<'training.start'>(
      await client.call('training.start', {
        document,
        project: handle,
        draft: 'draft-1',
        paused: false,
        ...request,
      }),
    );
    await stateOf(client, run, isOver);
    return run;
  };
  const fold = { crossValidation: 'cv', index: 1, count: 3 };
  const runs = [
    await start({}),
    await start({ fold }),
    await start({ document: rateTestOf(document, 5), stepLimit: 5 }),
  ];
  await endHost(host, 'SIGTERM');

  const again = await openSocket(await startHost(home));
  const project = await placeProject(again, 'net');
  const listed = resultOf<'runs.list'>(await again.call('runs.list', { project }));
  const purposes = new Map(listed.map(({ run, purpose }) => [run, purpose]));
  expect(runs.map((run) => purposes.get(run))).toEqual([
    { kind: 'training' },
    { kind: 'fold', ...fold },
    { kind: 'rateTest' },
  ]);
  expect(new Set(listed.map(({ draft }) => draft))).toEqual(new Set(['draft-1']));
  const { validationMetrics } = listed.find(({ run }) => run === runs[1]) ?? {};
  expect(Object.values(validationMetrics ?? {}).some((value) => value !== null)).toBe(true);
});

// Four processes one after the other: two hosts, each with trainers that give way to all else on the machine.
test('RUN-20: the Jacobian of a run that is over is measured with its kept weights, also by another host', async () => {
  const home = scratchFolder();
  const host = await startHost(home);
  const client = await openSocket(host);
  const handle = await placeProject(client, 'net');
  await client.call('projects.save', { handle, document: lab(1) });
  const run = await train(client, 1, handle);
  await stateOf(client, run, isOver);
  await expect.poll(() => runFiles(home)).toHaveLength(1);
  const { layers } = resultOf<'runs.read'>(await client.call('runs.read', { run })).layout ?? {
    layers: [],
  };
  const request = { run, node: layers[2].node, sample: 4 };
  const measured = async (asked: SocketClient) => {
    resultOf(await asked.call('training.measureJacobian', request));
    return asked.events.find(({ name }) => name === 'training.jacobian')?.event;
  };
  const here = await measured(client);
  const { summary } = resultOf<'runs.read'>(await client.call('runs.read', { run }));
  expect(here).toMatchObject({
    run,
    jacobian: { node: request.node, sample: 4, step: summary.state.step, refusals: [] },
  });
  await endHost(host, 'SIGTERM');
  const later = await openSocket(await startHost(home));
  // As a page that opens the project does: its data may lie beside it.
  expect(await placeProject(later, 'net')).toBe(handle);
  expect(await measured(later)).toEqual(here);
  const unknown = await later.call('training.measureJacobian', { ...request, run: 'none' });
  expect(unknown?.failure?.kind).toBe('unknown-run');
}, 120_000);

test('LAND-8: a landscape is measured of a paused run and of one that is over, also by another host, and ends when told', async () => {
  const home = scratchFolder();
  const host = await startHost(home);
  const client = await openSocket(host);
  const project = await placeProject(client, 'net');
  await client.call('projects.save', { handle: project, document: lab(1) });
  type Asked = Omit<LandscapeRequest, 'measurement'>;
  const random: Asked = {
    directions: { kind: 'random', seed: 1 },
    range: 1,
    resolution: 5,
    share: 'training',
    samples: 40,
    penalties: false,
  };
  const path: Asked = { ...random, directions: { kind: 'path' } };
  let asked = 0;
  const measured = async (page: SocketClient, run: string, what: Asked): Promise<Landscape> => {
    asked += 1;
    const measurement = `measurement-${asked}`;
    resultOf(await page.call('landscape.measure', { run, measurement, ...what }));
    const answers = () =>
      page.events
        .filter(({ name }) => name === 'landscape.picture')
        .map(({ event }) => (event as { landscape: Landscape }).landscape)
        .filter(({ request: own }) => own.measurement === measurement);
    await expect.poll(() => answers().some(isMeasured), { timeout: 60_000 }).toBe(true);
    return answers().at(-1) as Landscape;
  };
  const { run } = resultOf<'training.start'>(
    await client.call('training.start', { document: lab(1), project, paused: true }),
  );
  await stateOf(client, run, ({ phase }) => phase === 'paused');
  const early = await measured(client, run, random);
  expect(early).toMatchObject({ phase: 'finished', step: 0, samples: 40, measured: 25, why: null });
  expect(await measured(client, run, path)).toMatchObject({
    phase: 'refused',
    why: { en: 'The path has too few steps for a plane. Train at least two steps.' },
  });
  await client.call('training.control', { run, action: 'resume' });
  await stateOf(client, run, isOver);
  await expect.poll(() => runFiles(home)).toHaveLength(1);
  const over = await measured(client, run, path);
  expect(over).toMatchObject({ phase: 'finished', measured: 25, samples: 40 });
  // A measurement of its own process ends too, and another one can follow.
  const large = { ...random, resolution: 51, samples: 10_000, measurement: 'large' };
  resultOf(await client.call('landscape.measure', { run, ...large }));
  resultOf(await client.call('landscape.end', { run }));
  expect(await measured(client, run, random)).toMatchObject({ phase: 'finished', measured: 25 });
  const bad = await client.call('landscape.measure', { run, ...large, resolution: 6 });
  expect(bad?.failure?.kind).toBe('invalid-input');
  await endHost(host, 'SIGTERM');

  const later = await openSocket(await startHost(home));
  expect(await placeProject(later, 'net')).toBe(project);
  const again = await measured(later, run, path);
  expect({ ...again, request: null }).toEqual({ ...over, request: null });

  // A run that ends while it is measured, here with the question still on its way: the host goes on with what it left.
  const { run: brief } = resultOf<'training.start'>(
    await later.call('training.start', { document: lab(1), project, paused: true }),
  );
  await stateOf(later, brief, ({ phase }) => phase === 'paused');
  await later.call('training.control', { run: brief, action: 'step' });
  await stateOf(later, brief, ({ phase, step }) => phase === 'paused' && step === 1);
  void later.call('training.control', { run: brief, action: 'stop' });
  const whole = await measured(later, brief, random);
  expect(whole).toMatchObject({ phase: 'finished', step: 1, measured: 25, why: null });
}, 240_000);
