import { useMemo, useState } from 'react';
import { figuresOf } from '../../shared/telemetry/run-figures';
import { useSay, useWords } from '../app/i18n/i18n';
import { CursorContext } from '../monitor/cursor';
import { type FlowQuantity, FlowQuantitySwitch } from '../monitor/flow-quantity';
import { HeatMap } from '../monitor/heat-map';
import { HeatMapLegend } from '../monitor/heat-map-legend';
import { alignedRows, type MapRow } from '../monitor/heat-map-model';
import { type LineSource, LinesPlot } from '../monitor/lines-plot';
import { useMetricName } from '../monitor/loss-panel';
import { LOSS, trainingColumn } from '../monitor/loss-series';
import { usePlotTheme } from '../monitor/plot-theme';
import { formatNumber } from '../monitor/scale';
import { wholeOf } from '../monitor/shared-steps';
import { formatStep } from '../monitor/time-axis';
import { TimeCursor } from '../monitor/time-cursor';
import { hasRows, type Watched } from '../monitor/watched';
import { monitorWords } from '../monitor/words';
import styles from './trial.module.css';
import { trialCursor } from './trial-cursor';
import { useTrialCursor } from './trial-cursor-store';
import type { Trial } from './trial-store';
import type { TwinRun } from './twin-run';
import { diagnosisWords } from './words';

const CURVE_HEIGHT = 148;
/** Lines that differ in dash as well as in colour. */
const PLAIN_DASH = [5, 3];

/** A run of a trial as charts want it; null before it told anything. */
function useWatchedRun(run: TwinRun | null, range: Watched['range']): Watched | null {
  const { step } = useTrialCursor();
  const { layout = null, telemetry = null } = run ?? {};
  const revision = telemetry?.revision ?? 0;
  const recorded = useMemo(
    () => (layout && telemetry ? { layout, telemetry, revision } : null),
    [layout, telemetry, revision],
  );
  return recorded && { recorded, range, step };
}

/** The steps that both columns show: from the first to the last of the longer run, or what was zoomed to. */
function useSharedRange({ plain, twin }: Trial): Watched['range'] {
  const { range: zoom } = useTrialCursor();
  const whole = wholeOf([plain, twin].map((run) => run?.telemetry?.stepRange() ?? null));
  const [from, to] = zoom ?? whole ?? [0, 1];
  return useMemo(() => [from, to], [from, to]);
}

/**
 * Two runs in two columns under one pair of curves: one scale of colours, one range of steps, one cursor over all of
 * them, and equal layers at equal heights.
 */
export function Comparison({ trial }: { readonly trial: Trial }) {
  const t = useWords(diagnosisWords);
  const told = useWords(monitorWords);
  const [quantity, setQuantity] = useState<FlowQuantity>('gradientRms');
  const range = useSharedRange(trial);
  const plain = useWatchedRun(trial.plain, range);
  const twin = useWatchedRun(trial.twin, range);
  const layouts = [plain?.recorded.layout, twin?.recorded.layout];
  const [plainRows, twinRows] = useMemo(
    () =>
      layouts[0] && layouts[1] ? alignedRows([layouts[0], layouts[1]]) : [undefined, undefined],
    [layouts[0], layouts[1]],
  );
  const name = `${told(quantity)} (${told('rms')})`;
  return (
    <CursorContext value={trialCursor}>
      <div className={styles.comparison}>
        <Curves plain={plain} twin={twin} range={range} />
        <div className={styles.tools}>
          <FlowQuantitySwitch quantity={quantity} onQuantity={setQuantity} />
          <div className={styles.legend}>
            <HeatMapLegend quantity={quantity} />
          </div>
        </div>
        <div className={styles.sides}>
          <Side title={t('left')} sign="╌" run={trial.plain}>
            <SideMap watched={plain} quantity={quantity} name={name} rows={plainRows} />
          </Side>
          <Side title={t('right')} sign="━" run={trial.twin}>
            <SideMap watched={twin} quantity={quantity} name={name} rows={twinRows} />
          </Side>
        </div>
        <TimeCursor />
      </div>
    </CursorContext>
  );
}

function SideMap(props: {
  readonly watched: Watched | null;
  readonly quantity: FlowQuantity;
  readonly name: string;
  readonly rows: readonly MapRow[] | undefined;
}) {
  const { watched, quantity, name, rows } = props;
  return (
    <div className={styles.map}>
      {hasRows(watched, 'layers') && (
        <HeatMap watched={watched} quantity={quantity} quantityName={name} rows={rows} />
      )}
    </div>
  );
}

/** Both training losses over the same steps. */
function Curves({
  plain,
  twin,
  range,
}: {
  readonly plain: Watched | null;
  readonly twin: Watched | null;
  readonly range: Watched['range'];
}) {
  const t = useWords(diagnosisWords);
  const theme = usePlotTheme();
  const one = plain && trainingColumn(plain.recorded.telemetry, LOSS);
  const other = twin && trainingColumn(twin.recorded.telemetry, LOSS);
  const lines = useMemo(
    (): readonly LineSource[] => [
      ...(one
        ? [{ id: 'plain', name: t('left'), column: one, colour: theme.dimmed, dash: PLAIN_DASH }]
        : []),
      ...(other ? [{ id: 'twin', name: t('right'), column: other, colour: theme.accent }] : []),
    ],
    [one, other, t, theme],
  );
  const watched = twin ?? plain;
  const last = (column: typeof one): string => formatNumber(column?.mean.at(-1) ?? Number.NaN);
  return (
    <div className={styles.curves}>
      {watched && (
        <LinesPlot
          watched={{ ...watched, range }}
          testId="trial-curves"
          title={t('curvesTitle')}
          label={t('curves', { plain: last(one), twin: last(other) })}
          scale="log"
          lines={lines}
          height={CURVE_HEIGHT}
        />
      )}
    </div>
  );
}

function Side({
  title,
  sign,
  run,
  children,
}: {
  readonly title: string;
  readonly sign: string;
  readonly run: TwinRun | null;
  readonly children: React.ReactNode;
}) {
  return (
    <section className={styles.side} aria-label={title}>
      <h3 className={styles.sideTitle}>
        <span aria-hidden>{sign}</span> {title}
      </h3>
      <p className={styles.figures}>{run && <Figures run={run} />}</p>
      {children}
    </section>
  );
}

/** Where a run is, or why it ended, and its newest figures. */
function Figures({ run }: { readonly run: TwinRun }) {
  const t = useWords(diagnosisWords);
  const say = useSay();
  const metricName = useMetricName();
  const { state } = run;
  if (!state) return t('notYet');
  const { loss, validationLoss, metrics, validationMetrics } = figuresOf(run);
  const [metric] = run.layout?.metrics ?? [];
  const shown = (value: number | null | undefined): string => formatNumber(value ?? Number.NaN);
  const parts = [
    t('stepOf', { step: formatStep(state.step), planned: formatStep(state.plannedSteps) }),
    t('lossNow', { loss: shown(loss) }),
    validationLoss !== null && t('validationNow', { loss: shown(validationLoss) }),
    metric !== undefined &&
      `${metricName(metric)} ${shown(validationMetrics[metric] ?? metrics[metric])}`,
    state.failure && say(state.failure.message),
  ];
  return parts.filter((part) => part !== false && part !== null).join(' · ');
}
