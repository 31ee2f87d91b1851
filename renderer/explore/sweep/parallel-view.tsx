import { ActionIcon, Button } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { type KeyboardEvent, memo, type PointerEvent, useMemo, useState } from 'react';
import { measuresOf } from '../../../shared/sweep/measures';
import { hasEnded } from '../../../shared/sweep/outcome';
import { measureScaleOf } from '../../../shared/sweep/phase-diagram';
import { useSay, useWords } from '../../app/i18n/i18n';
import { depthColour } from '../../monitor/scale';
import { openPoint } from './actions';
import { type Brushes, type Dimension, WHOLE } from './dimensions';
import { useSummary } from './reading';
import styles from './sweep.module.css';
import { type ShownSweep, useSweep } from './sweep-store';
import { sweepWords } from './words';

const HEIGHT = 240;
const TOP = 32;
const BOTTOM = 16;
const SIDE = 72;
const MINIMUM_WIDTH = 360;
const FEW_LINES = 200;
/** An arrow key moves a mark of an axis by so much of it. */
const KEY_STEP = 0.05;

const placeOf = (index: number, count: number, across: number): number =>
  count > 1 ? SIDE + (index * (across - 2 * SIDE)) / (count - 1) : across / 2;

/** The line of a run as SVG writes it; what has no figure is left out. */
const pathOf = (dimensions: readonly Dimension[], point: number, across: number): string =>
  dimensions
    .flatMap((dimension, index) => {
      const position = dimension.positionOf(point);
      const x = placeOf(index, dimensions.length, across);
      return position === null ? [] : [`${x.toFixed(1)},${yOf(position).toFixed(1)}`];
    })
    .join(' ');

/** The same function always, so that a thousand lines are not drawn again because one run went on. */
function openShown(point: number): void {
  const { shown } = useSweep.getState();
  if (shown) openPoint(shown, point);
}

/** From orange (worse) over grey to blue (better), as light as each other: the ends of the ramp fade on one of the themes. */
const lineColour = (position: number): string => depthColour(100 * position, 101);

const yOf = (position: number): number => TOP + (1 - position) * (HEIGHT - TOP - BOTTOM);
const positionAt = (y: number): number =>
  Math.min(1, Math.max(0, 1 - (y - TOP) / (HEIGHT - TOP - BOTTOM)));

interface LineProps {
  readonly point: number;
  readonly points: string;
  readonly colour: string | undefined;
  readonly isKept: boolean;
  readonly isLooked: boolean;
  /** Room between the lines for each to be found by a pointer that is near. */
  readonly isWide: boolean;
  look(point: number | null): void;
  open(point: number): void;
}

/** One run. Among few of them wide and invisible below, so that a pointer finds it. */
const Line = memo(function Line(props: LineProps) {
  const { point, points, colour, isKept, isLooked, isWide, look, open } = props;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the plot walks through lines by keys; this is for the pointer
    <g
      className={styles.line}
      data-kept={isKept || undefined}
      data-looked={isLooked || undefined}
      onPointerEnter={() => look(point)}
      onPointerLeave={() => look(null)}
      onClick={() => open(point)}
    >
      {isWide && <polyline className={styles.reach} points={points} />}
      <polyline className={styles.stroke} points={points} style={{ stroke: colour }} />
    </g>
  );
});

interface HandleProps {
  readonly end: 0 | 1;
  readonly x: number;
  readonly name: string;
  readonly range: readonly [number, number];
  change(range: readonly [number, number]): void;
}

/** One end of the part of an axis that is kept. */
function Handle({ end, x, name, range, change }: HandleProps) {
  const t = useWords(sweepWords);
  const set = (position: number): void =>
    change(
      end === 0
        ? [Math.min(Math.max(0, position), range[1]), range[1]]
        : [range[0], Math.max(Math.min(1, position), range[0])],
    );
  const onKeyDown = (event: KeyboardEvent<SVGElement>): void => {
    const by = { ArrowUp: KEY_STEP, ArrowDown: -KEY_STEP }[event.key];
    const to = { Home: 0, End: 1 }[event.key];
    if (by === undefined && to === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    set(to ?? range[end] + (by ?? 0));
  };
  const onPointerMove = (event: PointerEvent<SVGElement>): void => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const box = event.currentTarget.ownerSVGElement?.getBoundingClientRect();
    if (box) set(positionAt(event.clientY - box.top));
  };
  const y = yOf(range[end]);
  return (
    <path
      className={styles.handle}
      d={end === 0 ? `M${x - 7} ${y + 9} h14 l-7 -9 z` : `M${x - 7} ${y - 9} h14 l-7 9 z`}
      role="slider"
      tabIndex={0}
      aria-orientation="vertical"
      aria-label={t(end === 0 ? 'lower' : 'upper', { axis: name })}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(100 * range[end])}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={onPointerMove}
    />
  );
}

function AxisLine({ dimension, x }: { readonly dimension: Dimension; readonly x: number }) {
  const say = useSay();
  return (
    <g>
      <line className={styles.axis} x1={x} x2={x} y1={yOf(1)} y2={yOf(0)} />
      <text className={styles.axisName} x={x} y={12} textAnchor="middle">
        {say(dimension.label)}
      </text>
      {dimension.marks.map(({ position, label }) => (
        <text
          key={`${position} ${label.en}`}
          className={styles.mark}
          x={x + 9}
          y={yOf(position) + 4}
        >
          {say(label)}
        </text>
      ))}
    </g>
  );
}

/** A line a run over all varied parameters and what it came to; axes can be brushed. */
export function ParallelView({
  shown,
  dimensions,
  kept,
  brushes,
  onBrush,
}: {
  readonly shown: ShownSweep;
  readonly dimensions: readonly Dimension[];
  readonly kept: readonly number[];
  readonly brushes: Brushes;
  onBrush(brushes: Brushes): void;
}) {
  const t = useWords(sweepWords);
  const say = useSay();
  const { ref, width } = useElementSize();
  const [looked, setLooked] = useState<number | null>(null);
  const { plan, outcomes } = shown;
  const measures = measuresOf(outcomes);
  const summaryOf = useSummary(plan, measures);
  const [measure] = measures;
  const scale = measureScaleOf(measure, outcomes);
  const isKept = new Set(kept);
  const across = Math.max(MINIMUM_WIDTH, width);
  const xOf = (index: number): number => placeOf(index, dimensions.length, across);
  const drawn = useMemo(
    () =>
      outcomes.flatMap((outcome, point) =>
        // Before the plot knows its width, every line would be drawn twice.
        width > 0 && hasEnded(outcome)
          ? [{ point, points: pathOf(dimensions, point, across) }]
          : [],
      ),
    [outcomes, dimensions, across, width],
  );
  const walk = kept.filter((point) => hasEnded(outcomes[point]));
  const step = (by: number): void => {
    const at = looked === null ? -1 : walk.indexOf(looked);
    const start = at < 0 && by < 0 ? 0 : at;
    setLooked(walk[(start + by + walk.length) % walk.length]);
  };
  const told = looked === null ? null : summaryOf(looked, outcomes[looked]);
  return (
    <section className={styles.part} aria-label={t('parallel')} data-testid="parallel">
      <h3 className={styles.heading}>{t('parallel')}</h3>
      <div className={styles.plot} ref={ref}>
        {/* biome-ignore lint/a11y/noSvgWithoutTitle: the section names it; a title would hang over every line as a tooltip */}
        <svg width={across} height={HEIGHT}>
          <g aria-hidden>
            {drawn.map(({ point, points }) => {
              const value = measure.figureOf(outcomes[point]);
              return (
                <Line
                  key={point}
                  point={point}
                  points={points}
                  colour={value === null || !scale ? undefined : lineColour(scale.position(value))}
                  isKept={isKept.has(point)}
                  isLooked={looked === point}
                  isWide={drawn.length <= FEW_LINES}
                  look={setLooked}
                  open={openShown}
                />
              );
            })}
          </g>
          {dimensions.map((dimension, index) => (
            <AxisLine key={dimension.key} dimension={dimension} x={xOf(index)} />
          ))}
          {dimensions.map(({ key, label }, index) =>
            ([0, 1] as const).map((end) => (
              <Handle
                key={`${key} ${end}`}
                end={end}
                x={xOf(index)}
                name={say(label)}
                range={brushes[key] ?? WHOLE}
                change={(range) => onBrush({ ...brushes, [key]: range })}
              />
            )),
          )}
        </svg>
      </div>
      <div className={styles.bar}>
        <ActionIcon
          size={24}
          variant="default"
          aria-label={t('previousLine')}
          disabled={walk.length === 0}
          onClick={() => step(-1)}
        >
          <ChevronLeft size={14} />
        </ActionIcon>
        <ActionIcon
          size={24}
          variant="default"
          aria-label={t('nextLine')}
          disabled={walk.length === 0}
          onClick={() => step(1)}
        >
          <ChevronRight size={14} />
        </ActionIcon>
        <p className={styles.readout} role="status" data-testid="parallel-readout">
          {told ?? t('parallelHelp')}
        </p>
        <Button
          size="compact-xs"
          variant="default"
          disabled={looked === null || outcomes[looked].run === null}
          onClick={() => looked !== null && openPoint(shown, looked)}
        >
          {t('open')}
        </Button>
        <span>{t('kept', { kept: kept.length, count: outcomes.length })}</span>
        <Button
          size="compact-xs"
          variant="default"
          disabled={kept.length === outcomes.length}
          onClick={() => onBrush({})}
        >
          {t('keepAll')}
        </Button>
      </div>
    </section>
  );
}
