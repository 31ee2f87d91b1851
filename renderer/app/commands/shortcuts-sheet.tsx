import { Kbd, Table, Text } from '@mantine/core';
import { modals } from '@mantine/modals';
import { Fragment } from 'react';
import { useSay, useWords } from '../i18n/i18n';
import { COMMAND_GROUPS, type Command } from './command';
import { COMMANDS } from './index';
import { keysOf } from './shortcut';
import styles from './shortcuts-sheet.module.css';
import { commandWords } from './words';

function Title() {
  return <>{useWords(commandWords)('sheetTitle')}</>;
}

/** One shortcut as keys. */
export function Keys({ shortcut }: { readonly shortcut: string }) {
  return (
    <span className={styles.keys}>
      {keysOf(shortcut).map((key) => (
        <Kbd key={key} size="xs">
          {key}
        </Kbd>
      ))}
    </span>
  );
}

function Row({ command }: { readonly command: Command }) {
  const t = useWords(commandWords);
  const say = useSay();
  return (
    <Table.Tr>
      <Table.Td>{say(command.label)}</Table.Td>
      <Table.Td className={styles.shortcuts}>
        {(command.shortcuts ?? []).map((shortcut, index) => (
          <Fragment key={shortcut}>
            {index > 0 && <span className={styles.or}>{t('or')}</span>}
            <Keys shortcut={shortcut} />
          </Fragment>
        ))}
      </Table.Td>
    </Table.Tr>
  );
}

function Sheet() {
  const t = useWords(commandWords);
  return (
    <>
      <div className={styles.groups}>
        {COMMAND_GROUPS.map((group) => {
          const commands = COMMANDS.filter(
            (command) => command.group === group && command.shortcuts?.length,
          );
          if (commands.length === 0) return null;
          return (
            <section key={group} className={styles.group} aria-labelledby={`shortcuts-${group}`}>
              <h3 id={`shortcuts-${group}`} className={styles.heading}>
                {t(group)}
              </h3>
              <Table verticalSpacing={4} horizontalSpacing={0} withRowBorders={false}>
                <Table.Tbody>
                  {commands.map((command) => (
                    <Row key={command.name} command={command} />
                  ))}
                </Table.Tbody>
              </Table>
            </section>
          );
        })}
      </div>
      <Text size="sm" c="dimmed" mt="md">
        {t('sheetHint')}
      </Text>
    </>
  );
}

/** The sheet of all shortcuts, made from the command list. */
export function showShortcuts(): void {
  modals.open({ modalId: 'shortcuts', title: <Title />, size: 760, children: <Sheet /> });
}
