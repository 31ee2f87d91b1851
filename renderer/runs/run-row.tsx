import { ActionIcon, Checkbox, Menu, Tooltip } from '@mantine/core';
import {
  ChartLine,
  Download,
  EllipsisVertical,
  FastForward,
  History,
  Pencil,
  Pin,
  PinOff,
  StickyNote,
  Trash2,
} from 'lucide-react';
import { memo } from 'react';
import type { RunSummary } from '../../shared/host-data';
import { RUN_EXPORT_FORMATS } from '../../shared/interop/runs/formats';
import { isOver } from '../../shared/telemetry/protocol';
import { reportFailure } from '../app/host/report-failure';
import { useLocale, useSay, useWords } from '../app/i18n/i18n';
import { isUnderWay, useRun } from '../app/state/run-store';
import { useMetricName } from '../monitor/loss-panel';
import { openRun } from '../monitor/open-run';
import { formatNumber } from '../monitor/scale';
import { PHASE_WORDS } from '../monitor/use-runs';
import { monitorWords } from '../monitor/words';
import { deleteRun, describeRun, pinRun, restoreDocument } from './actions';
import { continueRun } from './continue-run';
import { exportRun } from './export-run';
import { runTitle, settingsLine, startedFully, startedShort } from './run-title';
import styles from './runs.module.css';
import { setSelected, useSelectedRuns } from './selected-runs';
import { runsWords } from './words';

/** Marks of what a person said of a run, with their words for those who do not see them. */
function Marks({ summary: { label } }: { readonly summary: RunSummary }) {
  const t = useWords(runsWords);
  if (!label) return null;
  return (
    <>
      {label.pinned && (
        <span className={styles.mark} role="img" aria-label={t('pinned')} title={t('pinned')}>
          <Pin size={12} aria-hidden />
        </span>
      )}
      {label.note !== '' && (
        <Tooltip label={label.note} multiline maw={360}>
          <span className={styles.mark} role="img" aria-label={t('hasNote', { note: label.note })}>
            <StickyNote size={12} aria-hidden />
          </span>
        </Tooltip>
      )}
    </>
  );
}

/** What a run is called, when it began, and what it is for. */
function NameCell({ summary }: { readonly summary: RunSummary }) {
  const t = useWords(monitorWords);
  const locale = useLocale();
  const { purpose, label, from } = summary;
  return (
    <>
      {purpose.kind === 'fold' && (
        <span className={styles.ofGroup}>{t('foldNumber', { number: purpose.index + 1 })}</span>
      )}
      {label?.name && (
        <b className={styles.name} title={label.name}>
          {label.name}
        </b>
      )}
      <span
        className={label?.name ? styles.started : undefined}
        title={startedFully(summary, locale)}
      >
        {startedShort(summary, locale)}
      </span>
      <Marks summary={summary} />
      {purpose.kind === 'rateTest' && <span className={styles.tag}>{t('rateTest')}</span>}
      {purpose.kind === 'imported' && <span className={styles.tag}>{t('imported')}</span>}
      {from && <span className={styles.tag}>{t('continued', { step: from.step })}</span>}
    </>
  );
}

/** What is wrong with a run, by its root cause. */
export function Found({ summary: { finding } }: { readonly summary: RunSummary }) {
  const t = useWords(monitorWords);
  const say = useSay();
  if (finding === undefined) return '–';
  if (finding === null) return t('noFinding');
  const title = say(finding.title);
  return (
    <span className={styles.found} title={title} data-cause={finding.cause}>
      {title}
    </span>
  );
}

/** A metric by its name and value. */
export function MetricText({ summary: { metric } }: { readonly summary: RunSummary }) {
  const metricName = useMetricName();
  return metric ? `${metricName(metric.name)} ${formatNumber(metric.value)}` : '–';
}

/** Everything else that can be done with a run. */
function RunMenu({
  summary,
  isShown,
}: {
  readonly summary: RunSummary;
  readonly isShown: boolean;
}) {
  const t = useWords(runsWords);
  const say = useSay();
  const locale = useLocale();
  const { run, label, purpose, state } = summary;
  const isPinned = label?.pinned ?? false;
  const isTraining = ['training', 'sweep', 'imported'].includes(purpose.kind);
  const act = (action: () => Promise<void>) => () => void action().catch(reportFailure);
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon size={22} ml={4} aria-label={t('moreOf', { run: runTitle(summary, locale) })}>
          <EllipsisVertical size={14} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<Pencil size={14} />} onClick={act(() => describeRun(summary))}>
          {t('describe')}
        </Menu.Item>
        <Menu.Item
          leftSection={isPinned ? <PinOff size={14} /> : <Pin size={14} />}
          title={t('pinHelp')}
          onClick={act(() => pinRun(run, !isPinned))}
        >
          {t(isPinned ? 'unpin' : 'pin')}
        </Menu.Item>
        <Menu.Item
          leftSection={<FastForward size={14} />}
          title={t('trainOnHelp')}
          disabled={!isTraining || !isOver(state.phase)}
          onClick={act(() => continueRun(run))}
        >
          {t('trainOn')}
        </Menu.Item>
        <Menu.Item
          leftSection={<History size={14} />}
          disabled={purpose.kind === 'rateTest'}
          onClick={act(() => restoreDocument(summary))}
        >
          {t('restore')}
        </Menu.Item>
        <Menu.Divider />
        {RUN_EXPORT_FORMATS.map((format) => (
          <Menu.Item
            key={format.kind}
            leftSection={<Download size={14} />}
            title={say(format.help)}
            onClick={act(() => exportRun(run, format))}
          >
            {t('exportAs', { format: say(format.label) })}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item
          leftSection={<Trash2 size={14} />}
          disabled={isShown || !isOver(state.phase)}
          onClick={act(() => deleteRun(summary))}
        >
          {t('delete')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

/** By itself, so that choosing all runs draws their boxes anew and not their rows. */
function SelectBox({ run, title }: { readonly run: string; readonly title: string }) {
  const t = useWords(runsWords);
  const isSelected = useSelectedRuns(({ runs }) => runs.includes(run));
  return (
    <Checkbox
      size="xs"
      aria-label={t('select', { run: title })}
      checked={isSelected}
      onChange={(event) => setSelected(run, event.currentTarget.checked)}
    />
  );
}

/** One run of the list. */
export const RunRow = memo(function RunRow({ summary }: { readonly summary: RunSummary }) {
  const t = useWords(monitorWords);
  const locale = useLocale();
  const { run } = summary;
  const isShown = useRun((state) => state.run === run);
  const live = useRun((state) => (isShown ? state.state : null));
  const isTraining = useRun(isUnderWay);
  const state = live ?? summary.state;
  const settings = settingsLine(summary, locale);
  return (
    <tr data-selected={isShown || undefined}>
      <td>
        <SelectBox run={run} title={runTitle(summary, locale)} />
      </td>
      <td data-text>
        <NameCell summary={summary} />
      </td>
      <td data-text>{t(PHASE_WORDS[state.phase])}</td>
      <td data-text>
        <Found summary={summary} />
      </td>
      <td>
        {state.epoch} / {state.plannedEpochs}
      </td>
      <td>{formatNumber(summary.loss ?? Number.NaN)}</td>
      <td>{formatNumber(summary.validationLoss ?? Number.NaN)}</td>
      <td>
        <MetricText summary={summary} />
      </td>
      <td data-text>
        <span className={styles.settings} title={settings}>
          {settings || '–'}
        </span>
      </td>
      <td>
        <ActionIcon
          size={22}
          variant={isShown ? 'light' : 'default'}
          aria-label={t(isShown ? 'opened' : 'open')}
          title={t(isShown ? 'opened' : isTraining ? 'openWhileTraining' : 'open')}
          disabled={isShown || isTraining}
          onClick={() => openRun(run).catch(reportFailure)}
        >
          <ChartLine size={13} />
        </ActionIcon>
        <RunMenu summary={{ ...summary, state }} isShown={isShown} />
      </td>
    </tr>
  );
});
