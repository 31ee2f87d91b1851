import type { Command } from './command';
import { COMMANDS, runCommand } from './index';

/** Command on macOS, Ctrl elsewhere. */
export const isMac = /Mac|iPhone|iPad/.test(navigator.platform);

interface Chord {
  readonly mod: boolean;
  readonly control: boolean;
  readonly alt: boolean;
  readonly shift: boolean;
  /** `event.key` in lower case; ' ' for Space. */
  readonly key: string;
}

const KEY_NAMES: Readonly<Record<string, string>> = { space: ' ', plus: '+', esc: 'escape' };

/** `Mod+Shift+K` as its parts. */
export function parseShortcut(shortcut: string): Chord {
  // A trailing `+` is the key itself: `Mod++`.
  const parts = shortcut.replace(/\+\+$/, '+plus').split('+');
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

/** With Alt, macOS reports the sign that the layout would type; the physical key is meant. */
function keyOf(press: KeyPress): string {
  const letter = /^Key([A-Z])$/.exec(press.code);
  if (press.altKey && letter) return letter[1].toLowerCase();
  return press.key.toLowerCase();
}

/** Whether a key press is the chord, on macOS or elsewhere. */
export function matchesChord(chord: Chord, press: KeyPress, mac = isMac): boolean {
  const mod = mac ? press.metaKey : press.ctrlKey;
  const control = mac ? press.ctrlKey : false;
  if (keyOf(press) !== chord.key || mod !== chord.mod) return false;
  if (control !== (mac && chord.control) || press.altKey !== chord.alt) return false;
  return isSign(chord.key) || press.shiftKey === chord.shift;
}

const isField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target.matches(
      'textarea, select, input:not([type=checkbox], [type=radio], [type=range], [type=button])',
    ));

/** Elements that use Space, Enter, letters or arrows themselves. */
const usesPlainKeys = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  target.closest(
    'button, a[href], summary, input, [role=slider], [role=menu], [role=menubar], [role=listbox], [role=tab], [role=radio], [role=option], [role=treeitem]',
  ) !== null;

const bindings: readonly { readonly chord: Chord; readonly command: Command }[] = COMMANDS.flatMap(
  (command) =>
    (command.shortcuts ?? []).map((shortcut) => ({ chord: parseShortcut(shortcut), command })),
);

const dialogIsOpen = (): boolean =>
  document.querySelector('[role=dialog][aria-modal=true], [role=alertdialog]') !== null;

function isAllowed(command: Command, chord: Chord, target: EventTarget | null): boolean {
  if (isField(target) && !command.worksInFields) return false;
  const plain = !chord.mod && !chord.alt && !chord.control && !/^f\d+$/.test(chord.key);
  // A focused button is pressed by Space; only without such an element does Space mean the run.
  if (plain && (chord.key === ' ' || chord.key === 'enter' || chord.key.startsWith('arrow'))) {
    return !usesPlainKeys(target);
  }
  return true;
}

function receive(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing) return;
  const binding = bindings.find(
    ({ chord, command }) =>
      matchesChord(chord, event) &&
      isAllowed(command, chord, event.target) &&
      (command.isEnabled?.() ?? true),
  );
  if (!binding) return;
  // While a dialog asks something, shortcuts would change what it asks about.
  if (dialogIsOpen()) {
    // The browser's own meaning (save the page …) would be a surprise too; copying text stays possible.
    if (binding.command.worksInFields) event.preventDefault();
    return;
  }
  if (runCommand(binding.command)) event.preventDefault();
}

/** Begins to listen; call once. */
export function bindKeys(): void {
  window.addEventListener('keydown', receive);
}

const MAC_SIGNS: Readonly<Record<string, string>> = { mod: '⌘', shift: '⇧', alt: '⌥', ctrl: '⌃' };
const PLAIN_SIGNS: Readonly<Record<string, string>> = {
  mod: 'Ctrl',
  shift: 'Shift',
  alt: 'Alt',
  ctrl: 'Ctrl',
};

/** The keys of a shortcut as this machine's keyboard prints them. */
export function keysOf(shortcut: string, mac = isMac): readonly string[] {
  const signs = mac ? MAC_SIGNS : PLAIN_SIGNS;
  return shortcut
    .replace(/\+\+$/, '+plus')
    .split('+')
    .map((part) => signs[part.toLowerCase()] ?? (part === 'plus' ? '+' : part));
}

export const printShortcut = (shortcut: string): string => keysOf(shortcut).join(isMac ? '' : '+');
