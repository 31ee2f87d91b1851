import { useCallback } from 'react';
import { type LayerQuantity, layerColumn } from '../../shared/telemetry/layout';
import { useWords } from '../app/i18n/i18n';
import { selectNode } from '../app/state/selection-store';
import { rowsArea } from './heat-map';
import { layerAt, rowBox } from './heat-map-model';
import classes from './monitor.module.css';
import type { Painter } from './painter';
import { Plot, type PlotSize } from './plot';
import { usePlotTheme } from './plot-theme';
import { formatNumber, HEALTHY_HALF_DECADE, logScaleOf, magnitudeColour } from './scale';
import { formatStep } from './time-axis';
import { axisFor, formatTick, shareOf } from './value-axis';
import { shownStep, type Watched } from './watched';
import { monitorWords } from './words';

const SIDE = 18;
const VALUE_TICKS = 3;

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
      const area = rowsArea(size, SIDE, SIDE);
      const scale = logScaleOf(quantity);
      const axis = axisFor('log', [...values, scale.centre], VALUE_TICKS);
      const x = (value: number): number => area.left + shareOf(axis, value) * area.width;
      const clampX = (value: number): number =>
        Math.min(area.left + area.width, Math.max(area.left, x(value)));
      const from = clampX(scale.centre * 10 ** -HEALTHY_HALF_DECADE);
      const to = clampX(scale.centre * 10 ** HEALTHY_HALF_DECADE);
      painter.rect(from, area.top, to - from, area.height, theme.healthy);
      for (const tick of axis.ticks) {
        painter.line([x(tick), area.top, x(tick), area.top + area.height], {
          stroke: theme.hairline,
        });
        painter.text(x(tick), area.top + area.height + 11, formatTick(axis, tick), {
          fill: theme.dimmed,
          align: 'center',
        });
      }
      const points: number[] = [];
      values.forEach((value, layer) => {
        // A layer without this quantity does not break the line of those that have it.
        if (Number.isNaN(value)) return;
        const { top, height } = rowBox(area, values.length, layer);
        points.push(value > 0 ? x(value) : area.left, top + height / 2);
      });
      painter.line(points, { stroke: theme.dimmed });
      let point = 0;
      for (const value of values) {
        if (Number.isNaN(value)) continue;
        painter.circle(
          points[point],
          points[point + 1],
          3.5,
          magnitudeColour(scale, value),
          theme.text,
        );
        point += 2;
      }
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
            selectNode(layers[layer].node);
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
