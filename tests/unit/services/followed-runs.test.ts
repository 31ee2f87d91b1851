import {
  copyFileSync,
  readFileSync,
  renameSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { rootFindingOf } from '../../../main/services/root-finding';
import type { HostEvent } from '../../../shared/host';
import { GROUP_NAMES, type GroupName } from '../../../shared/telemetry/layout';
import { decodeRunFile, encodeRunFile, type RunFile } from '../../../shared/telemetry/run-file';
import { tailOf } from '../../../shared/telemetry/run-tail';
import { TelemetryStore } from '../../../shared/telemetry/store';
import { openServices, type Window } from './open-services';

const FIXTURE = join('tests', 'fixtures', 'runs', 'elsewhere.vprun');

async function written(): Promise<RunFile> {
  const read = await decodeRunFile(new Uint8Array(readFileSync(FIXTURE)));
  if (!read.ok) throw new Error(read.failure.text.en);
  return read.value;
}

/** The run as it was after its first rows. */
function earlier({ run, checkpoint }: RunFile, rows: number): RunFile {
  const cut = (values: Float32Array | null, all: number) =>
    values?.slice(0, (values.length / all) * Math.min(rows, all)) ?? null;
  const groups = run.groups.map((group) => {
    const all = group.weights?.length ?? 0;
    return {
      group: group.group,
      mean: cut(group.mean, all) as Float32Array,
      minimum: cut(group.minimum, all),
      maximum: cut(group.maximum, all),
      weights: (group.weights as Float32Array).slice(0, rows),
    };
  });
  const state = { ...run.summary.state, phase: 'running' as const, step: rows - 1 };
  return { run: { ...run, groups, summary: { ...run.summary, state } }, checkpoint };
}

const seriesOf = (store: TelemetryStore, group: GroupName) => {
  const { count, mean, minimum, maximum } = store.series(group);
  return { count, mean: [...mean], minimum: [...minimum], maximum: [...maximum] };
};

function expectSame(found: TelemetryStore, expected: TelemetryStore): void {
  for (const group of GROUP_NAMES) {
    expect(seriesOf(found, group), group).toEqual(seriesOf(expected, group));
  }
}

/** A host with a run file in its first folder, and what it tells of it. */
async function hostWithRun(file: RunFile) {
  const opened = openServices();
  const folder = opened.services.folders.projects[0];
  const path = join(folder, 'run.vprun');
  const write = async (next: RunFile): Promise<void> => {
    writeFileSync(`${path}.part`, await encodeRunFile(next));
    renameSync(`${path}.part`, path);
  };
  await write(file);
  const events: HostEvent<'runs.grown'>[] = [];
  opened.services.onEvent((name, event) => {
    if (name === 'runs.grown') events.push(event as HostEvent<'runs.grown'>);
  }, 'window-1');
  const window = opened.window();
  const { window: openWindow } = opened;
  const handle = await handleOf(window);
  return { ...opened, folder, path, write, events, window, openWindow, handle };
}

async function handleOf(window: Window): Promise<string> {
  const { entries } = await window.call('projects.browse', { folder: null });
  const found = entries.find(({ kind }) => kind === 'run');
  if (!found) throw new Error('the browser lists no run');
  return found.handle;
}

const SOON = { timeout: 8_000, interval: 50 };

test('ELSEWHERE-5: what the recorder writes is a run of this app, with every chart and a diagnosis', async () => {
  const { run, checkpoint } = await written();
  expect(run.summary.elsewhere).toMatchObject({ processes: 1, device: 'cpu' });
  expect(run.summary.elsewhere?.tool).toMatch(/^PyTorch /);
  expect(run.summary.state).toMatchObject({ phase: 'finished', backend: 'pytorch', failure: null });
  const groups = run.groups.map(({ group }) => group).toSorted();
  expect(groups).toEqual(
    ['steps', 'validation', 'layers', 'units', 'histograms', 'noise', 'confusion'].toSorted(),
  );
  const telemetry = TelemetryStore.fromStored(run.layout, run.groups);
  expect(telemetry.stepRange()).toEqual([0, run.layout.plannedSteps]);
  expect(checkpoint?.weights.map(({ node, shape }) => [node, ...shape])).toEqual([
    ['hidden', 4, 8],
    ['hidden', 8],
    ['deeper', 8, 6],
    ['deeper', 6],
    ['head', 6, 3],
    ['head', 3],
  ]);
  const { document, layout, summary } = run;
  expect(() => rootFindingOf({ document, layout, telemetry, state: summary.state })).not.toThrow();
});

test('ELSEWHERE-6: a run is followed while its file grows, and the page is told what is new alone', async () => {
  const whole = await written();
  const host = await hostWithRun(earlier(whole, 3));
  const { run: read, changed } = await host.window.call('runs.follow', { handle: host.handle });
  expect(read.summary).toMatchObject({ project: null, state: { phase: 'running', step: 2 } });
  expect(Math.abs(Date.now() - (changed as number))).toBeLessThan(60_000);
  if (!read.layout) throw new Error('it has a layout');
  const page = TelemetryStore.fromStored(read.layout, read.groups);
  await host.write(earlier(whole, 5));
  await vi.waitFor(() => expect(host.events).toHaveLength(1), SOON);
  const [grown] = host.events;
  expect(grown).toMatchObject({ run: read.summary.run, failure: null });
  expect(grown.groups.find(({ group }) => group === 'steps')).toMatchObject({ keep: 3 });
  page.splice(grown.groups);
  await host.write(whole);
  await vi.waitFor(() => expect(host.events).toHaveLength(2), SOON);
  page.splice(host.events[1].groups);
  expect(host.events[1].summary.state.phase).toBe('finished');
  expectSame(page, TelemetryStore.fromStored(whole.run.layout, whole.run.groups));
  // Like any other run: read, and with its weights.
  const { run } = read.summary;
  expect((await host.window.call('runs.read', { run })).summary.state.phase).toBe('finished');
  await host.window.call('runs.unfollow', { run });
  expect(await host.window.refusal('runs.read', { run })).toBe('unknown-run');
});

test('ELSEWHERE-6: a window that comes later takes no rows from one that follows already', async () => {
  const whole = await written();
  const host = await hostWithRun(earlier(whole, 3));
  const { handle } = host;
  const { run: read } = await host.window.call('runs.follow', { handle });
  if (!read.layout) throw new Error('it has a layout');
  const page = TelemetryStore.fromStored(read.layout, read.groups);
  await host.write(earlier(whole, 5));
  // Before the host has looked by itself.
  await host.openWindow('window-2').call('runs.follow', { handle });
  await host.write(whole);
  const newest = () => host.events.at(-1)?.summary.state.phase;
  await vi.waitFor(() => expect(newest()).toBe('finished'), SOON);
  for (const { groups } of host.events) page.splice(groups);
  expectSame(page, TelemetryStore.fromStored(whole.run.layout, whole.run.groups));
});

test('ELSEWHERE-6: of two windows that ask at once, both are told, again and again', async () => {
  const whole = await written();
  const host = await hostWithRun(earlier(whole, 3));
  const newest = new Map<string, number>();
  for (const client of ['window-1', 'window-2']) {
    host.services.onEvent((name, event) => {
      if (name !== 'runs.grown') return;
      newest.set(client, (event as HostEvent<'runs.grown'>).summary.state.step);
    }, client);
  }
  const windows = [host.window, host.openWindow('window-2')];
  await Promise.all(windows.map((each) => each.call('runs.follow', { handle: host.handle })));
  for (const rows of [4, 5]) {
    await host.write(earlier(whole, rows));
    const step = rows - 1;
    await vi.waitFor(() => expect([...newest.values()]).toEqual([step, step]), SOON);
  }
});

test('ELSEWHERE-6: rows that merge are told again from the first that changed', async () => {
  const { run } = await written();
  const store = new TelemetryStore(run.layout);
  const width = 6 + run.layout.metrics.length;
  const row = (step: number) => Float32Array.from({ length: width }, (_, at) => (at ? step : step));
  let before = store.toStored();
  const page = new TelemetryStore(run.layout);
  let sent = 0;
  for (let step = 0; step < 40_000; step += 1) {
    store.append([{ group: 'steps', rows: row(step) }]);
    if (step % 997 !== 0) continue;
    const now = store.toStored();
    const tails = tailOf(run.layout, before, now);
    sent += tails.reduce((sum, { mean }) => sum + mean.length / width, 0);
    page.splice(tails);
    before = now;
  }
  expect(seriesOf(page, 'steps')).toEqual(
    seriesOf(TelemetryStore.fromStored(run.layout, before), 'steps'),
  );
  // Each row once or twice, and all of them at each of the three halvings: not all of them each time.
  expect(sent).toBeLessThan(3 * 40_000);
});

test('ELSEWHERE-7: a damaged file is read again before it is told, and a whole one heals it', async () => {
  const whole = await written();
  const host = await hostWithRun(earlier(whole, 3));
  await host.window.call('runs.follow', { handle: host.handle });
  truncateSync(host.path, 2_000);
  await vi.waitFor(() => expect(host.events).toHaveLength(1), SOON);
  expect(host.events[0].failure?.en).toContain('cut short');
  expect(host.events[0].summary.state.step).toBe(2);
  await host.write(whole);
  await vi.waitFor(() => expect(host.events).toHaveLength(2), SOON);
  expect(host.events[1].failure).toBeNull();
  expect(host.events[1].summary.state.phase).toBe('finished');
}, 30_000);

test('ELSEWHERE-8: only run files below the chosen folders are followed', async () => {
  const host = await hostWithRun(await written());
  const { window, services, home } = host;
  const outside = join(home, 'outside.vprun');
  copyFileSync(FIXTURE, outside);
  const linked = join(host.folder, 'linked.vprun');
  symlinkSync(outside, linked);
  for (const path of [outside, linked]) {
    const handle = services.handles.give(path);
    expect(await window.refusal('runs.follow', { handle })).toBe('outside-folders');
  }
  const text = join(host.folder, 'notes.txt');
  writeFileSync(text, 'plain words');
  expect(await window.refusal('runs.follow', { handle: services.handles.give(text) })).toBe(
    'not-a-run',
  );
  const junk = join(host.folder, 'junk.vprun');
  writeFileSync(junk, 'no run at all, whatever its name says');
  expect(await window.refusal('runs.follow', { handle: services.handles.give(junk) })).toBe(
    'not-a-run',
  );
  truncateSync(junk, 600 * 1024 * 1024);
  expect(await window.refusal('runs.follow', { handle: services.handles.give(junk) })).toBe(
    'read-failed',
  );
});

test('ELSEWHERE-8: of more files than are followed, the first one gives way and says so', async () => {
  const host = await hostWithRun(await written());
  const { window, services, folder, events } = host;
  const first = await window.call('runs.follow', { handle: host.handle });
  for (let index = 1; index <= 16; index += 1) {
    expect(events).toEqual([]);
    const path = join(folder, `run-${index}.vprun`);
    copyFileSync(FIXTURE, path);
    await window.call('runs.follow', { handle: services.handles.give(path) });
  }
  expect(events).toMatchObject([
    {
      run: first.run.summary.run,
      groups: [],
      failure: { en: expect.stringContaining('more than 16') },
    },
  ]);
  expect(await window.refusal('runs.unfollow', { run: first.run.summary.run })).toBe('unknown-run');
});
