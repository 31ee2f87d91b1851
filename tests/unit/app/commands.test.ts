import { describe, expect, it } from 'vitest';
import { matchesChord, parseShortcut } from '../../../renderer/app/commands/shortcut';
import { HOST_CALLS } from '../../../shared/host';
import { LOCALES } from '../../../shared/text/text';
import { installBridge } from './bridge';

installBridge({});
const { COMMANDS, runCommandNamed } = await import('../../../renderer/app/commands/index');
const { nativeMenus } = await import('../../../renderer/app/commands/native-menu');
const { COMMAND_GROUPS } = await import('../../../renderer/app/commands/command');

const shortcuts = COMMANDS.flatMap((command) =>
  (command.shortcuts ?? []).map((shortcut) => ({ name: command.name, shortcut })),
);

describe('APP-5: menus, palette, shortcuts sheet and keys derive from one list of commands', () => {
  it.each(COMMANDS.map((command) => [command.name, command] as const))(
    '%s has a stable name of its group and a label in every language',
    (name, command) => {
      expect(name).toMatch(/^[a-z]+\.[a-zA-Z0-9-]+$/);
      expect(COMMAND_GROUPS).toContain(command.group);
      for (const locale of LOCALES) expect(command.label[locale].trim()).not.toBe('');
    },
  );

  it('no two commands have one name', () => {
    const names = COMMANDS.map(({ name }) => name);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  it('no shortcut is taken twice', () => {
    const written = shortcuts.map(({ shortcut }) => JSON.stringify(parseShortcut(shortcut)));
    const twice = shortcuts.filter((_, index) => written.indexOf(written[index]) !== index);
    expect(twice).toEqual([]);
  });

  it.each(shortcuts)('$shortcut of $name is a chord that a press can match', ({ shortcut }) => {
    const { mod, alt, shift, control, key } = parseShortcut(shortcut);
    const press = { key, code: '', ctrlKey: mod, metaKey: control, altKey: alt, shiftKey: shift };
    expect(key).not.toBe('');
    expect(matchesChord(parseShortcut(shortcut), press, false)).toBe(!control);
  });

  it.each(LOCALES)('the native menu bar holds every command once, in %s', (locale) => {
    const menus = nativeMenus(locale);
    expect(menus.every(({ label }) => label !== '')).toBe(true);
    const named = menus.flatMap(({ items }) =>
      items.flatMap((item) =>
        'submenu' in item ? item.submenu.map(({ command }) => command) : item.command,
      ),
    );
    expect(named.sort()).toEqual(COMMANDS.map(({ name }) => name).sort());
    expect(HOST_CALLS['app.setMenu'].input.safeParse({ locale, menus }).success).toBe(true);
  });

  it('an unknown name, as a newer host might send, does nothing', () => {
    expect(runCommandNamed('file.fly')).toBe(false);
  });
});
