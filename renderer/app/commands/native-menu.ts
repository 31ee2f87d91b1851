import type { NativeMenu } from '../../../shared/host-data';
import type { Locale } from '../../../shared/text/text';
import { host } from '../host/host';
import { reportFailure } from '../host/report-failure';
import { currentLocale, i18n } from '../i18n/i18n';
import { COMMAND_GROUPS } from './command';
import { COMMANDS } from './index';
import { commandWords } from './words';

/** The command list as a host's native menu bar wants it. */
export const nativeMenus = (locale: Locale): NativeMenu[] =>
  COMMAND_GROUPS.map((group) => ({
    group,
    label: commandWords.entries[group][locale],
    items: COMMANDS.filter((command) => command.group === group).map((command) => ({
      command: command.name,
      label: command.label[locale],
      shortcut: command.shortcuts?.[0] ?? null,
      worksInFields: command.worksInFields ?? false,
    })),
  }));

/** Gives a desktop its menu bar, again after each change of language. It also tells any host that the page listens. */
export function provideNativeMenu(): void {
  const send = (): void => {
    void host.call('app.setMenu', { menus: nativeMenus(currentLocale()) }).catch(reportFailure);
  };
  send();
  i18n.on('languageChanged', send);
}
