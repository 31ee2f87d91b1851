import { Button } from '@mantine/core';
import { Play, Square } from 'lucide-react';
import { isOver, type RunPhase } from '../../shared/telemetry/protocol';
import { reportFailure } from '../app/host/report-failure';
import { useWords } from '../app/i18n/i18n';
import { startOrResume, stop } from '../app/run/control';
import { useRun } from '../app/state/run-store';
import { labWords } from './words';

const start = (): void => {
  startOrResume().catch(reportFailure);
};

const end = (): void => {
  stop().catch(reportFailure);
};

/** Undefined: no run is shown. A run whose state has not come yet is starting. */
const usePhase = (): RunPhase | undefined =>
  useRun(({ run, state, elsewhere }) =>
    run === null || elsewhere ? undefined : (state?.phase ?? 'starting'),
  );

/** Starts the lab's training; while it runs, ends it, so that a change can be tried at once. */
export function TrainButton() {
  const t = useWords(labWords);
  const phase = usePhase();
  if (phase === 'running' || phase === 'starting') {
    return (
      <Button variant="default" leftSection={<Square size={13} aria-hidden />} onClick={end}>
        {t('stop')}
      </Button>
    );
  }
  const label = phase === 'paused' ? 'resume' : phase && isOver(phase) ? 'trainAgain' : 'train';
  return (
    <Button leftSection={<Play size={13} aria-hidden />} onClick={start}>
      {t(label)}
    </Button>
  );
}
