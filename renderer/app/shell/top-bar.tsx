import { ActionIcon, Tooltip, VisuallyHidden } from '@mantine/core';
import { Redo2, Undo2 } from 'lucide-react';
import { useStore } from 'zustand';
import { shortcutHint } from '../commands/index';
import { useWords } from '../i18n/i18n';
import { RunBar } from '../run/run-bar';
import { redo, undo, useProject } from '../state/project-store';
import { REGION_ATTRIBUTE } from './focus-regions';
import { MenuRow } from './menu-row';
import styles from './top-bar.module.css';
import { shellWords } from './words';

const region = { [REGION_ATTRIBUTE]: '' };

function UndoRedo() {
  const t = useWords(shellWords);
  const canUndo = useStore(useProject.temporal, (state) => state.pastStates.length > 0);
  const canRedo = useStore(useProject.temporal, (state) => state.futureStates.length > 0);
  return (
    <div className={styles.group}>
      <Tooltip label={`${t('undo')} ${shortcutHint('edit.undo')}`}>
        <ActionIcon size={32} aria-label={t('undo')} disabled={!canUndo} onClick={undo}>
          <Undo2 size={16} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={`${t('redo')} ${shortcutHint('edit.redo')}`}>
        <ActionIcon size={32} aria-label={t('redo')} disabled={!canRedo} onClick={redo}>
          <Redo2 size={16} />
        </ActionIcon>
      </Tooltip>
    </div>
  );
}

/** The two rows over the workbench. */
export function TopBar() {
  const t = useWords(shellWords);
  return (
    <header className={styles.bar} {...region}>
      <VisuallyHidden>
        <h1>{t('appName')}</h1>
      </VisuallyHidden>
      <MenuRow workbench />
      <div className={styles.runRow} role="toolbar" aria-label={t('toolbar')}>
        <UndoRedo />
        <span className={styles.divider} />
        <RunBar />
      </div>
    </header>
  );
}
