import { Button } from '@mantine/core';
import { reportFailure } from '../app/host/report-failure';
import { useSay, useWords } from '../app/i18n/i18n';
import { useRun } from '../app/state/run-store';
import classes from './monitor.module.css';
import { closeOpenedRun, shownOpenedRun, useOpenedRun } from './opened-run-store';
import { monitorWords } from './words';

/** Says that the charts belong to another network than the one on the canvas, and what can be done about it. */
export function OpenedRunLine() {
  const t = useWords(monitorWords);
  const say = useSay();
  const run = useRun((state) => state.run);
  const opened = useOpenedRun((state) => shownOpenedRun(state.opened, run));
  if (!opened) return null;
  const caption = say(opened.caption);
  return (
    <div className={classes.openedRun} role="status" data-testid="opened-run">
      <span className={classes.caption} title={caption}>
        {caption}
      </span>
      <Button size="compact-xs" variant="default" flex="none" onClick={opened.use}>
        {t('useSettings')}
      </Button>
      <Button
        size="compact-xs"
        variant="default"
        flex="none"
        onClick={() => closeOpenedRun().catch(reportFailure)}
      >
        {t('closeOpened')}
      </Button>
    </div>
  );
}
