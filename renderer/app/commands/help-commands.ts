import { changeSettings, useSettings } from '../settings/settings';
import type { Command } from './command';
import { showShortcuts } from './shortcuts-sheet';

export const helpCommands: readonly Command[] = [
  {
    name: 'help.shortcuts',
    group: 'help',
    label: { en: 'Keyboard shortcuts', zh: '键盘快捷键' },
    shortcuts: ['?'],
    run: showShortcuts,
  },
  {
    name: 'help.crash-reports',
    group: 'help',
    label: { en: 'Show crash reports', zh: '查看崩溃报告' },
    run: async () => (await import('../shell/crash-reports')).showCrashReports(),
  },
  {
    name: 'help.updates',
    group: 'help',
    label: { en: 'Look for newer versions at the start', zh: '启动时检查新版本' },
    isOn: () => useSettings.getState().settings.updates,
    isEnabled: () => useSettings.getState().info?.updates ?? false,
    run: () => changeSettings({ updates: !useSettings.getState().settings.updates }),
  },
  {
    name: 'help.about',
    group: 'help',
    label: { en: 'About Vanishing Point', zh: '关于 Vanishing Point' },
    run: async () => (await import('../shell/about')).showAbout(),
  },
];
