import type { LabFigure } from '../../../shared/labs/figure';
import { depthColour } from '../../monitor/scale';
import { HAIRLINE, innerHeight, innerWidth, PICTURE } from './frame';

type Histograms = Extract<LabFigure, { type: 'histograms' }>;

/** One histogram a layer, the input's at the bottom, each on its own line. */
export function HistogramsPicture({ figure }: { readonly figure: Histograms }) {
  const rowHeight = innerHeight / figure.rows.length;
  const tallest = Math.max(...figure.rows.flat());
  return (
    <>
      {figure.rows.map((row, layer) => {
        const floor = PICTURE.height - PICTURE.margin - layer * rowHeight;
        const step = innerWidth / row.length;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a row is known by its depth alone
          <g key={layer} fill={depthColour(layer, figure.rows.length)}>
            <line
              x1={PICTURE.margin}
              x2={PICTURE.width - PICTURE.margin}
              y1={floor}
              y2={floor}
              stroke={HAIRLINE}
            />
            {row.map((share, bin) => {
              const height = (share / tallest) * (rowHeight - 2);
              return (
                <rect
                  // biome-ignore lint/suspicious/noArrayIndexKey: a bar is known by its bin alone
                  key={bin}
                  x={PICTURE.margin + bin * step + 0.5}
                  width={step - 1}
                  y={floor - height}
                  height={height}
                />
              );
            })}
          </g>
        );
      })}
    </>
  );
}
