import { useCallback } from 'react';
import type { SweepMeasure } from '../../../shared/sweep/measures';
import type { Outcome } from '../../../shared/sweep/outcome';
import type { SweepPlan } from '../../../shared/sweep/plan';
import { causeTitle } from '../../../shared/sweep/table';
import { useSay, useWords } from '../../app/i18n/i18n';
import { formatNumber } from '../../monitor/scale';
import { sweepWords } from './words';

/** The values of a point, each with the name of its axis: `Activation ReLU`. */
export function useValueTexts(plan: SweepPlan): (point: number) => readonly string[] {
  const say = useSay();
  return useCallback(
    (point) =>
      plan.axes.map(
        ({ label, domain }, axis) =>
          `${say(label)} ${say(domain.label(plan.points[point].values[axis]))}`,
      ),
    [plan, say],
  );
}

/** What became of a run, in a few words: its root cause, that nothing is wrong, or how it ended. */
export function useVerdict(): (outcome: Outcome) => string {
  const t = useWords(sweepWords);
  const say = useSay();
  return useCallback(
    ({ phase, notFiniteStep, cause, reason, steps }) => {
      const named = cause === null ? null : say(causeTitle(cause));
      if (notFiniteStep !== null) {
        return [t('notFiniteAt', { step: notFiniteStep }), ...(named ? [named] : [])].join(': ');
      }
      if (phase === 'finished') return named ?? t('healthy');
      if (phase === 'stopped') return t('stoppedAt', { step: steps });
      if (phase === 'failed' || phase === 'refused') return reason ? say(reason) : t('cellFailed');
      return t(phase === 'waiting' ? 'cellWaiting' : 'cellRunning');
    },
    [t, say],
  );
}

/** All that a run is known by, in one line. */
export function useSummary(
  plan: SweepPlan,
  measures: readonly SweepMeasure[],
): (point: number, outcome: Outcome) => string {
  const textsOf = useValueTexts(plan);
  const verdictOf = useVerdict();
  const say = useSay();
  return useCallback(
    (point, outcome) => {
      const figures = measures.flatMap((measure) => {
        const value = measure.figureOf(outcome);
        return value === null ? [] : [`${say(measure.label)} ${formatNumber(value)}`];
      });
      return [...textsOf(point), ...figures, verdictOf(outcome)].join(' · ');
    },
    [measures, textsOf, verdictOf, say],
  );
}
