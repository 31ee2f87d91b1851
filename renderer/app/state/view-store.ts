import { create } from 'zustand';

export const OVERLAYS = ['shapes', 'signal', 'gradient', 'dead', 'updates'] as const;
/** What the canvas colours nodes and edges by; `shapes` is no colour. */
export type Overlay = (typeof OVERLAYS)[number];

/** `explore` and `trial` cover the workbench, whose commands do nothing meanwhile: they would change what nobody sees. */
export type Screen = 'start' | 'workbench' | 'explore' | 'trial';

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
  /** A name of `renderer/explore/tabs.ts`. */
  readonly exploreTab: string;
}

export const useView = create<ViewState>(() => ({
  screen: 'start',
  overlay: 'shapes',
  reveal: null,
  monitorTab: 'loss',
  sideTab: 'layers',
  inspectorTab: 'training',
  exploreTab: 'starts',
}));

/** A project is in the window, whichever of its screens shows it. */
export const isProjectOpen = ({ screen }: Pick<ViewState, 'screen'>): boolean => screen !== 'start';
