import { Spotlight, type SpotlightActionGroupData, useSpotlight } from '@mantine/spotlight';
import { Search } from 'lucide-react';
import { useSay, useWords } from '../i18n/i18n';
import { COMMAND_GROUPS } from './command';
import { COMMANDS, isCommandEnabled, runCommand } from './index';
import { paletteStore } from './palette-store';
import { Keys } from './shortcuts-sheet';
import { commandWords } from './words';

/** Commands that apply now, by group; both languages are searched, whichever is shown. */
function useActions(): SpotlightActionGroupData[] {
  const t = useWords(commandWords);
  const say = useSay();
  return COMMAND_GROUPS.map((group) => ({
    group: t(group),
    actions: COMMANDS.filter(
      (command) =>
        command.group === group &&
        command.name !== 'view.command-palette' &&
        isCommandEnabled(command),
    ).map((command) => ({
      id: command.name,
      label: say(command.label),
      keywords: [command.label.en, command.label.zh, command.name],
      rightSection: command.shortcuts?.[0] && <Keys shortcut={command.shortcuts[0]} />,
      onClick: () => void runCommand(command),
    })),
  })).filter(({ actions }) => actions.length > 0);
}

/** The command palette. It is drawn anew when it opens, because what applies may have changed. */
export function CommandPalette() {
  const t = useWords(commandWords);
  useSpotlight(paletteStore);
  const actions = useActions();
  return (
    <Spotlight
      store={paletteStore}
      shortcut={null}
      actions={actions}
      nothingFound={t('nothing')}
      highlightQuery
      scrollable
      maxHeight={420}
      overlayProps={{ backgroundOpacity: 0.3, blur: 0 }}
      searchProps={{
        leftSection: <Search size={16} aria-hidden />,
        placeholder: t('search'),
        'aria-label': t('search'),
      }}
      attributes={{ content: { 'aria-label': t('palette') } }}
      scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}
    />
  );
}
