import type { MenuItemConstructorOptions } from 'electron';
import type { NativeMenu } from '../../shared/host-data';

/** Roles that text fields need on macOS, where the menu bar alone knows the keys of copy and paste. */
const TEXT_ROLES = ['undo', 'redo', 'cut', 'copy', 'paste', 'selectAll'] as const;

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

/**
 * The native menu bar, made from the page's own command list. Keys stay with the page, which knows whether a person
 * is typing: elsewhere than on macOS accelerators are shown and not registered, and on macOS the page sees a key
 * before the menu does.
 */
export function menuTemplate(
  menus: readonly NativeMenu[],
  mac: boolean,
  run: (command: string) => void,
): MenuItemConstructorOptions[] {
  const itemsOf = ({ group, items }: NativeMenu): MenuItemConstructorOptions[] => [
    ...items.map(({ command, label, shortcut, worksInFields }) => ({
      label,
      // On macOS a registered key that fields need too (undo, copy) would never reach them.
      accelerator: mac && !worksInFields ? undefined : acceleratorOf(shortcut),
      registerAccelerator: false,
      click: () => run(command),
    })),
    ...(mac && group === 'edit'
      ? TEXT_ROLES.map((role) => ({ role, visible: false, acceleratorWorksWhenHidden: true }))
      : []),
  ];
  return [
    ...(mac ? [{ role: 'appMenu' as const }] : []),
    ...menus.map((menu) => ({ label: menu.label, submenu: itemsOf(menu) })),
    ...(mac ? [{ role: 'windowMenu' as const }] : []),
  ];
}
