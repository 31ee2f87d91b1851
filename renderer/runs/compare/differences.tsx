import { Switch } from '@mantine/core';
import { memo, useMemo, useState } from 'react';
import { settingsTable } from '../../../shared/sweep/settings-table';
import { useLocale, useSay, useWords } from '../../app/i18n/i18n';
import { Pages, usePages } from '../pages';
import { runTitle } from '../run-title';
import styles from './compare.module.css';
import type { ComparedRun } from './compared-runs';
import { compareWords } from './words';

/** A table of more columns is read by scrolling, and takes longer to make than a click may. */
const RUNS_A_PAGE = 8;

/** The settings of the runs side by side; those that differ, unless all are asked for. */
export const Differences = memo(function Differences({
  runs,
}: {
  readonly runs: readonly ComparedRun[];
}) {
  const t = useWords(compareWords);
  const say = useSay();
  const locale = useLocale();
  const [isAll, setIsAll] = useState(false);
  const paged = usePages(runs, RUNS_A_PAGE);
  const { shown } = paged;
  const rows = useMemo(() => settingsTable(shown.map(({ document }) => document)), [shown]);
  const visible = isAll ? rows : rows.filter(({ differs }) => differs);
  return (
    <section className={styles.part} aria-label={t('differences')}>
      <div className={styles.tools}>
        <h3 className={styles.heading}>{t('differences')}</h3>
        <Switch
          size="xs"
          label={t('showAll')}
          title={t('showAllHelp')}
          checked={isAll}
          onChange={(event) => setIsAll(event.currentTarget.checked)}
        />
        <Pages paged={paged} label={t('pages')} />
      </div>
      {visible.length === 0 ? (
        <p className={styles.nothing}>{t(runs.length < 2 ? 'oneOnly' : 'alike')}</p>
      ) : (
        <div className={styles.scroll}>
          <table className={styles.table} data-testid="compare-settings">
            <thead>
              <tr>
                <th scope="col">{t('setting')}</th>
                {shown.map(({ summary }) => (
                  <th key={summary.run} scope="col">
                    {runTitle(summary, locale)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {visible.map(({ key, section, layers, label, values, differs }) => (
                <tr key={key} data-differs={differs || undefined}>
                  <th scope="row">
                    <span className={styles.section} title={layers.join(', ')}>
                      {say(section)} ·
                    </span>{' '}
                    {say(label)}
                  </th>
                  {values.map((value, at) => (
                    <td key={shown[at].summary.run}>{value ? say(value) : '–'}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
});
