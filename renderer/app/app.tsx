import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import '@mantine/spotlight/styles.css';
import './theme/base.css';
import { MantineProvider } from '@mantine/core';
import { ModalsProvider } from '@mantine/modals';
import { Notifications } from '@mantine/notifications';
import { type ReactNode, useEffect, useState } from 'react';
import { CommandPalette } from './commands/command-palette';
import { fileWords } from './files/words';
import { reportFailure } from './host/report-failure';
import { useWords } from './i18n/i18n';
import { ConnectionBanner } from './shell/connection-banner';
import { DocumentTitle } from './shell/document-title';
import { ErrorBoundary } from './shell/error-boundary';
import { StartupScreen } from './shell/startup-screen';
import { shellWords } from './shell/words';
import { loadWorkbench, useWorkbenchPart } from './shell/workbench-part';
import { StartPage } from './start/start-page';
import { startApp } from './start-app';
import { useView } from './state/view-store';
import { settingsColorScheme } from './theme/color-scheme';
import { cssVariablesResolver, theme } from './theme/theme';

const colorSchemeManager = settingsColorScheme();

function Screens() {
  const screen = useView((state) => state.screen);
  const Workbench = useWorkbenchPart((state) => state.Workbench);
  useEffect(() => {
    if (screen === 'start') return;
    loadWorkbench().catch((error: unknown) => {
      reportFailure(error);
      useView.setState({ screen: 'start' });
    });
  }, [screen]);
  return screen !== 'start' && Workbench ? <Workbench /> : <StartPage />;
}

/** The window, once the host answered; before that, and where it does not, the startup screen says so. */
function Started() {
  return (
    <>
      <DocumentTitle />
      <Screens />
      <CommandPalette />
    </>
  );
}

/** Around the startup screen too: a project that comes back after a reload may have to say that it was mended. */
function Questions({ children }: { readonly children: ReactNode }) {
  const t = useWords(fileWords);
  return (
    <ModalsProvider modalProps={{ closeButtonProps: { 'aria-label': t('close') } }}>
      {children}
    </ModalsProvider>
  );
}

/** Notices stand in a landmark of their own; in the kit's portal they would be outside of all. */
function Notices() {
  const t = useWords(shellWords);
  return (
    <section aria-label={t('notices')}>
      <Notifications position="bottom-left" limit={4} withinPortal={false} />
    </section>
  );
}

type Startup = 'waiting' | 'started' | { readonly failure: unknown };

export function App() {
  const [startup, setStartup] = useState<Startup>('waiting');
  useEffect(() => {
    startApp().then(
      () => setStartup('started'),
      (failure: unknown) => setStartup({ failure }),
    );
  }, []);
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariablesResolver}
      colorSchemeManager={colorSchemeManager}
      defaultColorScheme="auto"
    >
      <Notices />
      <ErrorBoundary>
        <Questions>
          {startup === 'started' ? <Started /> : <StartupScreen failed={startup !== 'waiting'} />}
        </Questions>
      </ErrorBoundary>
      <ConnectionBanner />
    </MantineProvider>
  );
}
