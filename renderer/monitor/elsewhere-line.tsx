import { useEffect, useState } from 'react';
import { isOver } from '../../shared/telemetry/protocol';
import { useSay, useWords } from '../app/i18n/i18n';
import { formatDuration } from '../app/run/format';
import { type Elsewhere, useRun } from '../app/state/run-store';
import { elsewhereWords } from './elsewhere-words';
import classes from './monitor.module.css';

const TICK_MS = 1_000;
/** A file is late after so many of its intervals, and never before so many seconds: a slow step is no silence. */
const LATE_INTERVALS = 5;
const LATE_SECONDS = 15;

/** For how many seconds nothing was heard of a run that should go on; null where that is no cause for concern. */
export function silenceOf(
  { changed, interval }: Pick<Elsewhere, 'changed' | 'interval'>,
  now: number,
): number | null {
  const seconds = (now - changed) / 1_000;
  return seconds > Math.max(LATE_SECONDS, LATE_INTERVALS * interval) ? seconds : null;
}

/** The clock, once a second while `ticks`. */
function useNow(ticks: boolean): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (!ticks) return;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, [ticks]);
  return now;
}

/** Says of a run from elsewhere what trains it, and when it falls silent. */
export function ElsewhereLine() {
  const elsewhere = useRun((state) => state.elsewhere);
  return elsewhere && <Facts elsewhere={elsewhere} />;
}

function Facts({ elsewhere }: { readonly elsewhere: Elsewhere }) {
  const t = useWords(elsewhereWords);
  const say = useSay();
  const goesOn = useRun(({ state }) => state !== null && !isOver(state.phase));
  const now = useNow(goesOn);
  const { tool, processes, device, failure } = elsewhere;
  const silence = goesOn ? silenceOf(elsewhere, now) : null;
  const by = device ? t('by', { tool, processes, device }) : t('plain', { tool });
  return (
    <div className={classes.openedRun} data-testid="elsewhere">
      <span className={classes.caption}>
        {t(goesOn ? 'trains' : 'trained')}: {by}
      </span>
      {goesOn && <span>{t('readOnly')}</span>}
      {silence !== null && (
        <span role="status" className={classes.quiet}>
          {t('quiet', { time: formatDuration(Math.floor(silence / 5) * 5) })}
        </span>
      )}
      {failure && (
        <span role="alert" className={classes.quiet}>
          {t('unreadable', { reason: say(failure) })}
        </span>
      )}
    </div>
  );
}
