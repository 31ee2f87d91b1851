import { Button, NativeSelect } from '@mantine/core';
import { foldColumns } from '../../shared/telemetry/cross-validation';
import { isOver } from '../../shared/telemetry/protocol';
import { reportFailure } from '../app/host/report-failure';
import { useWords } from '../app/i18n/i18n';
import { crossValidate } from '../app/run/cross-validate';
import { useCrossValidation } from '../app/state/cross-validation-store';
import { useRun } from '../app/state/run-store';
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
  const isTraining = useRun(
    ({ run, state }) => run !== null && !isOver(state?.phase ?? 'starting'),
  );
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

/** Figures of each fold, with their means and deviations; nothing before the first cross-validation. */
export function CrossValidationTable() {
  const t = useWords(monitorWords);
  const metricName = useMetricName();
  const { count, folds, isRunning } = useCrossValidation();
  if (count === 0) return null;
  const columns = foldColumns(folds);
  const progress = { done: folds.length, count };
  const outcome = folds.length === count ? 'foldsDone' : 'foldsEnded';
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className={classes.folds} tabIndex={0} aria-label={t('crossValidate')}>
      <p className={classes.inline} role="status">
        {t(isRunning ? 'foldsRunning' : outcome, progress)}
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
            {columns[0].values.map((_, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a fold is its number
              <tr key={index}>
                <th scope="row">{index + 1}</th>
                {columns.map(({ name, values }) => (
                  <td key={name}>{figureText(values[index])}</td>
                ))}
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{t('meanAndDeviation')}</th>
              {columns.map(({ name, mean, deviation }) => (
                <td key={name}>{`${figureText(mean)} ± ${figureText(deviation)}`}</td>
              ))}
            </tr>
          </tfoot>
        </table>
      )}
    </section>
  );
}
