import { describe, expect, it } from 'vitest';
import { menuEntries } from '../../../renderer/app/commands/submenus';
import { installBridge } from './bridge';

installBridge({});
const { COMMANDS } = await import('../../../renderer/app/commands/index');
const { COMMAND_GROUPS } = await import('../../../renderer/app/commands/command');

describe('APP-5: menus, palette, shortcuts sheet and keys derive from one list of commands', () => {
  it.each(COMMAND_GROUPS)('the menu %s holds each of its commands exactly once', (group) => {
    const commands = COMMANDS.filter((command) => command.group === group);
    const shown = menuEntries(commands).flatMap((entry) =>
      entry.type === 'command' ? [entry.command] : entry.commands,
    );
    expect(shown.map(({ name }) => name).sort()).toEqual(commands.map(({ name }) => name).sort());
  });

  it('no menu is longer than a small window is high', () => {
    for (const group of COMMAND_GROUPS) {
      const commands = COMMANDS.filter((command) => command.group === group);
      for (const entry of [{ commands: menuEntries(commands) }, ...menuEntries(commands)]) {
        expect('commands' in entry ? entry.commands.length : 1).toBeLessThanOrEqual(18);
      }
    }
  });
});
