import { Button, NativeSelect } from '@mantine/core';
import {
  type CrossValidation,
  type FoldColumn,
  foldColumns,
} from '../../shared/telemetry/cross-validation';
import { isOver } from '../../shared/telemetry/protocol';
import { reportFailure } from '../app/host/report-failure';
import { useWords } from '../app/i18n/i18n';
import { crossValidate } from '../app/run/cross-validate';
import { useCrossValidation } from '../app/state/cross-validation-store';
import { isUnderWay, useRun } from '../app/state/run-store';
import { useMetricName } from './loss-panel';
import classes from './monitor.module.css';
import { formatNumber } from './scale';
import { monitorWords } from './words';

/** Each fold is a run that is kept; a project keeps twenty. */
const CHOICES = [2, 3, 5, 10, 20];

/** How many folds, and the button that trains them. */
export function CrossValidationControls() {
  const t = useWords(monitorWords);
  const chosen = useCrossValidation((state) => state.chosen);
  const isRunning = useCrossValidation((state) => state.isRunning);
  const isTraining = useRun(isUnderWay);
  return (
    <>
      <label className={classes.inline} htmlFor="folds">
        {t('folds')}
      </label>
      <NativeSelect
        id="folds"
        size="xs"
        data={CHOICES.map(String)}
        value={String(chosen)}
        onChange={(event) =>
          useCrossValidation.setState({ chosen: Number(event.currentTarget.value) })
        }
      />
      <Button
        size="compact-xs"
        variant="default"
        disabled={isRunning || isTraining}
        title={isRunning || isTraining ? t('openWhileTraining') : t('crossValidateHelp')}
        onClick={() => crossValidate(chosen).catch(reportFailure)}
      >
        {t('crossValidate')}
      </Button>
    </>
  );
}

const LOSSES: Readonly<Record<string, 'lossColumn' | 'validationColumn'>> = {
  loss: 'lossColumn',
  validationLoss: 'validationColumn',
};

const figureText = (value: number | null): string => formatNumber(value ?? Number.NaN);

/** A single fold has no deviation. */
export const meanText = ({ mean, deviation }: Pick<FoldColumn, 'mean' | 'deviation'>): string =>
  deviation === null ? figureText(mean) : `${figureText(mean)} ± ${figureText(deviation)}`;

/** Figures of each fold of a cross-validation, with their means and deviations. */
export function CrossValidationTable({ found }: { readonly found: CrossValidation }) {
  const t = useWords(monitorWords);
  const metricName = useMetricName();
  const isRunning = useCrossValidation((state) => state.isRunning);
  const { count, folds, runs } = found;
  const columns = foldColumns(folds.map(({ summary }) => summary));
  const progress = { done: folds.length, count };
  const isUnderWay =
    folds.length < count && (isRunning || runs.some(({ state }) => !isOver(state.phase)));
  const outcome = folds.length === count ? 'foldsDone' : 'foldsEnded';
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className={classes.folds} tabIndex={0} aria-label={t('crossValidate')}>
      <p className={classes.inline} role="status">
        {t(isUnderWay ? 'foldsRunning' : outcome, progress)}
      </p>
      {columns.length > 0 && (
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t('fold')}</th>
              {columns.map(({ name }) => (
                <th key={name} scope="col">
                  {LOSSES[name] ? t(LOSSES[name]) : metricName(name)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {folds.map(({ index, summary }, row) => (
              <tr key={summary.run}>
                <th scope="row">{index + 1}</th>
                {columns.map(({ name, values }) => (
                  <td key={name}>{figureText(values[row])}</td>
                ))}
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{t('meanAndDeviation')}</th>
              {columns.map((column) => (
                <td key={column.name}>{meanText(column)}</td>
              ))}
            </tr>
          </tfoot>
        </table>
      )}
    </section>
  );
}
