import type { LineStyle } from './line-style';

const WIDTH = 28;

/** A piece of a run's line, as it is drawn in the charts. */
export function KeyLine({ style }: { readonly style: LineStyle }) {
  return (
    <svg width={WIDTH} height={8} aria-hidden focusable={false}>
      <line
        x1={1}
        x2={WIDTH - 1}
        y1={4}
        y2={4}
        stroke={style.colour}
        strokeWidth={2}
        strokeDasharray={style.dash?.join(' ')}
      />
    </svg>
  );
}
