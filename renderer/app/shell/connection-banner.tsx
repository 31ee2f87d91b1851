import { Alert, Button, Group, Text } from '@mantine/core';
import { Unplug } from 'lucide-react';
import { saveCopyInBrowser } from '../files/save-copy';
import { useConnection } from '../host/connection-store';
import { reconnectNow } from '../host/socket';
import { hostWords } from '../host/words';
import { useWords } from '../i18n/i18n';
import { isProjectOpen, useView } from '../state/view-store';
import styles from './connection-banner.module.css';

/** After this many attempts the host is probably gone, not busy. */
const LONG_LOSS_ATTEMPTS = 5;

/** Over everything while the host cannot be reached: what that means for the work, and what to do. */
export function ConnectionBanner() {
  const t = useWords(hostWords);
  const lost = useConnection((state) => state.phase === 'lost');
  const long = useConnection((state) => state.attempts >= LONG_LOSS_ATTEMPTS);
  const hasProject = useView(isProjectOpen);
  if (!lost) return null;
  return (
    <Alert
      className={styles.banner}
      role="alert"
      color="yellow"
      variant="default"
      icon={<Unplug size={16} />}
      title={t('lostTitle')}
    >
      <Text size="sm">{t('lostText')}</Text>
      {long && <Text size="sm">{t('lostLong')}</Text>}
      <Group mt="sm" gap="sm">
        <Button onClick={reconnectNow}>{t('retry')}</Button>
        {hasProject && (
          <Button variant="default" onClick={saveCopyInBrowser}>
            {t('saveCopy')}
          </Button>
        )}
      </Group>
    </Alert>
  );
}
