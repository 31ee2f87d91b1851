import { Code, Skeleton, Stack, Text, TextInput } from '@mantine/core';
import { Search } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Licences, ShippedPackage } from '../../../vite.licences';
import { reportFailure } from '../host/report-failure';
import { useWords } from '../i18n/i18n';
import styles from './licence-list.module.css';
import { searchLicences } from './licence-search';
import { licenceWords } from './licence-words';

/** The text is drawn when it is opened: together they are as long as a book. */
function Package({
  entry,
  text,
}: {
  readonly entry: ShippedPackage;
  readonly text: string | null;
}) {
  const t = useWords(licenceWords);
  const [open, setOpen] = useState(false);
  return (
    <li>
      <details onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary className={styles.summary}>
          {entry.name} <span className={styles.version}>{entry.version}</span> · {entry.licence}
        </summary>
        {open && (
          <div className={styles.details}>
            {entry.author && <Text size="sm">{t('by', { author: entry.author })}</Text>}
            {text === null ? (
              <Text size="sm">{t('noText')}</Text>
            ) : (
              <Code block className={styles.text} lang="en" tabIndex={0}>
                {text}
              </Code>
            )}
          </div>
        )}
      </details>
    </li>
  );
}

/** Every package that is shipped, with its licence; loaded when it is looked at. */
export function LicenceList() {
  const t = useWords(licenceWords);
  const [licences, setLicences] = useState<Licences | null>(null);
  const [query, setQuery] = useState('');
  useEffect(() => {
    import('virtual:licences').then((loaded) => setLicences(loaded.default)).catch(reportFailure);
  }, []);
  if (licences === null) return <Skeleton height={120} />;
  const found = searchLicences(licences, query);
  return (
    <Stack gap="xs">
      <Text size="sm" c="dimmed">
        {t('chromium')}
      </Text>
      <Text size="sm" c="dimmed">
        {t('hdf5')}
      </Text>
      <TextInput
        type="search"
        leftSection={<Search size={14} aria-hidden />}
        placeholder={t('search')}
        aria-label={t('search')}
        value={query}
        onChange={(event) => setQuery(event.currentTarget.value)}
      />
      <Text size="sm" c="dimmed" role="status">
        {found.length === 0
          ? t('none')
          : t('found', { count: found.length, all: licences.packages.length })}
      </Text>
      <ul className={styles.list} aria-label={t('title')}>
        {found.map((entry) => (
          <Package
            key={`${entry.name} ${entry.version}`}
            entry={entry}
            text={entry.text === null ? null : licences.texts[entry.text]}
          />
        ))}
      </ul>
    </Stack>
  );
}
