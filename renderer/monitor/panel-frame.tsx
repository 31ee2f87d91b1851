import { Button, Skeleton } from '@mantine/core';
import { Play } from 'lucide-react';
import { type ReactNode, useId, useMemo, useRef } from 'react';
import type { Table } from '../../shared/csv';
import { isOver } from '../../shared/telemetry/protocol';
import { reportFailure } from '../app/host/report-failure';
import { useSay, useWords } from '../app/i18n/i18n';
import { startOrResume } from '../app/run/control';
import { useRun } from '../app/state/run-store';
import { ExportMenu } from './export-menu';
import { type Exportable, ExportRegistry } from './export-registry';
import classes from './monitor.module.css';
import { useMonitor } from './monitor-store';
import { useCurrentPanel } from './panel-entry';
import { usePhase } from './watched';
import { monitorWords } from './words';

export interface PanelFrameProps {
  /** There is something to draw; else the panel says what to do next. */
  readonly ready: boolean;
  /** Why this panel will never have anything for this run; said instead of "arrives in a moment". */
  readonly absent?: string | null;
  readonly controls?: ReactNode;
  /** The numbers behind the panel, for CSV; made when asked for. */
  readonly table?: () => Table | null;
  /** The body scrolls (small multiples) instead of filling its place. */
  readonly scrolls?: boolean;
  readonly children: ReactNode;
}

/** Title, the line that says what to conclude, controls, export, and the states in which there is nothing to draw. */
export function PanelFrame(props: PanelFrameProps) {
  const { ready, absent, controls, table, scrolls, children } = props;
  const entry = useCurrentPanel();
  const say = useSay();
  // Alone, a panel stands below its tab, which names it already.
  const sideBySide = useMonitor((state) => state.sideBySide);
  const body = useRef<HTMLDivElement>(null);
  const parts = useMemo(() => new Set<Exportable>(), []);
  const heading = useId();
  return (
    <section
      className={classes.panel}
      aria-labelledby={heading}
      data-testid={`panel-${entry.name}`}
    >
      <header className={classes.panelHeader}>
        <h3 id={heading} className={sideBySide ? classes.panelTitle : classes.hidden}>
          {say(entry.title)}
        </h3>
        <p className={classes.tells} title={say(entry.tells)}>
          {say(entry.tells)}
        </p>
        <div className={classes.controls}>
          {ready && controls}
          {table && (
            <ExportMenu
              disabled={!ready}
              name={entry.name}
              picture={() => ({
                body: body.current as HTMLDivElement,
                parts,
                title: say(entry.title),
                table,
              })}
            />
          )}
        </div>
      </header>
      <ExportRegistry value={parts}>
        <div
          ref={body}
          className={classes.panelBody}
          data-scrolls={scrolls || undefined}
          // What scrolls must be reachable by keyboard, also where nothing in it takes the focus.
          tabIndex={scrolls ? 0 : undefined}
        >
          {ready ? children : <Nothing absent={absent ?? null} />}
        </div>
      </ExportRegistry>
    </section>
  );
}

/** Nothing to draw: says why, and the next thing to do. */
function Nothing({ absent }: { readonly absent: string | null }) {
  const t = useWords(monitorWords);
  const run = useRun((state) => state.run);
  const layout = useRun((state) => state.layout);
  const phase = usePhase();
  if (run && layout && absent) return <p className={classes.nothing}>{absent}</p>;
  if (!run) {
    return (
      <div className={classes.nothing}>
        <p>{t('noRun')}</p>
        <p>{t('noRunNext')}</p>
        <Button
          leftSection={<Play size={14} />}
          onClick={() => startOrResume().catch(reportFailure)}
        >
          {t('train')}
        </Button>
      </div>
    );
  }
  if (phase && isOver(phase)) return <p className={classes.nothing}>{t('endedEmpty')}</p>;
  if (phase === 'paused') return <p className={classes.nothing}>{t('waitingPaused')}</p>;
  return (
    <div className={classes.nothing} data-wide>
      <p>{t(layout ? 'waiting' : 'preparing')}</p>
      <Skeleton height={8} />
      <Skeleton height={8} width="70%" />
      <Skeleton height={8} width="85%" />
    </div>
  );
}
