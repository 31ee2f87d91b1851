import { ActionIcon, Button, Menu, Tooltip } from '@mantine/core';
import {
  Command as CommandIcon,
  Compass,
  House,
  Languages,
  Moon,
  Sun,
  SunMoon,
} from 'lucide-react';
import type { ComponentType } from 'react';
import type { Settings } from '../../../shared/host-data';
import { closeExplore, openExplore } from '../../explore/open-explore';
import { shortcutHint } from '../commands/index';
import { MenuBar } from '../commands/menu-bar';
import { commandPalette } from '../commands/palette-store';
import { closeProject } from '../files/project-files';
import { reportFailure } from '../host/report-failure';
import { useWords } from '../i18n/i18n';
import { changeSettings, useSettings } from '../settings/settings';
import { useView } from '../state/view-store';
import { PanelToggles } from './panel-toggles';
import { ProjectName } from './project-name';
import styles from './top-bar.module.css';
import { shellWords } from './words';

const THEME_ICONS: Readonly<Record<Settings['theme'], ComponentType<{ size?: number }>>> = {
  light: Sun,
  dark: Moon,
  system: SunMoon,
};
const THEME_WORDS = { light: 'themeLight', dark: 'themeDark', system: 'themeSystem' } as const;
const THEMES = Object.keys(THEME_WORDS) as readonly Settings['theme'][];
/** Languages are named in themselves, so that whoever is lost finds their own. */
const LANGUAGE_NAMES = { en: 'English', zh: '简体中文' } as const;

function ThemeMenu() {
  const t = useWords(shellWords);
  const theme = useSettings((state) => state.settings.theme);
  const Icon = THEME_ICONS[theme];
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon aria-label={t('theme')}>
          <Icon size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.RadioGroup
          value={theme}
          onChange={(value) => changeSettings({ theme: value as Settings['theme'] })}
        >
          {THEMES.map((name) => (
            <Menu.RadioItem key={name} value={name}>
              {t(THEME_WORDS[name])}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  );
}

function LanguageMenu() {
  const t = useWords(shellWords);
  const locale = useSettings((state) => state.settings.locale);
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon aria-label={t('language')}>
          <Languages size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.RadioGroup
          value={locale}
          onChange={(value) => changeSettings({ locale: value as Settings['locale'] })}
        >
          <Menu.RadioItem value="en" lang="en">
            {LANGUAGE_NAMES.en}
          </Menu.RadioItem>
          <Menu.RadioItem value="zh" lang="zh-Hans">
            {LANGUAGE_NAMES.zh}
          </Menu.RadioItem>
          <Menu.RadioItem value="system">{t('languageSystem')}</Menu.RadioItem>
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  );
}

function ExploreToggle() {
  const t = useWords(shellWords);
  const exploring = useView((state) => state.screen === 'explore');
  return (
    <Tooltip label={`${t('exploreHelp')} ${shortcutHint('view.explore')}`}>
      <Button
        variant={exploring ? 'light' : 'default'}
        size="compact-sm"
        leftSection={<Compass size={14} aria-hidden />}
        aria-pressed={exploring}
        onClick={() => (exploring ? closeExplore() : openExplore())}
      >
        {t('explore')}
      </Button>
    </Tooltip>
  );
}

/**
 * Menus, the project's name, theme, language and the command palette. Apart from the run's row, which the start page does
 * not have and must not load.
 */
export function MenuRow({ workbench }: { readonly workbench: boolean }) {
  const t = useWords(shellWords);
  const nativeMenu = useSettings((state) => state.info?.host === 'desktop');
  return (
    <div className={styles.menuRow}>
      {workbench && (
        <Tooltip label={t('startPage')}>
          <ActionIcon
            aria-label={t('startPage')}
            onClick={() => void closeProject().catch(reportFailure)}
          >
            <House size={16} />
          </ActionIcon>
        </Tooltip>
      )}
      {!nativeMenu && <MenuBar />}
      <div className={styles.title}>{workbench && <ProjectName />}</div>
      <Button
        variant="default"
        size="compact-sm"
        leftSection={<CommandIcon size={12} aria-hidden />}
        onClick={commandPalette.open}
      >
        {t('commands')}
        <span className={styles.shortcut}>{shortcutHint('view.command-palette')}</span>
      </Button>
      {workbench && <ExploreToggle />}
      {workbench && <PanelToggles />}
      <LanguageMenu />
      <ThemeMenu />
    </div>
  );
}
