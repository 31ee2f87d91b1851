import { useCallback } from 'react';
import type { LayerQuantity } from '../../shared/telemetry/layout';
import { useWords } from '../app/i18n/i18n';
import { drawLegend } from './heat-map-draw';
import type { Painter } from './painter';
import { Plot, type PlotSize } from './plot';
import { usePlotTheme } from './plot-theme';
import { formatNumber, logScaleOf } from './scale';
import { monitorWords } from './words';

const LEGEND_HEIGHT = 26;

/** What the colours of a heat map mean: the scale of its quantity, from vanishing to exploding. */
export function HeatMapLegend({ quantity }: { readonly quantity: LayerQuantity }) {
  const t = useWords(monitorWords);
  const theme = usePlotTheme();
  const draw = useCallback(
    (painter: Painter, size: PlotSize) =>
      drawLegend(
        painter,
        { left: 0, top: 0, width: size.width, height: size.height },
        logScaleOf(quantity),
        { low: t('vanishing'), high: t('exploding') },
        theme,
      ),
    [quantity, t, theme],
  );
  const { centre } = logScaleOf(quantity);
  return (
    <Plot
      testId="heat-map-legend"
      label={`${t('vanishing')} – ${t('healthy')} ${formatNumber(centre)} – ${t('exploding')}`}
      draw={draw}
      height={LEGEND_HEIGHT}
    />
  );
}
