import { Checkbox, VisuallyHidden } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { RunSummary } from '../../shared/host-data';
import {
  type CrossValidation,
  crossValidationsOf,
  foldColumns,
} from '../../shared/telemetry/cross-validation';
import { useWords } from '../app/i18n/i18n';
import { meanText } from '../monitor/cross-validation';
import { monitorWords } from '../monitor/words';
import { Pages, usePages } from './pages';
import { NEWEST_FIRST, type RunOrder, type SortColumn, sortRuns } from './run-order';
import { RunRow } from './run-row';
import styles from './runs.module.css';
import { selectRuns, useSelectedRuns } from './selected-runs';
import { runsWords } from './words';

const COLUMNS: readonly SortColumn[] = [
  'run',
  'outcome',
  'findingColumn',
  'epochs',
  'lossColumn',
  'validationColumn',
  'metricColumn',
];
/** Words stand at the left of their column, figures at its right. */
const TEXT_COLUMNS: ReadonlySet<SortColumn> = new Set(['run', 'outcome', 'findingColumn']);
/** Beside them: the box at the front, the settings and what can be done at the end. */
const OTHER_COLUMNS = 3;

/** A cross-validation counts as one. */
const ROWS_A_PAGE = 25;

type Group = RunSummary | CrossValidation;

/** Runs as they are listed, the folds of a cross-validation together where its newest stands. */
function groupsOf(runs: readonly RunSummary[]): readonly Group[] {
  const found = new Map(crossValidationsOf(runs).map((each) => [each.runs[0], each]));
  return runs.flatMap((run): Group[] => {
    if (run.purpose.kind !== 'fold') return [run];
    const first = found.get(run);
    return first ? [first] : [];
  });
}

/** The folds of one cross-validation under a heading that says what they are, and what they found together. */
function FoldRows({ found }: { readonly found: CrossValidation }) {
  const t = useWords(monitorWords);
  const { count, folds, runs } = found;
  const loss = foldColumns(folds.map(({ summary }) => summary)).find(
    ({ name }) => name === 'validationLoss',
  );
  const title =
    loss?.mean === null || loss === undefined
      ? t('foldsOf', { count })
      : t('foldsOfFound', { count, found: meanText(loss) });
  return (
    <>
      <tr className={styles.groupHead}>
        <th scope="rowgroup" colSpan={COLUMNS.length + OTHER_COLUMNS}>
          {title}
        </th>
      </tr>
      {runs.map((run) => (
        <RunRow key={run.run} summary={run} />
      ))}
    </>
  );
}

function SortHead({
  column,
  order,
  onSort,
}: {
  readonly column: SortColumn;
  readonly order: RunOrder;
  readonly onSort: (order: RunOrder) => void;
}) {
  const t = useWords(runsWords);
  const told = useWords(monitorWords);
  const label = column === 'run' ? t('run') : told(column);
  const isOwn = order.column === column;
  const direction = order.isDescending ? 'descending' : 'ascending';
  return (
    <th
      scope="col"
      className={styles.head}
      aria-sort={isOwn ? direction : 'none'}
      data-text={TEXT_COLUMNS.has(column) || undefined}
    >
      <button
        type="button"
        className={styles.sort}
        title={t('sortBy', { column: label })}
        onClick={() => onSort({ column, isDescending: isOwn && !order.isDescending })}
      >
        {label}
        {isOwn && (order.isDescending ? ' ▾' : ' ▴')}
      </button>
    </th>
  );
}

/** One box for all rows: on, off, or something between. */
function SelectAll({ runs }: { readonly runs: readonly RunSummary[] }) {
  const t = useWords(runsWords);
  const selected = useSelectedRuns((state) => state.runs);
  const names = runs.map(({ run }) => run);
  const count = names.filter((run) => selected.includes(run)).length;
  return (
    <Checkbox
      size="xs"
      aria-label={t('selectAll')}
      checked={count > 0 && count === names.length}
      indeterminate={count > 0 && count < names.length}
      onChange={(event) => selectRuns(event.currentTarget.checked ? names : [])}
    />
  );
}

/** All runs in words and figures, sorted by any column; newest first the folds of a cross-validation stand together. */
export function RunTable({ runs }: { readonly runs: readonly RunSummary[] }) {
  const t = useWords(runsWords);
  const [order, setOrder] = useState<RunOrder>(NEWEST_FIRST);
  const isNewestFirst = order.column === NEWEST_FIRST.column && order.isDescending;
  const groups = useMemo(
    (): readonly Group[] => (isNewestFirst ? groupsOf(runs) : sortRuns(runs, order)),
    [runs, order, isNewestFirst],
  );
  const paged = usePages(groups, ROWS_A_PAGE);
  return (
    <div className={styles.wrap}>
      <table className={styles.table} data-testid="runs">
        <thead>
          <tr>
            <th className={styles.head}>
              <SelectAll runs={runs} />
            </th>
            {COLUMNS.map((column) => (
              <SortHead key={column} column={column} order={order} onSort={setOrder} />
            ))}
            <th scope="col" className={styles.head} data-text>
              {t('settings')}
            </th>
            <th scope="col" className={styles.head}>
              <VisuallyHidden>{t('actions')}</VisuallyHidden>
            </th>
          </tr>
        </thead>
        <tbody>
          {paged.shown.map((group) =>
            'folds' in group ? (
              <FoldRows key={group.id} found={group} />
            ) : (
              <RunRow key={group.run} summary={group} />
            ),
          )}
        </tbody>
      </table>
      <Pages paged={paged} label={t('pages')} />
    </div>
  );
}
