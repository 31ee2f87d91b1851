import { create } from 'zustand';
import { rememberPanel, useSettings } from '../app/settings/settings';

const SIDE_BY_SIDE = 'monitor.sideBySide';
const CHOSEN = 'monitor.chosen';
const SEPARATOR = ' ';
const FIRST_CHOICE = ['loss', 'gradient'];

/** How the monitor is laid out; kept in the settings. */
export interface MonitorState {
  readonly sideBySide: boolean;
  /** Panels shown side by side, in the order of the tabs. */
  readonly chosen: readonly string[];
}

function fromSettings(): MonitorState {
  const { panels } = useSettings.getState().settings;
  const chosen = panels[CHOSEN];
  return {
    sideBySide: panels[SIDE_BY_SIDE] === true,
    chosen: typeof chosen === 'string' && chosen ? chosen.split(SEPARATOR) : FIRST_CHOICE,
  };
}

export const useMonitor = create<MonitorState>(fromSettings);

// Settings arrive from the host after this module was read.
useSettings.subscribe((state, before) => {
  if (state.info && !before.info) useMonitor.setState(fromSettings());
});

export function setSideBySide(sideBySide: boolean): void {
  useMonitor.setState({ sideBySide });
  rememberPanel(SIDE_BY_SIDE, sideBySide);
}

/** Shows or hides one panel in the side-by-side view. */
export function toggleChosen(name: string): void {
  const { chosen } = useMonitor.getState();
  const next = chosen.includes(name) ? chosen.filter((each) => each !== name) : [...chosen, name];
  useMonitor.setState({ chosen: next });
  rememberPanel(CHOSEN, next.join(SEPARATOR));
}
