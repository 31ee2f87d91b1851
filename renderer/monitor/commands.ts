import type { Text } from '../../shared/text/text';
import type { Command } from '../app/commands/command';
import { useCursor, useRun } from '../app/state/run-store';
import { useView } from '../app/state/view-store';
import { watchedCursor } from './cursor';
import { setSideBySide, useMonitor } from './monitor-store';
import { PANEL_TITLES } from './panel-titles';

const hasRun = (): boolean => useRun.getState().telemetry !== null;

const command = (
  name: string,
  label: Text,
  shortcuts: readonly string[],
  run: () => void,
  isEnabled: () => boolean = hasRun,
): Command => ({ name, group: 'view', label, shortcuts, run, isEnabled });

/** What can be asked of the monitor. Overlays of the canvas are commands of the canvas. */
export const monitorCommands: readonly Command[] = [
  command(
    'view.cursor-back',
    { en: 'Time cursor: one recorded step back', zh: '时间游标：后退一个记录步' },
    ['['],
    () => watchedCursor.move(-1),
  ),
  command(
    'view.cursor-forward',
    { en: 'Time cursor: one recorded step forward', zh: '时间游标：前进一个记录步' },
    [']'],
    () => watchedCursor.move(1),
    () => hasRun() && useCursor.getState().step !== null,
  ),
  command(
    'view.cursor-live',
    { en: 'Time cursor: follow the newest step', zh: '时间游标：跟随最新一步' },
    ['\\'],
    watchedCursor.goLive,
    () => hasRun() && useCursor.getState().step !== null,
  ),
  command(
    'view.cursor-whole-run',
    { en: 'Charts: show the whole run', zh: '图表：显示整个训练过程' },
    [],
    watchedCursor.resetZoom,
    () => useCursor.getState().range !== null,
  ),
  command(
    'view.charts-side-by-side',
    { en: 'Charts: side by side', zh: '图表：并排显示' },
    [],
    () => setSideBySide(!useMonitor.getState().sideBySide),
    () => useView.getState().screen === 'workbench',
  ),
  ...Object.entries(PANEL_TITLES).map(
    ([name, title], index): Command => ({
      name: `view.chart-${name}`,
      group: 'view',
      label: { en: `Chart: ${title.en}`, zh: `图表：${title.zh}` },
      shortcuts: [String(index + 1)],
      isEnabled: () => useView.getState().screen === 'workbench',
      run: () => {
        setSideBySide(false);
        useView.setState({ monitorTab: name });
      },
    }),
  ),
];
