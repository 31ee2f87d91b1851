import { NativeSelect, Tooltip } from '@mantine/core';
import { BACKEND_CHOICES, type BackendChoice as Choice } from '../../../shared/document/schema';
import { useWords } from '../i18n/i18n';
import { editDocument, useProject } from '../state/project-store';
import { RateSlider } from './rate-slider';
import styles from './run-bar.module.css';
import { RunControls } from './run-controls';
import { RunProgress } from './run-progress';
import { runWords } from './words';

const setBackend = (backend: Choice): void =>
  editDocument((document) =>
    document.training.backend === backend
      ? document
      : { ...document, training: { ...document.training, backend } },
  );

function BackendChoice() {
  const t = useWords(runWords);
  const backend = useProject((state) => state.document.training.backend);
  return (
    <Tooltip label={t('backendHelp')}>
      <NativeSelect
        size="xs"
        className={styles.backend}
        aria-label={t('backend')}
        data={[...BACKEND_CHOICES]}
        value={backend}
        onChange={(event) => setBackend(event.currentTarget.value as Choice)}
      />
    </Tooltip>
  );
}

/** Everything about the run in one line. */
export function RunBar() {
  return (
    <>
      <RunControls />
      <RunProgress />
      <RateSlider />
      <BackendChoice />
    </>
  );
}
