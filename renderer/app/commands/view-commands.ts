import type { Settings } from '../../../shared/host-data';
import type { Text } from '../../../shared/text/text';
import { changeSettings, useSettings } from '../settings/settings';
import { focusNextRegion } from '../shell/focus-regions';
import { type PanelName, togglePanel } from '../shell/panels';
import { SIDE_TABS, useView } from '../state/view-store';
import type { Command } from './command';
import { commandPalette } from './palette-store';

const inWorkbench = (): boolean => useView.getState().screen === 'workbench';

const panelCommand = (panel: PanelName, label: Text, shortcut: string): Command => ({
  name: `view.toggle-${panel}`,
  group: 'view',
  label,
  shortcuts: [shortcut],
  worksInFields: true,
  isEnabled: inWorkbench,
  run: () => togglePanel(panel),
});

const TAB_LABELS: Readonly<Record<(typeof SIDE_TABS)[number], Text>> = {
  layers: { en: 'Show layers', zh: '显示层面板' },
  data: { en: 'Show data', zh: '显示数据面板' },
  lab: { en: 'Show lab', zh: '显示实验面板' },
};

const THEME_LABELS: Readonly<Record<Settings['theme'], Text>> = {
  light: { en: 'Light theme', zh: '浅色主题' },
  dark: { en: 'Dark theme', zh: '深色主题' },
  system: { en: 'Theme of the system', zh: '跟随系统主题' },
};

const LOCALE_LABELS: Readonly<Record<Settings['locale'], Text>> = {
  en: { en: 'English', zh: 'English' },
  zh: { en: '简体中文', zh: '简体中文' },
  system: { en: 'Language of the system', zh: '跟随系统语言' },
};

export const viewCommands: readonly Command[] = [
  {
    name: 'view.command-palette',
    group: 'view',
    label: { en: 'Command palette…', zh: '命令面板……' },
    shortcuts: ['Mod+K'],
    worksInFields: true,
    run: commandPalette.toggle,
  },
  panelCommand('left', { en: 'Show or hide the left panel', zh: '显示或隐藏左侧面板' }, 'Mod+B'),
  panelCommand('right', { en: 'Show or hide the inspector', zh: '显示或隐藏检查器' }, 'Mod+Alt+B'),
  panelCommand('monitor', { en: 'Show or hide the monitor', zh: '显示或隐藏监视器' }, 'Mod+J'),
  {
    name: 'view.next-region',
    group: 'view',
    label: { en: 'Go to the next panel', zh: '转到下一个面板' },
    shortcuts: ['F6'],
    worksInFields: true,
    run: () => focusNextRegion(1),
  },
  {
    name: 'view.previous-region',
    group: 'view',
    label: { en: 'Go to the previous panel', zh: '转到上一个面板' },
    shortcuts: ['Shift+F6'],
    worksInFields: true,
    run: () => focusNextRegion(-1),
  },
  ...SIDE_TABS.map(
    (tab): Command => ({
      name: `view.tab-${tab}`,
      group: 'view',
      label: TAB_LABELS[tab],
      isEnabled: inWorkbench,
      run: () => {
        togglePanel('left', true);
        useView.setState({ sideTab: tab });
      },
    }),
  ),
  ...(['light', 'dark', 'system'] as const).map(
    (theme): Command => ({
      name: `view.theme-${theme}`,
      group: 'view',
      label: THEME_LABELS[theme],
      isOn: () => useSettings.getState().settings.theme === theme,
      run: () => changeSettings({ theme }),
    }),
  ),
  ...(['en', 'zh', 'system'] as const).map(
    (locale): Command => ({
      name: `view.language-${locale}`,
      group: 'view',
      label: LOCALE_LABELS[locale],
      isOn: () => useSettings.getState().settings.locale === locale,
      run: () => changeSettings({ locale }),
    }),
  ),
];
