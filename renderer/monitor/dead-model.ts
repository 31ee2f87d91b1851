import { layerColumn, type RunLayout, unitsColumn } from '../../shared/telemetry/layout';
import type { TelemetryStore } from '../../shared/telemetry/store';

/** How a layer's units stand at one step. Counts are whole units. */
export interface DeadCounts {
  readonly units: number;
  readonly now: number;
  readonly lasting: number;
}

/** Layers whose units can die, by their index in the layout. */
export const mortalLayers = (layout: RunLayout): readonly number[] =>
  layout.layers.flatMap((layer, index) => (layer.canDie ? [index] : []));

/** Dead units of a layer at a step (null: newest); null before the first measurement. */
export function deadCounts(
  telemetry: TelemetryStore,
  layout: RunLayout,
  layer: number,
  step: number | null,
): DeadCounts | null {
  const row = telemetry.rowAt('layers', step);
  if (!row) return null;
  const { units } = layout.layers[layer];
  // Merged rows hold means of shares; a count in between is rounded to whole units.
  const count = (share: number): number => Math.round((Number.isNaN(share) ? 0 : share) * units);
  return {
    units,
    now: count(row[layerColumn(layer, 'deadNow')]),
    lasting: count(row[layerColumn(layer, 'deadLasting')]),
  };
}

/** Firing shares of a layer's units at a step (null: newest); null where none are recorded. A view. */
export function firingShares(
  telemetry: TelemetryStore,
  layout: RunLayout,
  layer: number,
  step: number | null,
): Float32Array | null {
  const column = unitsColumn(layout, layer);
  const row = column < 0 ? null : telemetry.rowAt('units', step);
  return row ? row.subarray(column, column + layout.layers[layer].units) : null;
}

/** How the units of a layer are laid out as cells. */
export interface UnitGrid {
  readonly cell: number;
  readonly columns: number;
  readonly rows: number;
}

/** Cell sizes to choose from, largest first: a unit must be large enough to be pointed at where there is room. */
const CELL_SIZES = [16, 12, 9, 7, 5, 4, 3, 2, 1] as const;
const MAX_GRID_HEIGHT = 96;

/** The largest cells with which all units fit into a width and a sensible height. */
export function unitGrid(units: number, width: number): UnitGrid {
  for (const cell of CELL_SIZES) {
    const columns = Math.max(1, Math.floor(width / cell));
    const rows = Math.ceil(units / columns);
    if (rows * cell <= MAX_GRID_HEIGHT || cell === 1) return { cell, columns, rows };
  }
  throw new RangeError('no cell size');
}

/** Index of the unit under a point of the grid; −1 beside the last one. */
export function unitAt(grid: UnitGrid, units: number, x: number, y: number): number {
  const column = Math.floor(x / grid.cell);
  const row = Math.floor(y / grid.cell);
  const unit = row * grid.columns + column;
  const inside = column >= 0 && column < grid.columns && row >= 0 && unit < units;
  return inside ? unit : -1;
}
