import { NativeSelect, Switch } from '@mantine/core';
import { useCallback, useMemo, useState } from 'react';
import type { Table } from '../../shared/csv';
import { type RecurrenceEntry, timeStepColumn } from '../../shared/telemetry/layout';
import { useWords } from '../app/i18n/i18n';
import { selectPath } from '../app/state/opened-store';
import { rowsArea } from './heat-map';
import { drawHeatMap, imageOf } from './heat-map-draw';
import { HeatMapLegend } from './heat-map-legend';
import { layerAt } from './heat-map-model';
import classes from './monitor.module.css';
import type { Painter } from './painter';
import { PanelFrame } from './panel-frame';
import { Plot, type PlotSize } from './plot';
import { usePlotTheme } from './plot-theme';
import { formatNumber, logScaleOf, magnitudeColour } from './scale';
import { cachedColumn } from './series-cache';
import { formatStep, indexAt, nearestIndex } from './time-axis';
import { TimeOverlay } from './time-overlay';
import { makeTimeStepMap, readTimeStep } from './time-steps-model';
import { hasRows, shownStep, useWatched, type Watched } from './watched';
import { monitorWords } from './words';

const ARROWS = { forward: '→', backward: '←' } as const;
const SCALE = logScaleOf('gradientRms');
const nothingSelected = (): boolean => false;

const nameOf = ({ name, direction }: RecurrenceEntry): string => `${name} ${ARROWS[direction]}`;

/** How the gradient of a recurrence comes back through time: time step by training step. */
export function TimeSteps() {
  const t = useWords(monitorWords);
  const watched = useWatched();
  const recurrences = watched?.recorded.layout.recurrences ?? [];
  const [chosen, setChosen] = useState(0);
  const [asTable, setAsTable] = useState(false);
  const recurrence = Math.min(chosen, recurrences.length - 1);
  const ready = hasRows(watched, 'timeSteps') && recurrence >= 0;
  return (
    <PanelFrame
      ready={ready}
      absent={watched && recurrences.length === 0 ? t('noRecurrence') : null}
      table={() => (ready ? timeStepTable(watched, recurrence) : null)}
      controls={
        <>
          <NativeSelect
            aria-label={t('recurrence')}
            size="xs"
            value={recurrence}
            onChange={(event) => setChosen(Number(event.currentTarget.value))}
            data={recurrences.map((entry, index) => ({
              value: String(index),
              label: nameOf(entry),
            }))}
          />
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
      {ready && asTable && <TimeStepTable watched={watched} recurrence={recurrence} />}
      {ready && !asTable && (
        <div className={classes.column}>
          <div className={classes.row}>
            <TimeStepMap watched={watched} recurrence={recurrence} />
          </div>
          <div className={classes.foot}>
            <div className={classes.legend}>
              <HeatMapLegend quantity="gradientRms" />
            </div>
          </div>
        </div>
      )}
    </PanelFrame>
  );
}

interface Chosen {
  readonly watched: Watched;
  readonly recurrence: number;
}

function TimeStepMap({ watched, recurrence }: Chosen) {
  const theme = usePlotTheme();
  const { recorded, range } = watched;
  const entry = recorded.layout.recurrences[recurrence];
  const { steps } = cachedColumn(recorded.telemetry, 'timeSteps', 0);
  const [pixels, setPixels] = useState(0);
  const names = useMemo(
    () => Array.from({ length: entry.steps }, (_, time) => `t = ${time + 1}`),
    [entry],
  );
  const { map, image } = useMemo(() => {
    const made = makeTimeStepMap(recorded.telemetry, recorded.layout, recurrence, {
      scale: SCALE,
      range,
      steps,
      pixels,
    });
    return { map: made, image: imageOf(made) };
  }, [recorded, recurrence, range, steps, pixels]);
  const draw = useCallback(
    (painter: Painter, size: PlotSize) => {
      const area = rowsArea(size);
      drawHeatMap(painter, { area, range, map, image, names, isSelected: nothingSelected, theme });
    },
    [range, map, image, names, theme],
  );
  const label = useLabel(watched, recurrence, map);
  return (
    <Plot
      testId="time-step-map"
      label={label}
      draw={draw}
      summary={{
        columns: map.columns,
        rows: map.rows,
        minimum: map.minimum,
        maximum: map.maximum,
      }}
      onSize={(size) => setPixels(Math.floor(rowsArea(size).width))}
    >
      {(size) => (
        <TimeOverlay
          area={rowsArea(size)}
          range={range}
          onPick={() => selectPath(entry.node)}
          tell={(point) => {
            const row = nearestIndex(steps, steps.length, point.step);
            const time = layerAt(rowsArea(size), entry.steps, point.y);
            return row < 0 ? null : (
              <Cell watched={watched} recurrence={recurrence} time={time} row={row} />
            );
          }}
        />
      )}
    </Plot>
  );
}

/** The text in place of the picture: its extent, and both ends of the sequence at the cursor. */
function useLabel(
  watched: Watched,
  recurrence: number,
  map: { readonly columns: number; readonly minimum: number; readonly maximum: number },
): string {
  const t = useWords(monitorWords);
  const { layout, telemetry } = watched.recorded;
  const entry = layout.recurrences[recurrence];
  const step = shownStep(watched);
  const row = rowAtCursor(watched);
  const at = (time: number): string =>
    formatNumber(readTimeStep(telemetry, layout, recurrence, time, row).value);
  return t('timeStepsLabel', {
    name: nameOf(entry),
    rows: entry.steps,
    columns: map.columns,
    minimum: formatNumber(map.minimum),
    maximum: formatNumber(map.maximum),
    step: formatStep(step),
    first: at(0),
    last: at(entry.steps - 1),
  });
}

function rowAtCursor(watched: Watched): number {
  const { steps } = cachedColumn(watched.recorded.telemetry, 'timeSteps', 0);
  return Math.max(0, indexAt(steps, steps.length, shownStep(watched)));
}

function Cell(props: Chosen & { readonly time: number; readonly row: number }) {
  const t = useWords(monitorWords);
  const { watched, recurrence, time, row } = props;
  const { layout, telemetry } = watched.recorded;
  const { value, ratioNext } = readTimeStep(telemetry, layout, recurrence, time, row);
  const { steps } = cachedColumn(telemetry, 'timeSteps', 0);
  const lines: readonly (readonly [string, string])[] = [
    [t('timeStep'), String(time + 1)],
    [t('step'), formatStep(steps[row])],
    [t('rms'), formatNumber(value)],
    ...(Number.isNaN(ratioNext) ? [] : [[t('ratioNext'), `×${formatNumber(ratioNext)}`] as const]),
  ];
  return (
    <table className={classes.tipTable}>
      <tbody>
        {lines.map(([name, told]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>{told}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The numbers at the cursor in rows, the last time step first, for those who read rather than see. */
function TimeStepTable({ watched, recurrence }: Chosen) {
  const t = useWords(monitorWords);
  const { layout, telemetry } = watched.recorded;
  const entry = layout.recurrences[recurrence];
  const row = rowAtCursor(watched);
  const times = Array.from({ length: entry.steps }, (_, time) => entry.steps - 1 - time);
  return (
    <div className={classes.tableWrap}>
      <table className={classes.table} data-testid="time-step-table">
        <caption className={classes.hidden}>
          {nameOf(entry)} · {t('stepAt', { step: formatStep(shownStep(watched)) })}
        </caption>
        <thead>
          <tr>
            <th scope="col" className={classes.headCell}>
              {t('timeStep')}
            </th>
            <th scope="col" className={classes.headCell}>
              {t('rms')}
            </th>
            <th scope="col" className={classes.headCell} title={t('ratioNextHelp')}>
              {t('ratioNext')}
            </th>
          </tr>
        </thead>
        <tbody>
          {times.map((time) => {
            const cell = readTimeStep(telemetry, layout, recurrence, time, row);
            return (
              <tr key={time}>
                <th scope="row">
                  <i
                    className={classes.swatch}
                    style={{ background: magnitudeColour(SCALE, cell.value) }}
                  />
                  {time + 1}
                </th>
                <td>{formatNumber(cell.value)}</td>
                <td>{formatNumber(cell.ratioNext)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

/** A row for each recorded step, a column for each time step. */
function timeStepTable({ recorded: { telemetry, layout } }: Watched, recurrence: number): Table {
  const first = timeStepColumn(layout, recurrence);
  const columns = Array.from({ length: layout.recurrences[recurrence].steps }, (_, time) =>
    cachedColumn(telemetry, 'timeSteps', first + time),
  );
  const { steps } = cachedColumn(telemetry, 'timeSteps', 0);
  return {
    columns: ['step', ...columns.map((_, time) => `t${time + 1}`)],
    rows: Array.from(steps, (step, row) => [step, ...columns.map((column) => column.mean[row])]),
  };
}
