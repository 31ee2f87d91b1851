import { describe, expect, it } from 'vitest';
import { keysOf, matchesChord, parseShortcut } from '../../../renderer/app/commands/shortcut';

const press = (key: string, code: string, modifiers: Partial<KeyboardEvent> = {}) => ({
  key,
  code,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...modifiers,
});

describe('APP-1: one shortcut, written once, works on every system and layout', () => {
  it('Mod is Command on macOS and Ctrl elsewhere', () => {
    const save = parseShortcut('Mod+S');
    expect(matchesChord(save, press('s', 'KeyS', { ctrlKey: true }), false)).toBe(true);
    expect(matchesChord(save, press('s', 'KeyS', { metaKey: true }), true)).toBe(true);
    expect(matchesChord(save, press('s', 'KeyS', { ctrlKey: true }), true)).toBe(false);
    expect(matchesChord(save, press('s', 'KeyS', { metaKey: true }), false)).toBe(false);
  });

  it('Shift tells Save from Save as', () => {
    const shifted = press('S', 'KeyS', { ctrlKey: true, shiftKey: true });
    expect(matchesChord(parseShortcut('Mod+S'), shifted, false)).toBe(false);
    expect(matchesChord(parseShortcut('Mod+Shift+S'), shifted, false)).toBe(true);
  });

  it('a sign is found wherever the layout has it: / is Shift+7 in German, ? is Shift+/ in English', () => {
    const german = press('/', 'Digit7', { shiftKey: true });
    expect(matchesChord(parseShortcut('/'), german, false)).toBe(true);
    const english = press('?', 'Slash', { shiftKey: true });
    expect(matchesChord(parseShortcut('?'), english, false)).toBe(true);
  });

  it('Shift+1 and Alt+B mean the key, whatever sign the layout makes of it', () => {
    const shifted = press('!', 'Digit1', { shiftKey: true });
    expect(matchesChord(parseShortcut('Shift+1'), shifted, false)).toBe(true);
    const optionB = press('∫', 'KeyB', { altKey: true, metaKey: true });
    expect(matchesChord(parseShortcut('Mod+Alt+B'), optionB, true)).toBe(true);
  });

  it('plus, space and function keys have names', () => {
    expect(parseShortcut('Mod++').key).toBe('+');
    expect(parseShortcut('+').key).toBe('+');
    expect(parseShortcut('Space').key).toBe(' ');
    expect(matchesChord(parseShortcut('F6'), press('F6', 'F6'), false)).toBe(true);
  });

  it('is printed as the keyboard prints it', () => {
    expect(keysOf('Mod+Shift+Z', false)).toEqual(['Ctrl', 'Shift', 'Z']);
    expect(keysOf('Mod+Shift+Z', true)).toEqual(['⌘', '⇧', 'Z']);
    expect(keysOf('Mod++', false)).toEqual(['Ctrl', '+']);
    expect(keysOf('Shift+ArrowLeft', false)).toEqual(['Shift', '←']);
  });
});
