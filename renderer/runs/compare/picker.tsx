import { Button, Checkbox } from '@mantine/core';
import { memo } from 'react';
import type { RunSummary } from '../../../shared/host-data';
import { useLocale, useWords } from '../../app/i18n/i18n';
import type { Listing } from '../../monitor/use-runs';
import { monitorWords } from '../../monitor/words';
import { Pages, usePages } from '../pages';
import { runTitle, settingsLine, startedShort } from '../run-title';
import { selectRuns, setSelected, useSelectedRuns } from '../selected-runs';
import styles from './compare.module.css';
import { useCompared } from './compared-runs';
import { KeyLine } from './key-line';
import { lineStyle } from './line-style';
import { compareWords } from './words';

const NO_RUNS: readonly RunSummary[] = [];
const RUNS_A_PAGE = 25;

interface PickerProps {
  readonly listing: Listing;
  /** Stands out in the charts. */
  readonly picked: string | null;
  readonly onPick: (run: string | null) => void;
}

interface EntryProps {
  readonly summary: RunSummary;
  readonly isPicked: boolean;
  readonly onPick: (run: string | null) => void;
}

const Entry = memo(function Entry({ summary, isPicked, onPick }: EntryProps) {
  const locale = useLocale();
  const t = useWords(monitorWords);
  const { run, purpose } = summary;
  const isSelected = useSelectedRuns(({ runs }) => runs.includes(run));
  const slot = useCompared(({ slots }) => slots.get(run));
  const title = runTitle(summary, locale);
  const settings = settingsLine(summary, locale);
  return (
    <li
      className={styles.entry}
      data-picked={isPicked || undefined}
      onPointerEnter={() => isSelected && onPick(run)}
      onPointerLeave={() => onPick(null)}
    >
      <Checkbox
        size="xs"
        label={
          <span className={styles.entryName}>
            <span className={styles.entryTitle}>{title}</span>
            {purpose.kind === 'fold' && t('foldNumber', { number: purpose.index + 1 })}
            {purpose.kind === 'rateTest' && t('rateTest')}
            {purpose.kind === 'imported' && t('imported')}
          </span>
        }
        checked={isSelected}
        onFocus={() => isSelected && onPick(run)}
        onBlur={() => onPick(null)}
        onChange={(event) => setSelected(run, event.currentTarget.checked)}
      />
      {slot !== undefined && <KeyLine style={lineStyle(slot)} />}
      <span className={styles.entrySettings} title={settings}>
        {summary.label?.name ? `${startedShort(summary, locale)} · ${settings}` : settings}
      </span>
    </li>
  );
});

/** Which runs are compared; also the key to their lines. */
export function Picker({ listing, picked, onPick }: PickerProps) {
  const t = useWords(compareWords);
  const told = useWords(monitorWords);
  const runs = listing.state === 'listed' ? listing.runs : NO_RUNS;
  const paged = usePages(runs, RUNS_A_PAGE);
  return (
    <section className={styles.picker} aria-label={t('runs')} data-testid="compare-runs">
      <div className={styles.pickerHead}>
        <h3 className={styles.heading}>{t('runs')}</h3>
        <Button
          size="compact-xs"
          variant="default"
          onClick={() => selectRuns(runs.map(({ run }) => run))}
        >
          {t('all')}
        </Button>
        <Button size="compact-xs" variant="default" onClick={() => selectRuns([])}>
          {t('none')}
        </Button>
      </div>
      {listing.state === 'failed' && (
        <p role="alert">{told('runsFailed', { reason: listing.reason })}</p>
      )}
      {listing.state === 'listed' && runs.length === 0 && (
        <p className={styles.nothing}>{t('noRuns')}</p>
      )}
      <ul className={styles.entries}>
        {paged.shown.map((summary) => (
          <Entry
            key={summary.run}
            summary={summary}
            isPicked={picked === summary.run}
            onPick={onPick}
          />
        ))}
      </ul>
      <Pages paged={paged} label={t('runPages')} />
    </section>
  );
}
