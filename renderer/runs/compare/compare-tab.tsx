import { Button } from '@mantine/core';
import { useDeferredValue, useEffect, useMemo, useState } from 'react';
import { useSay, useWords } from '../../app/i18n/i18n';
import { CursorContext } from '../../monitor/cursor';
import { TimeCursor } from '../../monitor/time-cursor';
import { useRuns } from '../../monitor/use-runs';
import { setSelected, useSelectedRuns } from '../selected-runs';
import styles from './compare.module.css';
import { compareCursor, useCompareCursor, useComparedRange } from './compare-cursor';
import { comparedNames, MAX_COMPARED, useCompared, watchCompared } from './compared-runs';
import { Curves } from './curves';
import { Differences } from './differences';
import { Maps } from './maps';
import { Outcomes } from './outcomes';
import { Picker } from './picker';
import { compareWords } from './words';

/** What is not drawn yet or cannot be. */
function Notes() {
  const t = useWords(compareWords);
  const say = useSay();
  const chosen = useSelectedRuns(({ runs }) => runs);
  const { loaded, failures } = useCompared();
  const waiting = comparedNames(chosen).filter((run) => !loaded.has(run) && !failures.has(run));
  return (
    <>
      {chosen.length > MAX_COMPARED && (
        <p className={styles.note}>{t('limit', { limit: MAX_COMPARED })}</p>
      )}
      {waiting.length > 0 && (
        <p className={styles.note} role="status">
          {say(compareWords.entries.loading, { count: waiting.length })}
        </p>
      )}
      {[...failures].map(([run, reason]) => (
        <p key={run} className={styles.note} role="alert">
          {t('failed', { run, reason })}{' '}
          <Button size="compact-xs" variant="default" onClick={() => setSelected(run, false)}>
            {t('deselect')}
          </Button>
        </p>
      ))}
    </>
  );
}

/** Runs of the project beside each other: curves, outcomes, settings and heat maps, under one time cursor. */
export function CompareTab() {
  const t = useWords(compareWords);
  const listing = useRuns();
  const chosen = useSelectedRuns(({ runs }) => runs);
  const loaded = useCompared((state) => state.loaded);
  const [picked, setPicked] = useState<string | null>(null);
  // Pointing from run to run must not wait for a hundred lines to be drawn.
  const strong = useDeferredValue(picked);
  const range = useComparedRange();
  useEffect(() => {
    const stop = watchCompared();
    return () => {
      stop();
      // The next runs have steps of their own.
      useCompareCursor.setState({ step: null, range: null });
    };
  }, []);
  const now = useMemo(
    () => comparedNames(chosen).flatMap((run) => loaded.get(run) ?? []),
    [chosen, loaded],
  );
  // A hundred runs are drawn in portions, so that keys and clicks get their turn in between.
  const runs = useDeferredValue(now);
  return (
    <CursorContext value={compareCursor}>
      <div className={styles.tab}>
        <Picker listing={listing} picked={picked} onPick={setPicked} />
        <div className={styles.page}>
          <div className={styles.body}>
            <Notes />
            {chosen.length === 0 && <p className={styles.nothing}>{t('choose')}</p>}
            {runs.length > 0 && (
              <>
                <Curves runs={runs} range={range} picked={strong} onPick={setPicked} />
                <Outcomes runs={runs} />
                <Differences runs={runs} />
                <Maps runs={runs} range={range} />
              </>
            )}
          </div>
          {runs.length > 0 && <TimeCursor />}
        </div>
      </div>
    </CursorContext>
  );
}
