import { ActionIcon, Pagination, Tooltip, VisuallyHidden } from '@mantine/core';
import { ChartLine, Check } from 'lucide-react';
import { startTransition, useMemo, useState } from 'react';
import { compareBy, measuresOf, type SweepMeasure } from '../../../shared/sweep/measures';
import type { Outcome } from '../../../shared/sweep/outcome';
import { useSay, useWords } from '../../app/i18n/i18n';
import { formatNumber } from '../../monitor/scale';
import { applyPoint, openPoint } from './actions';
import { useVerdict } from './reading';
import styles from './sweep.module.css';
import type { ShownSweep } from './sweep-store';
import { sweepWords } from './words';

const ROWS_A_PAGE = 25;
const OUTCOME = 'outcome';

/** A column that runs can be sorted by: positive where `a` comes after `b`. */
interface Column {
  readonly name: string;
  readonly label: string;
  compare(a: number, b: number): number;
  textOf(point: number): string;
}

const compareValues = (a: unknown, b: unknown, text: (value: unknown) => string): number =>
  typeof a === 'number' && typeof b === 'number' ? a - b : text(a).localeCompare(text(b));

function useColumns({ plan, outcomes }: ShownSweep): readonly Column[] {
  const t = useWords(sweepWords);
  const say = useSay();
  const verdictOf = useVerdict();
  return useMemo(() => {
    const { axes, points } = plan;
    const byAxis = axes.map(({ path, label, domain }, axis): Column => {
      const valueAt = (point: number) => points[point].values[axis];
      const textOf = (point: number): string => say(domain.label(valueAt(point)));
      return {
        name: path,
        label: say(label),
        compare: (a, b) =>
          compareValues(valueAt(a), valueAt(b), (value) => say(domain.label(value as never))),
        textOf,
      };
    });
    const byMeasure = measuresOf(outcomes).map(
      (measure: SweepMeasure): Column => ({
        name: `measure.${measure.name}`,
        label: say(measure.label),
        // The best first.
        compare: (a, b) => compareBy(measure, outcomes[b], outcomes[a]),
        textOf: (point) => formatNumber(measure.figureOf(outcomes[point]) ?? Number.NaN),
      }),
    );
    return [
      {
        name: 'run',
        label: t('run'),
        compare: (a, b) => a - b,
        textOf: (point) => String(point + 1),
      },
      ...byAxis,
      ...byMeasure,
      {
        name: OUTCOME,
        label: t('outcome'),
        compare: (a, b) => verdictOf(outcomes[a]).localeCompare(verdictOf(outcomes[b])),
        textOf: (point) => verdictOf(outcomes[point]),
      },
    ];
  }, [plan, outcomes, t, say, verdictOf]);
}

interface RowProps {
  readonly shown: ShownSweep;
  readonly point: number;
  readonly outcome: Outcome;
  readonly columns: readonly Column[];
}

function Row({ shown, point, outcome, columns }: RowProps) {
  const t = useWords(sweepWords);
  const run = point + 1;
  return (
    <tr>
      {columns.map(({ name, textOf }) => (
        <td key={name} className={name === OUTCOME ? styles.outcome : undefined}>
          {textOf(point)}
        </td>
      ))}
      <td>
        <div className={styles.actions}>
          <Tooltip label={t('open')}>
            <ActionIcon
              size={24}
              variant="default"
              aria-label={t('openOf', { run })}
              disabled={outcome.run === null}
              onClick={() => openPoint(shown, point)}
            >
              <ChartLine size={14} />
            </ActionIcon>
          </Tooltip>
          <Tooltip label={t('use')}>
            <ActionIcon
              size={24}
              variant="default"
              aria-label={t('useOf', { run })}
              disabled={outcome.phase === 'refused'}
              onClick={() => applyPoint(shown, point)}
            >
              <Check size={14} />
            </ActionIcon>
          </Tooltip>
        </div>
      </td>
    </tr>
  );
}

/** All runs in words and figures, sorted by any column: read where the pictures cannot be seen. */
export function RunsTable({
  shown,
  kept,
}: {
  readonly shown: ShownSweep;
  /** Points that the brushes keep. */
  readonly kept: readonly number[];
}) {
  const t = useWords(sweepWords);
  const columns = useColumns(shown);
  const [sorted, setSorted] = useState({ name: 'run', isDescending: false });
  const [page, setPage] = useState(1);
  const column = columns.find(({ name }) => name === sorted.name) ?? columns[0];
  const order = useMemo(() => {
    const ascending = kept.toSorted(column.compare);
    return sorted.isDescending ? ascending.toReversed() : ascending;
  }, [kept, column, sorted.isDescending]);
  const pages = Math.max(1, Math.ceil(order.length / ROWS_A_PAGE));
  const current = Math.min(page, pages);
  const visible = order.slice((current - 1) * ROWS_A_PAGE, current * ROWS_A_PAGE);
  const sortOf = (name: string) => {
    if (name !== sorted.name) return 'none';
    return sorted.isDescending ? 'descending' : 'ascending';
  };
  return (
    <section className={styles.part} aria-label={t('table')}>
      <h3 className={styles.heading}>{t('table')}</h3>
      <div className={styles.scroll}>
        <table className={styles.table} data-testid="sweep-table">
          <thead>
            <tr>
              {columns.map(({ name, label }) => (
                <th key={name} scope="col" aria-sort={sortOf(name)}>
                  <button
                    type="button"
                    className={styles.sort}
                    title={t('sortBy', { column: label })}
                    onClick={() =>
                      startTransition(() =>
                        setSorted({
                          name,
                          isDescending: name === sorted.name && !sorted.isDescending,
                        }),
                      )
                    }
                  >
                    {label}
                    {name === sorted.name && (sorted.isDescending ? ' ▾' : ' ▴')}
                  </button>
                </th>
              ))}
              <th scope="col">
                <VisuallyHidden>{t('actions')}</VisuallyHidden>
              </th>
            </tr>
          </thead>
          <tbody>
            {visible.map((point) => (
              <Row
                key={point}
                shown={shown}
                point={point}
                outcome={shown.outcomes[point]}
                columns={columns}
              />
            ))}
          </tbody>
        </table>
      </div>
      {pages > 1 && (
        <Pagination
          size="xs"
          total={pages}
          value={current}
          onChange={setPage}
          aria-label={t('pages')}
          getItemProps={(number) => ({ 'aria-label': String(number) })}
        />
      )}
    </section>
  );
}
