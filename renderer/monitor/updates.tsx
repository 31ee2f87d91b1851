import { useMemo } from 'react';
import type { Table } from '../../shared/csv';
import { type LayerQuantity, layerColumn } from '../../shared/telemetry/layout';
import { useWords } from '../app/i18n/i18n';
import { type LineSource, LinesPlot } from './lines-plot';
import classes from './monitor.module.css';
import { noiseScaleOf } from './noise-scale';
import { PanelFrame } from './panel-frame';
import { depthColour, formatNumber } from './scale';
import { cachedColumn } from './series-cache';
import { formatStep, indexAt } from './time-axis';
import { hasRows, type Recorded, shownStep, useWatched, type Watched } from './watched';
import { monitorWords } from './words';

const QUANTITIES = ['updateRatio', 'weightNorm', 'weightGradientNorm'] as const;
type UpdateQuantity = (typeof QUANTITIES)[number];

/** Around a thousandth: the usual ratio of a step's update to the weights that it changes. */
const HEALTHY_UPDATE = [10 ** -3.5, 10 ** -2.5] as const;

/** How far each step moves the weights, and what moves them. */
export function Updates() {
  const t = useWords(monitorWords);
  const watched = useWatched();
  const weighted = watched?.recorded.layout.layers.some((layer) => layer.hasWeights) ?? false;
  const ready = hasRows(watched, 'layers') && weighted;
  return (
    <PanelFrame
      ready={ready}
      absent={watched && !weighted ? t('noWeights') : null}
      table={() => (ready ? updateTable(watched) : null)}
      controls={<DepthKey />}
      scrolls
    >
      {ready && (
        <div className={classes.three}>
          {QUANTITIES.map((quantity) => (
            <QuantityLines key={quantity} watched={watched} quantity={quantity} />
          ))}
          {hasRows(watched, 'noise') && <NoiseScale watched={watched} />}
        </div>
      )}
    </PanelFrame>
  );
}

const DEPTH_STOPS = [0, 1, 2, 3, 4].map((index) => depthColour(index, 5)).join(', ');

/** Which end of the network a line's colour stands for. */
function DepthKey() {
  const t = useWords(monitorWords);
  return (
    <span className={classes.keys}>
      <span>
        {t('inputEnd')}{' '}
        <i
          className={classes.bandKey}
          style={{ background: `linear-gradient(to right, ${DEPTH_STOPS})` }}
        />{' '}
        {t('outputEnd')}
      </span>
    </span>
  );
}

/** The lines of all layers that have weights. */
function linesOf({ telemetry, layout }: Recorded, quantity: LayerQuantity): readonly LineSource[] {
  return layout.layers.flatMap((layer, index) =>
    layer.hasWeights
      ? [
          {
            id: layer.node,
            name: layer.name,
            column: cachedColumn(telemetry, 'layers', layerColumn(index, quantity)),
            colour: depthColour(index, layout.layers.length),
          },
        ]
      : [],
  );
}

function QuantityLines({
  watched,
  quantity,
}: {
  readonly watched: Watched;
  readonly quantity: UpdateQuantity;
}) {
  const t = useWords(monitorWords);
  const { recorded, step } = watched;
  const lines = useMemo(() => linesOf(recorded, quantity), [recorded, quantity]);
  const row = recorded.telemetry.rowAt('layers', step);
  const values = recorded.layout.layers
    .map((_, index) => row?.[layerColumn(index, quantity)] ?? Number.NaN)
    .filter((value) => Number.isFinite(value));
  return (
    <LinesPlot
      watched={watched}
      testId={`lines-${quantity}`}
      title={t(quantity)}
      scale="log"
      lines={lines}
      healthy={quantity === 'updateRatio' ? HEALTHY_UPDATE : undefined}
      label={t('linesLabel', {
        quantity: t(quantity),
        layers: lines.length,
        step: formatStep(shownStep(watched)),
        minimum: formatNumber(Math.min(...values)),
        maximum: formatNumber(Math.max(...values)),
      })}
    />
  );
}

/** The gradient noise scale of the whole network, as a number and a line. */
function NoiseScale({ watched }: { readonly watched: Watched }) {
  const t = useWords(monitorWords);
  const { recorded, step } = watched;
  const lines = useMemo(
    () => [
      {
        id: 'noise',
        name: t('noiseScale'),
        column: noiseScaleOf(recorded),
        colour: depthColour(1, 2),
      },
    ],
    [recorded, t],
  );
  const [{ column }] = lines;
  const shown = indexAt(column.steps, column.steps.length, step ?? Number.POSITIVE_INFINITY);
  const scale = column.mean[shown] ?? Number.NaN;
  const title = t(Number.isFinite(scale) ? 'noiseScaleNow' : 'noiseScaleUnknown', {
    scale: formatNumber(scale),
  });
  return (
    <div className={classes.told}>
      <LinesPlot
        watched={watched}
        testId="lines-noise"
        title={title}
        scale="log"
        lines={lines}
        label={t('noiseScaleLabel', { title, step: formatStep(shownStep(watched)) })}
      />
      <p>{t('noiseScaleTells')}</p>
    </div>
  );
}

/** A row for each layer and recorded step. */
function updateTable({ recorded: { telemetry, layout } }: Watched): Table {
  const rows = layout.layers.flatMap((layer, index) => {
    if (!layer.hasWeights) return [];
    const columns = QUANTITIES.map((quantity) =>
      cachedColumn(telemetry, 'layers', layerColumn(index, quantity)),
    );
    return Array.from(columns[0].steps, (step, row) => [
      layer.name,
      step,
      ...columns.map((column) => column.mean[row]),
    ]);
  });
  return { columns: ['layer', 'step', ...QUANTITIES], rows };
}
