import { Skeleton, Stack } from '@mantine/core';
import { Database, FlaskConical, Layers } from 'lucide-react';
import { lazy, Suspense, useEffect } from 'react';
import { Palette } from '../../canvas/palette';
import { LabPanel } from '../../labs/lab-panel';
import { useWords } from '../i18n/i18n';
import { useProject } from '../state/project-store';
import { useView } from '../state/view-store';
import { REGION_ATTRIBUTE } from './focus-regions';
import { TabbedPanel } from './tabbed-panel';
import { shellWords } from './words';
import styles from './workbench.module.css';

const region = { [REGION_ATTRIBUTE]: '' };

const loadDataPanel = () => import('../../data/data-panel');
const DataPanel = lazy(async () => ({ default: (await loadDataPanel()).DataPanel }));

function DataPage() {
  return (
    <Suspense
      fallback={
        <Stack p="md" aria-hidden>
          <Skeleton height={12} width="50%" />
          <Skeleton height={30} />
          <Skeleton height={160} />
        </Stack>
      }
    >
      <DataPanel />
    </Suspense>
  );
}

/** What a network is made of, what it learns from, and what the lab says. */
export function SidePanel() {
  const t = useWords(shellWords);
  const tab = useView((state) => state.sideTab);
  const hasLab = useProject((state) => state.document.lab !== null);
  useEffect(() => {
    // Before it is asked for; where this fails, opening the page tries again and says why.
    loadDataPanel().catch(() => undefined);
  }, []);
  const tabs = [
    { name: 'layers' as const, label: t('layers'), icon: Layers, content: <Palette /> },
    { name: 'data' as const, label: t('data'), icon: Database, content: <DataPage /> },
    { name: 'lab' as const, label: t('lab'), icon: FlaskConical, content: <LabPanel /> },
  ].filter(({ name }) => name !== 'lab' || hasLab);
  return (
    <nav className={styles.side} aria-label={t('leftPanel')} {...region}>
      <TabbedPanel
        panel="left"
        label={t('leftPanel')}
        tabs={tabs}
        tab={tab === 'lab' && !hasLab ? 'layers' : tab}
        choose={(sideTab) => useView.setState({ sideTab })}
      />
    </nav>
  );
}
