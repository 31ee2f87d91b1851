import { Switch } from '@mantine/core';
import { useState } from 'react';
import type { Table } from '../../shared/csv';
import { layerColumn } from '../../shared/telemetry/layout';
import { useWords } from '../app/i18n/i18n';
import { selectPath, useSelectedPaths } from '../app/state/opened-store';
import { type FlowQuantity, FlowQuantitySwitch } from './flow-quantity';
import { HeatMap } from './heat-map';
import { HeatMapLegend } from './heat-map-legend';
import { readCell } from './heat-map-model';
import classes from './monitor.module.css';
import { PanelFrame } from './panel-frame';
import { Profile } from './profile';
import { formatNumber, logScaleOf, magnitudeColour } from './scale';
import { cachedColumn } from './series-cache';
import { formatStep, indexAt } from './time-axis';
import { hasRows, shownStep, useWatched, type Watched } from './watched';
import { monitorWords } from './words';

/** How the signal runs forward and the gradient back: layer by step, and by depth at the cursor. */
export function GradientFlow() {
  const t = useWords(monitorWords);
  const watched = useWatched();
  const [quantity, setQuantity] = useState<FlowQuantity>('gradientRms');
  const [asTable, setAsTable] = useState(false);
  const ready = hasRows(watched, 'layers');
  const quantityName = `${t(quantity)} (${t('rms')})`;
  return (
    <PanelFrame
      ready={ready}
      table={() => (ready ? flowTable(watched, quantity) : null)}
      controls={
        <>
          <FlowQuantitySwitch quantity={quantity} onQuantity={setQuantity} />
          <Switch
            size="xs"
            label={t('table')}
            title={t('tableHelp')}
            checked={asTable}
            onChange={(event) => setAsTable(event.currentTarget.checked)}
          />
        </>
      }
    >
      {ready && asTable && <FlowTable watched={watched} quantity={quantity} />}
      {ready && !asTable && (
        <div className={classes.column}>
          <div className={classes.row}>
            <HeatMap watched={watched} quantity={quantity} quantityName={quantityName} />
            <div className={classes.aside}>
              <Profile watched={watched} quantity={quantity} quantityName={quantityName} />
            </div>
          </div>
          <div className={classes.foot}>
            <div className={classes.legend}>
              <HeatMapLegend quantity={quantity} />
            </div>
            <p className={classes.caption}>
              {t('profile')} · {t('stepAt', { step: formatStep(shownStep(watched)) })}
            </p>
          </div>
        </div>
      )}
    </PanelFrame>
  );
}

/** The same numbers in rows, output first, for those who read rather than see. */
function FlowTable({
  watched,
  quantity,
}: {
  readonly watched: Watched;
  readonly quantity: FlowQuantity;
}) {
  const t = useWords(monitorWords);
  const selected = useSelectedPaths();
  const { telemetry, layout } = watched.recorded;
  const steps = cachedColumn(telemetry, 'layers', 0).steps;
  const row = indexAt(steps, steps.length, shownStep(watched));
  return (
    <div className={classes.tableWrap}>
      <table className={classes.table} data-testid="flow-table">
        <caption className={classes.hidden}>
          {t(quantity)} · {t('stepAt', { step: formatStep(shownStep(watched)) })}
        </caption>
        <thead>
          <tr>
            <th scope="col" className={classes.headCell}>
              {t('layer')}
            </th>
            <th scope="col" className={classes.headCell}>
              {t('rms')}
            </th>
            <th scope="col" className={classes.headCell}>
              {t('norm')}
            </th>
            <th scope="col" className={classes.headCell} title={t('ratioAboveHelp')}>
              {t('ratioAbove')}
            </th>
          </tr>
        </thead>
        <tbody>
          {layout.layers
            .map((layer, index) => ({
              layer,
              cell: readCell(telemetry, layout, quantity, index, Math.max(0, row)),
            }))
            .reverse()
            .map(({ layer, cell }) => (
              <tr key={layer.node} data-selected={selected.has(layer.node) || undefined}>
                <th scope="row">
                  <i
                    className={classes.swatch}
                    style={{ background: magnitudeColour(logScaleOf(quantity), cell.value) }}
                  />
                  <button
                    type="button"
                    className={classes.link}
                    onClick={() => selectPath(layer.node)}
                  >
                    {layer.name}
                  </button>
                </th>
                <td>{formatNumber(cell.value)}</td>
                <td>{formatNumber(cell.norm)}</td>
                <td>{formatNumber(cell.ratioAbove)}</td>
              </tr>
            ))}
        </tbody>
      </table>
    </div>
  );
}

/** A row for each recorded step, a column for each layer. */
function flowTable({ recorded: { telemetry, layout } }: Watched, quantity: FlowQuantity): Table {
  const columns = layout.layers.map((_, layer) =>
    cachedColumn(telemetry, 'layers', layerColumn(layer, quantity)),
  );
  const { steps } = cachedColumn(telemetry, 'layers', 0);
  return {
    columns: ['step', ...layout.layers.map((layer) => layer.name)],
    rows: Array.from(steps, (step, row) => [step, ...columns.map((column) => column.mean[row])]),
  };
}
