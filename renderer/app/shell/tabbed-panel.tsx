import { ActionIcon, Tabs, Tooltip } from '@mantine/core';
import { PanelLeftClose, PanelRightClose } from 'lucide-react';
import type { ComponentType, ReactNode } from 'react';
import { useWords } from '../i18n/i18n';
import { ErrorBoundary } from './error-boundary';
import { togglePanel, useCollapsed } from './panels';
import { shellWords } from './words';
import styles from './workbench.module.css';

export interface PanelTab<Name extends string> {
  readonly name: Name;
  readonly label: string;
  readonly icon: ComponentType<{ size?: number }>;
  readonly content: ReactNode;
}

interface TabbedPanelProps<Name extends string> {
  readonly panel: 'left' | 'right';
  readonly label: string;
  readonly tabs: readonly PanelTab<Name>[];
  readonly tab: Name;
  choose(tab: Name): void;
}

const CLOSE_ICONS = { left: PanelLeftClose, right: PanelRightClose };

/** A side panel with tabs; collapsed, it is a rail with an icon for each tab. */
export function TabbedPanel<Name extends string>(props: TabbedPanelProps<Name>) {
  const collapsed = useCollapsed((state) => state[props.panel]);
  return collapsed ? <Rail {...props} /> : <OpenPanel {...props} />;
}

function Rail<Name extends string>({ panel, tabs, choose }: TabbedPanelProps<Name>) {
  const t = useWords(shellWords);
  return (
    <div className={styles.rail}>
      {tabs.map(({ name, label, icon: Icon }) => (
        <Tooltip key={name} label={label} position={panel === 'left' ? 'right' : 'left'}>
          <ActionIcon
            size={32}
            aria-label={t('expand', { panel: label })}
            onClick={() => {
              choose(name);
              togglePanel(panel, true);
            }}
          >
            <Icon size={16} />
          </ActionIcon>
        </Tooltip>
      ))}
    </div>
  );
}

function OpenPanel<Name extends string>({
  panel,
  label,
  tabs,
  tab,
  choose,
}: TabbedPanelProps<Name>) {
  const t = useWords(shellWords);
  const CloseIcon = CLOSE_ICONS[panel];
  return (
    <Tabs
      className={styles.side}
      value={tab}
      onChange={(value) => value && choose(value as Name)}
      keepMounted={false}
    >
      <div className={styles.tabs}>
        <Tabs.List className={styles.tabList} aria-label={label}>
          {tabs.map(({ name, label: tabLabel }) => (
            <Tabs.Tab key={name} value={name} className={styles.tab}>
              {tabLabel}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tooltip label={t('collapse', { panel: label })}>
          <ActionIcon
            aria-label={t('collapse', { panel: label })}
            onClick={() => togglePanel(panel, false)}
          >
            <CloseIcon size={16} />
          </ActionIcon>
        </Tooltip>
      </div>
      {tabs.map(({ name, content }) => (
        <Tabs.Panel key={name} value={name} className={styles.panel}>
          <ErrorBoundary>{content}</ErrorBoundary>
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}
