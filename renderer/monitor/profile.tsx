import { useCallback } from 'react';
import { type LayerQuantity, layerColumn } from '../../shared/telemetry/layout';
import { useWords } from '../app/i18n/i18n';
import { selectPath } from '../app/state/opened-store';
import { rowsArea } from './heat-map';
import { layerAt, rowBox } from './heat-map-model';
import classes from './monitor.module.css';
import type { Painter } from './painter';
import { Plot, type PlotSize } from './plot';
import { type PlotTheme, usePlotTheme } from './plot-theme';
import {
  formatNumber,
  HEALTHY_HALF_DECADE,
  type LogScale,
  logScaleOf,
  magnitudeColour,
} from './scale';
import { formatStep } from './time-axis';
import { axisFor, formatTick, shareOf } from './value-axis';
import { shownStep, type Watched } from './watched';
import { monitorWords } from './words';

const SIDE = 18;
const VALUE_TICKS = 3;
const ZERO_GUTTER = 24;
const POINT_RADIUS = 3.5;

export interface ProfileProps {
  readonly watched: Watched;
  readonly quantity: LayerQuantity;
  readonly quantityName: string;
}

/** Depth upwards, magnitude to the right, at the cursor: the slope is the factor by which each layer changes it. */
export function Profile({ watched, quantity, quantityName }: ProfileProps) {
  const t = useWords(monitorWords);
  const theme = usePlotTheme();
  const { recorded, step } = watched;
  const draw = useCallback(
    (painter: Painter, size: PlotSize) => {
      const { layout, telemetry } = recorded;
      const row = telemetry.rowAt('layers', step);
      if (!row) return;
      const values = layout.layers.map((_, layer) => row[layerColumn(layer, quantity)]);
      drawProfile(painter, size, values, logScaleOf(quantity), theme);
    },
    [recorded, step, quantity, theme],
  );
  const { layers } = recorded.layout;
  return (
    <Plot
      testId="profile"
      label={t('profileLabel', { quantity: quantityName, step: formatStep(shownStep(watched)) })}
      draw={draw}
      summary={{ rows: layers.length, step: shownStep(watched) }}
    >
      {(size) => (
        // biome-ignore lint/a11y/noStaticElementInteractions: the pointer's way; the heat map's keys select layers too
        // biome-ignore lint/a11y/useKeyWithClickEvents: as above
        <div
          className={classes.fill}
          title={profileTitle(watched, quantity)}
          onClick={(event) => {
            const top = event.currentTarget.getBoundingClientRect().top;
            const layer = layerAt(rowsArea(size, SIDE, SIDE), layers.length, event.clientY - top);
            selectPath(layers[layer].node);
          }}
        />
      )}
    </Plot>
  );
}

/** First and last measured layer with the factor between them: the whole story in one line. */
function profileTitle({ recorded, step }: Watched, quantity: LayerQuantity): string {
  const row = recorded.telemetry.rowAt('layers', step);
  if (!row) return '';
  const measured = recorded.layout.layers
    .map((layer, index) => ({ name: layer.name, value: row[layerColumn(index, quantity)] }))
    .filter(({ value }) => !Number.isNaN(value));
  if (measured.length === 0) return '';
  const first = measured[0];
  const last = measured[measured.length - 1];
  return `${first.name} ${formatNumber(first.value)} ÷ ${last.name} ${formatNumber(last.value)} = ${formatNumber(first.value / last.value)}`;
}

function drawProfile(
  painter: Painter,
  size: PlotSize,
  values: readonly number[],
  scale: LogScale,
  theme: PlotTheme,
): void {
  // Zero has no logarithm: it stands in a gutter of its own, apart from the smallest power of ten.
  const gutter = values.includes(0) ? ZERO_GUTTER : 0;
  const area = rowsArea(size, SIDE + gutter, SIDE);
  const axis = axisFor('log', [...values, scale.centre], VALUE_TICKS);
  const bottom = area.top + area.height;
  const x = (value: number): number =>
    value === 0
      ? area.left - gutter
      : area.left + Math.min(1, Math.max(0, shareOf(axis, value))) * area.width;
  const from = x(scale.centre * 10 ** -HEALTHY_HALF_DECADE);
  const to = x(scale.centre * 10 ** HEALTHY_HALF_DECADE);
  painter.rect(from, area.top, to - from, area.height, theme.healthy);
  const mark = (value: number, word: string): void => {
    painter.line([x(value), area.top, x(value), bottom], { stroke: theme.hairline });
    painter.text(x(value), bottom + 11, word, { fill: theme.dimmed, align: 'center' });
  };
  for (const tick of axis.ticks) mark(tick, formatTick(axis, tick));
  if (gutter > 0) mark(0, '0');
  // A layer without this quantity does not break the line of those that have it.
  const measured = values.flatMap((value, layer) => {
    const { top, height } = rowBox(area, values.length, layer);
    return Number.isNaN(value) ? [] : [{ value, x: x(value), y: top + height / 2 }];
  });
  painter.line(
    measured.flatMap((point) => [point.x, point.y]),
    { stroke: theme.dimmed },
  );
  for (const point of measured) {
    const fill = magnitudeColour(scale, point.value);
    painter.circle(point.x, point.y, POINT_RADIUS, fill, theme.text);
  }
}
