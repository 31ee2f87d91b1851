import { Skeleton } from '@mantine/core';
import { lazy, Suspense, useEffect, useMemo, useState } from 'react';
import { nameOfMeasure } from '../../shared/catalogue/run-measures';
import type { Table } from '../../shared/csv';
import { STEP_COLUMNS } from '../../shared/telemetry/layout';
import { useSay, useWords } from '../app/i18n/i18n';
import { CurveControls } from './curve-controls';
import { LinesPlot } from './lines-plot';
import type { LossChartProps } from './loss-chart';
import { LOSS, suitedScale, trainingColumn, validationColumn } from './loss-series';
import classes from './monitor.module.css';
import { PanelFrame } from './panel-frame';
import { categoryColour } from './scale';
import { cachedColumn } from './series-cache';
import type { ValueAxis } from './value-axis';
import { hasRows, useWatched, type Watched } from './watched';
import { monitorWords } from './words';

/** A metric's name in the interface's language; one that it does not know as it is. */
export function useMetricName(): (metric: string) => string {
  const say = useSay();
  return (kind) => say(nameOfMeasure(kind));
}

/** Apart, because of its chart library, which is larger than the rest of the monitor. */
const loadLossChart = () => import('./loss-chart');
const LazyLossChart = lazy(async () => ({ default: (await loadLossChart()).LossChart }));

function LossChart(props: LossChartProps) {
  return (
    <Suspense
      fallback={
        <div className={classes.column} aria-hidden>
          <Skeleton className={classes.plot} />
        </div>
      }
    >
      <LazyLossChart {...props} />
    </Suspense>
  );
}

/** Loss and metrics, training and validation, with the learning rate below. */
export function LossPanel() {
  const t = useWords(monitorWords);
  const watched = useWatched();
  const metricName = useMetricName();
  const [chosen, setScale] = useState<ValueAxis['scale'] | null>(null);
  const [smoothing, setSmoothing] = useState(0);
  const ready = hasRows(watched, 'steps');
  useEffect(() => {
    // Before there is anything to draw; where this fails, the first chart tries again and says why.
    loadLossChart().catch(() => undefined);
  }, []);
  const loss = ready ? trainingColumn(watched.recorded.telemetry, LOSS) : null;
  const suited = useMemo(() => (loss ? suitedScale(loss) : 'linear'), [loss]);
  const scale = chosen ?? suited;
  return (
    <PanelFrame
      ready={ready}
      scrolls
      table={() => (ready ? lossTable(watched) : null)}
      controls={
        <CurveControls
          id="loss-smoothing"
          labelClass={classes.inline}
          smoothing={smoothing}
          onSmoothing={setSmoothing}
          scale={scale}
          onScale={setScale}
        />
      }
    >
      {ready && (
        <>
          <LossChart
            watched={watched}
            metric={LOSS}
            name={t('loss')}
            scale={scale}
            smoothing={smoothing}
            testId="loss-chart"
          />
          <div className={classes.column} data-narrow>
            {watched.recorded.layout.metrics.map((metric, index) => (
              <LossChart
                key={metric}
                watched={watched}
                metric={index}
                name={metricName(metric)}
                scale="linear"
                smoothing={smoothing}
                testId={`metric-chart-${metric}`}
              />
            ))}
            <LearningRate watched={watched} />
          </div>
        </>
      )}
    </PanelFrame>
  );
}

/** Small below the metrics; the column's whole height where there are none. */
function LearningRate({ watched }: { readonly watched: Watched }) {
  const t = useWords(monitorWords);
  const { telemetry, layout } = watched.recorded;
  const column = cachedColumn(telemetry, 'steps', STEP_COLUMNS.indexOf('learningRate'));
  const name = t('learningRate');
  const lines = useMemo(
    () => [{ id: 'rate', name, column, colour: categoryColour(2) }],
    [name, column],
  );
  return (
    <LinesPlot
      watched={watched}
      testId="learning-rate"
      title={name}
      scale="linear"
      height={layout.metrics.length > 0 ? 76 : undefined}
      lines={lines}
    />
  );
}

/** Every recorded value: training rows, then validation rows. Rows that the store merged carry their extremes. */
function lossTable({ recorded: { telemetry, layout } }: Watched): Table {
  const columns = ['set', 'step', 'loss', 'lossMinimum', 'lossMaximum', ...layout.metrics];
  const rows = (['training', 'validation'] as const).flatMap((set) => {
    const columnOf = set === 'training' ? trainingColumn : validationColumn;
    const loss = columnOf(telemetry, LOSS);
    const metrics = layout.metrics.map((_, index) => columnOf(telemetry, index));
    return Array.from(loss.steps, (step, row) => [
      set,
      step,
      loss.mean[row],
      loss.minimum[row],
      loss.maximum[row],
      ...metrics.map((metric) => metric.mean[row]),
    ]);
  });
  return { columns, rows };
}
