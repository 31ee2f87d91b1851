import type { Shape } from '../../shared/catalogue/layer';

/** A shape as people write it: `28 × 28 × 1`; one axis alone as its number. */
export const shapeText = (shape: Shape): string => shape.join(' × ');

/** A shape on an edge, where room is short: `28×28×1`. */
export const edgeShapeText = (shape: Shape): string => shape.join('×');

const THOUSAND = 1_000;
const UNITS = ['', 'k', 'M', 'G', 'T'] as const;

/** A count short enough for a node: 950, 12.3k, 1.2M. */
export function shortCount(count: number): string {
  let value = count;
  let unit = 0;
  while (value >= THOUSAND && unit < UNITS.length - 1) {
    value /= THOUSAND;
    unit += 1;
  }
  const digits = unit === 0 || value >= 100 ? 0 : 1;
  return `${Number(value.toFixed(digits))}${UNITS[unit]}`;
}

const BYTE_UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB'] as const;
const KIBI = 1_024;

export function byteText(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= KIBI && unit < BYTE_UNITS.length - 1) {
    value /= KIBI;
    unit += 1;
  }
  return `${value >= 100 || unit === 0 ? Math.round(value) : value.toFixed(1)} ${BYTE_UNITS[unit]}`;
}
