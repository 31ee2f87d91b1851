import { create } from 'zustand';

export const OVERLAYS = ['shapes', 'signal', 'gradient', 'dead', 'updates'] as const;
/** What the canvas colours nodes and edges by; `shapes` is no colour. */
export type Overlay = (typeof OVERLAYS)[number];

export type Screen = 'start' | 'workbench';

export const SIDE_TABS = ['layers', 'data', 'lab'] as const;
export const INSPECTOR_TABS = ['layer', 'training'] as const;

/** What the window shows now; nothing here is saved in the document. */
export interface ViewState {
  readonly screen: Screen;
  readonly overlay: Overlay;
  /** A node that the canvas should bring into view, then clear. */
  readonly reveal: string | null;
  readonly monitorTab: string;
  readonly sideTab: (typeof SIDE_TABS)[number];
  readonly inspectorTab: (typeof INSPECTOR_TABS)[number];
}

export const useView = create<ViewState>(() => ({
  screen: 'start',
  overlay: 'shapes',
  reveal: null,
  monitorTab: 'loss',
  sideTab: 'layers',
  inspectorTab: 'training',
}));
