import { Button, Code, Group, Skeleton, Stack, Text } from '@mantine/core';
import { modals } from '@mantine/modals';
import { useEffect, useState } from 'react';
import type { CrashReport } from '../../../shared/crash-report';
import type { HostOutput } from '../../../shared/host';
import { host } from '../host/host';
import { reportFailure, sayDone } from '../host/report-failure';
import { useLocale, useSay, useWords } from '../i18n/i18n';
import { useSettings } from '../settings/settings';
import styles from './crash-reports.module.css';
import { crashWords, PLACE_WORDS } from './crash-words';

/** A report as plain text, to be pasted where somebody asks for it. */
const reportText = ({ time, place, version, system, reason, message, frames }: CrashReport) =>
  [
    `${new Date(time).toISOString()} ${place}: ${reason}${message && ` (${message})`}`,
    `Vanishing Point ${version}, ${system}`,
    ...frames.map((frame) => `  at ${frame}`),
  ].join('\n');

function Report({ report }: { readonly report: CrashReport }) {
  const t = useWords(crashWords);
  const say = useSay();
  const locale = useLocale();
  const when = new Date(report.time).toLocaleString(locale === 'zh' ? 'zh-CN' : 'en-GB');
  return (
    <li>
      <details>
        <summary className={styles.summary}>
          {when} · {say(PLACE_WORDS[report.place])} · <Code>{report.reason}</Code>
        </summary>
        <Stack gap="xs" className={styles.details}>
          <Text size="sm" c="dimmed">
            {t('version', { version: report.version, system: report.system })}
          </Text>
          {report.message && <Text size="sm">{report.message}</Text>}
          {report.frames.length === 0 ? (
            <Text size="sm">{t('noFrames')}</Text>
          ) : (
            <Code block>{report.frames.join('\n')}</Code>
          )}
        </Stack>
      </details>
    </li>
  );
}

type Known = HostOutput<'crashes.list'>;

function Actions({ reports, cleared }: { readonly reports: Known['reports']; cleared(): void }) {
  const t = useWords(crashWords);
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(reports.map(reportText).join('\n\n'));
    sayDone(crashWords.entries.copied);
  };
  const clear = async (): Promise<void> => {
    await host.call('crashes.clear', {});
    cleared();
  };
  return (
    <Group gap="xs">
      <Button variant="default" onClick={() => void copy().catch(reportFailure)}>
        {t('copy')}
      </Button>
      <Button variant="default" color="red" onClick={() => void clear().catch(reportFailure)}>
        {t('clear')}
      </Button>
    </Group>
  );
}

function CrashReports() {
  const t = useWords(crashWords);
  const desktop = useSettings((state) => state.info?.host === 'desktop');
  const [known, setKnown] = useState<Known | null>(null);
  useEffect(() => {
    host.call('crashes.list', {}).then(setKnown).catch(reportFailure);
  }, []);
  return (
    <Stack gap="sm">
      <Text size="sm">{t('about')}</Text>
      {desktop && <Text size="sm">{t('dumps')}</Text>}
      {known === null && <Skeleton height={24} />}
      {known?.reports.length === 0 && <Text size="sm">{t('none')}</Text>}
      {known && known.reports.length > 0 && (
        <>
          <ul className={styles.list}>
            {known.reports.map((report) => (
              <Report key={report.id} report={report} />
            ))}
          </ul>
          <Actions reports={known.reports} cleared={() => setKnown({ ...known, reports: [] })} />
        </>
      )}
      {known && (
        <Text size="sm" c="dimmed" className={styles.location}>
          {t('location', { location: known.location })}
        </Text>
      )}
    </Stack>
  );
}

function Title() {
  return <>{useWords(crashWords)('title')}</>;
}

/** Everything that was kept of crashes, and how to be rid of it. */
export function showCrashReports(): void {
  modals.open({
    modalId: 'crash-reports',
    size: 'lg',
    title: <Title />,
    children: <CrashReports />,
  });
}
