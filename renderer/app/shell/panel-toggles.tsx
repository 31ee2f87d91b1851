import { ActionIcon, Tooltip } from '@mantine/core';
import { PanelBottom, PanelLeft, PanelRight } from 'lucide-react';
import type { ComponentType } from 'react';
import { shortcutHint } from '../commands/index';
import { useWords } from '../i18n/i18n';
import { PANEL_NAMES, type PanelName, togglePanel, useCollapsed } from './panels';
import styles from './top-bar.module.css';
import { shellWords } from './words';

const ICONS: Readonly<Record<PanelName, ComponentType<{ size?: number }>>> = {
  left: PanelLeft,
  monitor: PanelBottom,
  right: PanelRight,
};
const LABELS = { left: 'leftPanel', right: 'inspector', monitor: 'monitor' } as const;
function Toggle({ panel }: { readonly panel: PanelName }) {
  const t = useWords(shellWords);
  const collapsed = useCollapsed((state) => state[panel]);
  const label = t(collapsed ? 'expand' : 'collapse', { panel: t(LABELS[panel]) });
  const Icon = ICONS[panel];
  return (
    <Tooltip label={`${label} ${shortcutHint(`view.toggle-${panel}`)}`}>
      <ActionIcon
        aria-label={t(LABELS[panel])}
        aria-pressed={!collapsed}
        data-collapsed={collapsed || undefined}
        className={styles.toggle}
        onClick={() => togglePanel(panel)}
      >
        <Icon size={16} />
      </ActionIcon>
    </Tooltip>
  );
}

/** A switch for each panel that can be put away. */
export function PanelToggles() {
  return PANEL_NAMES.map((panel) => <Toggle key={panel} panel={panel} />);
}
