import { create } from 'zustand';
import type { HostOutput } from '../../../shared/host';
import { type Settings, type SettingsChange, settingsSchema } from '../../../shared/host-data';
import { host } from '../host/host';
import { reportFailure } from '../host/report-failure';

export type AppInfo = HostOutput<'app.info'>;

export interface SettingsState {
  readonly settings: Settings;
  /** Null until the host answered. */
  readonly info: AppInfo | null;
}

/** What the person chose for this app on this machine; kept by the host, mirrored here. */
export const useSettings = create<SettingsState>(() => ({
  settings: settingsSchema.parse({}),
  info: null,
}));

/** Asks the host who it is and what was chosen before. Rejects where the host cannot be reached. */
export async function loadSettings(): Promise<void> {
  const [info, settings] = await Promise.all([
    host.call('app.info', {}),
    host.call('settings.read', {}),
  ]);
  useSettings.setState({ info, settings });
}

/** Takes effect at once and is then kept; a failure to keep it is said and changes nothing on the screen. */
export function changeSettings(change: SettingsChange): void {
  useSettings.setState((state) => ({ settings: { ...state.settings, ...change } }));
  void host.call('settings.write', change).catch(reportFailure);
}

/** Dragging a separator ends in one write, however many panels moved. */
const PANEL_WRITE_DELAY_MS = 300;
let panelTimer: ReturnType<typeof setTimeout> | undefined;

/** Remembers a panel's size or state under a name of its own. */
export function rememberPanel(name: string, value: number | boolean | string): void {
  const { settings } = useSettings.getState();
  if (settings.panels[name] === value) return;
  useSettings.setState({
    settings: { ...settings, panels: { ...settings.panels, [name]: value } },
  });
  clearTimeout(panelTimer);
  panelTimer = setTimeout(() => {
    const { panels } = useSettings.getState().settings;
    void host.call('settings.write', { panels }).catch(reportFailure);
  }, PANEL_WRITE_DELAY_MS);
}

export const panelNumber = (name: string, fallback: number): number => {
  const value = useSettings.getState().settings.panels[name];
  return typeof value === 'number' && Number.isFinite(value) ? value : fallback;
};

export const panelFlag = (name: string, fallback: boolean): boolean => {
  const value = useSettings.getState().settings.panels[name];
  return typeof value === 'boolean' ? value : fallback;
};
