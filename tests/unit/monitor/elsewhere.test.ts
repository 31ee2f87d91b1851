import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test, vi } from 'vitest';
import type { HostOutput } from '../../../shared/host';
import { decodeRunFile } from '../../../shared/telemetry/run-file';
import { installBridge } from '../app/bridge';

const host = installBridge({});
const { watchElsewhere } = await import('../../../renderer/app/run/elsewhere');
const { isRunActive, canPause, abandonRun } = await import('../../../renderer/app/run/control');
const { clearRunView } = await import('../../../renderer/app/run/watch');
const { useRun } = await import('../../../renderer/app/state/run-store');
const { useProject, replaceProject } = await import('../../../renderer/app/state/project-store');
const { useView } = await import('../../../renderer/app/state/view-store');
const { openElsewhere, openGivenRun } = await import('../../../renderer/monitor/elsewhere');
const { silenceOf } = await import('../../../renderer/monitor/elsewhere-line');
const { shownOpenedRun, useOpenedRun } = await import('../../../renderer/monitor/opened-run-store');
const { createDocument } = await import('../../../shared/document/new-document');

const RUN = 'elsewhere-1';
const bytes = readFileSync(join('tests', 'fixtures', 'runs', 'elsewhere.vprun'));
const decoded = await decodeRunFile(new Uint8Array(bytes));
if (!decoded.ok) throw new Error(decoded.failure.text.en);
const { run: stored } = decoded.value;

const followed = (phase: 'running' | 'finished', changed = 1_000): HostOutput<'runs.follow'> => ({
  run: {
    ...stored,
    summary: { ...stored.summary, run: RUN, state: { ...stored.summary.state, phase } },
  },
  changed,
});

watchElsewhere();

beforeEach(() => {
  host.handlers['runs.follow'] = () => followed('running');
  host.handlers['runs.unfollow'] = () => ({});
  clearRunView();
  useOpenedRun.setState({ opened: null });
  replaceProject({ document: createDocument('mine') });
  useView.setState({ screen: 'workbench' });
  host.calls.length = 0;
});

test('ELSEWHERE-9: without a project open the run’s own opens, and its charts with it', async () => {
  useView.setState({ screen: 'start' });
  await openElsewhere('file');
  expect(useProject.getState().document).toEqual(stored.document);
  expect(useView.getState()).toMatchObject({ screen: 'workbench', monitorTab: 'loss' });
  expect(useRun.getState()).toMatchObject({
    run: RUN,
    elsewhere: { processes: 1, changed: 1_000 },
  });
  expect(useRun.getState().telemetry?.rowAt('layers', null)).not.toBeNull();
  expect(useOpenedRun.getState().opened).toBeNull();
});

test('ELSEWHERE-9: beside another network it says whose the charts are, and leaves the canvas alone', async () => {
  await openElsewhere('file');
  expect(useProject.getState().document.name).toBe('mine');
  const opened = shownOpenedRun(useOpenedRun.getState().opened, useRun.getState().run);
  expect(opened?.caption.en).toContain('Irises, trained elsewhere');
  expect(opened?.caption.zh).toContain('Irises, trained elsewhere');
  opened?.use();
  await vi.waitFor(() => expect(useProject.getState().document).toEqual(stored.document));
  await vi.waitFor(() => expect(useRun.getState().run).toBe(RUN));
  await vi.waitFor(() => expect(useOpenedRun.getState().opened).toBeNull());
});

test('ELSEWHERE-9: it cannot be paused or stopped here, and is let go of when another run is shown', async () => {
  await openElsewhere('file');
  expect(useRun.getState().state?.phase).toBe('running');
  expect([isRunActive(), canPause()]).toEqual([false, false]);
  abandonRun();
  expect(useRun.getState()).toMatchObject({ run: null, elsewhere: null });
  expect(host.callsOf('runs.unfollow')).toMatchObject([{ input: { run: RUN } }]);
  expect(host.callsOf('training.control')).toEqual([]);
});

test('ELSEWHERE-10: what its file has later is shown, with the end and with what cannot be read', async () => {
  await openElsewhere('file');
  const { summary } = followed('running').run;
  const grown = { run: RUN, summary, groups: [], changed: 2_000, failure: null };
  host.emit('runs.grown', { ...grown, failure: { en: 'Cut short.', zh: '不完整。' } });
  expect(useRun.getState().elsewhere).toMatchObject({
    changed: 2_000,
    failure: { en: 'Cut short.' },
  });
  const revision = useRun.getState().telemetry?.revision ?? 0;
  const finished = followed('finished').run.summary;
  const [steps] = stored.groups;
  const groups = [{ ...steps, keep: 0 }];
  host.emit('runs.grown', { ...grown, summary: finished, groups, changed: 3_000 });
  expect(useRun.getState()).toMatchObject({
    state: { phase: 'finished' },
    elsewhere: { changed: 3_000, failure: null },
  });
  expect(useRun.getState().telemetry?.revision).toBeGreaterThan(revision);
  // The script was started again: what is shown is read anew.
  host.emit('runs.grown', { ...grown, summary: { ...summary, started: summary.started + 1 } });
  await vi.waitFor(() => expect(host.callsOf('runs.follow')).toHaveLength(2));
});

test('ELSEWHERE-10: silence is told after several intervals of its file', () => {
  const quiet = (changed: number, interval: number, seconds: number) =>
    silenceOf({ changed, interval }, changed + 1_000 * seconds);
  expect(quiet(5_000, 3, 14)).toBeNull();
  expect(quiet(5_000, 3, 20)).toBe(20);
  // A large file is written seldom.
  expect(quiet(5_000, 30, 140)).toBeNull();
  expect(quiet(5_000, 30, 160)).toBe(160);
});

test('ELSEWHERE-9: one that is handed over while a run of this app is under way is let go of again', async () => {
  const state = { ...stored.summary.state, phase: 'running' as const };
  useRun.setState({ run: 'own', state, elsewhere: null });
  await openGivenRun('file');
  expect(useRun.getState().run).toBe('own');
  expect(host.callsOf('runs.unfollow').map(({ input }) => input)).toEqual([{ run: RUN }]);
});
