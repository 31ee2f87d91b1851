import { ActionIcon, Skeleton, Text, Tooltip, UnstyledButton } from '@mantine/core';
import { X } from 'lucide-react';
import type { RecentProject } from '../../../shared/host-data';
import { openProject } from '../files/project-files';
import { forgetRecent, useRecent } from '../files/recent';
import { reportFailure } from '../host/report-failure';
import { useLocale, useWords } from '../i18n/i18n';
import styles from './start-page.module.css';
import { Thumbnail } from './thumbnail';
import { startWords } from './words';

const SKELETON_ROWS = [0, 1, 2];

function RecentItem({ project }: { readonly project: RecentProject }) {
  const t = useWords(startWords);
  const locale = useLocale();
  const date = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  const details = project.missing
    ? t('missing')
    : [date.format(project.modified), project.outcome].filter(Boolean).join(' · ');
  return (
    <li className={styles.recentItem}>
      <Tooltip label={project.location} position="bottom-start">
        <UnstyledButton
          className={styles.recentButton}
          disabled={project.missing}
          aria-label={t('openRecent', { name: project.name })}
          onClick={() => void openProject(project.handle).catch(reportFailure)}
        >
          <Thumbnail thumbnail={project.thumbnail} />
          <span className={styles.recentText}>
            <span className={styles.recentName}>{project.name}</span>
            <span className={styles.recentDetails}>{details}</span>
          </span>
        </UnstyledButton>
      </Tooltip>
      <ActionIcon
        className={styles.forget}
        size={24}
        aria-label={t('forget', { name: project.name })}
        onClick={() => void forgetRecent(project.handle).catch(reportFailure)}
      >
        <X size={14} />
      </ActionIcon>
    </li>
  );
}

/** Projects that were open before, newest first. */
export function RecentList() {
  const t = useWords(startWords);
  const projects = useRecent((state) => state.projects);
  if (projects?.length === 0) {
    return (
      <Text c="dimmed" size="sm" className={styles.noRecent}>
        {t('noRecent')}
      </Text>
    );
  }
  return (
    <ul className={styles.recent} aria-busy={projects === null}>
      {projects === null &&
        SKELETON_ROWS.map((row) => (
          <li key={row} className={styles.recentItem}>
            <Skeleton height={40} mx="xs" my="xs" />
          </li>
        ))}
      {projects?.map((project) => (
        <RecentItem key={project.handle} project={project} />
      ))}
    </ul>
  );
}
