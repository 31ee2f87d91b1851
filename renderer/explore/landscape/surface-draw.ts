import type { LandscapePicture } from '../../../shared/telemetry/landscape';
import type { Painter } from '../../monitor/painter';
import type { PlotSize } from '../../monitor/plot';
import type { PlotTheme } from '../../monitor/plot-theme';
import { formatNumber, rampCss } from '../../monitor/scale';
import { between, type Field, placeOf, shareOfLoss } from './field';
import { drawMark, PATH_COLOUR } from './marks';
import { type Place, partsOf, project, reachOf, unitOf, type View } from './surface';

/** Room around the box for the names and numbers beside it. */
const ROOM = { across: 56, along: 18 };
const LABEL_GAP = 14;
/** Finer faces are drawn without edges, which would hide them. */
const MOST_WITH_EDGES = 33;

export interface SurfacePicture {
  readonly picture: LandscapePicture;
  readonly field: Field;
  readonly view: View;
  readonly theme: PlotTheme;
  readonly words: { readonly start: string; readonly end: string };
}

/** Units of the box to pixels: as large as it fits, however it is turned. */
const scaleOf = ({ width, height }: PlotSize, { tilt }: View) => {
  const reach = reachOf(tilt);
  const unit = Math.max(
    1,
    Math.min((width / 2 - ROOM.across) / reach.across, (height / 2 - ROOM.along) / reach.up),
  );
  return (place: Pick<Place, 'x' | 'y'>) => ({
    x: width / 2 + unit * place.x,
    y: height / 2 - unit * place.y,
  });
};

type ToPixel = ReturnType<typeof scaleOf>;

const CORNERS = [
  [-1, -1],
  [1, -1],
  [1, 1],
  [-1, 1],
] as const;

/** The floor of the box, the names of its sides, and losses along the upright edge that stands farthest left. */
function drawBox(painter: Painter, toPixel: ToPixel, { view, theme, field }: SurfacePicture): void {
  const floor = CORNERS.map(([x, y]) => ({ x, y, place: project(view, x, y, 0) }));
  const outline = [...floor, floor[0]].flatMap(({ place }) => {
    const { x, y } = toPixel(place);
    return [x, y];
  });
  painter.line(outline, { stroke: theme.dimmed, opacity: 0.6 });
  const nearest = (sides: readonly (readonly [number, number])[]) =>
    sides
      .map(([x, y]) => project(view, x, y, 0))
      .reduce((near, place) => (place.depth < near.depth ? place : near));
  const middle = toPixel(project(view, 0, 0, 0));
  const name = (place: Place, text: string): void => {
    const { x, y } = toPixel(place);
    const [dx, dy] = [x - middle.x, y - middle.y];
    const length = Math.hypot(dx, dy) || 1;
    painter.text(x + (LABEL_GAP * dx) / length, y + (LABEL_GAP * dy) / length, text, {
      fill: theme.text,
      align: 'center',
    });
  };
  name(
    nearest([
      [0, -1],
      [0, 1],
    ]),
    'α',
  );
  name(
    nearest([
      [-1, 0],
      [1, 0],
    ]),
    'β',
  );
  const left = floor.reduce((most, corner) => (corner.place.x < most.place.x ? corner : most));
  const up = [0, 1].map((z) => toPixel(project(view, left.x, left.y, z)));
  painter.line(
    up.flatMap(({ x, y }) => [x, y]),
    { stroke: theme.dimmed, opacity: 0.6 },
  );
  let free = Number.POSITIVE_INFINITY;
  for (const level of field.scale.levels) {
    const share = shareOfLoss(field.scale, level);
    const { x, y } = toPixel(project(view, left.x, left.y, share));
    if (free - y < LABEL_GAP) continue;
    free = y;
    painter.line([x - 3, y, x, y], { stroke: theme.dimmed });
    painter.text(x - 6, y, formatNumber(level), { fill: theme.dimmed, align: 'right', size: 10 });
  }
}

/** The surface in its box, in the colours of the contours, with the path on it. */
export function drawSurface(painter: Painter, size: PlotSize, known: SurfacePicture): void {
  const { picture, field, view, theme, words } = known;
  const toPixel = scaleOf(size, view);
  drawBox(painter, toPixel, known);
  const hasEdges = field.resolution <= MOST_WITH_EDGES;
  for (const { kind, points, share } of partsOf(field, view, picture.path)) {
    const pixels: number[] = [];
    for (let at = 0; at + 1 < points.length; at += 2) {
      const { x, y } = toPixel({ x: points[at], y: points[at + 1] });
      pixels.push(x, y);
    }
    if (kind === 'path') {
      painter.line(pixels, { stroke: PATH_COLOUR, width: 2.5 });
      continue;
    }
    const colour = rampCss(share);
    painter.polygon(pixels, colour);
    // Without an edge of its own colour the ground shows between faces.
    painter.line([...pixels, pixels[0], pixels[1]], { stroke: colour, width: 0.7 });
    if (hasEdges) {
      painter.line(pixels, { stroke: theme.surface, width: 0.5, opacity: 0.35 });
    }
  }
  const at = (alpha: number, beta: number) => {
    const { resolution, shares } = field;
    const { x, y } = placeOf(field, alpha, beta);
    const height = between(shares, resolution, x, y);
    return toPixel(project(view, unitOf(x, resolution), unitOf(y, resolution), height));
  };
  const area = { left: 0, top: 0, ...size };
  const { path } = picture;
  if (!path) {
    drawMark(painter, 'centre', at(0, 0), { theme, label: '', area });
    return;
  }
  const last = path.steps.length - 1;
  const places = { start: 0, end: last } as const;
  for (const kind of ['start', 'end'] as const) {
    const index = places[kind];
    const pixel = at(path.alpha[index], path.beta[index]);
    drawMark(painter, kind, pixel, { theme, label: words[kind], area });
  }
}
