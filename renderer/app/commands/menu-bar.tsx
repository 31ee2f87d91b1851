import { Menu, Menubar } from '@mantine/core';
import { useRef } from 'react';
import { useSay, useWords } from '../i18n/i18n';
import { COMMAND_GROUPS, type Command } from './command';
import { COMMANDS, isCommandEnabled, runCommand } from './index';
import styles from './menu-bar.module.css';
import { ariaShortcut, printShortcut } from './shortcut';
import { type MenuEntry, menuEntries } from './submenus';
import { commandWords } from './words';

function Item({ command }: { readonly command: Command }) {
  const say = useSay();
  const shortcut = command.shortcuts?.[0];
  const isOn = command.isOn?.();
  const shared = {
    disabled: !isCommandEnabled(command),
    'aria-keyshortcuts': command.shortcuts?.map(ariaShortcut).join(' '),
    rightSection: shortcut && <span className={styles.shortcut}>{printShortcut(shortcut)}</span>,
    children: say(command.label),
  };
  const run = (): void => void runCommand(command);
  return isOn === undefined ? (
    <Menu.Item {...shared} onClick={run} />
  ) : (
    <Menu.CheckboxItem {...shared} checked={isOn} onChange={run} closeMenuOnClick />
  );
}

function Submenu({ entry }: { readonly entry: Extract<MenuEntry, { type: 'submenu' }> }) {
  const say = useSay();
  return (
    <Menu.Sub>
      <Menu.Sub.Target>
        <Menu.Sub.Item>{say(entry.label)}</Menu.Sub.Item>
      </Menu.Sub.Target>
      <Menu.Sub.Dropdown className={styles.dropdown}>
        {entry.commands.map((command) => (
          <Item key={command.name} command={command} />
        ))}
      </Menu.Sub.Dropdown>
    </Menu.Sub>
  );
}

function Entries({ group }: { readonly group: Command['group'] }) {
  const entries = menuEntries(COMMANDS.filter((command) => command.group === group));
  return entries.map((entry) =>
    entry.type === 'command' ? (
      <Item key={entry.command.name} command={entry.command} />
    ) : (
      <Submenu key={entry.label.en} entry={entry} />
    ),
  );
}

/** A closed menu's items leave the page within this time. */
const CLOSING_MS = 40;

/**
 * After a menu was reached with the arrow keys the kit gives the focus back to an item of the first one, which is
 * gone; without this, the next Tab would start from the top of the page.
 */
function useFocusReturn() {
  const bar = useRef<HTMLDivElement>(null);
  const last = useRef(0);
  const onOpenChange = (index: number | null): void => {
    if (index !== null) {
      last.current = index;
      return;
    }
    setTimeout(() => {
      if (document.activeElement !== document.body) return;
      const targets = bar.current?.querySelectorAll<HTMLElement>(':scope > [role=menuitem]');
      targets?.[last.current]?.focus();
    }, CLOSING_MS);
  };
  return { bar, onOpenChange };
}

/** The menus, made from the command list. What applies is asked each time a menu opens, because it is mounted then. */
export function MenuBar() {
  const t = useWords(commandWords);
  const { bar, onOpenChange } = useFocusReturn();
  return (
    <Menubar
      ref={bar}
      aria-label={t('menuBar')}
      onOpenChange={onOpenChange}
      classNames={{ root: styles.root, target: styles.target }}
    >
      {COMMAND_GROUPS.map((group) => (
        <Menubar.Menu key={group} width={320}>
          <Menubar.Target>{t(group)}</Menubar.Target>
          <Menubar.Dropdown className={styles.dropdown}>
            <Entries group={group} />
          </Menubar.Dropdown>
        </Menubar.Menu>
      ))}
    </Menubar>
  );
}
