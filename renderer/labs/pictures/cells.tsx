import type { LabFigure } from '../../../shared/labs/figure';
import { rampCss } from '../../monitor/scale';
import { HAIRLINE, innerHeight, innerWidth, PICTURE } from './frame';

type Cells = Extract<LabFigure, { type: 'cells' }>;

/** A cell per unit or weight, the input's row at the bottom. */
export function CellsPicture({ figure }: { readonly figure: Cells }) {
  const columns = Math.max(...figure.rows.map((row) => row.length));
  const size = Math.min(innerWidth / columns, innerHeight / figure.rows.length);
  const left = (PICTURE.width - columns * size) / 2;
  const bottom = (PICTURE.height + figure.rows.length * size) / 2;
  return (
    <>
      {figure.rows.map((row, layer) =>
        row.map((value, column) => (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: a cell is known by its place alone
            key={`${layer} ${column}`}
            x={left + column * size + 0.5}
            y={bottom - (layer + 1) * size + 0.5}
            width={size - 1}
            height={size - 1}
            fill={rampCss(value)}
            stroke={HAIRLINE}
            strokeWidth={0.5}
          />
        )),
      )}
    </>
  );
}
