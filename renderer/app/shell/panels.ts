import type { PanelImperativeHandle } from 'react-resizable-panels';
import { create } from 'zustand';
import { panelFlag, panelNumber, rememberPanel } from '../settings/settings';
import { LAYOUT } from '../theme/tokens';

export const PANEL_NAMES = ['left', 'monitor', 'right'] as const;
export type PanelName = (typeof PANEL_NAMES)[number];

interface PanelSizes {
  readonly minimum: number;
  readonly initial: number;
  /** What stays of it when collapsed. */
  readonly rail: number;
}

export const PANEL_SIZES: Readonly<Record<PanelName, PanelSizes>> = {
  left: { ...LAYOUT.sidePanel, rail: LAYOUT.railWidth },
  right: { ...LAYOUT.inspectorPanel, rail: LAYOUT.railWidth },
  monitor: LAYOUT.monitorPanel,
};

const sizeKey = (name: PanelName): string => `workbench.${name}.size`;
const collapsedKey = (name: PanelName): string => `workbench.${name}.collapsed`;

/** Of the window's height at most, until the person chose a size: in a small window the canvas comes first. */
const MONITOR_SHARE = 0.38;

const initialSize = (name: PanelName): number =>
  name === 'monitor'
    ? Math.min(PANEL_SIZES.monitor.initial, window.innerHeight * MONITOR_SHARE)
    : PANEL_SIZES[name].initial;

/** The size in pixels that a panel had when it was last open. */
export const openSize = (name: PanelName): number => panelNumber(sizeKey(name), initialSize(name));

export const wasCollapsed = (name: PanelName): boolean => panelFlag(collapsedKey(name), false);

/** The size in pixels that a panel starts with. */
export const startSize = (name: PanelName): number =>
  wasCollapsed(name) ? PANEL_SIZES[name].rail : openSize(name);

const handles = new Map<PanelName, PanelImperativeHandle>();

export function registerPanel(name: PanelName, handle: PanelImperativeHandle | null): void {
  if (handle) handles.set(name, handle);
  else handles.delete(name);
}

/** Remembers how a panel stands; sizes in pixels, so that a larger window does not widen it. */
export function rememberPanelSize(name: PanelName, pixels: number, collapsed: boolean): void {
  rememberPanel(collapsedKey(name), collapsed);
  if (!collapsed) rememberPanel(sizeKey(name), Math.round(pixels));
}

/** Which panels are collapsed now. */
export const useCollapsed = create<Readonly<Record<PanelName, boolean>>>(() => ({
  left: false,
  right: false,
  monitor: false,
}));

/** Collapses or expands a panel; `open` says which, otherwise the other state than now. */
export function togglePanel(name: PanelName, open?: boolean): void {
  const handle = handles.get(name);
  if (!handle || open === !handle.isCollapsed()) return;
  // A panel that started collapsed knows no size to expand to, so it is given one.
  if (handle.isCollapsed()) handle.resize(openSize(name));
  else handle.collapse();
}
