import { Alert, Button, CloseButton, FileButton, Progress, Text } from '@mantine/core';
import { FileUp, FolderUp } from 'lucide-react';
import { useSay, useWords } from '../app/i18n/i18n';
import { useProject } from '../app/state/project-store';
import styles from './data-panel.module.css';
import {
  dismissImport,
  type ImportState,
  importFile,
  importFolder,
  useImport,
} from './import-store';
import { dataWords } from './words';

/** Taken as a whole, with all that lies in it. */
// React's types do not know the attribute.
const AS_FOLDER = { webkitdirectory: '', multiple: true } as React.ComponentProps<'input'>;

/** A person's own table or pictures: chosen or dropped, with progress, what was read, and what was wrong and where. */
export function ImportSection() {
  const t = useWords(dataWords);
  const own = useProject(({ document: { data } }) => {
    const { file, folder } = data.dataset.parameters;
    return String(file || folder || '');
  });
  const state = useImport((store) => store.state);
  const isBusy = state.status === 'reading' || state.status === 'checking';
  return (
    <section className={styles.section} aria-label={t('importTitle')}>
      <div className={styles.importRow}>
        <FileButton
          accept=".csv,.tsv,.txt,.json,text/csv,text/plain,application/json"
          onChange={(file) => file && void importFile(file)}
        >
          {(props) => (
            <Button
              {...props}
              variant="default"
              leftSection={<FileUp size={14} aria-hidden />}
              disabled={isBusy}
            >
              {t(own ? 'importAnother' : 'importButton')}
            </Button>
          )}
        </FileButton>
        <FileButton
          multiple
          inputProps={AS_FOLDER}
          onChange={(files) => files.length > 0 && void importFolder(files)}
        >
          {(props) => (
            <Button
              {...props}
              variant="default"
              leftSection={<FolderUp size={14} aria-hidden />}
              disabled={isBusy}
            >
              {t('importFolder')}
            </Button>
          )}
        </FileButton>
        <Text size="xs" c="dimmed">
          {t('importHint')}
        </Text>
      </div>
      {/* After an undo the file is no longer the project's data, and what was said of it no longer holds. */}
      {(own || state.status !== 'done') && <ImportOutcome state={state} />}
      {own && state.status !== 'done' && <Text size="sm">{t('comesFrom', { file: own })}</Text>}
    </section>
  );
}

const IMPORTED = { rows: 'imported', pictures: 'importedPictures' } as const;

function ImportOutcome({ state }: { readonly state: ImportState }) {
  const t = useWords(dataWords);
  const say = useSay();
  if (state.status === 'idle') return null;
  if (state.status === 'reading' || state.status === 'checking') {
    const label = t(state.status, { file: state.file });
    return (
      <div role="status">
        <Text size="sm">{label}</Text>
        <Progress value={100 * state.share} aria-label={label} mt={4} />
      </div>
    );
  }
  if (state.status === 'failed') {
    return (
      <Alert
        role="alert"
        variant="default"
        title={t('importFailed', { file: state.file })}
        withCloseButton
        closeButtonLabel={t('dismiss')}
        onClose={dismissImport}
        classNames={{
          root: styles.errorAlert,
          title: styles.alertTitle,
          message: styles.alertText,
        }}
        p="sm"
      >
        <p>{say(state.reason)}</p>
        <p>{t('importKept')}</p>
      </Alert>
    );
  }
  return (
    <div role="status" className={styles.outcome}>
      <div className={styles.outcomeHead}>
        <Text size="sm">{t(IMPORTED[state.of], { file: state.file, count: state.count })}</Text>
        <CloseButton size="xs" aria-label={t('dismiss')} onClick={dismissImport} />
      </div>
      {state.warnings.length > 0 && (
        <details className={styles.warnings} open={state.warnings.length <= 5}>
          <summary>{t('warnings', { count: state.warnings.length })}</summary>
          <ul>
            {state.warnings.map((warning) => (
              <li key={warning.en}>{say(warning)}</li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}
