import { describe, expect, test } from 'vitest';
import { CALL_CHANNEL } from '../../../main/desktop/channels';
import { LABS } from '../../../shared/labs';
import type { RunPhase, TrainerCommand } from '../../../shared/telemetry/protocol';
import { FakeWindow } from './fake-electron';
import { start } from './start-desktop';

describe('DESK-7: a run on the graphics device', () => {
  /** Starts a GPU run and finds the hidden window that it opened. */
  async function startRun() {
    const started = await start();
    const document = LABS[0].document('en');
    const training = { ...document.training, backend: 'webgl' };
    const answer = await started.call('training.start', {
      document: { ...document, training },
      project: null,
      paused: false,
    });
    const { run } = answer.value as { run: string };
    const hidden = FakeWindow.opened[1];
    const commands = () =>
      hidden.webContents.sent
        .filter(({ name }) => name === 'trainer.command')
        .map(({ event }) => event as { trainer: string; command: TrainerCommand });
    /** What the page in a window says of the trainer. */
    const report = async (window: FakeWindow, event: unknown) => {
      const { mainFrame } = window.webContents;
      const said = (await started.fake.handlers.get(CALL_CHANNEL)?.(
        { sender: window.webContents, senderFrame: mainFrame },
        'trainer.report',
        { trainer: commands()[0].trainer, event },
      )) as { ok: boolean; value?: { known: boolean } };
      return said.value?.known ?? null;
    };
    const job = () => started.desktop.services.supervisor.job(run);
    const state = (phase: RunPhase) => ({
      type: 'state',
      state: { ...job()?.state, phase, backend: 'webgl' },
    });
    return { ...started, hidden, commands, report, job, state };
  }

  test('trains in a hidden sandboxed window, told what to do once its page listens', async () => {
    const { hidden, commands, report, job, state, window } = await startRun();
    expect(hidden.options).toMatchObject({
      show: false,
      webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false },
    });
    expect(hidden.address).toBe('app://vanishing-point/trainer.html');
    expect(commands()).toEqual([]);
    hidden.webContents.emit('did-finish-load');
    expect(commands()[0].command).toMatchObject({
      type: 'start',
      document: { training: { backend: 'webgl' } },
    });
    expect(await report(hidden, state('running'))).toBe(true);
    expect(job()?.state.phase).toBe('running');
    expect(await report(window, state('failed'))).toBe(false);
    expect(await report(hidden, { type: 'state', state: { phase: 'flying' } })).toBe(null);
    expect(job()?.state.phase).toBe('running');
    // Neither the main window's trainers nor other runs' numbers are this window's business.
    expect(hidden.webContents.sent.every(({ name }) => name.startsWith('trainer.'))).toBe(true);
    expect(window.webContents.sent.some(({ name }) => name === 'trainer.command')).toBe(false);
    expect(await report(hidden, state('finished'))).toBe(true);
    expect(hidden.destroyed).toBe(true);
  });

  test('ends in words where its window crashes', async () => {
    const { hidden, report, job, state } = await startRun();
    hidden.webContents.emit('did-finish-load');
    await report(hidden, state('running'));
    hidden.webContents.emit('render-process-gone', {}, { reason: 'crashed' });
    expect(job()?.state.phase).toBe('failed');
    expect(job()?.state.failure?.message.en).toContain('window');
    expect(hidden.destroyed).toBe(true);
  });

  test.skipIf(process.platform === 'darwin')(
    'is stopped when the last window that one sees is closed',
    async () => {
      const { hidden, commands, report, job, state, window } = await startRun();
      hidden.webContents.emit('did-finish-load');
      await report(hidden, state('running'));
      window.destroy();
      expect(commands().at(-1)?.command).toEqual({ type: 'stop' });
      await report(hidden, state('stopped'));
      expect(job()?.state.phase).toBe('stopped');
      expect(hidden.destroyed).toBe(true);
    },
  );
});
