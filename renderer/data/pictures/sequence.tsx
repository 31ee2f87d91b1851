import { Text } from '@mantine/core';
import { useMemo } from 'react';
import type { DataShape } from '../../../shared/catalogue/dataset';
import { useWords } from '../../app/i18n/i18n';
import { categoryColour, formatNumber } from '../../monitor/scale';
import styles from '../data-panel.module.css';
import { rangeOf, type SampleRows, sampleRows } from '../samples';
import { dataWords } from '../words';
import type { PictureProps } from './picture';

/** Sequences below each other; more would be a list and no picture. */
const SHOWN = 6;
/** More features at a step are cells: so many lines cannot be told apart. */
const MAX_LINES = 4;
const STRIP = { width: 320, height: 48, left: 4 } as const;
/** Dashes beside colours, so that no line is told by its colour alone. */
const DASHES = [undefined, '4 2', '1 2', '6 2 1 2'] as const;

interface StripProps {
  readonly rows: SampleRows;
  readonly row: number;
  readonly steps: number;
  readonly channels: number;
}

/** A sequence of one line goes on in the values to predict; several lines have them beside. */
const goesOn = (channels: number): boolean => channels === 1;
const LINE_HINTS = { on: 'sequenceGoesOn', beside: 'sequenceLines' } as const;

/** Some sequences over time, each with the answer that is wanted. */
export function SequencePicture({ preview, shape }: PictureProps) {
  const t = useWords(dataWords);
  const rows = useMemo(() => sampleRows(preview), [preview]);
  const [steps, channels = 1] = shape.featureShape;
  const shown = Array.from({ length: Math.min(SHOWN, rows.count) }, (_, row) => row);
  const isText = shape.vocabulary !== undefined;
  const isCells = channels > MAX_LINES;
  const Strip = isCells ? Cells : Lines;
  const hint = isCells ? 'sequenceCells' : LINE_HINTS[goesOn(channels) ? 'on' : 'beside'];
  return (
    <>
      <div
        role="img"
        aria-label={t('sequencePicture', { count: shown.length })}
        className={styles.sequences}
      >
        {shown.map((row) =>
          isText ? (
            <Characters key={row} rows={rows} row={row} steps={steps} names={shape.classNames} />
          ) : (
            <div key={row} className={styles.sequence}>
              <Strip rows={rows} row={row} steps={steps} channels={channels} />
              <span>{answerOf(rows, row, shape)}</span>
            </div>
          ),
        )}
      </div>
      <Text size="xs" c="dimmed">
        {t(isText ? 'sequenceText' : hint)}
      </Text>
    </>
  );
}

function answerOf(rows: SampleRows, row: number, { classNames, targetNames }: DataShape): string {
  const answer = rows.target(row);
  if (classNames.length > 0) return classNames[answer] ?? '';
  return targetNames.length === 1 ? formatNumber(answer) : '';
}

/** One line a feature; where the sequence is one line, the values to predict go on behind the mark. */
function Lines({ rows, row, steps, channels }: StripProps) {
  const isLonger = goesOn(channels);
  const length = isLonger ? steps + rows.targets : steps;
  const x = (step: number) => STRIP.left + (step / Math.max(1, length - 1)) * SPAN;
  const valueAt = (step: number, channel: number): number =>
    step < steps ? rows.feature(row, step * channels + channel) : rows.target(row, step - steps);
  const [low, high] = rangeOf(length * channels, (index) =>
    valueAt(Math.floor(index / channels), index % channels),
  );
  const y = (value: number) => (1 - (value - low) / (high - low)) * STRIP.height;
  const path = (from: number, to: number, channel: number): string =>
    Array.from({ length: to - from }, (_, index) => {
      const step = from + index;
      return `${index === 0 ? 'M' : 'L'}${x(step).toFixed(1)},${y(valueAt(step, channel)).toFixed(1)}`;
    }).join('');
  return (
    <svg viewBox={`0 0 ${STRIP.width} ${STRIP.height}`} aria-hidden="true">
      {Array.from({ length: channels }, (_, channel) => (
        <path
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is known by its feature alone
          key={channel}
          d={path(0, steps, channel)}
          fill="none"
          stroke={categoryColour(channel)}
          strokeWidth={1.25}
          strokeDasharray={DASHES[channel]}
        />
      ))}
      {isLonger && (
        <>
          <path d={`M${x(steps - 0.5)},0V${STRIP.height}`} className={styles.axis} />
          {Array.from({ length: rows.targets }, (_, step) => (
            <circle
              // biome-ignore lint/suspicious/noArrayIndexKey: a value is known by its step alone
              key={step}
              cx={x(steps + step)}
              cy={y(rows.target(row, step))}
              r={2}
              fill={categoryColour(1)}
            />
          ))}
        </>
      )}
    </svg>
  );
}

const SPAN = STRIP.width - 2 * STRIP.left;

/** Steps across, features down: what is not 0 is a cell as bright as its value. */
function Cells({ rows, row, steps, channels }: StripProps) {
  const width = SPAN / steps;
  const height = STRIP.height / channels;
  const cells = Array.from({ length: steps * channels }, (_, at) => at).filter(
    (at) => rows.feature(row, at) !== 0,
  );
  return (
    <svg viewBox={`0 0 ${STRIP.width} ${STRIP.height}`} aria-hidden="true">
      <rect
        x={STRIP.left}
        width={SPAN}
        height={STRIP.height}
        className={styles.axis}
        vectorEffect="non-scaling-stroke"
      />
      {cells.map((at) => (
        <rect
          key={at}
          x={STRIP.left + Math.floor(at / channels) * width}
          y={(at % channels) * height}
          width={width}
          // At least a line: an alphabet of a hundred characters would be too thin to see.
          height={Math.max(1.5, height)}
          fill="currentColor"
          fillOpacity={Math.min(1, Math.abs(rows.feature(row, at)))}
        />
      ))}
    </svg>
  );
}

/** Whole numbers that stand for characters, as the text that they write. */
function Characters({
  rows,
  row,
  steps,
  names,
}: Omit<StripProps, 'channels'> & { readonly names: readonly string[] }) {
  const text = Array.from({ length: steps }, (_, step) => names[rows.feature(row, step)]).join('');
  return (
    <div className={styles.sequence}>
      <code>{text}</code>
      <code>{names[rows.target(row)]}</code>
    </div>
  );
}
