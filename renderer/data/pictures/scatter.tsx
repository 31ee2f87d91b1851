import { useMemo } from 'react';
import { categoryColour, formatNumber } from '../../monitor/scale';
import styles from '../data-panel.module.css';
import { rangeOf } from '../samples';
import { marksPath } from './marks';

const SIZE = { width: 320, height: 240, left: 36, right: 8, top: 8, bottom: 22 } as const;

export interface ScatterProps {
  readonly label: string;
  readonly count: number;
  x(row: number): number;
  y(row: number): number;
  /** Class of a row; 0 for all where there are no classes. */
  group(row: number): number;
  readonly xName: string;
  readonly yName: string;
  readonly isSquare?: boolean;
}

/** Points by class in Okabe and Ito's colours and a shape each, with the range written at the axes. */
export function Scatter(props: ScatterProps) {
  const { label, count, x, y, group, xName, yName } = props;
  const height = props.isSquare ? SIZE.width : SIZE.height;
  const drawn = useMemo(() => {
    const xRange = rangeOf(count, x);
    const yRange = rangeOf(count, y);
    const across = SIZE.width - SIZE.left - SIZE.right;
    const up = height - SIZE.top - SIZE.bottom;
    const groups = new Map<number, { x: number; y: number }[]>();
    for (let row = 0; row < count; row += 1) {
      const points = groups.get(group(row)) ?? [];
      points.push({
        x: SIZE.left + ((x(row) - xRange[0]) / (xRange[1] - xRange[0])) * across,
        y: SIZE.top + (1 - (y(row) - yRange[0]) / (yRange[1] - yRange[0])) * up,
      });
      groups.set(group(row), points);
    }
    const paths = [...groups]
      .sort(([one], [other]) => one - other)
      .map(([index, points]) => ({ index, path: marksPath(index, points) }));
    return { xRange, yRange, paths };
  }, [count, x, y, group, height]);
  const bottom = height - SIZE.bottom;
  return (
    <svg
      viewBox={`0 0 ${SIZE.width} ${height}`}
      role="img"
      aria-label={label}
      className={styles.scatter}
    >
      <path
        d={`M${SIZE.left},${SIZE.top}V${bottom}H${SIZE.width - SIZE.right}`}
        className={styles.axis}
      />
      {drawn.paths.map(({ index, path }) => (
        <path key={index} d={path} fill={categoryColour(index)} fillOpacity={0.9} />
      ))}
      <g className={styles.axisText}>
        <text x={SIZE.left - 4} y={SIZE.top + 8} textAnchor="end">
          {formatNumber(drawn.yRange[1])}
        </text>
        <text x={SIZE.left - 4} y={bottom} textAnchor="end">
          {formatNumber(drawn.yRange[0])}
        </text>
        <text
          x={SIZE.left - 8}
          y={(SIZE.top + bottom) / 2}
          textAnchor="middle"
          transform={`rotate(-90 ${SIZE.left - 8} ${(SIZE.top + bottom) / 2})`}
        >
          {yName}
        </text>
        <text x={SIZE.left} y={height - 6}>
          {formatNumber(drawn.xRange[0])}
        </text>
        <text x={SIZE.width - SIZE.right} y={height - 6} textAnchor="end">
          {formatNumber(drawn.xRange[1])}
        </text>
        <text x={(SIZE.left + SIZE.width - SIZE.right) / 2} y={height - 6} textAnchor="middle">
          {xName}
        </text>
      </g>
    </svg>
  );
}
