import { Button, Stack, Text } from '@mantine/core';
import type { CrashReport } from '../../../shared/crash-report';
import { host } from '../host/host';
import { hideNotice, showNotice } from '../host/notice';
import { reportFailure } from '../host/report-failure';
import { currentLocale, useWords } from '../i18n/i18n';
import { changeSettings, useSettings } from '../settings/settings';
import { crashWords } from './crash-words';

const NOTICE = 'crash';
/** Of the others their own place in the page tells: a run its reason, a part of the page that it failed. */
const TOLD_HERE: ReadonlySet<CrashReport['place']> = new Set(['host', 'window', 'process']);

function Notice() {
  const t = useWords(crashWords);
  const show = (): void => {
    hideNotice(NOTICE);
    import('./crash-reports').then((part) => part.showCrashReports()).catch(reportFailure);
  };
  return (
    <Stack gap="xs" align="flex-start">
      <Text size="sm">{t('noticeText')}</Text>
      <Button variant="default" size="compact-sm" onClick={show}>
        {t('show')}
      </Button>
    </Stack>
  );
}

/** Tells of the crashes that the person has not been told of. */
export function sayCrashes(reports: readonly CrashReport[]): void {
  const { crashesSeen } = useSettings.getState().settings;
  const news = reports.filter(({ place, time }) => TOLD_HERE.has(place) && time > crashesSeen);
  if (news.length === 0) return;
  changeSettings({ crashesSeen: Math.max(...news.map(({ time }) => time)) });
  showNotice({
    id: NOTICE,
    title: crashWords.entries.noticeTitle[currentLocale()],
    message: <Notice />,
    color: 'red',
    autoClose: false,
    role: 'alert',
  });
}

/** Tells of crashes: those since the last start, and each new one. Call once. */
export function watchCrashes(): void {
  host.on('crashes.recorded', (report) => sayCrashes([report]));
  host
    .call('crashes.list', {})
    .then(({ reports }) => sayCrashes(reports))
    .catch(reportFailure);
}
