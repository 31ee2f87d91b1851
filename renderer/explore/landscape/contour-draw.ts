import type { LandscapePicture } from '../../../shared/telemetry/landscape';
import { drawHatch } from '../../monitor/heat-map-draw';
import type { Painter } from '../../monitor/painter';
import type { PlotSize } from '../../monitor/plot';
import type { PlotTheme } from '../../monitor/plot-theme';
import { formatNumber, rampCss } from '../../monitor/scale';
import type { PlotArea } from '../../monitor/time-axis';
import { linearAxis } from '../../monitor/value-axis';
import { lineAt } from './contours';
import { type Field, placeOf, pointAt, shareOfLoss } from './field';
import { drawMark, type MarkKind, PATH_COLOUR } from './marks';

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

/** The colours of the data are the same in both themes, and so are the lines on them. */
const LINE_COLOURS = { onDark: '#ffffff', onBright: '#000000' } as const;
const BRIGHT = 0.6;

function drawLevels(
  painter: Painter,
  area: PlotArea,
  { field, theme }: ContourPicture,
  marks: readonly Mark[],
): void {
  const { resolution, scale, shares } = field;
  // Beside a mark stands its name.
  const taken = marks.map(({ at }): Point => [at.x + LABEL.width / 2, at.y]);
  const labels: { readonly at: Point; readonly text: string }[] = [];
  for (const level of scale.levels) {
    const share = shareOfLoss(scale, level);
    const pieces = lineAt(shares, resolution, share);
    const line: number[] = [];
    for (let at = 0; at + 1 < pieces.length; at += 2) {
      const { x, y } = pixelOf(area, resolution, pieces[at], pieces[at + 1]);
      line.push(x, y);
    }
    const stroke = share > BRIGHT ? LINE_COLOURS.onBright : LINE_COLOURS.onDark;
    painter.line(line, { stroke, opacity: 0.5 });
    const place = labelPlace(
      // A label at the edge would be cut.
      line.filter((_, at) => {
        const first = at - (at % 6);
        return (
          line[first] > area.left + LABEL.width &&
          line[first] < area.left + area.width - LABEL.width &&
          line[first + 1] > area.top + 2 * LABEL.height &&
          line[first + 1] < area.top + area.height - 2 * LABEL.height
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

interface Mark {
  readonly kind: MarkKind;
  readonly at: { readonly x: number; readonly y: number };
  readonly label: string;
}

/** The weights as they are or the ends of the path, and the lowest point. */
function marksOf(area: PlotArea, { picture, field, words }: ContourPicture): readonly Mark[] {
  const { resolution, lowest } = field;
  const { path } = picture;
  const at = (alpha: number, beta: number) => {
    const { x, y } = placeOf(field, alpha, beta);
    return pixelOf(area, resolution, x, y);
  };
  const last = path ? path.steps.length - 1 : 0;
  const marks: Mark[] = path
    ? [
        { kind: 'start', at: at(path.alpha[0], path.beta[0]), label: words.start },
        { kind: 'end', at: at(path.alpha[last], path.beta[last]), label: words.end },
      ]
    : [{ kind: 'centre', at: at(0, 0), label: '' }];
  if (lowest >= 0) {
    const { column, row } = pointAt(lowest, resolution);
    const place = pixelOf(area, resolution, column, row);
    marks.push({ kind: 'lowest', at: place, label: words.lowest });
  }
  return marks;
}

function drawPath(painter: Painter, area: PlotArea, { picture, field, theme }: ContourPicture) {
  const { path } = picture;
  if (!path) return;
  const points = path.steps.map((_, index) => {
    const { x, y } = placeOf(field, path.alpha[index], path.beta[index]);
    return pixelOf(area, field.resolution, x, y);
  });
  const line = points.flatMap(({ x, y }) => [x, y]);
  painter.line(line, { stroke: theme.surface, width: 4 });
  painter.line(line, { stroke: PATH_COLOUR, width: 2 });
  for (const { x, y } of points) painter.circle(x, y, 2.5, PATH_COLOUR, theme.surface);
}

/** Filled contours with their levels, the path over them, and the lowest point marked. */
export function drawContour(painter: Painter, size: PlotSize, known: ContourPicture): void {
  const area = areaOf(size);
  const { image, theme } = known;
  const marks = marksOf(area, known);
  painter.clip(area.left, area.top, area.width, area.height, () => {
    drawHatch(painter, area, theme.hairline);
    painter.image(image, area.left, area.top, area.width, area.height, true);
    drawLevels(painter, area, known, marks);
    drawPath(painter, area, known);
    for (const { kind, at, label } of marks) drawMark(painter, kind, at, { theme, label, area });
  });
  drawAxes(painter, area, known);
  drawScale(painter, area, known);
}
