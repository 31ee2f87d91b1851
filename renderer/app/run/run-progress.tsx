import { Progress, VisuallyHidden } from '@mantine/core';
import { isOver, type RunPhase, type RunState } from '../../../shared/telemetry/protocol';
import { useWords } from '../i18n/i18n';
import { useProject } from '../state/project-store';
import { useExpectedEnd } from '../state/rate-test-store';
import { useRun } from '../state/run-store';
import { formatCount, formatDuration } from './format';
import styles from './run-bar.module.css';
import { runWords } from './words';

const PHASE_WORDS = {
  starting: 'phaseStarting',
  running: 'phaseRunning',
  paused: 'phasePaused',
  finished: 'phaseFinished',
  stopped: 'phaseStopped',
  failed: 'phaseFailed',
} as const satisfies Record<RunPhase, keyof typeof runWords.entries>;

const PHASE_COLORS: Readonly<Record<RunPhase, string>> = {
  starting: 'gray',
  running: 'accent',
  paused: 'gray',
  finished: 'teal',
  stopped: 'gray',
  failed: 'red',
};

function useShownPhase(): RunPhase {
  const phase = useRun((store) => store.state?.phase ?? 'starting');
  return useExpectedEnd() ? 'finished' : phase;
}

const share = (state: RunState): number =>
  state.plannedSteps > 0 ? (100 * state.step) / state.plannedSteps : 0;

/** How far the run is, and how long it will take: `epoch 12 / 40 ▓▓▓░░ 0:41 left`. */
export function RunProgress() {
  const t = useWords(runWords);
  const run = useRun((store) => store.run);
  const state = useRun((store) => store.state);
  const phase = useShownPhase();
  const planned = useProject((project) => project.document.training.epochs);
  if (!run) {
    return (
      <div className={styles.progress}>
        <span className={styles.label}>{t('planned', { epochs: planned })}</span>
      </div>
    );
  }
  return (
    <div className={styles.progress}>
      <PhaseAnnouncement />
      <span className={styles.phase}>{t(PHASE_WORDS[phase])}</span>
      {state && (
        <span className={styles.count}>
          {t('epoch', { epoch: state.epoch, epochs: state.plannedEpochs })}
          <span className={styles.steps}>
            {' '}
            · {t('stepCount', { step: formatCount(state.step) })} · {state.backend}
          </span>
        </span>
      )}
      {/* Without a transition: a bar that always glides makes the browser lay out and paint every frame of a run. */}
      <Progress.Root size={6} transitionDuration={0} className={styles.bar}>
        <Progress.Section
          value={state ? share(state) : 0}
          color={PHASE_COLORS[phase]}
          aria-label={t('progress')}
        />
      </Progress.Root>
      {state && <Time state={state} />}
    </div>
  );
}

function Time({ state }: { readonly state: RunState }) {
  const t = useWords(runWords);
  if (isOver(state.phase)) {
    return (
      <span className={styles.time}>{t('took', { time: formatDuration(state.seconds) })}</span>
    );
  }
  if (state.secondsLeft === null) return <span className={styles.time} />;
  return (
    <span className={styles.time}>{t('left', { time: formatDuration(state.secondsLeft) })}</span>
  );
}

/** Says changes of phase to assistive technology; every step would be noise. */
function PhaseAnnouncement() {
  const t = useWords(runWords);
  const phase = useShownPhase();
  return (
    <VisuallyHidden role="status" aria-live="polite">
      {t(PHASE_WORDS[phase])}
    </VisuallyHidden>
  );
}
