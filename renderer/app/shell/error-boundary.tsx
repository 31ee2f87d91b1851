import { Alert, Button, Text } from '@mantine/core';
import { Component, type ErrorInfo, type ReactNode } from 'react';
import { reportCrash } from '../host/report-crash';
import { useWords } from '../i18n/i18n';
import { shellWords } from './words';

interface Props {
  readonly children: ReactNode;
}

interface State {
  readonly error: Error | null;
}

function Failed({ error, retry }: { readonly error: Error; retry(): void }) {
  const t = useWords(shellWords);
  return (
    <Alert color="red" title={t('crashTitle')} m="md" role="alert">
      <Text size="sm">{t('crashText')}</Text>
      <Text size="sm" c="dimmed" my="sm">
        {error.message}
      </Text>
      <Button variant="default" onClick={retry}>
        {t('tryAgain')}
      </Button>
    </Alert>
  );
}

/** A bug in one panel must not take the whole window, and the unsaved work in it, down. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { error: null };

  static getDerivedStateFromError(error: Error): State {
    return { error };
  }

  override componentDidCatch(error: Error, info: ErrorInfo): void {
    console.error(error, info.componentStack);
    reportCrash('part', error, info.componentStack);
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (!error) return this.props.children;
    return <Failed error={error} retry={() => this.setState({ error: null })} />;
  }
}
