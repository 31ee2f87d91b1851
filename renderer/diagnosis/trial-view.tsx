import { Button, CloseButton, Progress } from '@mantine/core';
import { findRemedy } from '../../shared/diagnosis/remedies';
import { STEP_COLUMNS } from '../../shared/telemetry/layout';
import { reportFailure } from '../app/host/report-failure';
import { useSay, useWords } from '../app/i18n/i18n';
import { editDocument, useProject } from '../app/state/project-store';
import { formatNumber } from '../monitor/scale';
import styles from './diagnosis.module.css';
import { endTrial, type Trial, type TrialRun, useTrial, type Verdict } from './twin-store';
import { diagnosisWords } from './words';

const WIDTH = 360;
const HEIGHT = 96;
const POINTS = 120;
/** Losses are drawn on a log scale down to this share of the highest. */
const FLOOR = 1e-6;

interface Curve {
  readonly steps: readonly number[];
  readonly losses: readonly number[];
}

/** The training loss, thinned out to as many points as the small picture has room for. */
function curveOf({ telemetry }: TrialRun): Curve {
  const series = telemetry?.series('steps');
  if (!series) return { steps: [], losses: [] };
  const { count, width, mean } = series;
  const at = STEP_COLUMNS.indexOf('loss');
  const stride = Math.max(1, Math.ceil(count / POINTS));
  const rows = Array.from({ length: Math.floor(count / stride) }, (_, index) => index * stride);
  const known = rows.filter((row) => Number.isFinite(mean[row * width + at]));
  return {
    steps: known.map((row) => mean[row * width]),
    losses: known.map((row) => mean[row * width + at]),
  };
}

/** Both losses over the same steps, on one log scale. */
function Curves({ trial }: { readonly trial: Trial }) {
  const t = useWords(diagnosisWords);
  const plain = curveOf(trial.plain);
  const twin = curveOf(trial.twin);
  const all = [...plain.losses, ...twin.losses].filter((loss) => loss > 0);
  const highest = Math.max(...all, Number.MIN_VALUE);
  const lowest = Math.max(Math.min(...all, highest), highest * FLOOR);
  const last = Math.max(1, ...plain.steps, ...twin.steps);
  const span = Math.log(highest / lowest) || 1;
  const points = ({ steps, losses }: Curve): string =>
    steps
      .map((step, index) => {
        const height = Math.log(Math.max(losses[index], lowest) / lowest) / span;
        return `${((step / last) * WIDTH).toFixed(1)},${(HEIGHT - 4 - height * (HEIGHT - 8)).toFixed(1)}`;
      })
      .join(' ');
  const lossNow = ({ losses }: Curve): string => formatNumber(losses.at(-1) ?? Number.NaN);
  const label = t('curves', { plain: lossNow(plain), twin: lossNow(twin) });
  return (
    <figure className={styles.curves}>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label} data-testid="trial">
        <polyline className={styles.plainCurve} points={points(plain)} />
        <polyline className={styles.twinCurve} points={points(twin)} />
      </svg>
      <figcaption className={styles.source}>
        <span className={styles.plainKey}>{t('asItIs', { loss: lossNow(plain) })}</span>
        <span className={styles.twinKey}>{t('withRemedy', { loss: lossNow(twin) })}</span>
      </figcaption>
    </figure>
  );
}

const percent = (value: number): string =>
  Number.isFinite(value) ? `${(100 * value).toFixed(0).replace('-', '−')} %` : 'NaN';

function Sentence({ verdict }: { readonly verdict: Verdict }) {
  const t = useWords(diagnosisWords);
  const values = { before: percent(verdict.before.value), after: percent(verdict.after.value) };
  const measured = t(verdict.after.measure === 'recall' ? 'byRecall' : 'byProgress', values);
  return (
    <p className={styles.text} data-testid="verdict" data-better={verdict.isBetter}>
      <strong>{t(verdict.isBetter ? 'twinWins' : 'twinLoses')}</strong> {measured}
    </p>
  );
}

const shareOf = ({ state }: TrialRun): number =>
  state && state.plannedSteps > 0 ? (100 * state.step) / state.plannedSteps : 0;

/** A remedy on trial: two runs from one seed, their losses overlaid, and which of them is better by how much. */
export function TrialView() {
  const t = useWords(diagnosisWords);
  const say = useSay();
  const trial = useTrial((state) => state.trial);
  const document = useProject((state) => state.document);
  if (!trial) return null;
  const label = findRemedy(trial.remedy)?.label;
  const close = (): void => void endTrial().catch(reportFailure);
  return (
    <section className={styles.trial} aria-label={t('trial')}>
      <div className={styles.trialText}>
        <h4 className={styles.heading}>{t('trialOf', { remedy: label ? say(label) : '' })}</h4>
        <p className={styles.changes}>{trial.changes.map((one) => say(one)).join(' · ')}</p>
        {trial.verdict ? (
          <Sentence verdict={trial.verdict} />
        ) : (
          <Progress
            size="sm"
            value={(shareOf(trial.plain) + shareOf(trial.twin)) / 2}
            aria-label={t('trialProgress')}
          />
        )}
        {trial.verdict && document === trial.plain.document && (
          <div className={styles.choice}>
            <Button
              size="compact-xs"
              variant={trial.verdict.isBetter ? 'filled' : 'default'}
              onClick={() => {
                editDocument(() => trial.twin.document);
                close();
              }}
            >
              {t('keepTwin')}
            </Button>
            <Button size="compact-xs" variant="default" onClick={close}>
              {t('keepPlain')}
            </Button>
          </div>
        )}
      </div>
      <Curves trial={trial} />
      <CloseButton size="sm" aria-label={t('endTrial')} onClick={close} />
    </section>
  );
}
