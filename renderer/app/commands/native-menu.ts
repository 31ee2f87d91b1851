import type { NativeItem, NativeMenu } from '../../../shared/host-data';
import type { Locale } from '../../../shared/text/text';
import { host } from '../host/host';
import { reportFailure } from '../host/report-failure';
import { currentLocale, i18n } from '../i18n/i18n';
import { useSettings } from '../settings/settings';
import { COMMAND_GROUPS, type Command } from './command';
import { COMMANDS } from './index';
import { menuEntries } from './submenus';
import { commandWords } from './words';

const nativeItem = (command: Command, locale: Locale): NativeItem => ({
  command: command.name,
  label: command.label[locale],
  shortcut: command.shortcuts?.[0] ?? null,
  worksInFields: command.worksInFields ?? false,
  checked: command.isOn?.() ?? null,
});

/** The command list as a host's native menu bar wants it: the menus and submenus of the page's own bar. */
export const nativeMenus = (locale: Locale): NativeMenu[] =>
  COMMAND_GROUPS.map((group) => ({
    group,
    label: commandWords.entries[group][locale],
    items: menuEntries(COMMANDS.filter((command) => command.group === group)).map((entry) =>
      entry.type === 'command'
        ? nativeItem(entry.command, locale)
        : {
            label: entry.label[locale],
            submenu: entry.commands.map((command) => nativeItem(command, locale)),
          },
    ),
  }));

/** Gives a desktop its menu bar, again after each change of language or of what is switched on. It also tells any host that the page listens. */
export function provideNativeMenu(): void {
  let sent = '';
  const send = (): void => {
    const locale = currentLocale();
    const menus = nativeMenus(locale);
    const written = JSON.stringify(menus);
    if (written === sent) return;
    sent = written;
    void host.call('app.setMenu', { locale, menus }).catch(reportFailure);
  };
  send();
  i18n.on('languageChanged', send);
  useSettings.subscribe((now, before) => {
    // Dragging a separator changes the settings with every pixel, and no menu.
    if (now.settings.panels === before.settings.panels) send();
  });
}
