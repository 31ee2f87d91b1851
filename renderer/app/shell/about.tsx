import { Button, Stack, Text } from '@mantine/core';
import { modals } from '@mantine/modals';
import { useId, useState } from 'react';
import { useWords } from '../i18n/i18n';
import { useSettings } from '../settings/settings';
import { LicenceList } from './licence-list';
import { licenceWords } from './licence-words';
import { shellWords } from './words';

function Title() {
  return <>{useWords(shellWords)('about')}</>;
}

function Licences() {
  const t = useWords(licenceWords);
  const id = useId();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        variant="default"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
        style={{ alignSelf: 'flex-start' }}
      >
        {t('title')}
      </Button>
      <div id={id}>{open && <LicenceList />}</div>
    </>
  );
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
      <Licences />
    </Stack>
  );
}

/** What this app is, its version, its licence and those of all that it is made of. */
export function showAbout(): void {
  modals.open({ modalId: 'about', size: 'lg', title: <Title />, children: <About /> });
}
