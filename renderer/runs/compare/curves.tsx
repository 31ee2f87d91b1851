import { NativeSelect } from '@mantine/core';
import { memo, useDeferredValue, useMemo, useRef, useState } from 'react';
import { fillText } from '../../../shared/text/text';
import { useLocale, useSay, useWords } from '../../app/i18n/i18n';
import { CurveControls } from '../../monitor/curve-controls';
import { ExportMenu } from '../../monitor/export-menu';
import { type Exportable, ExportRegistry, useExportable } from '../../monitor/export-registry';
import { type LineSource, LinesPlot } from '../../monitor/lines-plot';
import { useMetricName } from '../../monitor/loss-panel';
import { suitedScale } from '../../monitor/loss-series';
import type { Painter } from '../../monitor/painter';
import { usePlotTheme } from '../../monitor/plot-theme';
import { formatNumber } from '../../monitor/scale';
import type { StepRange } from '../../monitor/time-axis';
import type { ValueAxis } from '../../monitor/value-axis';
import { monitorWords } from '../../monitor/words';
import { runTitle } from '../run-title';
import styles from './compare.module.css';
import { type ComparedRun, useCompared } from './compared-runs';
import { type CurveSet, curveLines, curvesTable, LOSS_MEASURE, measuresOf } from './curve-lines';
import { lineStyle } from './line-style';
import { compareWords } from './words';

const HEIGHT = 260;
/** The last values of more lines are no sentence any more. */
const TOLD_VALUES = 12;
const KEY_ROW = 16;
const KEY_LINE = 28;

/** The names beside their lines, for exported pictures alone: on the screen the list of runs is the key. */
function KeyForExport({ runs }: { readonly runs: readonly ComparedRun[] }) {
  const theme = usePlotTheme();
  const locale = useLocale();
  const slots = useCompared((state) => state.slots);
  const element = useRef<HTMLDivElement>(null);
  useExportable(
    useMemo(
      () => ({
        element: () => element.current,
        height: runs.length * KEY_ROW,
        draw: (painter: Painter) =>
          runs.forEach(({ summary }, row) => {
            const { colour, dash } = lineStyle(slots.get(summary.run) ?? 0);
            const y = (row + 0.5) * KEY_ROW;
            painter.line([0, y, KEY_LINE, y], { stroke: colour, width: 2, ...(dash && { dash }) });
            painter.text(KEY_LINE + 6, y, runTitle(summary, locale), { fill: theme.text });
          }),
      }),
      [runs, slots, theme, locale],
    ),
  );
  return <div ref={element} aria-hidden />;
}

interface ChartProps {
  readonly set: CurveSet;
  readonly title: string;
  readonly lines: readonly LineSource[];
  readonly beside: readonly LineSource[];
  readonly scale: ValueAxis['scale'];
  readonly range: StepRange;
  readonly picked: string | null;
  readonly onPick: (run: string | null) => void;
}

function Chart({ set, title, lines, beside, scale, range, picked, onPick }: ChartProps) {
  const say = useSay();
  const values = lines
    .slice(0, TOLD_VALUES)
    .map(({ name, column }) => `${name} ${formatNumber(column.mean.at(-1) ?? Number.NaN)}`)
    .join(', ');
  const label = fillText(compareWords.entries.curvesLabel, { title, count: lines.length, values });
  const picking = useMemo(
    () => ({ ids: new Set(picked === null ? [] : [picked]), pick: onPick }),
    [picked, onPick],
  );
  return (
    <div className={styles.chart}>
      <LinesPlot
        watched={{ range }}
        testId={`compare-${set}`}
        title={title}
        label={say(label)}
        scale={scale}
        lines={lines}
        beside={beside}
        picked={picking}
        height={HEIGHT}
      />
    </div>
  );
}

export interface CurvesProps {
  readonly runs: readonly ComparedRun[];
  readonly range: StepRange;
  readonly picked: string | null;
  readonly onPick: (run: string | null) => void;
}

/** Curves of all runs over each other: training and validation beside each other on one axis. */
export const Curves = memo(function Curves({ runs, range, picked, onPick }: CurvesProps) {
  const t = useWords(compareWords);
  const told = useWords(monitorWords);
  const locale = useLocale();
  const metricName = useMetricName();
  const slots = useCompared((state) => state.slots);
  const [wanted, setMeasure] = useState(LOSS_MEASURE);
  const [chosen, setScale] = useState<ValueAxis['scale'] | null>(null);
  const [smoothing, setSmoothing] = useState(0);
  // A hundred runs are smoothed in the slider's own time.
  const strength = useDeferredValue(smoothing);
  const body = useRef<HTMLDivElement>(null);
  const parts = useMemo(() => new Set<Exportable>(), []);
  const measures = measuresOf(runs);
  const measure = measures.includes(wanted) ? wanted : LOSS_MEASURE;
  const nameOf = (kind: string): string =>
    kind === LOSS_MEASURE ? told('loss') : metricName(kind);
  const [training, validation] = useMemo(() => {
    const linesOf = (set: CurveSet) =>
      curveLines(runs, { measure, set, smoothing: strength, slots, locale });
    return [linesOf('training'), linesOf('validation')];
  }, [runs, measure, strength, slots, locale]);
  const isDiverged = useMemo(
    () => training.some(({ column }) => suitedScale(column) === 'log'),
    [training],
  );
  const scale = chosen ?? (isDiverged && measure === LOSS_MEASURE ? 'log' : 'linear');
  const common = { range, scale, picked, onPick };
  return (
    <section className={styles.part} aria-label={t('curves')}>
      <div className={styles.tools}>
        <h3 className={styles.heading}>{t('curves')}</h3>
        <NativeSelect
          size="xs"
          aria-label={t('measure')}
          value={measure}
          data={measures.map((kind) => ({ value: kind, label: nameOf(kind) }))}
          onChange={(event) => setMeasure(event.currentTarget.value)}
        />
        <CurveControls
          id="compare-smoothing"
          labelClass={styles.inline}
          smoothing={smoothing}
          onSmoothing={setSmoothing}
          scale={scale}
          onScale={setScale}
        />
        <span className={styles.atEnd}>
          <ExportMenu
            disabled={runs.length === 0}
            name="compare"
            picture={() => ({
              body: body.current as HTMLDivElement,
              parts,
              title: `${t('curves')} · ${nameOf(measure)}`,
              table: () => curvesTable(runs, measure, locale),
            })}
          />
        </span>
      </div>
      <ExportRegistry value={parts}>
        <div ref={body}>
          <div className={styles.charts}>
            <Chart
              set="training"
              title={t('ofTraining', { measure: nameOf(measure) })}
              lines={training}
              beside={validation}
              {...common}
            />
            <Chart
              set="validation"
              title={t('ofValidation', { measure: nameOf(measure) })}
              lines={validation}
              beside={training}
              {...common}
            />
          </div>
          <KeyForExport runs={runs} />
        </div>
      </ExportRegistry>
    </section>
  );
});
