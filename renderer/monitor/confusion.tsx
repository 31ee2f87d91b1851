import { useMemo, useRef } from 'react';
import { useWords } from '../app/i18n/i18n';
import { useExportable } from './export-registry';
import { type Confusion, confusionOf } from './fit-model';
import classes from './monitor.module.css';
import { type PlotTheme, usePlotTheme } from './plot-theme';
import { categoryColour, formatShare } from './scale';
import type { SvgPainter } from './svg-painter';
import { formatStep } from './time-axis';
import type { Watched } from './watched';
import { monitorWords } from './words';

const RIGHT_COLOUR = categoryColour(0);
const WRONG_COLOUR = categoryColour(1);
/** A full cell stays pale enough for its number to be read on it. */
const STRONGEST_PERCENT = 55;

const CELL_WIDTH = 48;
const CELL_HEIGHT = 20;
const NAME_WIDTH = 96;

const shareOfRow = (confusion: Confusion, actual: number, predicted: number): number => {
  const { classes: count, counts } = confusion;
  const row = counts.subarray(actual * count, (actual + 1) * count);
  const sum = row.reduce((all, each) => all + each, 0);
  return sum > 0 ? row[predicted] / sum : 0;
};

/** Actual against predicted class of the validation data, with counts and the recall of each class. */
export function ConfusionMatrix({ watched }: { readonly watched: Watched }) {
  const t = useWords(monitorWords);
  const theme = usePlotTheme();
  const element = useRef<HTMLDivElement>(null);
  const { recorded, step } = watched;
  const names = recorded.layout.classNames;
  const row = recorded.telemetry.rowAt('confusion', step);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the row is read anew with each revision
  const confusion = useMemo(() => row && confusionOf(row, names.length), [recorded, step]);
  const recallWord = t('recall');
  useExportable(
    useMemo(
      () => ({
        element: () => element.current,
        width: NAME_WIDTH + (names.length + 1) * CELL_WIDTH,
        height: (names.length + 1) * CELL_HEIGHT,
        draw: (painter) => {
          if (confusion) drawConfusion(painter, confusion, names, recallWord, theme);
        },
      }),
      [confusion, names, recallWord, theme],
    ),
  );
  if (!confusion || !row) return null;
  return (
    <figure className={classes.figure}>
      <figcaption className={classes.figureTitle}>
        {t('confusion')} · {t('stepAt', { step: formatStep(row[0]) })}
        <span className={classes.keys}>
          {t('correct', {
            share: formatShare(confusion.right / confusion.total),
            right: confusion.right,
            all: confusion.total,
          })}
        </span>
      </figcaption>
      <div ref={element} className={classes.tableWrap}>
        <table
          className={classes.confusion}
          data-testid="confusion"
          data-right={confusion.right}
          data-total={confusion.total}
          aria-label={t('confusionLabel', { step: formatStep(row[0]) })}
        >
          <thead>
            <tr>
              <th scope="col" className={classes.rowHead}>
                {t('actual')} ↓ {t('predicted')} →
              </th>
              {names.map((name) => (
                <th key={name} scope="col" title={name}>
                  {name}
                </th>
              ))}
              <th scope="col">{recallWord}</th>
            </tr>
          </thead>
          <tbody>
            {names.map((name, actual) => (
              <tr key={name}>
                <th scope="row" title={name} className={classes.rowHead}>
                  {name}
                </th>
                {names.map((other, predicted) => (
                  <td
                    key={other}
                    data-diagonal={actual === predicted || undefined}
                    style={{
                      background: cellColour(
                        actual === predicted,
                        shareOfRow(confusion, actual, predicted),
                      ),
                    }}
                  >
                    {confusion.counts[actual * names.length + predicted]}
                  </td>
                ))}
                <td>{formatShare(confusion.recalls[actual])}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </figure>
  );
}

const cellColour = (diagonal: boolean, share: number): string =>
  `color-mix(in srgb, ${diagonal ? RIGHT_COLOUR : WRONG_COLOUR} ${Math.round(share * STRONGEST_PERCENT)}%, transparent)`;

function drawConfusion(
  painter: SvgPainter,
  confusion: Confusion,
  names: readonly string[],
  recallWord: string,
  theme: PlotTheme,
): void {
  const x = (column: number): number => NAME_WIDTH + column * CELL_WIDTH;
  const y = (row: number): number => (row + 1) * CELL_HEIGHT;
  const middle = CELL_HEIGHT / 2;
  const head = { fill: theme.dimmed, align: 'center', maximumWidth: CELL_WIDTH - 4 } as const;
  names.forEach((name, column) => {
    painter.text(x(column) + CELL_WIDTH / 2, middle, name, head);
  });
  painter.text(x(names.length) + CELL_WIDTH / 2, middle, recallWord, head);
  names.forEach((name, actual) => {
    painter.text(NAME_WIDTH - 6, y(actual) + middle, name, {
      fill: theme.dimmed,
      align: 'right',
      maximumWidth: NAME_WIDTH - 8,
    });
    names.forEach((_, predicted) => {
      const colour = actual === predicted ? RIGHT_COLOUR : WRONG_COLOUR;
      const share = shareOfRow(confusion, actual, predicted);
      const opacity = (share * STRONGEST_PERCENT) / 100;
      painter.rect(x(predicted), y(actual), CELL_WIDTH - 1, CELL_HEIGHT - 1, colour, opacity);
      const count = confusion.counts[actual * names.length + predicted];
      painter.text(x(predicted) + CELL_WIDTH / 2, y(actual) + middle, String(count), {
        fill: theme.text,
        align: 'center',
        bold: actual === predicted,
      });
    });
    const recall = formatShare(confusion.recalls[actual]);
    painter.text(x(names.length) + CELL_WIDTH / 2, y(actual) + middle, recall, {
      fill: theme.text,
      align: 'center',
    });
  });
}
