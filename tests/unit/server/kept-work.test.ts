import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { renameDocument, setData, setTraining } from '../../../shared/document/edits';
import type { ProjectDocument } from '../../../shared/document/schema';
import { LABS } from '../../../shared/labs';
import { isOver, type RunState } from '../../../shared/telemetry/protocol';
import {
  endHost,
  openSocket,
  placeProject,
  resultOf,
  type SocketClient,
  startHost,
} from '../../support/host-process';
import { scratchFolder } from '../../support/scratch';
import { smallDisk } from '../../support/small-disk';

const [lab] = LABS.filter(({ id }) => id === 'V1');

/** Waits for the end of a run, as a page hears of it. */
async function ended({ events }: SocketClient, run: string): Promise<RunState> {
  const last = (): RunState | undefined => {
    const told = events.filter(({ name }) => name === 'training.state');
    const own = told.map(({ event }) => event as { run: string; state: RunState });
    return own.findLast((one) => one.run === run && isOver(one.state.phase))?.state;
  };
  await expect.poll(last, { timeout: 30_000 }).toBeDefined();
  return last() as RunState;
}

const start = async (client: SocketClient, document: ProjectDocument, project: string | null) => {
  const request = { document, project, paused: false };
  return resultOf<'training.start'>(await client.call('training.start', request)).run;
};

test.skipIf(process.platform === 'win32')(
  'FAULT-4: a run that the disk does not take says so in the window, can be read, and costs nothing else',
  async () => {
    const client = await openSocket(await startHost(scratchFolder(), smallDisk(16)));
    const handle = await placeProject(client, 'net');
    const document = setTraining(lab.document(), { epochs: 20 });
    expect((await client.call('projects.save', { handle, document }))?.ok).toBe(true);
    const run = await start(client, document, handle);
    expect((await ended(client, run)).phase).toBe('finished');
    const notices = () => client.events.filter(({ name }) => name === 'training.notice');
    await expect.poll(notices, { timeout: 10_000 }).toMatchObject([
      {
        event: {
          run,
          message: {
            en: 'This run could not be written to the disk: the disk takes no file of that size. It is here until the app is closed; the project is not affected.',
          },
        },
      },
    ]);
    const read = resultOf<'runs.read'>(await client.call('runs.read', { run }));
    expect(read.groups.length).toBeGreaterThan(0);
    expect((await client.call('projects.save', { handle, document }))?.ok).toBe(true);
  },
  60_000,
);

test.skipIf(process.platform === 'win32')(
  'FAULT-6: data that the disk does not take are refused in words, and nothing is left of them',
  async () => {
    const home = scratchFolder();
    const client = await openSocket(await startHost(home, smallDisk(16)));
    const content = new TextEncoder().encode(`x,y\n${'1,2\n'.repeat(10_000)}`);
    const answer = await client.call('data.importTable', {
      name: 'rows.csv',
      content,
      import: 'i',
    });
    expect(answer?.failure?.kind).toBe('import-not-stored');
    expect(answer?.failure?.text.en).toContain('the disk takes no file of that size');
    expect(readdirSync(join(home, 'data', 'imports'))).toEqual([]);
  },
);

test('FAULT-5: of an app that is killed in the middle of a run, the project, the last change and the imported data are there, and training starts again', async () => {
  const home = scratchFolder();
  const host = await startHost(home);
  const client = await openSocket(host);
  const own = join(home, 'rows.csv');
  const rows = Array.from(
    { length: 60 },
    (_, at) => `${at},${60 - at},${at < 30 ? 'low' : 'high'}`,
  );
  writeFileSync(own, `x,y,side\n${rows.join('\n')}\n`);
  const content = new TextEncoder().encode(`x,y,side\n${rows.join('\n')}\n`);
  const imported = resultOf<'data.importTable'>(
    await client.call('data.importTable', { name: 'rows.csv', content, import: 'i' }),
  );
  const { dataset } = imported;
  const columns = imported.columns.map((own) => ({
    ...own,
    role: own.name === 'side' ? ('target' as const) : ('feature' as const),
  }));
  const document = setTraining(setData(lab.document(), { dataset, columns }), { epochs: 100_000 });
  const handle = await placeProject(client, 'net');
  expect((await client.call('projects.save', { handle, document }))?.ok).toBe(true);
  const run = await start(client, document, handle);
  const steps = () =>
    client.events.some(
      ({ name, event }) =>
        name === 'training.state' && (event as { state: RunState }).state.step > 10,
    );
  await expect.poll(steps, { timeout: 30_000 }).toBe(true);
  const changed = renameDocument(document, 'the last change');
  await client.call('drafts.write', { draft: 'd', handle, document: changed });
  await endHost(host, 'SIGKILL');
  // The person's own file went as well; the app has its copy.
  rmSync(own);

  const next = await openSocket(await startHost(home));
  const again = await placeProject(next, 'net');
  const opened = resultOf<'projects.open'>(await next.call('projects.open', { handle: again }));
  expect(opened.readOnly).toBeNull();
  expect(opened.document).toEqual(document);
  const offered = resultOf<'drafts.list'>(await next.call('drafts.list', {}));
  expect(offered.map(({ draft, name }) => [draft, name])).toEqual([['d', 'the last change']]);
  const draft = resultOf<'drafts.read'>(await next.call('drafts.read', { draft: 'd' }));
  expect(draft.document).toEqual(changed);
  const short = setTraining(draft.document, { epochs: 2 });
  const second = await start(next, short, again);
  expect(second).not.toBe(run);
  expect((await ended(next, second)).phase).toBe('finished');
}, 90_000);

test('FAULT-9: a run whose app was killed within half a minute is listed with the reason, and goes on with its kept weights', async () => {
  const home = scratchFolder();
  const host = await startHost(home);
  const client = await openSocket(host);
  const document = setTraining(lab.document(), { epochs: 100_000 });
  const handle = await placeProject(client, 'net');
  expect((await client.call('projects.save', { handle, document }))?.ok).toBe(true);
  const run = await start(client, document, handle);
  const file = join(home, 'data', 'runs', `${run}.vprun`);
  await expect.poll(() => existsSync(file), { timeout: 25_000 }).toBe(true);
  await endHost(host, 'SIGKILL');

  const next = await openSocket(await startHost(home));
  const project = await placeProject(next, 'net');
  const [kept] = resultOf<'runs.list'>(await next.call('runs.list', { project }));
  expect(kept.run).toBe(run);
  expect(kept.state.failure?.message.en).toContain('The app ended');
  const { step } = kept.state;
  expect(step).toBeGreaterThan(0);
  // Its weights are older than what it told last; the page proposes to go on from them.
  const known = resultOf<'runs.read'>(await next.call('runs.read', { run })).summary.state.step;
  const answer = await next.call('training.start', {
    document,
    project,
    paused: false,
    stepLimit: 5,
    from: { run, keep: 'state' },
  });
  const second = resultOf<'training.start'>(answer).run;
  expect((await ended(next, second)).phase).toBe('finished');
  const [, first] = resultOf<'runs.list'>(await next.call('runs.list', { project }));
  expect(first.run).toBe(run);
  const read = resultOf<'runs.read'>(await next.call('runs.read', { run: second }));
  expect(known).toBeGreaterThan(0);
  expect(read.summary.from).toEqual({ run, step: known });
}, 90_000);

test.skipIf(process.platform === 'win32')(
  'FAULT-10: a project that was written is saved, also where the disk does not take the list of recent ones',
  async () => {
    const home = scratchFolder();
    const document = lab.document();
    const client = await openSocket(await startHost(home, smallDisk(16)));
    const handle = await placeProject(client, 'net');
    const entry = {
      path: join(home, 'long.vpnet'),
      name: 'x'.repeat(16 * 1024),
      location: 'long.vpnet',
      modified: 1,
      thumbnail: { nodes: [], edges: [] },
      outcome: null,
    };
    writeFileSync(join(home, 'config', 'recent.json'), JSON.stringify([entry]));
    expect((await client.call('projects.save', { handle, document }))?.failure).toBeUndefined();
    expect((await client.call('projects.open', { handle }))?.failure).toBeUndefined();
  },
  60_000,
);
