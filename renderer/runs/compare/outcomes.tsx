import { memo } from 'react';
import type { RunSummary } from '../../../shared/host-data';
import { useLocale, useWords } from '../../app/i18n/i18n';
import { formatNumber } from '../../monitor/scale';
import { formatStep } from '../../monitor/time-axis';
import { PHASE_WORDS } from '../../monitor/use-runs';
import { monitorWords } from '../../monitor/words';
import { Pages, usePages } from '../pages';
import { Found, MetricText } from '../run-row';
import { runTitle } from '../run-title';
import { runsWords } from '../words';
import styles from './compare.module.css';
import { type ComparedRun, useCompared } from './compared-runs';
import { KeyLine } from './key-line';
import { lineStyle } from './line-style';
import { compareWords } from './words';

const RUNS_A_PAGE = 20;

/** From which run one goes on, by its name where it is compared too. */
function From({
  from,
  runs,
}: {
  readonly from: NonNullable<RunSummary['from']>;
  readonly runs: readonly ComparedRun[];
}) {
  const t = useWords(compareWords);
  const locale = useLocale();
  const source = runs.find(({ summary }) => summary.run === from.run);
  const step = formatStep(from.step);
  return (
    <span className={styles.from}>
      {source
        ? t('begins', { step, run: runTitle(source.summary, locale) })
        : t('beginsOther', { step })}
    </span>
  );
}

/** What each run came to, in figures. */
export const Outcomes = memo(function Outcomes({
  runs,
}: {
  readonly runs: readonly ComparedRun[];
}) {
  const t = useWords(compareWords);
  const told = useWords(monitorWords);
  const listed = useWords(runsWords);
  const locale = useLocale();
  const slots = useCompared((state) => state.slots);
  const paged = usePages(runs, RUNS_A_PAGE);
  return (
    <section className={styles.part} aria-label={t('outcomes')}>
      <div className={styles.tools}>
        <h3 className={styles.heading}>{t('outcomes')}</h3>
        <Pages paged={paged} label={t('outcomePages')} />
      </div>
      <div className={styles.scroll}>
        <table className={styles.table} data-testid="compare-outcomes">
          <thead>
            <tr>
              <th scope="col">{listed('run')}</th>
              {(
                ['outcome', 'epochs', 'lossColumn', 'validationColumn', 'metricColumn'] as const
              ).map((column) => (
                <th key={column} scope="col" data-number>
                  {told(column)}
                </th>
              ))}
              <th scope="col">{told('findingColumn')}</th>
            </tr>
          </thead>
          <tbody>
            {paged.shown.map(({ summary }) => (
              <tr key={summary.run}>
                <th scope="row">
                  <KeyLine style={lineStyle(slots.get(summary.run) ?? 0)} />{' '}
                  {runTitle(summary, locale)}{' '}
                  {summary.from && <From from={summary.from} runs={runs} />}
                </th>
                <td data-number>{told(PHASE_WORDS[summary.state.phase])}</td>
                <td data-number>
                  {summary.state.epoch} / {summary.state.plannedEpochs}
                </td>
                <td data-number>{formatNumber(summary.loss ?? Number.NaN)}</td>
                <td data-number>{formatNumber(summary.validationLoss ?? Number.NaN)}</td>
                <td data-number>
                  <MetricText summary={summary} />
                </td>
                <td>
                  <Found summary={summary} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
});
