import { Button, Stack, Text, Title } from '@mantine/core';
import { FolderOpen, Plus } from 'lucide-react';
import { useEffect } from 'react';
import icon from '../../../assets/icon-small.svg';
import { Gallery } from '../../labs/gallery';
import { refreshDrafts } from '../files/drafts';
import { newProject, pickAndOpenProject } from '../files/project-files';
import { refreshRecent } from '../files/recent';
import { reportFailure } from '../host/report-failure';
import { useWords } from '../i18n/i18n';
import { ErrorBoundary } from '../shell/error-boundary';
import { REGION_ATTRIBUTE } from '../shell/focus-regions';
import { MenuRow } from '../shell/menu-row';
import { loadWorkbenchWhenIdle } from '../shell/workbench-part';
import { RecentList } from './recent-list';
import { RestoreOffer } from './restore-offer';
import styles from './start-page.module.css';
import { startWords } from './words';

const region = { [REGION_ATTRIBUTE]: '' };

/** Left: projects. Centre: the labs. */
export function StartPage() {
  const t = useWords(startWords);
  useEffect(() => {
    void refreshRecent();
    void refreshDrafts();
  }, []);
  useEffect(loadWorkbenchWhenIdle, []);
  return (
    <div className={styles.page}>
      <header className={styles.header} {...region}>
        <MenuRow workbench={false} />
      </header>
      <div className={styles.columns}>
        <nav className={styles.projects} aria-label={t('projects')} {...region}>
          <div className={styles.brand}>
            <img className={styles.mark} src={icon} width={28} height={28} alt="" />
            <Title order={1}>{t('title')}</Title>
          </div>
          <Text c="dimmed" size="sm">
            {t('tagline')}
          </Text>
          <Stack gap="sm" my="lg">
            <Button
              size="sm"
              justify="flex-start"
              leftSection={<Plus size={16} aria-hidden />}
              onClick={() => void newProject().catch(reportFailure)}
            >
              {t('newProject')}
            </Button>
            <Button
              size="sm"
              variant="default"
              justify="flex-start"
              leftSection={<FolderOpen size={16} aria-hidden />}
              onClick={() => void pickAndOpenProject().catch(reportFailure)}
            >
              {t('open')}
            </Button>
          </Stack>
          <Title order={2} mb="xs">
            {t('recent')}
          </Title>
          <RecentList />
        </nav>
        <main className={styles.gallery} {...region} tabIndex={-1}>
          <RestoreOffer />
          <ErrorBoundary>
            <Gallery />
          </ErrorBoundary>
        </main>
      </div>
    </div>
  );
}
