import { Stack, Text } from '@mantine/core';
import { modals } from '@mantine/modals';
import { useWords } from '../i18n/i18n';
import { useSettings } from '../settings/settings';
import { shellWords } from './words';

function Title() {
  return <>{useWords(shellWords)('about')}</>;
}

function About() {
  const t = useWords(shellWords);
  const info = useSettings((state) => state.info);
  return (
    <Stack gap="sm">
      <Text size="sm">{t('aboutText')}</Text>
      {info && (
        <Text size="sm">
          {t('aboutVersion', { version: info.version })}
          <br />
          {t(info.host === 'desktop' ? 'aboutHostDesktop' : 'aboutHostServer', {
            platform: info.platform,
          })}
        </Text>
      )}
      <Text size="sm">{t('aboutPrivacy')}</Text>
      <Text size="sm" c="dimmed">
        {t('aboutLicence')}
      </Text>
    </Stack>
  );
}

/** What this app is, its version and its licence. */
export function showAbout(): void {
  modals.open({ modalId: 'about', title: <Title />, children: <About /> });
}
