import { Menu, Menubar } from '@mantine/core';
import { useState } from 'react';
import { useSay, useWords } from '../i18n/i18n';
import { COMMAND_GROUPS, type Command } from './command';
import { COMMANDS, isCommandEnabled, runCommand } from './index';
import styles from './menu-bar.module.css';
import { printShortcut } from './shortcut';
import { commandWords } from './words';

function Item({ command }: { readonly command: Command }) {
  const say = useSay();
  return (
    <Menu.Item
      disabled={!isCommandEnabled(command)}
      aria-keyshortcuts={command.shortcuts
        ?.map((shortcut) => shortcut.replace('Mod', 'Control'))
        .join(' ')}
      rightSection={
        command.shortcuts?.[0] && (
          <span className={styles.shortcut}>{printShortcut(command.shortcuts[0])}</span>
        )
      }
      onClick={() => void runCommand(command)}
    >
      {say(command.label)}
    </Menu.Item>
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
          <Menubar.Dropdown>
            {openIndex !== null &&
              COMMANDS.filter((command) => command.group === group).map((command) => (
                <Item key={command.name} command={command} />
              ))}
          </Menubar.Dropdown>
        </Menubar.Menu>
      ))}
    </Menubar>
  );
}
