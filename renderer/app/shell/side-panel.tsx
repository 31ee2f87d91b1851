import { Database, FlaskConical, Layers } from 'lucide-react';
import { Palette } from '../../canvas/palette';
import { DataPanel } from '../../data/data-panel';
import { LabPanel } from '../../labs/lab-panel';
import { useWords } from '../i18n/i18n';
import { useProject } from '../state/project-store';
import { useView } from '../state/view-store';
import { REGION_ATTRIBUTE } from './focus-regions';
import { TabbedPanel } from './tabbed-panel';
import { shellWords } from './words';
import styles from './workbench.module.css';

const region = { [REGION_ATTRIBUTE]: '' };

/** What a network is made of, what it learns from, and what the lab says. */
export function SidePanel() {
  const t = useWords(shellWords);
  const tab = useView((state) => state.sideTab);
  const hasLab = useProject((state) => state.document.lab !== null);
  const tabs = [
    { name: 'layers' as const, label: t('layers'), icon: Layers, content: <Palette /> },
    { name: 'data' as const, label: t('data'), icon: Database, content: <DataPanel /> },
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
