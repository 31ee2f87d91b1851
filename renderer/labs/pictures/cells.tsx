import type { LabFigure } from '../../../shared/labs/figure';
import { useSay } from '../../app/i18n/i18n';
import { rampCss, signedColour } from '../../monitor/scale';
import { HAIRLINE, INK, innerHeight, innerWidth, PICTURE } from './frame';

type Cells = Extract<LabFigure, { type: 'cells' }>;

const COLOURS = {
  share: rampCss,
  signed: (value: number) => signedColour(value, 1),
} as const;

const GROUP_GAP = 8;
const LABEL_WIDTH = 40;
/** Cells wider than tall read as bars: they are kept from growing taller than this many times their width. */
const TALLEST = 2.5;

/** A cell per unit or weight in groups below each other, the input's row at the bottom of each. */
export function CellsPicture({ figure }: { readonly figure: Cells }) {
  const say = useSay();
  const { groups } = figure;
  const rowCount = groups.reduce((count, { rows }) => count + rows.length, 0);
  const columns = Math.max(...groups.flatMap(({ rows }) => rows.map((row) => row.length)));
  const left = PICTURE.margin + (groups.some(({ label }) => label) ? LABEL_WIDTH : 0);
  const width = (PICTURE.width - PICTURE.margin - left) / columns;
  const gaps = (groups.length - 1) * GROUP_GAP;
  const height = Math.min((innerHeight - gaps) / rowCount, TALLEST * width, innerWidth / 8);
  const colour = COLOURS[figure.scale];
  let top = (PICTURE.height - rowCount * height - gaps) / 2;
  return groups.map(({ label, rows }, group) => {
    const groupTop = top;
    top += rows.length * height + GROUP_GAP;
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: a group is known by its place alone
      <g key={group}>
        {label && (
          <text
            x={PICTURE.margin}
            y={groupTop + (rows.length * height) / 2 + 3}
            fontSize={9}
            fill={INK}
          >
            {say(label)}
          </text>
        )}
        {rows.map((row, layer) =>
          row.map((value, column) => (
            <rect
              // biome-ignore lint/suspicious/noArrayIndexKey: a cell is known by its place alone
              key={`${layer} ${column}`}
              x={left + column * width + 0.5}
              y={groupTop + (rows.length - 1 - layer) * height + 0.5}
              width={width - 1}
              height={height - 1}
              fill={colour(value)}
              stroke={HAIRLINE}
              strokeWidth={0.5}
            />
          )),
        )}
      </g>
    );
  });
}
