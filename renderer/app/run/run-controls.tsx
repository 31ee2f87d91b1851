import { ActionIcon, Tooltip } from '@mantine/core';
import { FastForward, Pause, Play, RotateCcw, Square, StepForward } from 'lucide-react';
import type { ComponentType, ReactNode } from 'react';
import { isOver } from '../../../shared/telemetry/protocol';
import { continueShownRun } from '../../runs/continue-run';
import { reportFailure } from '../host/report-failure';
import { useWords } from '../i18n/i18n';
import { isUnderWay, useRun } from '../state/run-store';
import { pause, reset, startOrResume, stepOnce, stop, useStarting } from './control';
import styles from './run-bar.module.css';
import { runWords } from './words';

interface ControlProps {
  readonly label: string;
  readonly icon: ComponentType<{ size?: number }>;
  readonly disabled?: boolean;
  readonly primary?: boolean;
  act(): Promise<void>;
}

function Control({ label, icon: Icon, disabled, primary, act }: ControlProps): ReactNode {
  return (
    <Tooltip label={label}>
      <ActionIcon
        size={32}
        variant={primary ? 'filled' : 'subtle'}
        color={primary ? 'accent' : 'gray'}
        aria-label={label}
        disabled={disabled}
        onClick={() => void act().catch(reportFailure)}
      >
        <Icon size={16} />
      </ActionIcon>
    </Tooltip>
  );
}

/** Start, pause, one step, stop, train on, reset. */
export function RunControls() {
  const t = useWords(runWords);
  const starting = useStarting((state) => state.starting);
  const isElsewhere = useRun((state) => state.elsewhere !== null);
  const phase = useRun((state) => (isElsewhere ? null : (state.state?.phase ?? null)));
  const shown = useRun((state) => state.run !== null);
  const active = useRun(isUnderWay);
  const trainsElsewhere = useRun(
    ({ elsewhere, state }) => elsewhere !== null && state !== null && !isOver(state.phase),
  );
  const paused = phase === 'paused';
  return (
    <fieldset aria-label={t('controls')} className={styles.controls}>
      <Control
        label={t(paused ? 'resume' : 'start')}
        icon={Play}
        primary
        disabled={starting || (active && !paused)}
        act={startOrResume}
      />
      <Control label={t('pause')} icon={Pause} disabled={phase !== 'running'} act={pause} />
      <Control
        label={t('step')}
        icon={StepForward}
        disabled={starting || (active && !paused)}
        act={stepOnce}
      />
      <Control label={t('stop')} icon={Square} disabled={!active} act={stop} />
      <Control
        label={t('trainOn')}
        icon={FastForward}
        disabled={starting || !shown || active || isElsewhere}
        act={continueShownRun}
      />
      <Control label={t('reset')} icon={RotateCcw} disabled={!shown} act={reset} />
      {trainsElsewhere && <span className={styles.elsewhere}>{t('elsewhere')}</span>}
    </fieldset>
  );
}
