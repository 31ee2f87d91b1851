import { Select } from '@mantine/core';
import { type KeyboardEvent, useId, useMemo, useState } from 'react';
import { measuresOf, type SweepMeasure } from '../../../shared/sweep/measures';
import { hasEnded, type Verdict, verdictOf } from '../../../shared/sweep/outcome';
import {
  type CellReading,
  type HeldValues,
  type MeasureScale,
  measureScaleOf,
  type PhaseCell,
  phaseDiagram,
  readCell,
} from '../../../shared/sweep/phase-diagram';
import { useSay, useWords } from '../../app/i18n/i18n';
import { categoryColour, formatNumber, rampCss } from '../../monitor/scale';
import { openPoint } from './actions';
import { variedAxes } from './dimensions';
import { useSummary, useValueTexts, useVerdictName } from './reading';
import styles from './sweep.module.css';
import type { ShownSweep } from './sweep-store';
import { sweepWords } from './words';

/** The measure that is no figure: what is wrong with the runs of a cell. */
const CAUSE = 'cause';
const GATHERED = 'all';
const NO_ROWS = 'none';

/** Root causes by the order in which they come up: a letter and a colour each. */
const useCauses = ({ outcomes }: ShownSweep): readonly string[] =>
  useMemo(
    () => [...new Set(outcomes.flatMap((outcome) => verdictOf(outcome).cause ?? []))],
    [outcomes],
  );

const letterOf = (index: number): string => String.fromCharCode('A'.charCodeAt(0) + index);
/** Signs of what is no root cause; only what is healthy has a colour, the best one. */
const SIGNS = {
  waiting: '·',
  running: '…',
  healthy: '✓',
  cause: '?',
  notFinite: 'NaN',
  failed: '×',
  refused: '⊘',
  stopped: '■',
} as const satisfies Readonly<Record<Verdict['kind'], string>>;
/** Those that a legend explains where they occur. */
const UNCOLOURED = ['notFinite', 'failed', 'refused', 'stopped'] as const;

/** From here black letters stand out more than white ones: a contrast of 4.5 on either side (WCAG 2.2, 1.4.3). */
const LIGHT_FROM = 0.475;

interface Paint {
  readonly ground: string | undefined;
  readonly isLight: boolean;
  readonly text: string;
}

interface Painting {
  /** Null: painted by the root cause. */
  readonly measure: SweepMeasure | null;
  readonly scale: MeasureScale | null;
  readonly causes: readonly string[];
}

function paintOfVerdict({ kind, cause }: Verdict, causes: readonly string[]): Paint {
  if (kind === 'healthy') return { ground: rampCss(1), isLight: true, text: SIGNS[kind] };
  if (cause === null) return { ground: undefined, isLight: false, text: SIGNS[kind] };
  const index = causes.indexOf(cause);
  return { ground: categoryColour(index), isLight: true, text: letterOf(index) };
}

/** The sign of a cell without a figure: its worst, so that a cell of failures is never taken for one that waits. */
function signOfNoFigure({ notFinite, failed, verdict }: CellReading): string {
  if (notFinite > 0) return SIGNS.notFinite;
  return failed > 0 ? SIGNS.failed : SIGNS[verdict?.kind === 'stopped' ? 'stopped' : 'waiting'];
}

/** Colour and sign of a cell: never the colour alone. */
function paintOf(reading: CellReading, { measure, scale, causes }: Painting): Paint {
  const { verdict, value, running } = reading;
  const nothing = { ground: undefined, isLight: false };
  if (!verdict) return { ...nothing, text: SIGNS[running > 0 ? 'running' : 'waiting'] };
  if (!measure) return paintOfVerdict(verdict, causes);
  if (value === null || !scale) return { ...nothing, text: signOfNoFigure(reading) };
  const position = scale.position(value);
  return { ground: rampCss(position), isLight: position > LIGHT_FROM, text: formatNumber(value) };
}

interface CellProps {
  readonly shown: ShownSweep;
  readonly cell: PhaseCell;
  readonly reading: CellReading;
  readonly painting: Painting;
  readonly label: string;
  readonly isTabStop: boolean;
  focus(): void;
  look(reading: CellReading | null): void;
}

function Cell({ shown, cell, reading, painting, label, isTabStop, focus, look }: CellProps) {
  const t = useWords(sweepWords);
  const say = useSay();
  const nameOf = useVerdictName();
  const { ground, isLight, text } = paintOf(reading, painting);
  const { point, verdict, failed, notFinite, stopped, ended, ranked, running } = reading;
  const count = cell.points.length;
  const told = [
    label,
    ...(count === 0 ? [t('cellNothing')] : []),
    ...(ended === 0 && count > 0 ? [t(running > 0 ? 'cellRunning' : 'cellWaiting')] : []),
    ...(ended > 0 && painting.measure && reading.value !== null
      ? [`${say(painting.measure.label)} ${formatNumber(reading.value)}`]
      : []),
    ...(ranked > 1 ? [t('cellMedian', { count: ranked })] : []),
    ...(failed > 0 && ended > 1 ? [t('cellFailures', { count: failed, all: ended })] : []),
    ...(notFinite > 0 ? [t('cellNaN', { count: notFinite, all: ended })] : []),
    ...(stopped > 0 && ended > 1 ? [t('cellStops', { count: stopped, all: ended })] : []),
    ...(verdict ? [nameOf(verdict)] : []),
  ].join(' · ');
  return (
    <button
      type="button"
      className={styles.cell}
      data-light={isLight || undefined}
      data-empty={ground === undefined || undefined}
      style={{ background: ground }}
      tabIndex={isTabStop ? 0 : -1}
      aria-label={told}
      title={told}
      aria-disabled={point === null || shown.outcomes[point].run === null}
      data-cell={`${cell.row}-${cell.column}`}
      onFocus={() => {
        focus();
        look(reading);
      }}
      onPointerEnter={() => look(reading)}
      onPointerLeave={() => look(null)}
      onClick={() => point !== null && openPoint(shown, point)}
    >
      {text}
    </button>
  );
}

/** How far an arrow key moves, in columns and rows. */
const MOVES: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

interface LegendProps {
  readonly painting: Painting;
  /** What is said of the runs. */
  readonly kinds: ReadonlySet<Verdict['kind']>;
}

function Legend({ painting, kinds }: LegendProps) {
  const t = useWords(sweepWords);
  const nameOf = useVerdictName();
  const { measure, scale, causes } = painting;
  if (!measure) {
    return (
      <ul className={styles.legend}>
        <li>
          <i className={styles.key} style={{ background: rampCss(1) }} data-light>
            {SIGNS.healthy}
          </i>
          {t('healthy')}
        </li>
        {causes.map((cause, index) => (
          <li key={cause}>
            <i className={styles.key} style={{ background: categoryColour(index) }} data-light>
              {letterOf(index)}
            </i>
            {nameOf({ kind: 'cause', cause })}
          </li>
        ))}
        {UNCOLOURED.filter((kind) => kinds.has(kind)).map((kind) => (
          <li key={kind}>
            <i className={styles.key} data-empty>
              {SIGNS[kind]}
            </i>
            {nameOf({ kind, cause: null })}
          </li>
        ))}
      </ul>
    );
  }
  if (!scale) return null;
  const ends = measure.better === 'higher' ? [scale.low, scale.high] : [scale.high, scale.low];
  const stops = [0, 0.25, 0.5, 0.75, 1].map(rampCss).join(', ');
  return (
    <p className={styles.legend}>
      <span>
        {t('worst')} {formatNumber(ends[0])}
      </span>
      <i className={styles.ramp} style={{ background: `linear-gradient(to right, ${stops})` }} />
      <span>
        {formatNumber(ends[1])} {t('bestEnd')}
      </span>
    </p>
  );
}

/** A heat map over two of the axes: a cell a combination, the others gathered by their median or held at a value. */
export function PhaseView({ shown }: { readonly shown: ShownSweep }) {
  const t = useWords(sweepWords);
  const say = useSay();
  const { plan, outcomes } = shown;
  const { axes, values } = plan;
  const varied = variedAxes(plan);
  const [column, setColumn] = useState(varied[1] ?? varied[0]);
  const [row, setRow] = useState<number | null>(varied.length > 1 ? varied[0] : null);
  const [held, setHeld] = useState<HeldValues>([]);
  const [name, setName] = useState('score');
  const [stop, setStop] = useState<readonly [number, number]>([0, 0]);
  const [looked, setLooked] = useState<CellReading | null>(null);
  const caption = useId();
  const measures = useMemo(() => measuresOf(outcomes), [outcomes]);
  const measure =
    name === CAUSE ? null : (measures.find((each) => each.name === name) ?? measures[0]);
  const diagram = useMemo(() => phaseDiagram(plan, column, row, held), [plan, column, row, held]);
  // Looking at a cell draws all of them again; what they show was read from their runs before.
  const readings = useMemo(
    () =>
      diagram.cells.map((line) =>
        line.map((cell) => readCell(cell, outcomes, measure ?? measures[0])),
      ),
    [diagram, outcomes, measure, measures],
  );
  const causes = useCauses(shown);
  const scale = measure && measureScaleOf(measure, outcomes);
  const painting: Painting = { measure, scale, causes };
  const summaryOf = useSummary(plan, measures);
  const textsOf = useValueTexts(plan);
  const axisOptions = varied.map((index) => ({
    value: String(index),
    label: say(axes[index].label),
  }));
  const { columns, rows, cells } = diagram;
  const labelOf = ({ column: x, row: y }: PhaseCell): string =>
    [
      `${say(axes[column].label)} ${say(columns.labels[x])}`,
      ...(rows && row !== null ? [`${say(axes[row].label)} ${say(rows.labels[y])}`] : []),
    ].join(', ');
  const onKeyDown = (event: KeyboardEvent<HTMLTableElement>): void => {
    const move = MOVES[event.key];
    if (!move) return;
    event.preventDefault();
    const clamp = (value: number, limit: number): number => Math.min(limit - 1, Math.max(0, value));
    const next = [
      clamp(stop[0] + move[0], cells[0].length),
      clamp(stop[1] + move[1], cells.length),
    ];
    event.currentTarget.querySelector<HTMLElement>(`[data-cell="${next[1]}-${next[0]}"]`)?.focus();
  };
  const others = varied.flatMap((index) =>
    index === column || index === row ? [] : [{ axis: axes[index], index }],
  );
  const ended = outcomes.some(hasEnded);
  return (
    <section className={styles.part} aria-label={t('diagram')} data-testid="phase-diagram">
      <h3 className={styles.heading} id={caption}>
        {t('diagram')}
      </h3>
      <div className={styles.choices}>
        <Select
          label={t('across')}
          size="xs"
          data={axisOptions}
          value={String(column)}
          allowDeselect={false}
          onChange={(value) => {
            const next = Number(value);
            if (next === row) setRow(column);
            setColumn(next);
          }}
        />
        {varied.length > 1 && (
          <Select
            label={t('down')}
            size="xs"
            data={[...axisOptions, { value: NO_ROWS, label: '–' }]}
            value={row === null ? NO_ROWS : String(row)}
            allowDeselect={false}
            onChange={(value) => {
              const next = value === NO_ROWS ? null : Number(value);
              if (next === column && row !== null) setColumn(row);
              if (next !== column || row !== null) setRow(next);
            }}
          />
        )}
        <Select
          label={t('colour')}
          size="xs"
          data={[
            ...measures.map((each) => ({ value: each.name, label: say(each.label) })),
            { value: CAUSE, label: t('cause') },
          ]}
          value={measure?.name ?? CAUSE}
          allowDeselect={false}
          onChange={(value) => value !== null && setName(value)}
        />
        {others.map(({ axis, index }) => (
          <Select
            key={axis.path}
            label={say(axis.label)}
            size="xs"
            data={[
              { value: GATHERED, label: t('gathered') },
              ...values[index].map((value, at) => ({
                value: String(at),
                label: say(axis.domain.label(value)),
              })),
            ]}
            value={
              held[index] === undefined || held[index] === null
                ? GATHERED
                : String(values[index].indexOf(held[index]))
            }
            allowDeselect={false}
            onChange={(value) =>
              setHeld(
                axes.map((_, at) =>
                  at !== index
                    ? (held[at] ?? null)
                    : value === GATHERED
                      ? null
                      : values[index][Number(value)],
                ),
              )
            }
          />
        ))}
      </div>
      <div className={styles.scroll}>
        <table className={styles.diagram} aria-labelledby={caption} onKeyDown={onKeyDown}>
          <thead>
            <tr>
              <td className={styles.corner}>
                {rows && row !== null
                  ? `${say(axes[row].label)} ╲ ${say(axes[column].label)}`
                  : say(axes[column].label)}
              </td>
              {columns.labels.map((label) => (
                <th key={label.en} scope="col">
                  {say(label)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {cells.map((line, y) => (
              <tr key={rows?.labels[y].en ?? 'one'}>
                <th scope="row">{rows ? say(rows.labels[y]) : ''}</th>
                {line.map((cell) => (
                  <td key={cell.column}>
                    <Cell
                      shown={shown}
                      cell={cell}
                      reading={readings[y][cell.column]}
                      painting={painting}
                      label={labelOf(cell)}
                      isTabStop={stop[0] === cell.column && stop[1] === cell.row}
                      focus={() => setStop([cell.column, cell.row])}
                      look={setLooked}
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {ended && (
        <Legend
          painting={painting}
          kinds={new Set(outcomes.map((outcome) => verdictOf(outcome).kind))}
        />
      )}
      <p className={styles.readout}>
        {looked?.point === undefined || looked.point === null
          ? t('diagramHelp')
          : summaryOf(looked.point, outcomes[looked.point]) || textsOf(looked.point).join(', ')}
      </p>
    </section>
  );
}
