import type { Painter } from '../../monitor/painter';
import type { PlotTheme } from '../../monitor/plot-theme';
import { OKABE_ITO } from '../../monitor/scale';
import type { PlotArea } from '../../monitor/time-axis';

/** Vermilion: stands out of every colour of the ramp. */
export const [, PATH_COLOUR] = OKABE_ITO;

export type MarkKind = 'start' | 'end' | 'lowest' | 'centre';

interface Pixel {
  readonly x: number;
  readonly y: number;
}

interface Labelled {
  readonly theme: PlotTheme;
  readonly label: string;
  /** What the label must stay inside of. */
  readonly area: PlotArea;
}

const SIZE = 5;

/** Each of its own form, so that none is known by colour alone. */
const FORMS: Readonly<Record<MarkKind, (painter: Painter, at: Pixel, theme: PlotTheme) => void>> = {
  start(painter, { x, y }, theme) {
    painter.circle(x, y, SIZE + 1, theme.surface);
    painter.circle(x, y, SIZE, PATH_COLOUR);
    painter.circle(x, y, SIZE - 2.5, theme.surface);
  },
  end(painter, { x, y }, theme) {
    painter.rect(x - SIZE - 1, y - SIZE - 1, 2 * SIZE + 2, 2 * SIZE + 2, theme.surface);
    painter.rect(x - SIZE, y - SIZE, 2 * SIZE, 2 * SIZE, PATH_COLOUR);
  },
  lowest(painter, { x, y }, theme) {
    const diamond = (size: number) => [x - size, y, x, y - size, x + size, y, x, y + size];
    painter.polygon(diamond(SIZE + 1.5), theme.surface);
    painter.polygon(diamond(SIZE), theme.text);
  },
  centre(painter, { x, y }, theme) {
    const cross = [x - SIZE, y, x + SIZE, y, Number.NaN, Number.NaN, x, y - SIZE, x, y + SIZE];
    painter.line(cross, { stroke: theme.surface, width: 4 });
    painter.line(cross, { stroke: PATH_COLOUR, width: 2 });
  },
};

/** Characters of Chinese are about as wide as high, others half of it. */
const widthOf = (label: string): number =>
  [...label].reduce((sum, character) => sum + (character > '\u2e80' ? 11 : 6), 8);

/** A mark with its name beside it, where that is inside. */
export function drawMark(
  painter: Painter,
  kind: MarkKind,
  at: Pixel,
  { theme, label, area }: Labelled,
): void {
  if (!(Number.isFinite(at.x) && Number.isFinite(at.y))) return;
  FORMS[kind](painter, at, theme);
  if (!label) return;
  const width = widthOf(label);
  const isRight = at.x + SIZE + 4 + width <= area.left + area.width;
  const left = isRight ? at.x + SIZE + 4 : at.x - SIZE - 4 - width;
  // The lowest point is often where the path ends: its name stands below, theirs above.
  const y = at.y + (kind === 'lowest' ? 10 : -10);
  const inside = Math.min(area.top + area.height - 8, Math.max(area.top + 8, y));
  painter.rect(left, inside - 7, width, 14, theme.surface, 0.8);
  painter.text(left + width / 2, inside, label, { fill: theme.text, align: 'center' });
}
