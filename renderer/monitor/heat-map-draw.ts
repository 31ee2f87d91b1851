import type { HeatMap } from './heat-map-model';
import { rowBox } from './heat-map-model';
import { drawStepAxis } from './lines-draw';
import type { Painter } from './painter';
import type { PlotTheme } from './plot-theme';
import { HEALTHY_HALF_DECADE, type LogScale, legendTicks, positionOf, rampCss } from './scale';
import type { PlotArea, StepRange } from './time-axis';

/** What the canvas has to the right of the cells. */
const STEP_ROOM = 4;
/** Rows lower than this share labels: every second, third … is named. */
const LABEL_HEIGHT = 13;

/** A canvas with one image pixel a cell; the painter stretches it. */
export function imageOf(map: HeatMap): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, map.pixels);
  canvas.height = Math.max(1, map.rows);
  const context = canvas.getContext('2d');
  if (context && map.image.length > 0) {
    const data = new ImageData(canvas.width, canvas.height);
    new Uint32Array(data.data.buffer).set(map.image);
    context.putImageData(data, 0, 0);
  }
  return canvas;
}

const HATCH_SPACING = 6;

/** Diagonal lines behind the cells: what was not measured is seen as that, not as a colour. */
export function drawHatch(painter: Painter, area: PlotArea, stroke: string): void {
  painter.clip(area.left, area.top, area.width, area.height, () => {
    const lines: number[] = [];
    for (let offset = -area.height; offset < area.width; offset += HATCH_SPACING) {
      const x = area.left + offset;
      lines.push(x, area.top + area.height, x + area.height, area.top, Number.NaN, Number.NaN);
    }
    painter.line(lines, { stroke });
  });
}

/** Names of layers beside their rows, as many as fit. */
export function drawRowLabels(
  painter: Painter,
  area: PlotArea,
  names: readonly string[],
  theme: PlotTheme,
  isSelected: (layer: number) => boolean,
): void {
  const every = Math.max(1, Math.ceil(LABEL_HEIGHT / (area.height / names.length)));
  for (let layer = 0; layer < names.length; layer += 1) {
    const strong = isSelected(layer);
    if (layer % every !== 0 && !strong) continue;
    const { top, height } = rowBox(area, names.length, layer);
    painter.text(area.left - 6, top + height / 2, names[layer], {
      fill: strong ? theme.text : theme.dimmed,
      bold: strong,
      align: 'right',
      maximumWidth: area.left - 10,
    });
  }
}

export interface HeatMapPicture {
  readonly area: PlotArea;
  readonly range: StepRange;
  readonly map: HeatMap;
  readonly image: HTMLCanvasElement;
  readonly names: readonly string[];
  readonly isSelected: (layer: number) => boolean;
  readonly theme: PlotTheme;
}

export function drawHeatMap(painter: Painter, picture: HeatMapPicture): void {
  const { area, range, map, image, names, isSelected, theme } = picture;
  drawHatch(painter, area, theme.hairline);
  painter.image(image, area.left, area.top, area.width, area.height);
  painter.frame(area.left - 0.5, area.top - 0.5, area.width + 1, area.height + 1, {
    stroke: theme.hairline,
  });
  drawRowLabels(painter, area, names, theme, isSelected);
  for (let layer = 0; layer < map.rows; layer += 1) {
    if (!isSelected(layer)) continue;
    const { top, height } = rowBox(area, map.rows, layer);
    painter.frame(area.left, top, area.width, height, { stroke: theme.text, width: 2 });
  }
  drawStepAxis(painter, area, range, theme, STEP_ROOM);
}

const LEGEND_WORD = 64;
const LEGEND_BAND = 8;

/** The scale as a band between the words for its ends, with powers of ten below and a frame around the healthy decade. */
export function drawLegend(
  painter: Painter,
  box: PlotArea,
  scale: LogScale,
  words: { readonly low: string; readonly high: string },
  theme: PlotTheme,
): void {
  const left = box.left + LEGEND_WORD;
  const width = Math.max(1, box.width - 2 * LEGEND_WORD);
  const top = box.top + 3;
  const slices = Math.floor(width);
  for (let slice = 0; slice < slices; slice += 1) {
    painter.rect(left + slice, top, 1.5, LEGEND_BAND, rampCss((slice + 0.5) / slices));
  }
  const at = (position: number): number => left + position * width;
  const from = at(positionOf(scale, scale.centre * 10 ** -HEALTHY_HALF_DECADE));
  const to = at(positionOf(scale, scale.centre * 10 ** HEALTHY_HALF_DECADE));
  painter.frame(from, top - 1.5, to - from, LEGEND_BAND + 3, { stroke: theme.text, width: 1.5 });
  for (const tick of legendTicks(scale, 5)) {
    painter.text(at(tick.position), top + LEGEND_BAND + 8, tick.label, {
      fill: theme.dimmed,
      align: 'center',
      size: 10,
    });
  }
  const y = top + LEGEND_BAND / 2;
  painter.text(left - 8, y, words.low, { fill: theme.dimmed, align: 'right' });
  painter.text(left + width + 8, y, words.high, { fill: theme.dimmed });
}
