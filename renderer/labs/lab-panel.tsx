import { Button, Text } from '@mantine/core';
import { findLab } from '../../shared/labs';
import { useWords } from '../app/i18n/i18n';
import { useProject } from '../app/state/project-store';
import { useView } from '../app/state/view-store';
import { LabGuide } from './lab-guide';
import styles from './lab-panel.module.css';
import { labWords } from './words';

const toCourse = (): void => useView.setState({ screen: 'start' });

/** The side panel's lab: what the project shows, why, and what to try; or where labs are found. */
export function LabPanel() {
  const t = useWords(labWords);
  const id = useProject(({ document }) => document.lab);
  const lab = findLab(id ?? '');
  if (lab) return <LabGuide key={lab.id} lab={lab} />;
  return (
    <div className={styles.empty}>
      <h2>{t('noLab')}</h2>
      <Text size="md" c="dimmed">
        {id === null ? t('noLabHelp') : t('unknownLab', { lab: id })}
      </Text>
      <Button variant="default" onClick={toCourse}>
        {t('toCourse')}
      </Button>
    </div>
  );
}
