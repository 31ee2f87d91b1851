import { Slider, Tooltip } from '@mantine/core';
import { useWords } from '../i18n/i18n';
import { editDocument, pauseHistory, resumeHistory, useProject } from '../state/project-store';
import { sendLearningRate } from './control';
import { formatRate } from './format';
import styles from './run-bar.module.css';
import { throttle } from './throttle';
import { runWords } from './words';

/** Decades that the slider covers; the training form takes any value. */
const LOWEST_EXPONENT = -6;
const HIGHEST_EXPONENT = 1;
const STEP = 0.05;

const toExponent = (rate: number): number =>
  Math.min(HIGHEST_EXPONENT, Math.max(LOWEST_EXPONENT, Math.log10(rate || Number.MIN_VALUE)));

/** Two digits: a slider's position means no more. */
const toRate = (exponent: number): number => Number((10 ** exponent).toPrecision(2));

function setRate(learningRate: number): void {
  editDocument((document) =>
    document.training.learningRate === learningRate
      ? document
      : { ...document, training: { ...document.training, learningRate } },
  );
}

/** While the thumb is dragged a run hears of it this often; each message costs the trainer a turn. */
const SEND_INTERVAL_MS = 100;
const sendWhileDragging = throttle(sendLearningRate, SEND_INTERVAL_MS);

/** The learning rate on a log scale; a run under way follows it. One drag is one undo step. */
export function RateSlider() {
  const t = useWords(runWords);
  const rate = useProject((state) => state.document.training.learningRate);
  const change = (exponent: number): void => {
    pauseHistory();
    setRate(toRate(exponent));
    sendWhileDragging(toRate(exponent));
  };
  const finish = (): void => {
    resumeHistory();
    sendLearningRate(useProject.getState().document.training.learningRate);
  };
  return (
    <Tooltip label={t('rateHelp', { rate: formatRate(rate) })}>
      <div className={styles.rate}>
        <span className={styles.label}>{t('rate')}</span>
        <Slider
          className={styles.rateSlider}
          size="xs"
          thumbSize={12}
          min={LOWEST_EXPONENT}
          max={HIGHEST_EXPONENT}
          step={STEP}
          value={toExponent(rate)}
          label={null}
          thumbLabel={t('rate')}
          thumbProps={{ 'aria-valuetext': formatRate(rate) }}
          onChange={change}
          onChangeEnd={finish}
        />
        <output className={styles.rateValue}>{formatRate(rate)}</output>
      </div>
    </Tooltip>
  );
}
