import { ActionIcon, Button, NativeSelect, Popover } from '@mantine/core';
import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { isSweepOver, type SweepSummary } from '../../../shared/sweep/record';
import { fillText, say } from '../../../shared/text/text';
import { reportFailure } from '../../app/host/report-failure';
import { useLocale, useWords } from '../../app/i18n/i18n';
import styles from './sweep.module.css';
import { deleteSweep, showSweep, useSweep } from './sweep-store';
import { sweepWords } from './words';

const STARTED: Intl.DateTimeFormatOptions = {
  month: 'short',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
};

/** When a sweep began, what it varies and how many runs it has. */
function useSweepTitle(): (summary: SweepSummary) => string {
  const locale = useLocale();
  return ({ started, count, spec }) => {
    const when = new Date(started).toLocaleString(locale === 'zh' ? 'zh-CN' : 'en-GB', STARTED);
    const paths = spec.axes.map(({ path }) => path).join(' × ');
    return [when, paths, say(fillText(sweepWords.entries.runs, { count }), locale)].join(' · ');
  };
}

/** Deleting a sweep takes its runs along and cannot be undone, so it is asked once more in place. */
function DeleteSweep({ sweep, disabled }: { readonly sweep: string; readonly disabled: boolean }) {
  const t = useWords(sweepWords);
  const [isAsking, setIsAsking] = useState(false);
  return (
    <Popover opened={isAsking} onChange={setIsAsking} position="bottom-end" withinPortal trapFocus>
      <Popover.Target>
        <ActionIcon
          size={24}
          variant="default"
          aria-label={t('deleteSweep')}
          title={t('deleteSweep')}
          disabled={disabled}
          onClick={() => setIsAsking(true)}
        >
          <Trash2 size={14} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown p={8}>
        <Button
          size="compact-xs"
          color="red"
          onClick={() => {
            setIsAsking(false);
            void deleteSweep(sweep).catch(reportFailure);
          }}
        >
          {t('deleteSure')}
        </Button>
      </Popover.Dropdown>
    </Popover>
  );
}

/** The sweeps of the project that are kept, to be looked at again. */
export function EarlierSweeps() {
  const t = useWords(sweepWords);
  const { shown, all } = useSweep();
  const titleOf = useSweepTitle();
  if (!shown || all.length === 0) return null;
  return (
    <div className={styles.earlier}>
      <NativeSelect
        size="xs"
        aria-label={t('earlier')}
        title={t('earlier')}
        value={shown.sweep}
        data={all.map((summary) => ({ value: summary.sweep, label: titleOf(summary) }))}
        onChange={(event) => void showSweep(event.currentTarget.value).catch(reportFailure)}
      />
      <DeleteSweep sweep={shown.sweep} disabled={!isSweepOver(shown.progress.phase)} />
    </div>
  );
}
