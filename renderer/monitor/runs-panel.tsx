import { ActionIcon, Button, TextInput, Tooltip } from '@mantine/core';
import { RefreshCw, Search } from 'lucide-react';
import { useCallback, useDeferredValue, useMemo, useState } from 'react';
import type { RunSummary } from '../../shared/host-data';
import { crossValidationsOf } from '../../shared/telemetry/cross-validation';
import { useLocale, useSay, useWords } from '../app/i18n/i18n';
import { openExplore } from '../explore/open-explore';
import { filterRuns } from '../runs/run-order';
import { RunTable } from '../runs/run-table';
import { runTitle, settingsLine } from '../runs/run-title';
import { useSelectedRuns } from '../runs/selected-runs';
import { runsWords } from '../runs/words';
import { CrossValidationControls, CrossValidationTable } from './cross-validation';
import classes from './monitor.module.css';
import { PanelFrame } from './panel-frame';
import { listRunsAgain, PHASE_WORDS, useRuns } from './use-runs';
import { monitorWords } from './words';

/** All that is told of a run in words, to be looked through. */
function useTexts(): (run: RunSummary) => readonly string[] {
  const t = useWords(monitorWords);
  const say = useSay();
  const locale = useLocale();
  return useCallback(
    (run) => [
      runTitle(run, locale),
      run.label?.note ?? '',
      t(PHASE_WORDS[run.state.phase]),
      run.finding ? say(run.finding.title) : '',
      settingsLine(run, locale),
    ],
    [t, say, locale],
  );
}

function CompareButton() {
  const t = useWords(runsWords);
  const count = useSelectedRuns(({ runs }) => runs.length);
  return (
    <Button
      size="compact-xs"
      variant={count < 2 ? 'default' : 'light'}
      disabled={count < 2}
      title={t('compareHelp')}
      onClick={() => openExplore('runs')}
    >
      {t('compare', { count })}
    </Button>
  );
}

function Listed({
  runs,
  looked,
  onShowAll,
}: {
  readonly runs: readonly RunSummary[];
  readonly looked: string;
  readonly onShowAll: () => void;
}) {
  const t = useWords(runsWords);
  const textsOf = useTexts();
  const sought = useDeferredValue(looked);
  const found = useMemo(() => filterRuns(runs, sought, textsOf), [runs, sought, textsOf]);
  if (found.length > 0) return <RunTable runs={found} />;
  return (
    <div className={classes.nothing}>
      <p role="status">{t('noneMatches', { text: sought })}</p>
      <Button size="compact-xs" variant="default" onClick={onShowAll}>
        {t('showAll')}
      </Button>
    </div>
  );
}

/** Earlier trainings of the project; opening one shows its charts. */
export function RunsPanel() {
  const t = useWords(monitorWords);
  const told = useWords(runsWords);
  const listing = useRuns();
  const [looked, setLooked] = useState('');
  const runs = useMemo(() => (listing.state === 'listed' ? listing.runs : []), [listing]);
  const [newest] = crossValidationsOf(runs);
  return (
    <PanelFrame
      ready
      scrolls
      controls={
        <>
          <TextInput
            size="xs"
            w={150}
            leftSection={<Search size={13} />}
            aria-label={told('filter')}
            placeholder={told('filter')}
            title={told('filterHint')}
            value={looked}
            onChange={(event) => setLooked(event.currentTarget.value)}
          />
          <CompareButton />
          <CrossValidationControls />
          <Tooltip label={t('refresh')}>
            <ActionIcon size={24} aria-label={t('refresh')} onClick={listRunsAgain}>
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
      {listing.state === 'listed' && runs.length === 0 && (
        <p className={classes.nothing}>{t('runsEmpty')}</p>
      )}
      {runs.length > 0 && <Listed runs={runs} looked={looked} onShowAll={() => setLooked('')} />}
    </PanelFrame>
  );
}
