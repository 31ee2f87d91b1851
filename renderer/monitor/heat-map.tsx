import { type KeyboardEvent, useCallback, useMemo, useState } from 'react';
import type { LayerQuantity } from '../../shared/telemetry/layout';
import { useWords } from '../app/i18n/i18n';
import { selectPath, useSelectedPaths } from '../app/state/opened-store';
import { useView } from '../app/state/view-store';
import { cursorIndex, useCursorControl } from './cursor';
import { drawHeatMap, imageOf } from './heat-map-draw';
import {
  type CellReading,
  columnBox,
  columnSpan,
  layerAt,
  type MapRow,
  makeHeatMap,
  NO_READING,
  readCell,
  rowBox,
  rowsOf,
} from './heat-map-model';
import classes from './monitor.module.css';
import type { Painter } from './painter';
import { Plot, type PlotSize } from './plot';
import { usePlotTheme } from './plot-theme';
import { formatNumber, logScaleOf } from './scale';
import { cachedColumn } from './series-cache';
import { formatStep, nearestIndex, type PlotArea, type StepRange, shownRange } from './time-axis';
import { TimeOverlay } from './time-overlay';
import { shownStep, type Watched } from './watched';
import { monitorWords } from './words';

const LABELS = 96;
const RIGHT = 4;
const TOP = 4;
const BOTTOM = 18;

/** Where rows lie; the profile beside it uses the same, so that its points stand at their rows. */
export const rowsArea = (size: PlotSize, left = LABELS, right = RIGHT): PlotArea => ({
  left,
  top: TOP,
  width: Math.max(1, size.width - left - right),
  height: Math.max(1, size.height - TOP - BOTTOM),
});

export interface HeatMapProps {
  readonly watched: Watched;
  readonly quantity: LayerQuantity;
  readonly quantityName: string;
  /** Beside the map of another run: rows that both have at equal heights. The run's own layers where left out. */
  readonly rows?: readonly MapRow[];
}

/** Layer by step, input at the bottom, on one canvas. */
export function HeatMap({ watched, quantity, quantityName, rows: given }: HeatMapProps) {
  const t = useWords(monitorWords);
  const theme = usePlotTheme();
  const selected = useSelectedPaths();
  const { recorded, range, step } = watched;
  const { layout, telemetry } = recorded;
  const rows = useMemo(() => given ?? rowsOf(layout), [given, layout]);
  const names = useMemo(() => rows.map(({ name }) => name), [rows]);
  const steps = cachedColumn(telemetry, 'layers', 0).steps;
  const [pixels, setPixels] = useState(0);
  const isSelected = useCallback((row: number) => selected.has(rows[row].node), [selected, rows]);
  // Selecting a row or moving the cursor draws the same image again; only new numbers make another.
  const { map, image } = useMemo(() => {
    const made = makeHeatMap(recorded.telemetry, recorded.layout, {
      quantity,
      scale: logScaleOf(quantity),
      range,
      steps,
      pixels,
      rows,
      own: shownRange(recorded.telemetry, null),
    });
    return { map: made, image: imageOf(made) };
  }, [recorded, quantity, range, steps, pixels, rows]);
  const draw = useCallback(
    (painter: Painter, size: PlotSize) => {
      const area = rowsArea(size);
      drawHeatMap(painter, { area, range, map, image, names, isSelected, theme });
    },
    [range, map, image, names, isSelected, theme],
  );
  const label = useLabel(watched, quantity, quantityName, map);
  return (
    <Plot
      testId="heat-map"
      label={label}
      draw={draw}
      summary={{
        columns: map.columns,
        rows: map.rows,
        minimum: map.minimum,
        maximum: map.maximum,
        quantity,
      }}
      onSize={(size) => setPixels(Math.floor(rowsArea(size).width))}
    >
      {(size) => (
        <Cells
          watched={watched}
          quantity={quantity}
          rows={rows}
          steps={steps}
          area={rowsArea(size)}
          range={range}
          step={step}
          label={`${t('heatMapRole')}. ${t('heatMapKeys')}`}
        />
      )}
    </Plot>
  );
}

/** The text in place of the picture: its extent and what stands out at the cursor. */
function useLabel(
  watched: Watched,
  quantity: LayerQuantity,
  name: string,
  map: { readonly columns: number; readonly minimum: number; readonly maximum: number },
): string {
  const t = useWords(monitorWords);
  const { layout, telemetry } = watched.recorded;
  const step = shownStep(watched);
  const steps = cachedColumn(telemetry, 'layers', 0).steps;
  const row = nearestIndex(steps, steps.length, step);
  const measured = layout.layers
    .map((layer, index) => ({
      name: layer.name,
      value: readCell(telemetry, layout, quantity, index, row).value,
    }))
    .filter(({ value }) => !Number.isNaN(value))
    .sort((first, second) => first.value - second.value);
  const lowest = measured[0] ?? { name: '–', value: Number.NaN };
  const highest = measured[measured.length - 1] ?? lowest;
  return t('heatMapLabel', {
    quantity: name,
    layers: layout.layers.length,
    columns: map.columns,
    minimum: formatNumber(map.minimum),
    maximum: formatNumber(map.maximum),
    step: formatStep(step),
    lowest: formatNumber(lowest.value),
    lowestLayer: lowest.name,
    highest: formatNumber(highest.value),
    highestLayer: highest.name,
  });
}

interface CellsProps {
  readonly watched: Watched;
  readonly quantity: LayerQuantity;
  readonly rows: readonly MapRow[];
  readonly steps: Float32Array;
  readonly area: PlotArea;
  readonly range: StepRange;
  readonly step: number | null;
  readonly label: string;
}

interface Cell {
  readonly layer: number;
  readonly column: number;
}

/** Where a key leads from a cell; `last` is the cell at the top right. */
const CELL_MOVES: Readonly<Record<string, (cell: Cell, last: Cell) => Cell>> = {
  ArrowUp: ({ layer, column }) => ({ layer: layer + 1, column }),
  ArrowDown: ({ layer, column }) => ({ layer: layer - 1, column }),
  ArrowLeft: ({ layer, column }) => ({ layer, column: column - 1 }),
  ArrowRight: ({ layer, column }) => ({ layer, column: column + 1 }),
  Home: ({ layer }) => ({ layer, column: 0 }),
  End: ({ layer }, last) => ({ layer, column: last.column }),
};

/** Pointer and keyboard over the cells. By keyboard, the cell's column is the time cursor and its row moves. */
function Cells({ watched, quantity, rows, steps, area, range, step, label }: CellsProps) {
  const t = useWords(monitorWords);
  const control = useCursorControl();
  const layers = rows.length;
  const [focused, setFocused] = useState<number | null>(null);
  const column = cursorIndex(steps, step);
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const layer = focused ?? layers - 1;
    if (event.key === 'Enter') showLayer(rows[layer].node);
    const move = CELL_MOVES[event.key];
    if (!move) return;
    event.preventDefault();
    const next = move({ layer, column }, { layer: layers - 1, column: steps.length - 1 });
    setFocused(Math.min(layers - 1, Math.max(0, next.layer)));
    const wanted = Math.min(steps.length - 1, Math.max(0, next.column));
    if (wanted !== column) control.setNear(steps[wanted]);
  };
  const words = (layer: number, row: number): string =>
    t('heatMapCell', {
      layer: rows[layer].name,
      step: stepWords(watched, row),
      value: formatNumber(readRow(watched, quantity, rows[layer], row).value),
    });
  const inRange = steps[column] >= range[0] && steps[column] <= range[1];
  const box = focused === null || !inRange ? null : rowBox(area, layers, focused);
  const cell = box ? { ...box, ...columnBox(area, range, steps, column) } : null;
  return (
    <>
      <TimeOverlay
        area={area}
        range={range}
        onPick={(point) => selectPath(rows[layerAt(area, layers, point.y)].node)}
        tell={(point) => {
          const layer = layerAt(area, layers, point.y);
          const row = nearestIndex(steps, steps.length, point.step);
          return row < 0 ? null : (
            <CellWords watched={watched} quantity={quantity} of={rows[layer]} row={row} />
          );
        }}
      />
      <div
        className={classes.keyTarget}
        style={{ left: area.left, top: area.top, width: area.width, height: area.height }}
        role="application"
        aria-label={label}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the heat map is walked cell by cell with the arrow keys
        tabIndex={0}
        data-testid="heat-map-keys"
        onFocus={() => setFocused((layer) => layer ?? layers - 1)}
        onBlur={() => setFocused(null)}
        onKeyDown={onKeyDown}
      />
      {cell && <div className={classes.cell} style={cell} />}
      <span className={classes.hidden} aria-live="polite">
        {focused === null || column < 0 ? '' : words(focused, column)}
      </span>
    </>
  );
}

/** The numbers of a row at a recorded step; none of a layer that the run does not have. */
const readRow = (
  { recorded: { telemetry, layout } }: Watched,
  quantity: LayerQuantity,
  { layer }: MapRow,
  row: number,
): CellReading => (layer < 0 ? NO_READING : readCell(telemetry, layout, quantity, layer, row));

/** A recorded step and, where its column stands for others too, from which to which: “120 (112 – 128)”. */
function stepWords({ recorded: { telemetry }, range }: Watched, row: number): string {
  const { steps } = cachedColumn(telemetry, 'layers', 0);
  const { from, to } = columnSpan(range, steps, row);
  const [first, last] = [Math.ceil(from), Math.floor(to)];
  const step = formatStep(steps[row]);
  return last > first + 1 ? `${step} (${formatStep(first)} – ${formatStep(last)})` : step;
}

/** Selects a layer's node and brings it into view on the canvas. */
function showLayer(node: string): void {
  selectPath(node);
  useView.setState({ reveal: node });
}

function CellWords(props: {
  readonly watched: Watched;
  readonly quantity: LayerQuantity;
  readonly of: MapRow;
  readonly row: number;
}) {
  const t = useWords(monitorWords);
  const cell = readRow(props.watched, props.quantity, props.of, props.row);
  const merged = cell.minimum !== cell.maximum && !Number.isNaN(cell.value);
  const lines: readonly (readonly [string, string])[] = [
    [t('layer'), props.of.name],
    [t('step'), stepWords(props.watched, props.row)],
    [t('rms'), formatNumber(cell.value)],
    ...(merged
      ? [[t('extremes'), `${formatNumber(cell.minimum)} – ${formatNumber(cell.maximum)}`] as const]
      : []),
    ...(Number.isNaN(cell.norm) ? [] : [[t('norm'), formatNumber(cell.norm)] as const]),
    ...(Number.isNaN(cell.ratioAbove)
      ? []
      : [[t('ratioAbove'), `×${formatNumber(cell.ratioAbove)}`] as const]),
  ];
  return (
    <table className={classes.tipTable}>
      <tbody>
        {lines.map(([name, value]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>{value}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
