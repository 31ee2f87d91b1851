import { beforeEach, describe, expect, it } from 'vitest';
import type { CrashPlace, CrashReport } from '../../../shared/crash-report';
import { settingsSchema } from '../../../shared/host-data';
import { installBridge } from './bridge';

const DEFAULTS = settingsSchema.parse({});
const bridge = installBridge({
  'crashes.report': () => ({}),
  'settings.write': (change) => ({ ...DEFAULTS, ...change, panels: {} }),
});
const { notificationsStore } = await import('@mantine/notifications');
const { reportCrash } = await import('../../../renderer/app/host/report-crash');
const { sayCrashes } = await import('../../../renderer/app/shell/crash-notice');
const { useSettings } = await import('../../../renderer/app/settings/settings');

const report = (place: CrashPlace, time: number): CrashReport => ({
  id: `${time}`,
  time,
  place,
  version: '1.0.0',
  system: 'linux x64',
  reason: 'oom',
  message: '',
  frames: [],
});

const shown = () => {
  const { notifications, queue } = notificationsStore.getState();
  return [...notifications, ...queue].length;
};

describe('DESK-15: the page tells of crashes', () => {
  beforeEach(() => {
    useSettings.setState({ settings: DEFAULTS });
    notificationsStore.setState({
      notifications: [],
      queue: [],
      defaultPosition: 'top-left',
      limit: 5,
    });
  });

  it('once, and not of what its own place tells', () => {
    sayCrashes([report('part', 5), report('page', 6), report('trainer', 7)]);
    expect(shown()).toBe(0);
    sayCrashes([report('window', 4), report('host', 3)]);
    expect(shown()).toBe(1);
    expect(useSettings.getState().settings.crashesSeen).toBe(4);
    expect(bridge.callsOf('settings.write').at(-1)?.input).toEqual({ crashesSeen: 4 });
    notificationsStore.setState({
      notifications: [],
      queue: [],
      defaultPosition: 'top-left',
      limit: 5,
    });
    sayCrashes([report('window', 4), report('host', 3)]);
    expect(shown()).toBe(0);
  });

  it('and has its own kept, without what a message quotes', async () => {
    reportCrash(
      'part',
      new TypeError('no “Jane” here'),
      '\n    at Panel (http://127.0.0.1/a.js:1:2)',
    );
    await Promise.resolve();
    const [{ input }] = bridge.callsOf('crashes.report') as unknown as [
      { input: { place: string; facts: { message: string; frames: string[] } } },
    ];
    expect(input.place).toBe('part');
    expect(input.facts.message).toBe('no … here');
    expect(input.facts.frames.at(-1)).toBe('Panel a.js:1:2');
  });
});
