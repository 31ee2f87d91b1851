const isMac = (): boolean => /Mac|iPhone|iPad/.test(navigator.platform);

const MAC_KEYS: Readonly<Record<string, string>> = { Mod: '⌘', Shift: '⇧', Alt: '⌥', Ctrl: '⌃' };

/** A shortcut as this system writes it: `Ctrl+D`, or `⌘D`. */
export function shortcutText(shortcut: string): string {
  const keys = shortcut.split(/\+(?=.)/);
  return isMac()
    ? keys.map((key) => MAC_KEYS[key] ?? key).join('')
    : keys.map((key) => (key === 'Mod' ? 'Ctrl' : key)).join('+');
}
