import { notifications, notificationsStore } from '@mantine/notifications';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { HostOutput } from '../../../shared/host';
import { groupsOf, type RunLayout } from '../../../shared/telemetry/layout';
import type { RunState } from '../../../shared/telemetry/protocol';
import { installBridge } from './bridge';
import { readRun, runState } from './told-runs';

const layout: RunLayout = {
  layers: [],
  branches: [],
  recurrences: [],
  metrics: [],
  classNames: [],
  picture: 'none',
  pictureBounds: [0, 1, 0, 1],
  stepsPerEpoch: 10,
  plannedSteps: 100,
};

const width = groupsOf(layout).find(({ name }) => name === 'steps')?.width ?? 0;
const stepRow = (step: number): Float32Array => new Float32Array(width).fill(step);

const host = installBridge({ 'training.control': () => ({}) });
const { useRun } = await import('../../../renderer/app/state/run-store');
const { watchRuns, watchNewRun, clearRunView, showLastRun } = await import(
  '../../../renderer/app/run/watch'
);
const { openRun } = await import('../../../renderer/monitor/open-run');
const { i18n } = await import('../../../renderer/app/i18n/i18n');
const { isRunActive, stop } = await import('../../../renderer/app/run/control');
watchRuns();

const emitRow = (run: string, step: number): void =>
  host.emit('training.telemetry', { run, parts: [{ group: 'steps', rows: stepRow(step) }] });
const newestStep = (): number | undefined => useRun.getState().telemetry?.stepRange()?.[1];

beforeEach(() => {
  clearRunView();
  host.calls.length = 0;
});

describe('APP-6: the window shows the run that it started, from its first event on', () => {
  it('events that overtake the answer of training.start are not lost', async () => {
    await watchNewRun(async () => {
      host.emit('training.layout', { run: 'run-1', layout });
      host.emit('training.state', { run: 'run-1', state: runState('running', 1) });
      emitRow('run-1', 1);
      return { run: 'run-1' };
    });
    expect(useRun.getState().state?.phase).toBe('running');
    expect(newestStep()).toBe(1);
    emitRow('run-1', 2);
    expect(newestStep()).toBe(2);
  });

  it('events of another run change nothing', async () => {
    await watchNewRun(async () => ({ run: 'run-1' }));
    host.emit('training.layout', { run: 'run-2', layout });
    host.emit('training.state', { run: 'run-2', state: runState('failed') });
    expect(useRun.getState()).toMatchObject({ run: 'run-1', state: null, layout: null });
  });

  it('a start that the host refuses leaves the older run on the screen, still followed', async () => {
    await watchNewRun(async () => ({ run: 'run-1' }));
    host.emit('training.layout', { run: 'run-1', layout });
    const refused = watchNewRun(async () => {
      emitRow('run-1', 5);
      throw new Error('refused');
    });
    await expect(refused).rejects.toThrow('refused');
    expect(useRun.getState().run).toBe('run-1');
    expect(newestStep()).toBe(5);
  });

  it('an event of the wrong form is left out, not believed', async () => {
    await watchNewRun(async () => ({ run: 'run-1' }));
    const complaint = vi.spyOn(console, 'error').mockReturnValue();
    host.emit('training.state', { run: 'run-1', state: { phase: 'flying' } });
    host.emit('training.unheard', { run: 'run-1' });
    expect(complaint).toHaveBeenCalledOnce();
    complaint.mockRestore();
    expect(useRun.getState().state).toBeNull();
  });

  it('the newest Jacobian of each node is kept, until another run is watched', async () => {
    await watchNewRun(async () => ({ run: 'run-1' }));
    const jacobian = { node: 'a', step: 3, sample: 0, spectra: [], refusals: [] };
    host.emit('training.jacobian', { run: 'run-1', jacobian });
    host.emit('training.jacobian', { run: 'run-1', jacobian: { ...jacobian, step: 4 } });
    host.emit('training.jacobian', { run: 'run-2', jacobian: { ...jacobian, node: 'b' } });
    expect([...useRun.getState().jacobians]).toEqual([['a', { ...jacobian, step: 4 }]]);
    await watchNewRun(async () => ({ run: 'run-3' }));
    expect(useRun.getState().jacobians.size).toBe(0);
  });

  it('a notice of the trainer is told in the language of the window', async () => {
    await watchNewRun(async () => ({ run: 'run-1' }));
    const message = { en: 'A probe is off.', zh: '一项测量已关闭。' };
    const told = (): unknown => notificationsStore.getState().notifications.at(-1)?.message;
    try {
      await i18n.changeLanguage('zh');
      host.emit('training.notice', { run: 'run-1', message });
      expect(told()).toBe(message.zh);
      await i18n.changeLanguage('en');
      host.emit('training.notice', { run: 'run-1', message });
      expect(told()).toBe(message.en);
    } finally {
      await i18n.changeLanguage('en');
      notifications.clean();
    }
  });

  it('stop reaches a run under way and no other', async () => {
    await stop();
    expect(host.callsOf('training.control')).toEqual([]);
    await watchNewRun(async () => ({ run: 'run-1' }));
    expect(isRunActive()).toBe(true);
    await stop();
    expect(host.callsOf('training.control')).toMatchObject([
      { input: { run: 'run-1', action: 'stop' } },
    ]);
    host.emit('training.state', { run: 'run-1', state: runState('stopped') });
    expect(isRunActive()).toBe(false);
  });
});

describe('APP-11: a run that goes on is found again, by its project and after a reload', () => {
  const reading = (phase: RunState['phase']): HostOutput<'runs.read'> =>
    readRun('run-1', runState(phase), 'project-1');
  const notices = (): readonly unknown[] =>
    notificationsStore.getState().notifications.map(({ title }) => title);

  it('a page that is loaded anew while its run is starting follows it from there', async () => {
    host.handlers['runs.read'] = () => reading('starting');
    await openRun('run-1');
    expect(useRun.getState()).toMatchObject({ run: 'run-1', state: { phase: 'starting' } });
    host.emit('training.layout', { run: 'run-1', layout });
    emitRow('run-1', 3);
    expect(newestStep()).toBe(3);
  });

  it.each([
    ['starting', ['This project is still training']],
    ['running', ['This project is still training']],
    ['paused', ['This project is still training']],
    ['finished', []],
  ] as const)('opening the project of a run that is %s says so', async (phase, said) => {
    host.handlers['runs.list'] = () => [reading(phase).summary];
    host.handlers['runs.read'] = () => reading(phase);
    try {
      await showLastRun('project-1');
      expect(useRun.getState().state?.phase).toBe(phase);
      expect(notices()).toEqual(said);
    } finally {
      notifications.clean();
    }
  });
});
