import { useCallback, useMemo } from 'react';
import type { Column } from '../../shared/telemetry/store';
import { selectPath, useSelectedPaths } from '../app/state/opened-store';
import { axisOf, drawLines, LINES_MARGIN, type PlotLine } from './lines-draw';
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
  readonly dash?: readonly number[];
}

export interface LinesPlotProps {
  readonly watched: Watched;
  readonly testId: string;
  readonly title: string;
  readonly scale: ValueAxis['scale'];
  /** Must be the same list as long as no number changed (useMemo over `recorded`). */
  readonly lines: readonly LineSource[];
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

/** A line is not finer than this many pixels: dozens of them are drawn ten times a second. */
const PIXELS_PER_POINT = 2;

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

/** Many lines over steps on one canvas, one for each layer. */
export function LinesPlot(props: LinesPlotProps) {
  const { watched, testId, title, scale, lines, healthy, height, label } = props;
  const theme = usePlotTheme();
  const selected = useSelectedPaths();
  const { range } = watched;
  const axis = useMemo(() => axisOf(scale, lines, range, height), [scale, lines, range, height]);
  const draw = useCallback(
    (painter: Painter, size: PlotSize) => {
      const area = areaOf(size);
      const drawn: PlotLine[] = lines.map((line) => ({
        colour: line.colour,
        dash: line.dash,
        strong: selected.has(line.id),
        points: thin(line.column, range, area.width / PIXELS_PER_POINT),
      }));
      drawLines(painter, { area, range, axis, lines: drawn, healthy, title, theme });
    },
    [lines, range, axis, selected, theme, title, healthy],
  );
  return (
    <Plot
      testId={testId}
      label={label ?? title}
      draw={draw}
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
              if (near && lines.length > 1) selectPath(near.line.id);
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
