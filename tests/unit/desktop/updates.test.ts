import { EventEmitter } from 'node:events';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { feedAddress, Updates } from '../../../main/desktop/updates';
import { repository } from '../../support/host-process';
import { scratchFolder } from '../../support/scratch';
import { start } from './start-desktop';

const FEED = 'https://updates.example.org/desktop';

/** Updates over an updater that notes what it is asked. */
function open({ feed = FEED as string | null, platform = 'darwin' } = {}) {
  const asked: string[] = [];
  const logged: string[] = [];
  let ready = 0;
  const updater = Object.assign(new EventEmitter(), {
    setFeedURL: ({ url }: { url: string }) => void asked.push(url),
    checkForUpdates: () => void asked.push('check'),
  });
  const updates = new Updates({
    autoUpdater: () => {
      asked.push('load');
      return updater as never;
    },
    feed,
    platform,
    ready: () => {
      ready += 1;
    },
    log: (line) => logged.push(line),
  });
  return { updates, updater, asked, logged, readyCount: () => ready };
}

describe('DESK-18: newer versions', () => {
  test.each([
    ['nobody wants them', {}, false],
    ['the package knows no address', { feed: null }, true],
    ['the system has no such packages', { platform: 'linux' }, true],
  ])('are not asked for where %s', (_reason, options, wanted) => {
    const { updates, asked } = open(options);
    updates.look(wanted);
    expect(asked).toEqual([]);
  });

  test('are asked for once where the person and the package want it', () => {
    const { updates, updater, asked, logged, readyCount } = open();
    expect(updates.possible).toBe(true);
    updates.look(true);
    updates.look(true);
    expect(asked).toEqual(['load', FEED, 'check']);
    updater.emit('error', new Error('not signed'));
    expect(logged).toEqual(['Looking for a newer version: not signed']);
    updater.emit('update-downloaded');
    expect(readyCount()).toBe(1);
  });

  test('have no address by default, in the source or in a package', async () => {
    expect(readFileSync(join(repository, 'electron-builder.yml'), 'utf8')).toMatch(
      /^publish: null$/m,
    );
    for (const file of readdirSync(join(repository, 'main', 'desktop'))) {
      const text = readFileSync(join(repository, 'main', 'desktop', file), 'utf8');
      expect(text, file).not.toMatch(/https?:\/\/\w/);
    }
    // The fake's updater throws when it is touched, and the setting is on.
    const { call, home } = await start();
    await call('settings.write', { updates: true });
    await start({ home });
    expect(feedAddress(home)).toBeNull();
  });

  test.each([
    ['provider: generic\nurl: https://a.example/x\nchannel: latest\n', 'https://a.example/x'],
    ["provider: generic\nurl: 'https://a.example/x'\n", 'https://a.example/x'],
    ['provider: generic\nurl: http://a.example/x\n', null],
    ['provider: generic\nurl: file:///tmp\n', null],
    ['provider: github\nurl: https://a.example/x\n', null],
    ['url: https://a.example/x\n', null],
    ['', null],
  ])('are asked for where %j says, by https alone', (content, feed) => {
    const folder = scratchFolder();
    expect(feedAddress(folder)).toBeNull();
    writeFileSync(join(folder, 'app-update.yml'), content);
    expect(feedAddress(folder)).toBe(feed);
  });
});
