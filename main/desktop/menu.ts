import type { MenuItemConstructorOptions } from 'electron';
import type { NativeItem, NativeMenu } from '../../shared/host-data';
import type { desktopWords } from './words';

/** Roles that text fields need on macOS, where the menu bar alone knows the keys of copy and paste. */
const TEXT_ROLES = ['undo', 'redo', 'cut', 'copy', 'paste', 'selectAll'] as const;

/** The page's command that tells of the app. */
const ABOUT_COMMAND = 'help.about';

const KEY_NAMES: Readonly<Record<string, string>> = {
  mod: 'CommandOrControl',
  arrowup: 'Up',
  arrowdown: 'Down',
  arrowleft: 'Left',
  arrowright: 'Right',
  escape: 'Esc',
};

/** A page's shortcut as Electron writes it, or undefined for bare keys, which belong to the page alone. */
export function acceleratorOf(shortcut: string | null): string | undefined {
  if (!shortcut || !/^(Mod|Ctrl|Alt)\+/.test(shortcut)) return undefined;
  // `Mod++` is the plus key; Electron has a name for it because it separates by that sign.
  const parts = shortcut.endsWith('++')
    ? [...shortcut.slice(0, -2).split('+'), 'Plus']
    : shortcut.split('+');
  return parts.map((part) => KEY_NAMES[part.toLowerCase()] ?? part).join('+');
}

export interface MenuOptions {
  readonly mac: boolean;
  readonly words: (typeof desktopWords)[keyof typeof desktopWords];
  run(command: string): void;
}

const SEPARATOR: MenuItemConstructorOptions = { type: 'separator' };

function itemOf(
  { command, label, shortcut, worksInFields, checked }: NativeItem,
  { mac, run }: MenuOptions,
): MenuItemConstructorOptions {
  return {
    label,
    // On macOS a registered key that fields need too (undo, copy) would never reach them.
    accelerator: mac && !worksInFields ? undefined : acceleratorOf(shortcut),
    registerAccelerator: false,
    ...(checked !== null && { type: 'checkbox' as const, checked }),
    click: () => run(command),
  };
}

/** What macOS expects at the end of one of the page's menus. */
const MAC_ITEMS: Readonly<
  Record<string, (words: MenuOptions['words']) => MenuItemConstructorOptions[]>
> = {
  file: (words) => [
    SEPARATOR,
    {
      role: 'recentDocuments',
      label: words.openRecent,
      submenu: [{ role: 'clearRecentDocuments', label: words.clearRecent }],
    },
    { role: 'close', label: words.closeWindow },
  ],
  edit: () =>
    TEXT_ROLES.map((role) => ({ role, visible: false, acceleratorWorksWhenHidden: true })),
};

function pageMenu(menu: NativeMenu, options: MenuOptions): MenuItemConstructorOptions {
  const { mac, words } = options;
  const items = menu.items.map((item) =>
    'submenu' in item
      ? { label: item.label, submenu: item.submenu.map((inner) => itemOf(inner, options)) }
      : itemOf(item, options),
  );
  // A page may name a group as it likes, `constructor` too.
  const added = mac && Object.hasOwn(MAC_ITEMS, menu.group) ? MAC_ITEMS[menu.group](words) : [];
  return {
    label: menu.label,
    // macOS searches the menus from the one that it knows as the help.
    ...(menu.group === 'help' && { role: 'help' as const }),
    submenu: [...items, ...added],
  };
}

/** The menu with the app's name, which macOS puts first; the command that tells of the app is the page's. */
const appMenu = (
  about: NativeItem | undefined,
  options: MenuOptions,
): MenuItemConstructorOptions => ({
  label: 'Vanishing Point',
  submenu: [
    ...(about ? [itemOf(about, options), SEPARATOR] : []),
    { role: 'services', label: options.words.services },
    SEPARATOR,
    { role: 'hide', label: options.words.hide },
    { role: 'hideOthers', label: options.words.hideOthers },
    { role: 'unhide', label: options.words.unhide },
    SEPARATOR,
    { role: 'quit', label: options.words.quit },
  ],
});

const windowMenu = ({ mac, words }: MenuOptions): MenuItemConstructorOptions => ({
  role: 'window',
  label: words.window,
  submenu: [
    { role: 'minimize', label: words.minimize },
    ...(mac ? [{ role: 'zoom' as const, label: words.zoom }] : []),
    { role: 'togglefullscreen', label: words.fullScreen },
    ...(mac
      ? [SEPARATOR, { role: 'front' as const, label: words.front }]
      : [SEPARATOR, { role: 'close' as const, label: words.closeWindow }]),
  ],
});

/**
 * The native menu bar, made from the page's own command list. Keys stay with the page, which knows whether a person
 * is typing: elsewhere than on macOS accelerators are shown and not registered, and on macOS the page sees a key
 * before the menu does. The window's own menu stands before the help, where every system has it.
 */
export function menuTemplate(
  menus: readonly NativeMenu[],
  options: MenuOptions,
): MenuItemConstructorOptions[] {
  const about = menus
    .flatMap(({ items }) => items)
    .find((item): item is NativeItem => 'command' in item && item.command === ABOUT_COMMAND);
  const own = menus.filter(({ group }) => group !== 'help');
  const help = menus.filter(({ group }) => group === 'help');
  return [
    ...(options.mac ? [appMenu(about, options)] : []),
    ...own.map((menu) => pageMenu(menu, options)),
    windowMenu(options),
    ...help.map((menu) => pageMenu(menu, options)),
  ];
}
