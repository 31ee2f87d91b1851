/** The box that pictures draw in, in units of the SVG: the card's picture is about as many pixels wide. */
export const PICTURE = { width: 240, height: 88, margin: 8 } as const;

export const innerWidth = PICTURE.width - 2 * PICTURE.margin;
export const innerHeight = PICTURE.height - 2 * PICTURE.margin;

/** Maps [from, to] onto the box's height, larger values higher. */
export const heightScale =
  (from: number, to: number) =>
  (value: number): number =>
    PICTURE.margin + innerHeight * (1 - (value - from) / (to - from || 1));

export const INK = 'var(--mantine-color-text)';
/** The card's own ground: a halo of it keeps lines and names readable on bars. */
export const GROUND = 'var(--vp-surface)';
export const HAIRLINE = 'var(--vp-hairline)';
