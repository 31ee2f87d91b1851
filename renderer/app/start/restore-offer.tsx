import { Alert, Button, Group, Text } from '@mantine/core';
import { LifeBuoy } from 'lucide-react';
import { type Draft, forgetDraft, restoreDraft, useDrafts } from '../files/drafts';
import { fileWords } from '../files/words';
import { reportFailure } from '../host/report-failure';
import { useLocale, useWords } from '../i18n/i18n';
import styles from './start-page.module.css';

function DraftRow({ draft }: { readonly draft: Draft }) {
  const t = useWords(fileWords);
  const locale = useLocale();
  const date = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium' });
  return (
    <li className={styles.draft}>
      <span className={styles.recentText}>
        <span className={styles.recentName}>{draft.name}</span>
        <span className={styles.recentDetails}>{date.format(draft.saved)}</span>
      </span>
      <Group gap="xs" wrap="nowrap">
        <Button
          variant="subtle"
          color="gray"
          aria-label={`${t('forgetDraft')}: ${draft.name}`}
          onClick={() => void forgetDraft(draft).catch(reportFailure)}
        >
          {t('forgetDraft')}
        </Button>
        <Button
          aria-label={`${t('restore')}: ${draft.name}`}
          onClick={() => void restoreDraft(draft).catch(reportFailure)}
        >
          {t('restore')}
        </Button>
      </Group>
    </li>
  );
}

/** Work that was not saved when the app ended: restore or discard, one by one. */
export function RestoreOffer() {
  const t = useWords(fileWords);
  const drafts = useDrafts((state) => state.drafts);
  if (drafts.length === 0) return null;
  return (
    <Alert
      className={styles.restore}
      variant="default"
      icon={<LifeBuoy size={16} />}
      title={t('restoreTitle')}
      role="region"
      aria-label={t('restoreTitle')}
    >
      <Text size="sm">{t('restoreText')}</Text>
      <ul className={styles.drafts}>
        {drafts.map((draft) => (
          <DraftRow key={draft.draft} draft={draft} />
        ))}
      </ul>
    </Alert>
  );
}
