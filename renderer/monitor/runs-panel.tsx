import { ActionIcon, Button, Popover, Tooltip } from '@mantine/core';
import { RefreshCw, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { RunSummary } from '../../shared/host-data';
import {
  type CrossValidation,
  crossValidationsOf,
  foldColumns,
} from '../../shared/telemetry/cross-validation';
import { isOver } from '../../shared/telemetry/protocol';
import { host } from '../app/host/host';
import { reportFailure } from '../app/host/report-failure';
import { useLocale, useSay, useWords } from '../app/i18n/i18n';
import { useRun } from '../app/state/run-store';
import { CrossValidationControls, CrossValidationTable, meanText } from './cross-validation';
import { useMetricName } from './loss-panel';
import classes from './monitor.module.css';
import { openRun } from './open-run';
import { PanelFrame } from './panel-frame';
import { formatNumber } from './scale';
import { PHASE_WORDS, useRuns } from './use-runs';
import { monitorWords } from './words';

/** Earlier trainings of the project; opening one shows its charts. */
export function RunsPanel() {
  const t = useWords(monitorWords);
  const { listing, refresh } = useRuns();
  const [newest] = crossValidationsOf(listing.state === 'listed' ? listing.runs : []);
  return (
    <PanelFrame
      ready
      scrolls
      controls={
        <>
          <CrossValidationControls />
          <Tooltip label={t('refresh')}>
            <ActionIcon size={24} aria-label={t('refresh')} onClick={refresh}>
              <RefreshCw size={14} />
            </ActionIcon>
          </Tooltip>
        </>
      }
    >
      {newest && <CrossValidationTable found={newest} />}
      {listing.state === 'failed' && (
        <p className={classes.nothing} role="alert">
          {t('runsFailed', { reason: listing.reason })}
        </p>
      )}
      {listing.state === 'listed' && listing.runs.length === 0 && (
        <p className={classes.nothing}>{t('runsEmpty')}</p>
      )}
      {listing.state === 'listed' && listing.runs.length > 0 && (
        <RunTable runs={listing.runs} onChanged={refresh} />
      )}
    </PanelFrame>
  );
}

const COLUMNS = [
  'started',
  'outcome',
  'findingColumn',
  'epochs',
  'lossColumn',
  'validationColumn',
  'metricColumn',
] as const;

/** Runs as they are listed, the folds of a cross-validation together where its newest stands. */
function groupsOf(runs: readonly RunSummary[]): readonly (RunSummary | CrossValidation)[] {
  const found = new Map(crossValidationsOf(runs).map((each) => [each.runs[0], each]));
  return runs.flatMap((run): (RunSummary | CrossValidation)[] => {
    if (run.purpose.kind !== 'fold') return [run];
    const first = found.get(run);
    return first ? [first] : [];
  });
}

/** The folds of one cross-validation under a heading that says what they are, and what they found together. */
function FoldRows({
  found,
  onChanged,
}: {
  readonly found: CrossValidation;
  readonly onChanged: () => void;
}) {
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
      <tr className={classes.groupHead}>
        <th scope="rowgroup" colSpan={COLUMNS.length + 1}>
          {title}
        </th>
      </tr>
      {runs.map((run) => (
        <RunRow key={run.run} summary={run} onChanged={onChanged} />
      ))}
    </>
  );
}

function RunTable({
  runs,
  onChanged,
}: {
  readonly runs: readonly RunSummary[];
  readonly onChanged: () => void;
}) {
  const t = useWords(monitorWords);
  return (
    <div className={classes.tableWrap}>
      <table className={classes.table} data-testid="runs">
        <thead>
          <tr>
            {COLUMNS.map((column) => (
              <th key={column} scope="col" className={classes.headCell}>
                {t(column)}
              </th>
            ))}
            <th className={classes.headCell}>
              <span className={classes.hidden}>{t('open')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {groupsOf(runs).map((group) =>
            'folds' in group ? (
              <FoldRows key={group.id} found={group} onChanged={onChanged} />
            ) : (
              <RunRow key={group.run} summary={group} onChanged={onChanged} />
            ),
          )}
        </tbody>
      </table>
    </div>
  );
}

/** Short, so that the figures have room; the pointer tells the second and the year. */
const STARTED = { month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit' } as const;

function RunRow({
  summary,
  onChanged,
}: {
  readonly summary: RunSummary;
  readonly onChanged: () => void;
}) {
  const t = useWords(monitorWords);
  const locale = useLocale();
  const metricName = useMetricName();
  const shown = useRun((state) => state.run === summary.run);
  const live = useRun((state) => (shown ? state.state : null));
  const training = useRun(
    (state) => state.run !== null && !isOver(state.state?.phase ?? 'starting'),
  );
  const { state, metric, purpose } = { ...summary, state: live ?? summary.state };
  const started = new Date(summary.started);
  const language = locale === 'zh' ? 'zh-CN' : 'en-GB';
  return (
    <tr data-selected={shown || undefined}>
      <td>
        {purpose.kind === 'fold' && (
          <span className={classes.ofGroup}>{t('foldNumber', { number: purpose.index + 1 })}</span>
        )}
        <span title={started.toLocaleString(language)}>
          {started.toLocaleString(language, STARTED)}
        </span>
        {purpose.kind === 'rateTest' && <span className={classes.tag}>{t('rateTest')}</span>}
        {summary.from && (
          <span className={classes.tag}>{t('continued', { step: summary.from.step })}</span>
        )}
      </td>
      <td>{t(PHASE_WORDS[state.phase])}</td>
      <td>
        <Found summary={summary} />
      </td>
      <td>
        {state.epoch} / {state.plannedEpochs}
      </td>
      <td>{formatNumber(summary.loss ?? Number.NaN)}</td>
      <td>{formatNumber(summary.validationLoss ?? Number.NaN)}</td>
      <td>{metric ? `${metricName(metric.name)} ${formatNumber(metric.value)}` : '–'}</td>
      <td>
        <Button
          size="compact-xs"
          variant={shown ? 'light' : 'default'}
          disabled={shown || training}
          title={training && !shown ? t('openWhileTraining') : undefined}
          onClick={() => openRun(summary.run).catch(reportFailure)}
        >
          {t(shown ? 'opened' : 'open')}
        </Button>
        <DeleteRun run={summary.run} disabled={shown} onDeleted={onChanged} />
      </td>
    </tr>
  );
}

/** What is wrong with a run, by its root cause. */
function Found({ summary: { finding } }: { readonly summary: RunSummary }) {
  const t = useWords(monitorWords);
  const say = useSay();
  if (finding === undefined) return '–';
  if (finding === null) return t('noFinding');
  const title = say(finding.title);
  return (
    <span className={classes.found} title={title} data-cause={finding.cause}>
      {title}
    </span>
  );
}

/** Deleting cannot be undone, so it is asked once more in place. */
function DeleteRun(props: {
  readonly run: string;
  readonly disabled: boolean;
  readonly onDeleted: () => void;
}) {
  const t = useWords(monitorWords);
  const [asking, setAsking] = useState(false);
  const remove = async (): Promise<void> => {
    setAsking(false);
    await host.call('runs.delete', { run: props.run });
    props.onDeleted();
  };
  return (
    <Popover opened={asking} onChange={setAsking} position="left" withinPortal trapFocus>
      <Popover.Target>
        <ActionIcon
          size={22}
          ml={4}
          aria-label={t('deleteRun')}
          title={t('deleteRun')}
          disabled={props.disabled}
          onClick={() => setAsking(true)}
        >
          <Trash2 size={13} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown p={8}>
        <Button size="compact-xs" color="red" onClick={() => remove().catch(reportFailure)}>
          {t('deleteSure')}
        </Button>
      </Popover.Dropdown>
    </Popover>
  );
}
