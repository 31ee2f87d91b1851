import { useCallback } from 'react';
import { causeTitle } from '../../../shared/diagnosis/causes';
import type { SweepMeasure } from '../../../shared/sweep/measures';
import { type Outcome, type Verdict, verdictOf } from '../../../shared/sweep/outcome';
import type { SweepPlan } from '../../../shared/sweep/plan';
import type { Text } from '../../../shared/text/text';
import { useSay, useWords } from '../../app/i18n/i18n';
import { formatNumber } from '../../monitor/scale';
import { sweepWords } from './words';

/** The values of a point, each with the name of its axis: `Activation ReLU`. */
export const valueTexts = ({ axes, points }: SweepPlan, point: number): readonly Text[] =>
  axes.map(({ label, domain }, axis) => {
    const value = domain.label(points[point].values[axis]);
    return { en: `${label.en} ${value.en}`, zh: `${label.zh} ${value.zh}` };
  });

/** The same in the current language. */
export function useValueTexts(plan: SweepPlan): (point: number) => readonly string[] {
  const say = useSay();
  return useCallback((point) => valueTexts(plan, point).map((text) => say(text)), [plan, say]);
}

const VERDICT_WORDS = {
  waiting: 'cellWaiting',
  running: 'cellRunning',
  healthy: 'healthy',
  cause: 'cause',
  notFinite: 'verdictNotFinite',
  stopped: 'verdictStopped',
  failed: 'cellFailed',
  refused: 'verdictRefused',
} as const satisfies Readonly<Record<Verdict['kind'], string>>;

/** A verdict in a few words: the root cause by its name, or how the run stands. */
export function useVerdictName(): (verdict: Verdict) => string {
  const t = useWords(sweepWords);
  const say = useSay();
  return useCallback(
    ({ kind, cause }) => (cause === null ? t(VERDICT_WORDS[kind]) : say(causeTitle(cause))),
    [t, say],
  );
}

/** What became of a run: its verdict, with the step or the reason where there is one. */
export function useVerdict(): (outcome: Outcome) => string {
  const t = useWords(sweepWords);
  const say = useSay();
  const nameOf = useVerdictName();
  return useCallback(
    (outcome) => {
      const { notFiniteStep, reason, steps } = outcome;
      const verdict = verdictOf(outcome);
      const name = nameOf(verdict);
      if (notFiniteStep !== null) {
        const named = verdict.kind === 'cause' ? [name] : [];
        return [t('notFiniteAt', { step: notFiniteStep }), ...named].join(': ');
      }
      if (verdict.kind === 'stopped') return t('stoppedAt', { step: steps });
      const isReasoned = verdict.kind === 'failed' || verdict.kind === 'refused';
      return isReasoned && reason ? say(reason) : name;
    },
    [t, say, nameOf],
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
