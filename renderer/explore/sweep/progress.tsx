import { ActionIcon, Button, Progress, Tooltip } from '@mantine/core';
import { Download, Pause, Play, Square } from 'lucide-react';
import { labelInSentence } from '../../../shared/catalogue/parameter-text';
import { bestOf, measuresOf } from '../../../shared/sweep/measures';
import { hasEnded, hasFailed } from '../../../shared/sweep/outcome';
import { isSweepOver, type SweepPhase } from '../../../shared/sweep/record';
import { fillText } from '../../../shared/text/text';
import { reportFailure } from '../../app/host/report-failure';
import { useSay, useWords } from '../../app/i18n/i18n';
import { formatDuration } from '../../app/run/format';
import { formatNumber } from '../../monitor/scale';
import { applyPoint, exportSweep, openPoint } from './actions';
import { useValueTexts } from './reading';
import styles from './sweep.module.css';
import { controlSweep, type ShownSweep } from './sweep-store';
import { sweepWords } from './words';

const PHASE_WORDS = {
  running: 'phaseRunning',
  paused: 'phasePaused',
  finished: 'phaseFinished',
  cancelled: 'phaseCancelled',
} as const satisfies Readonly<Record<SweepPhase, string>>;

function Controls({ phase }: { readonly phase: SweepPhase }) {
  const t = useWords(sweepWords);
  const act = (action: Parameters<typeof controlSweep>[0]) => () =>
    controlSweep(action).catch(reportFailure);
  if (isSweepOver(phase)) return null;
  return (
    <>
      {phase === 'running' ? (
        <Button
          size="compact-xs"
          variant="default"
          leftSection={<Pause size={13} />}
          onClick={act('pause')}
        >
          {t('pause')}
        </Button>
      ) : (
        <Button size="compact-xs" leftSection={<Play size={13} />} onClick={act('resume')}>
          {t('resume')}
        </Button>
      )}
      <Button
        size="compact-xs"
        variant="default"
        leftSection={<Square size={13} />}
        onClick={act('cancel')}
      >
        {t('cancel')}
      </Button>
    </>
  );
}

/** The run that did best so far, with what can be done with it. */
function Best({ shown }: { readonly shown: ShownSweep }) {
  const t = useWords(sweepWords);
  const say = useSay();
  const textsOf = useValueTexts(shown.plan);
  const [measure] = measuresOf(shown.outcomes);
  const best = bestOf(measure, shown.outcomes);
  if (best === null) return null;
  const outcome = shown.outcomes[best];
  return (
    <p className={styles.best} data-testid="sweep-best">
      <span>
        {t('best', {
          measure: say(labelInSentence(measure.label)),
          values: textsOf(best).join(', '),
          value: formatNumber(measure.figureOf(outcome) ?? Number.NaN),
        })}
      </span>
      <Button
        size="compact-xs"
        variant="default"
        disabled={outcome.run === null}
        onClick={() => openPoint(shown, best)}
      >
        {t('open')}
      </Button>
      <Button
        size="compact-xs"
        variant="default"
        aria-label={`${t('use')}: ${say(measure.label)}`}
        onClick={() => applyPoint(shown, best)}
      >
        {t('use')}
      </Button>
    </p>
  );
}

/** How far the sweep is, what can be done with it, and its best run. */
export function SweepProgressView({ shown }: { readonly shown: ShownSweep }) {
  const t = useWords(sweepWords);
  const say = useSay();
  const { progress, outcomes } = shown;
  const { phase, secondsLeft, seconds, workers } = progress;
  const ended = outcomes.filter(hasEnded).length;
  const failed = outcomes.filter(hasFailed).length;
  const isOver = isSweepOver(phase);
  const facts = [
    t(PHASE_WORDS[phase]),
    t('ofRuns', { ended, count: outcomes.length }),
    ...(failed > 0 ? [say(fillText(sweepWords.entries.failedRuns, { count: failed }))] : []),
    ...(isOver ? [t('took', { time: formatDuration(seconds) })] : [t('atATime', { workers })]),
    ...(secondsLeft !== null && !isOver ? [t('left', { time: formatDuration(secondsLeft) })] : []),
  ];
  return (
    <section className={styles.progress} aria-label={t('progress')}>
      <div className={styles.bar}>
        <span role="status" data-testid="sweep-progress" data-phase={phase}>
          {facts.join(' · ')}
        </span>
        <Controls phase={phase} />
        <Tooltip label={t('export')}>
          <ActionIcon
            size={24}
            variant="default"
            aria-label={t('export')}
            onClick={() => exportSweep(shown).catch(reportFailure)}
          >
            <Download size={14} />
          </ActionIcon>
        </Tooltip>
      </div>
      {!isOver && <Progress size="sm" value={100 * progress.progress} aria-label={t('progress')} />}
      <Best shown={shown} />
    </section>
  );
}
