/** Command on macOS, Ctrl elsewhere. */
export const isMac: boolean =
  typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.platform);

export interface Chord {
  readonly mod: boolean;
  readonly control: boolean;
  readonly alt: boolean;
  readonly shift: boolean;
  /** `event.key` in lower case; ' ' for Space. */
  readonly key: string;
}

const KEY_NAMES: Readonly<Record<string, string>> = { space: ' ', esc: 'escape' };

/** The parts between the signs `+`; a last `+` is the key itself. */
const partsOf = (shortcut: string): string[] =>
  shortcut.endsWith('+')
    ? [...shortcut.slice(0, -1).split('+').filter(Boolean), '+']
    : shortcut.split('+');

/** `Mod+Shift+K` as what must be pressed. */
export function parseShortcut(shortcut: string): Chord {
  const parts = partsOf(shortcut);
  const key = (parts.pop() ?? '').toLowerCase();
  const modifiers = new Set(parts.map((part) => part.toLowerCase()));
  return {
    mod: modifiers.has('mod'),
    control: modifiers.has('ctrl'),
    alt: modifiers.has('alt'),
    shift: modifiers.has('shift'),
    key: KEY_NAMES[key] ?? key,
  };
}

type KeyPress = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

/** A printed sign such as `?` or `+` needs Shift on some keyboards and not on others. */
const isSign = (key: string): boolean => key.length === 1 && key !== ' ' && !/[a-z0-9]/.test(key);

/**
 * What a press may be called: the sign that the layout typed, and the key itself where Alt (macOS) or Shift
 * (digits) turned it into another sign.
 */
function namesOf(press: KeyPress): readonly string[] {
  const typed = press.key.toLowerCase();
  const physical = /^(?:Key|Digit)([A-Z0-9])$/.exec(press.code)?.[1].toLowerCase();
  return physical && (press.altKey || press.shiftKey) ? [typed, physical] : [typed];
}

/** Whether a key press is the chord, on macOS or elsewhere. */
export function matchesChord(chord: Chord, press: KeyPress, mac = isMac): boolean {
  const mod = mac ? press.metaKey : press.ctrlKey;
  const control = mac ? press.ctrlKey : false;
  if (!namesOf(press).includes(chord.key) || mod !== chord.mod) return false;
  if (control !== (mac && chord.control) || press.altKey !== chord.alt) return false;
  return isSign(chord.key) || press.shiftKey === chord.shift;
}

const MAC_SIGNS: Readonly<Record<string, string>> = { mod: '⌘', shift: '⇧', alt: '⌥', ctrl: '⌃' };
const PLAIN_SIGNS: Readonly<Record<string, string>> = {
  mod: 'Ctrl',
  shift: 'Shift',
  alt: 'Alt',
  ctrl: 'Ctrl',
};

/** Names of keys that are printed as a sign or shorter. */
const KEY_SIGNS: Readonly<Record<string, string>> = {
  arrowleft: '←',
  arrowright: '→',
  arrowup: '↑',
  arrowdown: '↓',
  escape: 'Esc',
};

/** The keys of a shortcut as this machine's keyboard prints them. */
export function keysOf(shortcut: string, mac = isMac): readonly string[] {
  const signs = { ...KEY_SIGNS, ...(mac ? MAC_SIGNS : PLAIN_SIGNS) };
  return partsOf(shortcut).map((part) => signs[part.toLowerCase()] ?? part);
}

export const printShortcut = (shortcut: string): string => keysOf(shortcut).join(isMac ? '' : '+');

/** A shortcut in the form that `aria-keyshortcuts` wants. */
export const ariaShortcut = (shortcut: string): string =>
  partsOf(shortcut)
    .map((part) => (part === 'Mod' ? (isMac ? 'Meta' : 'Control') : part === '+' ? 'Plus' : part))
    .join('+');
