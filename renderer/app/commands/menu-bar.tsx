import { Menu, Menubar } from '@mantine/core';
import { useState } from 'react';
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
  return (
    <Menu.Item
      disabled={!isCommandEnabled(command)}
      aria-keyshortcuts={command.shortcuts?.map(ariaShortcut).join(' ')}
      rightSection={shortcut && <span className={styles.shortcut}>{printShortcut(shortcut)}</span>}
      onClick={() => void runCommand(command)}
    >
      {say(command.label)}
    </Menu.Item>
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

/** The menus, made from the command list. What applies is asked each time a menu opens. */
export function MenuBar() {
  const t = useWords(commandWords);
  const [openIndex, setOpenIndex] = useState<number | null>(null);
  return (
    <Menubar
      aria-label={t('menuBar')}
      openIndex={openIndex}
      onOpenChange={setOpenIndex}
      classNames={{ root: styles.root, target: styles.target }}
    >
      {COMMAND_GROUPS.map((group) => (
        <Menubar.Menu key={group} width={280}>
          <Menubar.Target>{t(group)}</Menubar.Target>
          <Menubar.Dropdown className={styles.dropdown}>
            {openIndex !== null && <Entries group={group} />}
          </Menubar.Dropdown>
        </Menubar.Menu>
      ))}
    </Menubar>
  );
}
