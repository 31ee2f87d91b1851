import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { hiddenWindowLauncher } from '../../../main/desktop/trainer-window';
import { FakeWindow } from './fake-electron';
import { start } from './start-desktop';

const kept = ({ desktop }: Awaited<ReturnType<typeof start>>) =>
  desktop.services.crashes.list().map(({ place, reason, message }) => [place, reason, message]);

describe('DESK-16: crashes of the desktop', () => {
  test('are kept by the system’s reporter without an address to send to', async () => {
    const { fake, home } = await start();
    expect(fake.reporter).toEqual([{ uploadToServer: false }]);
    expect(fake.app.paths.crashDumps).toBe(join(home, 'data', 'crashes', 'dumps'));
  });

  test.each([
    ['crashed', true],
    ['oom', true],
    ['clean-exit', false],
    ['killed', false],
  ])('of the window, gone as %s, are kept: %s', async (reason, isKept) => {
    const started = await start();
    started.window.webContents.emit('render-process-gone', {}, { reason, exitCode: 5 });
    expect(kept(started)).toEqual(isKept ? [['window', reason, 'exit code 5']] : []);
  });

  test('of helper processes are kept; of trainers their supervisor tells', async () => {
    const started = await start();
    const gone = (type: string, reason = 'crashed') =>
      started.fake.app.emit('child-process-gone', {}, { type, reason, exitCode: 1 });
    gone('Utility');
    gone('GPU', 'killed');
    gone('GPU');
    expect(kept(started)).toEqual([['process', 'crashed', 'GPU exit code 1']]);
  });

  test('of a hidden trainer window are kept', async () => {
    const started = await start();
    const { services } = started.desktop;
    const trainer = hiddenWindowLauncher(started.fake.electron, '/preload.cjs', services)();
    onTestFinished(() => trainer.kill());
    const hidden = FakeWindow.opened[1].webContents;
    hidden.emit('render-process-gone', {}, { reason: 'oom', exitCode: 9 });
    expect(kept(started)).toEqual([['trainer', 'oom', 'exit code 9']]);
  });

  test('of the app itself are kept and told to the page, and the app goes on', async () => {
    const silent = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    onTestFinished(() => silent.mockRestore());
    const started = await start();
    started.processEvents.emit('uncaughtException', new TypeError('x is not a function'));
    started.processEvents.emit('unhandledRejection', new Error('no'));
    expect(kept(started).map(([place, reason]) => [place, reason])).toEqual(
      expect.arrayContaining([
        ['host', 'TypeError'],
        ['host', 'Error'],
      ]),
    );
    const told = started.window.webContents.sent.filter(({ name }) => name === 'crashes.recorded');
    expect(told).toHaveLength(2);
    expect(started.fake.app.quits).toBe(0);
  });
});
