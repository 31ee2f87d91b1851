import { Button, Tooltip, UnstyledButton } from '@mantine/core';
import { Columns2 } from 'lucide-react';
import { type KeyboardEvent, memo } from 'react';
import { useSay, useWords } from '../app/i18n/i18n';
import { useView } from '../app/state/view-store';
import { ElsewhereLine } from './elsewhere-line';
import classes from './monitor.module.css';
import { setSideBySide, toggleChosen, useMonitor } from './monitor-store';
import { OpenedRunLine } from './opened-run';
import { CurrentPanel, type PanelEntry } from './panel-entry';
import { PANELS } from './panels';
import { TimeCursor } from './time-cursor';
import { monitorWords } from './words';

/** The charts of the watched run: one at a time in tabs, or several side by side, with one time cursor over all. */
export function Monitor() {
  const t = useWords(monitorWords);
  const tab = useView((state) => state.monitorTab);
  const { sideBySide, chosen } = useMonitor();
  const current = PANELS.find((entry) => entry.name === tab) ?? PANELS[0];
  const shown = PANELS.filter((entry) => chosen.includes(entry.name));
  return (
    <section className={classes.monitor} aria-label={t('monitor')} data-testid="monitor">
      <div className={classes.bar}>
        {sideBySide ? <Choices chosen={chosen} /> : <TabRow current={current} />}
        <Tooltip label={t('sideBySideHelp')}>
          <Button
            size="compact-xs"
            variant={sideBySide ? 'light' : 'subtle'}
            color={sideBySide ? undefined : 'gray'}
            leftSection={<Columns2 size={13} />}
            aria-pressed={sideBySide}
            onClick={() => setSideBySide(!sideBySide)}
          >
            {t('sideBySide')}
          </Button>
        </Tooltip>
      </div>
      <OpenedRunLine />
      <ElsewhereLine />
      {sideBySide ? (
        <div className={classes.panels} data-several={shown.length > 1 || undefined}>
          {shown.length === 0 && <p className={classes.nothing}>{t('chooseOne')}</p>}
          {shown.map((entry) => (
            <PanelOf key={entry.name} entry={entry} />
          ))}
        </div>
      ) : (
        <div
          className={classes.panels}
          role="tabpanel"
          id="monitor-panel"
          aria-labelledby={`monitor-tab-${current.name}`}
        >
          <PanelOf key={current.name} entry={current} />
        </div>
      )}
      <TimeCursor />
    </section>
  );
}

const PanelOf = memo(function PanelOf({ entry }: { readonly entry: PanelEntry }) {
  return (
    <CurrentPanel value={entry}>
      <entry.Content />
    </CurrentPanel>
  );
});

/** How far an arrow key moves among the tabs; Home and End go to the ends. */
const MOVES: Readonly<Record<string, (index: number, count: number) => number>> = {
  ArrowLeft: (index, count) => (index + count - 1) % count,
  ArrowRight: (index, count) => (index + 1) % count,
  Home: () => 0,
  End: (_, count) => count - 1,
};

function TabRow({ current }: { readonly current: PanelEntry }) {
  const t = useWords(monitorWords);
  const say = useSay();
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    const move = MOVES[event.key];
    if (!move) return;
    event.preventDefault();
    const { name } = PANELS[move(PANELS.indexOf(current), PANELS.length)];
    useView.setState({ monitorTab: name });
    document.getElementById(`monitor-tab-${name}`)?.focus();
  };
  return (
    <div
      className={classes.tabs}
      role="tablist"
      aria-label={t('tabs')}
      onKeyDown={onKeyDown}
      tabIndex={-1}
    >
      {PANELS.map((entry) => (
        <UnstyledButton
          key={entry.name}
          id={`monitor-tab-${entry.name}`}
          role="tab"
          className={classes.tab}
          aria-selected={entry === current}
          aria-controls="monitor-panel"
          tabIndex={entry === current ? 0 : -1}
          data-testid={`tab-${entry.name}`}
          onClick={() => useView.setState({ monitorTab: entry.name })}
        >
          {say(entry.title)}
        </UnstyledButton>
      ))}
    </div>
  );
}

function Choices({ chosen }: { readonly chosen: readonly string[] }) {
  const t = useWords(monitorWords);
  const say = useSay();
  return (
    <fieldset className={classes.tabs} aria-label={t('tabs')}>
      {PANELS.map((entry) => (
        <UnstyledButton
          key={entry.name}
          className={classes.tab}
          aria-pressed={chosen.includes(entry.name)}
          data-testid={`choose-${entry.name}`}
          onClick={() => toggleChosen(entry.name)}
        >
          {say(entry.title)}
        </UnstyledButton>
      ))}
    </fieldset>
  );
}
