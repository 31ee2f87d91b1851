import { type LayerQuantity, layerColumn, type RunLayout } from '../../shared/telemetry/layout';
import type { Series, TelemetryStore } from '../../shared/telemetry/store';
import { type LogScale, positionOf, RAMP_BYTES, RAMP_SIZE, rampEntry } from './scale';
import { nearestIndex, type PlotArea, type StepRange, stepOfPixel } from './time-axis';

/**
 * The pixels of a layer × step heat map: one row of the picture a layer, input at the bottom; one column a pixel of
 * the chart, showing the recorded step nearest to it. Made of the bits of the numbers, without a logarithm a cell, so
 * that a thousand layers by a thousand steps stay within a frame.
 */

/** Sign, exponent and seven bits of the mantissa: half a percent, far finer than one entry of the ramp. */
const KEY_SHIFT = 16;
const KEY_MASK = 0x7fff;
const NOT_MEASURED_ENTRY = -1;

const tables = new Map<LogScale, Int16Array>();

/** Ramp entry of every float's upper bits on a scale; −1 for NaN. */
export function entryTable(scale: LogScale): Int16Array {
  const known = tables.get(scale);
  if (known) return known;
  const table = new Int16Array(KEY_MASK + 1);
  const bits = new Uint32Array(1);
  const value = new Float32Array(bits.buffer);
  for (let key = 0; key <= KEY_MASK; key += 1) {
    bits[0] = key << KEY_SHIFT;
    table[key] = rampEntry(positionOf(scale, value[0]));
  }
  tables.set(scale, table);
  return table;
}

const littleEndian = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1;

/** The ramp as whole pixels in the byte order that image data want. */
export const RAMP_PIXELS: Uint32Array = Uint32Array.from({ length: RAMP_SIZE }, (_, entry) => {
  const [red, green, blue] = RAMP_BYTES.subarray(3 * entry, 3 * entry + 3);
  return littleEndian
    ? ((255 << 24) | (blue << 16) | (green << 8) | red) >>> 0
    : ((red << 24) | (green << 16) | (blue << 8) | 255) >>> 0;
});

/** All steps there can be: of a run that has its time axis to itself. */
const ALWAYS: StepRange = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];

/**
 * Recorded row that each pixel column shows; −1 where nothing is recorded yet, and outside of `own`, from which to which
 * step the run went that is shown beside a longer one.
 */
export function rowsOfPixels(
  steps: Float32Array,
  range: StepRange,
  pixels: number,
  own = ALWAYS,
): Int32Array {
  const rows = new Int32Array(pixels).fill(-1);
  const area = { left: 0, top: 0, width: pixels, height: 1 };
  for (let pixel = 0; pixel < pixels; pixel += 1) {
    const step = stepOfPixel(area, range, pixel + 0.5);
    if (step >= own[0] && step <= own[1]) rows[pixel] = nearestIndex(steps, steps.length, step);
  }
  return rows;
}

export interface HeatMap {
  /** Layers, or time steps. */
  readonly rows: number;
  /** Recorded steps in the range. */
  readonly columns: number;
  /** Extremes of what was measured in the range; NaN where nothing was. */
  readonly minimum: number;
  readonly maximum: number;
  readonly pixels: number;
  /** `rows` × `pixels` image pixels, top row first (the layer nearest to the output, the last time step). */
  readonly image: Uint32Array;
}

/** The columns of a group that make the rows of a map, the first at the bottom; −1 for a row that stays empty. */
interface RowsSource {
  readonly series: Series;
  readonly columns: Int32Array;
}

export interface MapOptions {
  readonly scale: LogScale;
  readonly range: StepRange;
  readonly steps: Float32Array;
  readonly pixels: number;
  /** The steps that the run took, where the range may go beyond them. */
  readonly own?: StepRange;
}

/** Makes a heat map of columns of a group, the first at the bottom. */
export function mapRows(
  { series, columns }: RowsSource,
  { scale, range, steps, pixels, own }: MapOptions,
): HeatMap {
  const rows = columns.length;
  const bits = new Uint32Array(series.mean.buffer, series.mean.byteOffset, series.mean.length);
  const table = entryTable(scale);
  const recorded = rowsOfPixels(steps, range, pixels, own);
  const image = new Uint32Array(rows * pixels);
  let minimum = Number.POSITIVE_INFINITY;
  let maximum = Number.NEGATIVE_INFINITY;
  for (let pixel = 0; pixel < pixels; pixel += 1) {
    if (recorded[pixel] < 0) continue;
    const start = recorded[pixel] * series.width;
    // A pixel that shows the same recorded step as its neighbour is a copy of it.
    const copied = pixel > 0 && recorded[pixel - 1] === recorded[pixel];
    for (let row = 0; row < rows; row += 1) {
      const target = (rows - 1 - row) * pixels + pixel;
      if (copied) {
        image[target] = image[target - 1];
        continue;
      }
      if (columns[row] < 0) continue;
      const at = start + columns[row];
      const entry = table[(bits[at] >>> KEY_SHIFT) & KEY_MASK];
      if (entry === NOT_MEASURED_ENTRY) continue;
      image[target] = RAMP_PIXELS[entry];
      const value = series.mean[at];
      if (value < minimum) minimum = value;
      if (value > maximum && value !== Number.POSITIVE_INFINITY) maximum = value;
    }
  }
  const inside = (step: number): boolean => step >= range[0] && step <= range[1];
  return {
    rows,
    columns: steps.reduce((count, step) => count + (inside(step) ? 1 : 0), 0),
    minimum: minimum <= maximum ? minimum : Number.NaN,
    maximum: minimum <= maximum ? maximum : Number.NaN,
    pixels,
    image,
  };
}

/** One row of a heat map of layers. */
export interface MapRow {
  readonly node: string;
  readonly name: string;
  /** Which layer of the run; −1 for one that another run has, beside which this one is shown. */
  readonly layer: number;
}

/** The layers of a run, a row each. */
export const rowsOf = ({ layers }: RunLayout): readonly MapRow[] =>
  layers.map(({ node, name }, layer) => ({ node, name, layer }));

type LayerName = Omit<MapRow, 'layer'>;

/** The layers of both in one order, that of the second; what only the first has comes before the next one that both have. */
function mergedLayers(one: readonly LayerName[], other: readonly LayerName[]): LayerName[] {
  const places = new Map(one.map(({ node }, place) => [node, place]));
  const known = new Set(other.map(({ node }) => node));
  const alone = one.filter(({ node }) => !known.has(node));
  const placeOf = ({ node }: LayerName): number => places.get(node) ?? -1;
  const order: LayerName[] = [];
  for (const entry of other) {
    while (alone.length > 0 && placeOf(alone[0]) < placeOf(entry))
      order.push(...alone.splice(0, 1));
    order.push(entry);
  }
  return [...order, ...alone];
}

/**
 * Rows for runs side by side: each has its own layers, and an empty row where only another one has a layer, so that
 * equal layers stand at equal heights.
 */
export function alignedRows(layouts: readonly RunLayout[]): readonly (readonly MapRow[])[] {
  const order = layouts.map(({ layers }): readonly LayerName[] => layers).reduce(mergedLayers, []);
  return layouts.map(({ layers }) => {
    const places = new Map(layers.map(({ node }, layer) => [node, layer]));
    return order.map(({ node, name }) => ({ node, name, layer: places.get(node) ?? -1 }));
  });
}

/** Makes the heat map of a quantity of the layers. */
export const makeHeatMap = (
  telemetry: TelemetryStore,
  layout: RunLayout,
  {
    quantity,
    rows = rowsOf(layout),
    ...options
  }: MapOptions & { readonly quantity: LayerQuantity; readonly rows?: readonly MapRow[] },
): HeatMap =>
  mapRows(
    {
      series: telemetry.series('layers'),
      columns: Int32Array.from(rows, ({ layer }) =>
        layer < 0 ? -1 : layerColumn(layer, quantity),
      ),
    },
    options,
  );

/** Top edge and height of a layer's row inside the plot; layer 0 is at the bottom. */
export function rowBox(
  area: PlotArea,
  layers: number,
  layer: number,
): { readonly top: number; readonly height: number } {
  const height = area.height / layers;
  return { top: area.top + (layers - 1 - layer) * height, height };
}

/** Layer under a point of the plot, from its height alone. */
export function layerAt(area: PlotArea, layers: number, y: number): number {
  const fromBottom = (area.top + area.height - y) / (area.height / layers);
  return Math.min(layers - 1, Math.max(0, Math.floor(fromBottom)));
}

/** The steps that a recorded one stands for: half way to its neighbours, within the range. */
export function columnSpan(
  range: StepRange,
  steps: Float32Array,
  index: number,
): { readonly from: number; readonly to: number } {
  const from = index > 0 ? (steps[index - 1] + steps[index]) / 2 : range[0];
  const to = index + 1 < steps.length ? (steps[index] + steps[index + 1]) / 2 : range[1];
  return { from, to };
}

/** Left edge and width of the pixels that show a recorded step. */
export function columnBox(
  area: PlotArea,
  range: StepRange,
  steps: Float32Array,
  index: number,
): { readonly left: number; readonly width: number } {
  const { from, to } = columnSpan(range, steps, index);
  const share = (step: number): number =>
    Math.min(1, Math.max(0, (step - range[0]) / (range[1] - range[0])));
  const left = area.left + share(from) * area.width;
  return { left, width: Math.max(1, area.left + share(to) * area.width - left) };
}

/** One cell's numbers, for the tooltip, the keyboard and the table. */
export interface CellReading {
  readonly value: number;
  readonly minimum: number;
  readonly maximum: number;
  /** Of the quantity that has a norm beside its RMS; NaN for the signal. */
  readonly norm: number;
  /** Value ÷ the value of the next layer towards the output; NaN for the last one. */
  readonly ratioAbove: number;
}

export const NO_READING: CellReading = {
  value: Number.NaN,
  minimum: Number.NaN,
  maximum: Number.NaN,
  norm: Number.NaN,
  ratioAbove: Number.NaN,
};

const NORMS: Readonly<Partial<Record<LayerQuantity, LayerQuantity>>> = {
  gradientRms: 'gradientNorm',
  weightGradientRms: 'weightGradientNorm',
};

/** The numbers of a layer at a recorded row; see `CellReading`. */
export function readCell(
  telemetry: TelemetryStore,
  layout: RunLayout,
  quantity: LayerQuantity,
  layer: number,
  row: number,
): CellReading {
  const series = telemetry.series('layers');
  const at = row * series.width + layerColumn(layer, quantity);
  const norm = NORMS[quantity];
  return {
    value: series.mean[at],
    minimum: series.minimum[at],
    maximum: series.maximum[at],
    norm: norm ? series.mean[row * series.width + layerColumn(layer, norm)] : Number.NaN,
    ratioAbove:
      series.mean[at] / nextMeasured(series.mean, layout, quantity, layer, row * series.width),
  };
}

/** The value of the nearest layer above that was measured (layers without weights have no weight gradient). */
function nextMeasured(
  values: Float32Array,
  layout: RunLayout,
  quantity: LayerQuantity,
  layer: number,
  start: number,
): number {
  for (let above = layer + 1; above < layout.layers.length; above += 1) {
    const value = values[start + layerColumn(above, quantity)];
    if (!Number.isNaN(value)) return value;
  }
  return Number.NaN;
}
