import { useMemo } from 'react';
import { rateFactor } from '../../shared/catalogue/learning-rate';
import { SCHEDULES } from '../../shared/catalogue/schedules';
import type { TrainingSettings } from '../../shared/document/schema';
import { useWords } from '../app/i18n/i18n';
import { formatNumber } from '../monitor/scale';
import classes from './activation-curve.module.css';
import { inspectorWords } from './words';

const WIDTH = 272;
const HEIGHT = 72;
const MARGIN = 4;
const POINTS = 240;
/** The data alone decide on the steps of an epoch; a curve over epochs looks the same for all but very few. */
const STEPS_PER_EPOCH = 100;

type Settings = Pick<TrainingSettings, 'schedule' | 'warmupEpochs' | 'epochs'>;

/** Factors of the learning rate at even places of the run; for a plateau schedule, as if the loss never fell. */
function factorsOf({ epochs, ...settings }: Settings): readonly number[] {
  const totalSteps = epochs * STEPS_PER_EPOCH;
  const factorAt = rateFactor(settings);
  const history = Array.from({ length: epochs }, () => 1);
  return Array.from({ length: POINTS }, (_, index) => {
    const step = Math.round((index / (POINTS - 1)) * (totalSteps - 1));
    const moment = { step, stepsPerEpoch: STEPS_PER_EPOCH, totalSteps };
    const seen = Math.floor(step / STEPS_PER_EPOCH);
    return factorAt({ ...moment, history: history.slice(0, seen) });
  });
}

const toX = (index: number): number => (index / (POINTS - 1)) * WIDTH;
const toY = (factor: number): number => HEIGHT - MARGIN - factor * (HEIGHT - 2 * MARGIN);

/** The course of the learning rate over the whole run, by the function that trains; nothing where it is constant. */
export function ScheduleCurve({ training }: { readonly training: TrainingSettings }) {
  const t = useWords(inspectorWords);
  const { schedule, warmupEpochs, epochs, learningRate } = training;
  const factors = useMemo(
    () => (SCHEDULES.find(schedule.kind) ? factorsOf({ schedule, warmupEpochs, epochs }) : [1, 1]),
    [schedule, warmupEpochs, epochs],
  );
  if (factors.every((factor) => factor === 1)) return null;
  const rateAt = (factor: number) => formatNumber(factor * learningRate);
  const caption = t(SCHEDULES.get(schedule.kind).watchesLoss ? 'scheduleWatches' : 'scheduleText', {
    first: rateAt(factors[0]),
    highest: rateAt(Math.max(...factors)),
    last: rateAt(factors[factors.length - 1]),
    epochs,
  });
  const path = factors
    .map(
      (factor, index) =>
        `${index === 0 ? 'M' : 'L'}${toX(index).toFixed(1)} ${toY(factor).toFixed(1)}`,
    )
    .join(' ');
  return (
    <figure className={classes.figure}>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={caption}>
        <g className={classes.axes}>
          <line x1={0} x2={WIDTH} y1={toY(0)} y2={toY(0)} />
        </g>
        <path className={classes.value} d={path} />
      </svg>
      <figcaption>{caption}</figcaption>
    </figure>
  );
}
