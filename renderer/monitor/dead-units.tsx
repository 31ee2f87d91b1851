import { UnstyledButton } from '@mantine/core';
import type { Table } from '../../shared/csv';
import { DEAD_CHECKS, layerColumn } from '../../shared/telemetry/layout';
import { useWords } from '../app/i18n/i18n';
import { selectPath, useSelectedPaths } from '../app/state/opened-store';
import { DeadChart, LASTING_COLOUR, NOW_COLOUR } from './dead-chart';
import { deadCounts, mortalLayers } from './dead-model';
import classes from './monitor.module.css';
import { PanelFrame } from './panel-frame';
import { firingPosition, rampCss } from './scale';
import { cachedColumn } from './series-cache';
import { UnitCells } from './unit-cells';
import { hasRows, useWatched, type Watched } from './watched';
import { monitorWords } from './words';

/** Units that never fire: counted by layer and over time, and each of them to be pointed at. */
export function DeadUnits() {
  const t = useWords(monitorWords);
  const watched = useWatched();
  const layers = watched ? mortalLayers(watched.recorded.layout) : [];
  const ready = hasRows(watched, 'layers') && layers.length > 0;
  return (
    <PanelFrame
      ready={ready}
      absent={watched && layers.length === 0 ? t('noDying') : null}
      scrolls
      table={() => (ready ? deadTable(watched) : null)}
      controls={<Key />}
    >
      {ready && (
        <div className={classes.multiples}>
          {layers.map((layer) => (
            <Layer
              key={watched.recorded.layout.layers[layer].node}
              watched={watched}
              layer={layer}
            />
          ))}
        </div>
      )}
    </PanelFrame>
  );
}

const FIRING_STOPS = [0.02, 0.25, 0.5, 0.75, 1].map((share) => rampCss(firingPosition(share)));

function Key() {
  const t = useWords(monitorWords);
  return (
    <span className={classes.keys}>
      <span>
        <i className={classes.swatch} style={{ background: NOW_COLOUR }} />
        {t('deadNow')}
      </span>
      <span>
        <i className={classes.swatch} style={{ background: LASTING_COLOUR }} />
        {t('deadLasting', { checks: DEAD_CHECKS })}
      </span>
      <span>
        <b aria-hidden>×</b> {t('never')}{' '}
        <i
          className={classes.bandKey}
          style={{ background: `linear-gradient(to right, ${FIRING_STOPS.join(', ')})` }}
        />{' '}
        {t('always')}
      </span>
    </span>
  );
}

function Layer({ watched, layer }: { readonly watched: Watched; readonly layer: number }) {
  const t = useWords(monitorWords);
  const { layout, telemetry } = watched.recorded;
  const { node, name } = layout.layers[layer];
  const selected = useSelectedPaths().has(node);
  const counts = deadCounts(telemetry, layout, layer, watched.step);
  const sentence = counts
    ? t('deadSentence', {
        now: counts.now,
        units: counts.units,
        lasting: counts.lasting,
        checks: DEAD_CHECKS,
      })
    : '';
  return (
    <div
      className={classes.multiple}
      data-testid={`dead-layer-${node}`}
      data-now={counts?.now}
      data-lasting={counts?.lasting}
      data-units={counts?.units}
    >
      <UnstyledButton
        className={classes.multipleTitle}
        data-selected={selected || undefined}
        aria-pressed={selected}
        onClick={() => selectPath(node)}
      >
        <b>{name}</b>
        <span title={sentence}>{sentence}</span>
      </UnstyledButton>
      <DeadChart
        watched={watched}
        layer={layer}
        label={t('deadChartLabel', { layer: name, sentence })}
      />
      <UnitCells watched={watched} layer={layer} />
    </div>
  );
}

/** A row for each layer and recorded step. */
function deadTable({ recorded: { telemetry, layout } }: Watched): Table {
  const rows = mortalLayers(layout).flatMap((layer) => {
    const now = cachedColumn(telemetry, 'layers', layerColumn(layer, 'deadNow'));
    const lasting = cachedColumn(telemetry, 'layers', layerColumn(layer, 'deadLasting'));
    const { name, units } = layout.layers[layer];
    return Array.from(now.steps, (step, row) => [
      name,
      units,
      step,
      now.mean[row],
      lasting.mean[row],
    ]);
  });
  return { columns: ['layer', 'units', 'step', 'deadNow', 'deadLasting'], rows };
}
