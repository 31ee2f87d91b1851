import { useCallback, useMemo } from 'react';
import type { Column } from '../../shared/telemetry/store';
import { selectPath, useSelectedPaths } from '../app/state/opened-store';
import { axisOf, drawCurves, drawLines, LINES_MARGIN, type PlotLine } from './lines-draw';
import classes from './monitor.module.css';
import type { Painter } from './painter';
import { Plot, type PlotSize } from './plot';
import { usePlotTheme } from './plot-theme';
import { formatNumber } from './scale';
import { thin } from './thin';
import { formatStep, indexAt, type PlotArea } from './time-axis';
import { TimeOverlay } from './time-overlay';
import { shareOf, type ValueAxis } from './value-axis';
import type { Watched } from './watched';

export interface LineSource {
  /** The node's id, so that its line stands out when it is selected and a click selects it. */
  readonly id: string;
  readonly name: string;
  readonly column: Column;
  readonly colour: string;
  /** For lines that are told apart by more than their colour. */
  readonly dash?: readonly number[] | undefined;
  /** Its first point is marked: what it shows began elsewhere. */
  readonly goesOn?: boolean;
}

export interface LinesPlotProps {
  readonly watched: Pick<Watched, 'range'>;
  readonly testId: string;
  readonly title: string;
  readonly scale: ValueAxis['scale'];
  /** Must be the same list as long as no number changed (useMemo over `recorded`). */
  readonly lines: readonly LineSource[];
  /** Lines of a chart beside it, for which its values have one axis with them. The same list likewise. */
  readonly beside?: readonly LineSource[];
  /** Which lines stand out and what a click on one does; for lines of layers, the selected ones. */
  readonly picked?: { readonly ids: ReadonlySet<string>; pick(id: string): void };
  /** Values between which a healthy network usually stays. */
  readonly healthy?: readonly [number, number];
  readonly height?: number;
  /** In words, for those who do not see it; the title where left out. */
  readonly label?: string;
}

const areaOf = (size: PlotSize): PlotArea => ({
  left: LINES_MARGIN.left,
  top: LINES_MARGIN.top,
  width: Math.max(1, size.width - LINES_MARGIN.left - LINES_MARGIN.right),
  height: Math.max(1, size.height - LINES_MARGIN.top - LINES_MARGIN.bottom),
});

/** A line is not finer than this many pixels: dozens of them are drawn ten times a second, and more are a tangle anyway. */
const MANY_LINES = 32;
const pixelsPerPoint = (lines: number): number => (lines > MANY_LINES ? 5 : 2);

/** How near to a line the pointer must be for the tooltip to name it. */
const REACH_PIXELS = 24;

/** The line nearest to a point, with its value there; null where none is near. */
function nearestLine(
  lines: readonly LineSource[],
  axis: ValueAxis,
  area: PlotArea,
  point: { readonly step: number; readonly y: number },
): { readonly line: LineSource; readonly value: number; readonly step: number } | null {
  let best = REACH_PIXELS;
  let found: { line: LineSource; value: number; step: number } | null = null;
  for (const line of lines) {
    const index = indexAt(line.column.steps, line.column.steps.length, point.step);
    if (index < 0) continue;
    const value = line.column.mean[index];
    const y = area.top + (1 - shareOf(axis, value)) * area.height;
    const distance = Math.abs(y - point.y);
    if (!(distance < best)) continue;
    best = distance;
    found = { line, value, step: line.column.steps[index] };
  }
  return found;
}

const NO_LINES: readonly LineSource[] = [];

/** Many lines over steps on one canvas, one for each layer or run. */
export function LinesPlot(props: LinesPlotProps) {
  const { watched, testId, title, scale, lines, beside = NO_LINES, healthy, height, label } = props;
  const theme = usePlotTheme();
  const paths = useSelectedPaths();
  const { ids: selected, pick } = props.picked ?? { ids: paths, pick: selectPath };
  const { range } = watched;
  const axis = useMemo(
    () => axisOf(scale, [...lines, ...beside], range, height),
    [scale, lines, beside, range, height],
  );
  const linesIn = useCallback(
    (area: PlotArea, isDrawn: (line: LineSource) => boolean): readonly PlotLine[] =>
      lines.filter(isDrawn).map(({ colour, dash, goesOn, column }) => ({
        colour,
        dash,
        goesOn,
        points: thin(column, range, area.width / pixelsPerPoint(lines.length)),
      })),
    [lines, range],
  );
  const draw = useCallback(
    (painter: Painter, size: PlotSize) => {
      const area = areaOf(size);
      const all = linesIn(area, () => true);
      drawLines(painter, { area, range, axis, lines: all, healthy, title, theme });
    },
    [linesIn, range, axis, theme, title, healthy],
  );
  // Over the others, and by themselves: all lines are not drawn anew for one that stands out.
  const drawSelected = useCallback(
    (painter: Painter, size: PlotSize) => {
      const area = areaOf(size);
      const own = linesIn(area, ({ id }) => selected.has(id));
      drawCurves(painter, { area, range, axis, lines: own, theme }, true);
    },
    [linesIn, range, axis, theme, selected],
  );
  return (
    <Plot
      testId={testId}
      label={label ?? title}
      draw={draw}
      over={drawSelected}
      height={height}
      summary={{ lines: lines.length, minimum: axis.minimum, maximum: axis.maximum }}
    >
      {(size) => {
        const area = areaOf(size);
        return (
          <TimeOverlay
            area={area}
            range={range}
            onPick={(point) => {
              const near = nearestLine(lines, axis, area, point);
              if (near && lines.length > 1) pick(near.line.id);
            }}
            tell={(point) => {
              const near = nearestLine(lines, axis, area, point);
              return near ? (
                <>
                  <i className={classes.swatch} style={{ background: near.line.colour }} />
                  {near.line.name} · {formatStep(near.step)} · <b>{formatNumber(near.value)}</b>
                </>
              ) : null;
            }}
          />
        );
      }}
    </Plot>
  );
}
