import { Button, Tooltip } from '@mantine/core';
import { useRef } from 'react';
import { setTraining } from '../../shared/document/edits';
import {
  HIGHEST_RATE,
  LOWEST_RATE,
  type RateReading,
  roundedRate,
  TEST_STEPS,
} from '../../shared/telemetry/rate-finder';
import { reportFailure } from '../app/host/report-failure';
import { useWords } from '../app/i18n/i18n';
import { formatRate } from '../app/run/format';
import { findLearningRate } from '../app/run/rate-test';
import { editDocument } from '../app/state/project-store';
import { forgetRateTest, useRateTest } from '../app/state/rate-test-store';
import { isUnderWay, useRun } from '../app/state/run-store';
import classes from './form.module.css';
import { RateCurve } from './rate-curve';
import { inspectorWords } from './words';

const BOUNDS = { low: formatRate(LOWEST_RATE), high: formatRate(HIGHEST_RATE) };

function useVerdict(reading: RateReading | null): string {
  const t = useWords(inspectorWords);
  if (!reading) return '';
  const { points, suggestion, verdict } = reading;
  return t(`rateVerdict.${verdict}`, {
    rate: formatRate(suggestion ?? 0),
    last: formatRate(points.at(-1)?.rate ?? 0),
    count: points.length,
  });
}

/** Looks for a learning rate by a run of its own, tells what it found, and sets it if the person likes. */
export function RateFinder() {
  const t = useWords(inspectorWords);
  const button = useRef<HTMLButtonElement>(null);
  const isBusy = useRun(isUnderWay);
  const { run, reading } = useRateTest();
  const verdict = useVerdict(reading);
  const isTesting = run !== null && reading === null;
  const help = isBusy ? t('findRateBusy') : t('findRateHelp', { steps: TEST_STEPS, ...BOUNDS });
  const dismiss = (): void => {
    forgetRateTest();
    // The button that was pressed is gone; the keyboard goes on from the one that brought it.
    button.current?.focus();
  };
  const adopt = (rate: number): void => {
    editDocument((document) => setTraining(document, { learningRate: roundedRate(rate) }));
    dismiss();
  };
  return (
    <section className={classes.form} aria-label={t('findRate')}>
      <Tooltip label={help} multiline w={260}>
        {/* Not `disabled`, which would take the focus from who pressed it and hide the reason. */}
        <Button
          ref={button}
          variant="default"
          aria-description={help}
          aria-disabled={isBusy}
          data-disabled={isBusy || undefined}
          onClick={() => findLearningRate().catch(reportFailure)}
        >
          {t('findRate')}
        </Button>
      </Tooltip>
      {reading && reading.points.length > 1 && <RateCurve reading={reading} verdict={verdict} />}
      <p className={classes.text} role="status">
        {isTesting ? t('rateTesting', BOUNDS) : verdict}
      </p>
      {reading && (
        <div className={classes.tools}>
          {reading.suggestion !== null && (
            <Button onClick={() => adopt(reading.suggestion ?? 0)}>{t('useRate')}</Button>
          )}
          <Button variant="default" onClick={dismiss}>
            {t('dismissRate')}
          </Button>
        </div>
      )}
    </section>
  );
}
