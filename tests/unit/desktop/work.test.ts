import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { barOf, type Work, workOfRun, workOfSweep } from '../../../main/desktop/work-progress';
import { createDocument } from '../../../shared/document/new-document';
import type { SweepProgress } from '../../../shared/sweep/record';
import type { RunPhase, RunState } from '../../../shared/telemetry/protocol';
import { start } from './start-desktop';

const state = (phase: RunPhase, step = 0, seconds = 1): RunState => ({
  phase,
  step,
  epoch: 0,
  plannedSteps: 200,
  plannedEpochs: 2,
  seconds,
  secondsLeft: null,
  learningRate: 0.1,
  backend: 'cpu',
  failure: null,
});

describe('DESK-10: recent documents', () => {
  test('are the system’s too: added when saved or opened, forgotten with the list', async () => {
    const { call, fake, home } = await start();
    const save = async (name: string): Promise<string> => {
      fake.chosen = join(home, name);
      const picked = (await call('projects.pickSave', { name })) as { value: { handle: string } };
      const { handle } = picked.value;
      await call('projects.save', { handle, document: createDocument(name) });
      return handle;
    };
    const path = (name: string): string => join(home, `${name}.vpnet`);
    const first = await save('a');
    await save('b');
    expect(fake.app.recent).toEqual([path('b'), path('a')]);
    await call('projects.close', { handle: first });
    await call('projects.open', { handle: first });
    expect(fake.app.recent).toEqual([path('a'), path('b')]);
    await save('c');
    await call('projects.forget', { handle: first });
    expect(fake.app.recent).toEqual([path('c'), path('b')]);
  });
});

describe('DESK-11: progress in the taskbar or dock', () => {
  const work = (phase: Work['phase'], share: number): Work => ({ phase, share, seconds: 1 });

  test.each([
    ['nothing', [], { value: -1, mode: 'none' }],
    ['a run that loads', [work('starting', 0)], { value: 2, mode: 'indeterminate' }],
    ['a run', [work('running', 0.25)], { value: 0.25, mode: 'normal' }],
    ['two', [work('running', 0.2), work('paused', 0.8)], { value: 0.5, mode: 'normal' }],
    ['a paused one', [work('paused', 0.4)], { value: 0.4, mode: 'paused' }],
    [
      'one that is over beside another',
      [work('over', 1), work('running', 0.1)],
      { value: 0.1, mode: 'normal' },
    ],
  ] as const)('of %s', (_name, works, bar) => {
    expect(barOf(works, false, 'win32')).toEqual(bar);
  });

  test('of a failure stays red, until something new begins', () => {
    expect(barOf([], true, 'win32')).toEqual({ value: 1, mode: 'error' });
    expect(barOf([work('running', 0.5)], true, 'win32').mode).toBe('normal');
  });

  test('has no unknown share on Linux, which would draw it full', () => {
    expect(barOf([work('starting', 0)], false, 'linux').value).toBe(0);
  });

  test('reads runs and sweeps alike', () => {
    expect(workOfRun(state('running', 50))).toMatchObject({ phase: 'running', share: 0.25 });
    expect(workOfRun({ ...state('starting'), plannedSteps: 0 }).share).toBe(0);
    expect(workOfRun(state('stopped')).phase).toBe('over');
    expect(workOfRun(state('failed')).phase).toBe('failed');
    const sweep: SweepProgress = {
      phase: 'running',
      workers: 2,
      progress: 0.3,
      seconds: 4,
      secondsLeft: null,
    };
    expect(workOfSweep(sweep)).toEqual({ phase: 'running', share: 0.3, seconds: 4 });
    expect(workOfSweep({ ...sweep, phase: 'cancelled' }).phase).toBe('over');
  });

  test('follows the run, and is drawn only when it changes', async () => {
    const { desktop, window } = await start();
    const tell = (phase: RunPhase, step = 0) =>
      desktop.services.tell('training.state', { run: 'r', state: state(phase, step) });
    tell('starting');
    for (const step of [1, 1, 1, 100]) tell('running', step);
    tell('paused', 100);
    tell('finished', 200);
    expect(window.bars.map(({ value, mode }) => [mode, value])).toEqual([
      ['indeterminate', process.platform === 'linux' ? 0 : 2],
      ['normal', 0.01],
      ['normal', 0.5],
      ['paused', 0.5],
      ['none', -1],
    ]);
  });

  test('of a run that failed behind another window stays until somebody looks', async () => {
    const { desktop, window } = await start();
    const tell = (phase: RunPhase) =>
      desktop.services.tell('training.state', { run: 'r', state: state(phase) });
    window.inFront = false;
    tell('running');
    tell('failed');
    expect(window.bars.at(-1)).toEqual({ value: 1, mode: 'error' });
    window.emit('focus');
    expect(window.bars.at(-1)).toEqual({ value: -1, mode: 'none' });
  });
});

describe('DESK-12: the end of long work', () => {
  async function end(
    phase: RunPhase,
    {
      inFront = false,
      seconds = 90,
      notice = true,
    }: { inFront?: boolean; seconds?: number; notice?: boolean } = {},
  ) {
    const started = await start();
    await started.call('settings.write', { noticeOfEnd: notice });
    await started.call('app.setMenu', { locale: 'en', menus: [] });
    started.window.inFront = inFront;
    for (const now of ['running', phase] as const) {
      started.desktop.services.tell('training.state', {
        run: 'r',
        state: state(now, 200, seconds),
      });
    }
    // The setting is read before anything is said.
    await started.call('settings.read', {});
    return started;
  }

  test('is said by the system where another window is in front, and leads back', async () => {
    const { fake, window } = await end('finished');
    await vi.waitFor(() => expect(fake.notes).toHaveLength(1));
    expect(fake.notes[0]).toMatchObject({ title: 'The run is over', body: '200 steps in 1.5 min' });
    expect(window.flashes).toEqual([true]);
    fake.notes[0].click();
    expect(window.focused).toBe(1);
  });

  test('is said of a failure and of a sweep too', async () => {
    const { desktop, fake } = await end('failed');
    await vi.waitFor(() => expect(fake.notes[0]?.title).toBe('The run failed'));
    for (const phase of ['running', 'finished'] as const) {
      const progress = { phase, workers: 1, progress: 1, seconds: 60, secondsLeft: null };
      desktop.services.tell('sweeps.progress', { sweep: 's', progress, outcomes: [] });
    }
    await vi.waitFor(() => expect(fake.notes[1]?.title).toBe('The sweep is over'));
  });

  test.each([
    ['the window is in front', { inFront: true }],
    ['it took no time', { seconds: 5 }],
    ['the person does not want it', { notice: false }],
  ])('is not said where %s', async (_reason, options) => {
    const { fake } = await end('finished', options);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(fake.notes).toEqual([]);
  });
});
