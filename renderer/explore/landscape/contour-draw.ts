import type { LandscapePicture } from '../../../shared/telemetry/landscape';
import { drawHatch } from '../../monitor/heat-map-draw';
import type { Painter } from '../../monitor/painter';
import type { PlotSize } from '../../monitor/plot';
import type { PlotTheme } from '../../monitor/plot-theme';
import { formatNumber, rampCss } from '../../monitor/scale';
import type { PlotArea } from '../../monitor/time-axis';
import { linearAxis } from '../../monitor/value-axis';
import { lineAt } from './contours';
import { type Field, placeOf, shareOfLoss } from './field';
import { drawMark, PATH_COLOUR } from './marks';

const MARGIN = { left: 56, right: 64, top: 10, bottom: 36 };
const TICKS = 5;
const SCALE = { gap: 12, width: 10 };
/** Room that the label of a level needs. */
const LABEL = { width: 40, height: 14 };

export const areaOf = (size: PlotSize): PlotArea => ({
  left: MARGIN.left,
  top: MARGIN.top,
  width: Math.max(1, size.width - MARGIN.left - MARGIN.right),
  height: Math.max(1, size.height - MARGIN.top - MARGIN.bottom),
});

/** Pixel of a place of the grid, in points. */
export const pixelOf = (area: PlotArea, resolution: number, x: number, y: number) => ({
  x: area.left + (x / (resolution - 1)) * area.width,
  y: area.top + (1 - y / (resolution - 1)) * area.height,
});

export interface ContourPicture {
  readonly picture: LandscapePicture;
  readonly field: Field;
  readonly image: HTMLCanvasElement;
  readonly theme: PlotTheme;
  readonly words: { readonly start: string; readonly end: string; readonly lowest: string };
}

type Point = readonly [number, number];

/** A place on a level's line for its label, as far from the other labels as there is. */
function labelPlace(line: readonly number[], taken: readonly Point[]): Point | null {
  let best: Point | null = null;
  let widest = -1;
  for (let at = 0; at + 3 < line.length; at += 6) {
    const middle: Point = [(line[at] + line[at + 2]) / 2, (line[at + 1] + line[at + 3]) / 2];
    const room = taken.reduce(
      (least, [x, y]) =>
        Math.min(
          least,
          Math.max(Math.abs(x - middle[0]) / LABEL.width, Math.abs(y - middle[1]) / LABEL.height),
        ),
      Number.POSITIVE_INFINITY,
    );
    if (room <= widest) continue;
    widest = room;
    best = middle;
  }
  return widest >= 1 ? best : null;
}

function drawLevels(painter: Painter, area: PlotArea, { field, theme }: ContourPicture): void {
  const { resolution, scale, shares } = field;
  const taken: Point[] = [];
  const labels: { readonly at: Point; readonly text: string }[] = [];
  for (const level of scale.levels) {
    const pieces = lineAt(shares, resolution, shareOfLoss(scale, level));
    const line: number[] = [];
    for (let at = 0; at + 1 < pieces.length; at += 2) {
      const { x, y } = pixelOf(area, resolution, pieces[at], pieces[at + 1]);
      line.push(x, y);
    }
    painter.line(line, { stroke: theme.surface, opacity: 0.7 });
    const place = labelPlace(
      // A label at the edge would be cut.
      line.filter((_, at) => {
        const first = at - (at % 6);
        return (
          line[first] > area.left + LABEL.width / 2 &&
          line[first] < area.left + area.width - LABEL.width / 2 &&
          line[first + 1] > area.top + LABEL.height / 2 &&
          line[first + 1] < area.top + area.height - LABEL.height / 2
        );
      }),
      taken,
    );
    if (!place) continue;
    taken.push(place);
    labels.push({ at: place, text: formatNumber(level) });
  }
  for (const { at, text } of labels) {
    const width = 6 + 6 * text.length;
    painter.rect(at[0] - width / 2, at[1] - 7, width, 14, theme.surface, 0.8);
    painter.text(at[0], at[1], text, { fill: theme.text, align: 'center', size: 10 });
  }
}

function drawAxes(painter: Painter, area: PlotArea, { picture, theme }: ContourPicture): void {
  const { alpha, beta } = picture;
  const ticks = ({ from, to }: typeof alpha) =>
    linearAxis(from, to, TICKS).ticks.filter((tick) => tick >= from && tick <= to);
  painter.frame(area.left, area.top, area.width, area.height, { stroke: theme.hairline });
  for (const tick of ticks(alpha)) {
    const x = area.left + ((tick - alpha.from) / (alpha.to - alpha.from)) * area.width;
    painter.text(x, area.top + area.height + 11, formatNumber(tick), {
      fill: theme.dimmed,
      align: 'center',
    });
  }
  for (const tick of ticks(beta)) {
    const y = area.top + (1 - (tick - beta.from) / (beta.to - beta.from)) * area.height;
    painter.text(area.left - 6, y, formatNumber(tick), { fill: theme.dimmed, align: 'right' });
  }
  const below = area.top + area.height + 26;
  painter.text(area.left + area.width / 2, below, 'α', { fill: theme.text, align: 'center' });
  painter.text(8, area.top + area.height / 2, 'β', { fill: theme.text });
}

/** The colours of the losses, beside the picture. */
function drawScale(painter: Painter, area: PlotArea, { field, theme }: ContourPicture): void {
  const { scale } = field;
  const left = area.left + area.width + SCALE.gap;
  const edges = [0, ...scale.levels.map((level) => shareOfLoss(scale, level)), 1];
  edges.slice(1).forEach((to, index) => {
    const from = edges[index];
    const top = area.top + (1 - to) * area.height;
    painter.rect(left, top, SCALE.width, (to - from) * area.height, rampCss((from + to) / 2));
  });
  let free = Number.POSITIVE_INFINITY;
  for (const level of scale.levels) {
    const y = area.top + (1 - shareOfLoss(scale, level)) * area.height;
    if (free - y < LABEL.height) continue;
    free = y;
    painter.text(left + SCALE.width + 4, y, formatNumber(level), { fill: theme.dimmed, size: 10 });
  }
}

function drawPath(painter: Painter, area: PlotArea, picture: ContourPicture): void {
  const { path } = picture.picture;
  const { field, theme, words } = picture;
  if (!path) return;
  const points = path.steps.map((_, index) => {
    const { x, y } = placeOf(field, path.alpha[index], path.beta[index]);
    return pixelOf(area, field.resolution, x, y);
  });
  const line = points.flatMap(({ x, y }) => [x, y]);
  painter.line(line, { stroke: theme.surface, width: 4 });
  painter.line(line, { stroke: PATH_COLOUR, width: 2 });
  for (const { x, y } of points) painter.circle(x, y, 2.5, PATH_COLOUR, theme.surface);
  const [first, last] = [points[0], points[points.length - 1]];
  drawMark(painter, 'start', first, { theme, label: words.start, area });
  drawMark(painter, 'end', last, { theme, label: words.end, area });
}

/** Filled contours with their levels, the path over them, and the lowest point marked. */
export function drawContour(painter: Painter, size: PlotSize, known: ContourPicture): void {
  const area = areaOf(size);
  const { field, image, theme, words, picture } = known;
  painter.clip(area.left, area.top, area.width, area.height, () => {
    drawHatch(painter, area, theme.hairline);
    painter.image(image, area.left, area.top, area.width, area.height, true);
    drawLevels(painter, area, known);
    const at = (index: number) => {
      const { resolution } = field;
      return pixelOf(area, resolution, index % resolution, Math.floor(index / resolution));
    };
    const { x, y } = placeOf(field, 0, 0);
    const centre = pixelOf(area, field.resolution, x, y);
    if (!picture.path) drawMark(painter, 'centre', centre, { theme, label: '', area });
    drawPath(painter, area, known);
    if (field.lowest >= 0) {
      drawMark(painter, 'lowest', at(field.lowest), { theme, label: words.lowest, area });
    }
  });
  drawAxes(painter, area, known);
  drawScale(painter, area, known);
}
