import { ActionIcon, Tabs, Tooltip } from '@mantine/core';
import { X } from 'lucide-react';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { shortcutHint } from '../app/commands/index';
import { useSay, useWords } from '../app/i18n/i18n';
import { ErrorBoundary } from '../app/shell/error-boundary';
import { REGION_ATTRIBUTE } from '../app/shell/focus-regions';
import { useView } from '../app/state/view-store';
import styles from './explore.module.css';
import { closeExplore } from './open-explore';
import { EXPLORE_TITLES } from './tab-titles';
import { EXPLORE_TABS } from './tabs';
import { exploreWords } from './words';

const region = { [REGION_ATTRIBUTE]: '' };

/** What takes Escape for itself: a text that is written, something that is open. */
const TAKES_ESCAPE = 'input:not([type=checkbox], [type=radio]), textarea, [aria-expanded=true]';

/** Escape leads back, unless something on the page had a use for it. */
function leaveByKey(event: KeyboardEvent<HTMLElement>): void {
  const { key, target, currentTarget } = event;
  // Menus and dialogs hang elsewhere in the document, and their keys come by here too.
  const isOwn = target instanceof Element && currentTarget.contains(target);
  if (key !== 'Escape' || event.defaultPrevented || !isOwn || target.matches(TAKES_ESCAPE)) return;
  event.preventDefault();
  closeExplore();
}

/** What takes many trainings, or many looks at one: over the workbench, which stays as it is underneath. */
export function ExplorePage() {
  const t = useWords(exploreWords);
  const say = useSay();
  const name = useView((state) => state.exploreTab);
  const page = useRef<HTMLElement>(null);
  // What had the focus is covered now.
  useEffect(() => page.current?.focus(), []);
  const current = EXPLORE_TABS.find((tab) => tab.name === name) ?? EXPLORE_TABS[0];
  return (
    <main
      ref={page}
      className={styles.page}
      aria-label={t('explore')}
      tabIndex={-1}
      data-testid="explore"
      onKeyDown={leaveByKey}
      {...region}
    >
      <Tabs
        className={styles.tabs}
        value={current.name}
        onChange={(exploreTab) => exploreTab && useView.setState({ exploreTab })}
        keepMounted={false}
      >
        <div className={styles.row}>
          <h2 className={styles.title}>{t('explore')}</h2>
          <Tabs.List className={styles.list} aria-label={t('explore')}>
            {EXPLORE_TABS.map((tab) => (
              <Tabs.Tab key={tab.name} value={tab.name}>
                {say(EXPLORE_TITLES[tab.name])}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          <Tooltip label={`${t('close')} ${shortcutHint('view.explore')}`}>
            <ActionIcon aria-label={t('close')} onClick={closeExplore}>
              <X size={16} />
            </ActionIcon>
          </Tooltip>
        </div>
        {EXPLORE_TABS.map((tab) => (
          <Tabs.Panel key={tab.name} value={tab.name} className={styles.panel}>
            <p className={styles.tells}>{say(tab.tells)}</p>
            <div className={styles.content}>
              <ErrorBoundary>
                <tab.Content />
              </ErrorBoundary>
            </div>
          </Tabs.Panel>
        ))}
      </Tabs>
    </main>
  );
}
