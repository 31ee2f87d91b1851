import { useElementSize, useMergedRef } from '@mantine/hooks';
import { memo, useMemo, useRef } from 'react';
import {
  Area,
  CartesianGrid,
  ComposedChart,
  Line,
  ReferenceLine,
  XAxis,
  type XAxisTickContentProps,
  YAxis,
} from 'recharts';
import { useWords } from '../app/i18n/i18n';
import { useRun } from '../app/state/run-store';
import { useExportable } from './export-registry';
import { LINES_MARGIN, stepLabelPlace } from './lines-draw';
import {
  drawnValues,
  type LossPoint,
  lossPoints,
  trainingColumn,
  validationColumn,
} from './loss-series';
import classes from './monitor.module.css';
import type { Painter } from './painter';
import { type PlotTheme, usePlotTheme } from './plot-theme';
import { categoryColour, formatNumber } from './scale';
import { formatStep, indexAt, type PlotArea, type StepRange, stepTicks } from './time-axis';
import { TimeOverlay } from './time-overlay';
import { useThrottled } from './use-throttled';
import { axisFor, formatTick, type ValueAxis } from './value-axis';
import { shownStep, type Watched } from './watched';
import { monitorWords } from './words';

/** The plots of all curves stand over one another. */
const { left: LEFT, right: RIGHT } = LINES_MARGIN;
const TOP = 6;
const BOTTOM = 20;
const PIXELS_PER_TICK = 90;
const PIXELS_PER_VALUE_TICK = 36;
/** A finer line can hardly be seen, and the chart library's time grows with its points. */
const PIXELS_PER_POINT = 4;
/** The library takes some 20 ms a chart; so often is smooth to the eye and leaves the page free. */
const REDRAW_MS = 250;

const TRAINING = categoryColour(0);
const VALIDATION = categoryColour(1);

export interface LossChartProps {
  readonly watched: Watched;
  /** Index into `layout.metrics`, or `LOSS`. */
  readonly metric: number;
  readonly name: string;
  readonly scale: ValueAxis['scale'];
  readonly smoothing: number;
  readonly testId: string;
}

/** The value that stands at the cursor: the newest at or before it. */
function valueAtCursor(
  column: { readonly steps: Float32Array; readonly mean: Float32Array },
  step: number | null,
): number {
  const count = column.steps.length;
  const index = step === null ? count - 1 : indexAt(column.steps, count, step);
  return index < 0 ? Number.NaN : column.mean[index];
}

/** The step at which the watched run took over from another one; null where it began with its own first step. */
function useBegin({ steps }: { readonly steps: Float32Array }): number | null {
  const from = useRun((state) => state.from);
  // One that took weights alone counts its steps from the first.
  return from && steps.length > 0 && steps[0] > 1 ? from.step : null;
}

/** Training and validation of the loss or one metric over steps. */
export function LossChart({ watched, metric, name, scale, smoothing, testId }: LossChartProps) {
  const t = useWords(monitorWords);
  const theme = usePlotTheme();
  const { ref: sizeRef, width, height } = useElementSize<HTMLDivElement>();
  const element = useRef<HTMLDivElement>(null);
  const host = useMergedRef(sizeRef, element);
  const { range, step } = watched;
  const { telemetry } = watched.recorded;
  const training = trainingColumn(telemetry, metric);
  const validation = validationColumn(telemetry, metric);
  const area: PlotArea = {
    left: LEFT,
    top: TOP,
    width: Math.max(1, Math.floor(width) - LEFT - RIGHT),
    height: Math.max(1, Math.floor(height) - TOP - BOTTOM),
  };
  const begin = useBegin(training);
  const current = useMemo(() => ({ training, validation, range }), [training, validation, range]);
  const drawn = useThrottled(current, REDRAW_MS);
  const points = useMemo(
    () =>
      lossPoints(drawn.training, drawn.validation, {
        range: drawn.range,
        pixels: area.width / PIXELS_PER_POINT,
        smoothing,
        positive: scale === 'log',
      }),
    [drawn, area.width, smoothing, scale],
  );
  const trainingWord = t('training');
  const validationWord = t('validation');
  useExportable(
    useMemo(
      () => ({
        element: () => element.current,
        draw: (painter) => {
          const svg = element.current?.querySelector('svg.recharts-surface');
          if (svg) painter.raw(new XMLSerializer().serializeToString(svg));
          drawKey(painter, name, trainingWord, validationWord, theme);
        },
      }),
      [name, trainingWord, validationWord, theme],
    ),
  );
  const atCursor = {
    training: valueAtCursor(training, step),
    validation: valueAtCursor(validation, step),
  };
  const label = t(name === t('loss') ? 'lossLabel' : 'metricLabel', {
    metric: name,
    step: formatStep(shownStep(watched)),
    training: formatNumber(atCursor.training),
    validation: formatNumber(atCursor.validation),
  });
  return (
    <div className={classes.column}>
      <p className={classes.readout} data-testid={`${testId}-readout`}>
        <b>{name}</b>
        <span>
          <i className={classes.key} style={{ color: TRAINING }} />
          {t('training')} <b>{formatNumber(atCursor.training)}</b>
        </span>
        <span>
          <i className={classes.key} data-dash style={{ color: VALIDATION }} />
          {t('validation')} <b>{formatNumber(atCursor.validation)}</b>
        </span>
        {begin !== null && (
          <span data-testid={`${testId}-begin`}>
            <i className={classes.key} data-dotted style={{ color: theme.dimmed }} />
            {t('goesOnFrom', { step: formatStep(begin) })}
          </span>
        )}
      </p>
      <div
        ref={host}
        className={classes.plot}
        role="img"
        aria-label={label}
        data-testid={testId}
        data-points={points.length}
        data-training={atCursor.training}
        data-validation={atCursor.validation}
      >
        {width > LEFT + RIGHT && height > TOP + BOTTOM && (
          <>
            <Lines
              points={points}
              width={Math.floor(width)}
              height={Math.floor(height)}
              range={drawn.range}
              scale={scale}
              theme={theme}
              begin={begin}
            />
            <TimeOverlay
              area={area}
              range={drawn.range}
              tell={(point) => (
                <PointWords
                  name={name}
                  step={point.step}
                  training={valueAtCursor(training, point.step)}
                  validation={valueAtCursor(validation, point.step)}
                />
              )}
            />
          </>
        )}
      </div>
    </div>
  );
}

const KEY_LINE = 14;
const KEY_WIDTH = 84;

/** The line above the chart, for the exported picture: on the screen it is text with live numbers. */
function drawKey(
  painter: Painter,
  name: string,
  training: string,
  validation: string,
  theme: PlotTheme,
): void {
  const y = -8;
  painter.text(LEFT, y, name, { fill: theme.text, bold: true, maximumWidth: 2 * KEY_WIDTH });
  const keys = [
    { word: training, stroke: TRAINING, dash: undefined },
    { word: validation, stroke: VALIDATION, dash: [5, 3] },
  ];
  keys.forEach(({ word, stroke, dash }, index) => {
    const x = LEFT + (index + 1.5) * KEY_WIDTH;
    painter.line([x, y, x + KEY_LINE, y], { stroke, width: 2, dash });
    painter.text(x + KEY_LINE + 4, y, word, { fill: theme.dimmed });
  });
}

interface LinesProps {
  readonly points: LossPoint[];
  readonly width: number;
  readonly height: number;
  readonly range: StepRange;
  readonly scale: ValueAxis['scale'];
  readonly theme: PlotTheme;
  /** The step that another run had reached from which this one goes on. */
  readonly begin: number | null;
}

/** Only what depends on the data: moving the cursor does not render it. */
const Lines = memo(function Lines({
  points,
  width,
  height,
  range,
  scale,
  theme,
  begin,
}: LinesProps) {
  const axis = axisFor(scale, drawnValues(points), (height - TOP - BOTTOM) / PIXELS_PER_VALUE_TICK);
  const tick = { fill: theme.dimmed, fontSize: 11 };
  const stepTick = ({ x, y, payload }: XAxisTickContentProps) => {
    const place = stepLabelPlace(Number(x), width);
    return (
      <text
        {...tick}
        x={place.x}
        y={y}
        dy="0.71em"
        textAnchor={place.align === 'right' ? 'end' : 'middle'}
      >
        {formatStep(payload.value)}
      </text>
    );
  };
  return (
    <ComposedChart
      width={width}
      height={height}
      data={points}
      margin={{ left: 0, top: TOP, right: RIGHT, bottom: 0 }}
      accessibilityLayer={false}
    >
      <CartesianGrid stroke={theme.hairline} vertical={false} />
      <XAxis
        dataKey="step"
        type="number"
        domain={[range[0], range[1]]}
        ticks={stepTicks(range, width / PIXELS_PER_TICK)}
        tick={stepTick}
        tickSize={4}
        stroke={theme.hairline}
        height={BOTTOM}
        allowDataOverflow
        interval={0}
      />
      <YAxis
        type="number"
        scale={axis.scale}
        domain={[axis.low, axis.high]}
        ticks={[...axis.ticks]}
        tickFormatter={(value: number) => formatTick(axis, value)}
        tick={tick}
        tickSize={4}
        stroke={theme.hairline}
        width={LEFT}
        allowDataOverflow
        interval={0}
      />
      {begin !== null && begin + 1 >= range[0] && (
        <ReferenceLine
          x={Math.max(begin, range[0])}
          stroke={theme.dimmed}
          strokeWidth={1.5}
          strokeDasharray="1 3"
        />
      )}
      <Area
        dataKey="band"
        stroke="none"
        fill={TRAINING}
        fillOpacity={0.18}
        connectNulls
        isAnimationActive={false}
        activeDot={false}
        type="linear"
      />
      <Line
        dataKey="training"
        stroke={TRAINING}
        strokeWidth={1.5}
        dot={false}
        activeDot={false}
        connectNulls
        isAnimationActive={false}
        type="linear"
      />
      <Line
        dataKey="validation"
        stroke={VALIDATION}
        strokeWidth={1.5}
        strokeDasharray="5 3"
        dot={false}
        activeDot={false}
        connectNulls
        isAnimationActive={false}
        type="linear"
      />
    </ComposedChart>
  );
});

function PointWords(props: {
  readonly name: string;
  readonly step: number;
  readonly training: number;
  readonly validation: number;
}) {
  const t = useWords(monitorWords);
  return (
    <table className={classes.tipTable}>
      <tbody>
        <tr>
          <th scope="row">{t('step')}</th>
          <td>{formatStep(props.step)}</td>
        </tr>
        <tr>
          <th scope="row">{t('training')}</th>
          <td>{formatNumber(props.training)}</td>
        </tr>
        <tr>
          <th scope="row">{t('validation')}</th>
          <td>{formatNumber(props.validation)}</td>
        </tr>
      </tbody>
    </table>
  );
}
