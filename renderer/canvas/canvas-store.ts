import type { ReactFlowInstance } from '@xyflow/react';
import { create } from 'zustand';
import type { Position } from '../../shared/document/schema';
import type { Text, TextValues } from '../../shared/text/text';
import type { FlowEdge, FlowNode } from './flow-elements';
import type { Positions } from './geometry';
import { type HelperLines, NO_LINES } from './helper-lines';

/** A place on the screen (client pixels) and the same place on the canvas. */
export interface Place {
  readonly screen: Position;
  readonly flow: Position;
}

export type MenuTarget =
  | { readonly type: 'selection' }
  | { readonly type: 'edge'; readonly edge: string }
  | { readonly type: 'canvas' };

/** What the canvas shows just now beside the document: popovers, a drag under way, the zoom. Never saved. */
export interface CanvasState {
  /** The search that adds a layer; with `from`, the layer is connected to that node's side. */
  readonly quickAdd: {
    readonly place: Place;
    readonly from: { readonly node: string; readonly side: 'source' | 'target' } | null;
    /** The connection that the layer goes into. */
    readonly edge?: string;
  } | null;
  /** The node whose target is being chosen by keyboard. */
  readonly connectFrom: string | null;
  readonly menu: { readonly place: Place; readonly target: MenuTarget } | null;
  /** Why something was refused, said near the pointer. */
  readonly refusal: {
    readonly at: Position;
    readonly text: Text;
    readonly values: TextValues;
  } | null;
  /** Where dragged elements are until they are dropped: the document changes once, at the end. */
  readonly dragged: Positions | null;
  readonly lines: HelperLines;
  /** What happened, for screen readers. */
  readonly announcement: { readonly text: Text; readonly values: TextValues } | null;
  /** So far away that nodes show their name alone. */
  readonly isFar: boolean;
  /** Dragging on the canvas selects instead of panning. */
  readonly selectMode: boolean;
  readonly editedComment: string | null;
  readonly showMinimap: boolean;
  /** The owner of the weights that the node under the pointer shares. */
  readonly hoveredOwner: string | null;
}

export const useCanvas = create<CanvasState>(() => ({
  quickAdd: null,
  connectFrom: null,
  menu: null,
  refusal: null,
  dragged: null,
  lines: NO_LINES,
  announcement: null,
  isFar: false,
  selectMode: false,
  editedComment: null,
  showMinimap: true,
  hoveredOwner: null,
}));

/** The mounted canvas, for commands; null while none is on the screen. */
let flow: ReactFlowInstance<FlowNode, FlowEdge> | null = null;
export const setFlow = (instance: ReactFlowInstance<FlowNode, FlowEdge> | null): void => {
  flow = instance;
};
export const currentFlow = (): ReactFlowInstance<FlowNode, FlowEdge> | null => flow;

/** The element that holds the canvas, for the middle of the view and for focus. */
let surface: HTMLElement | null = null;
export const setSurface = (element: HTMLElement | null): void => {
  surface = element;
};
export const currentSurface = (): HTMLElement | null => surface;

/** Where the pointer last was over the canvas; the keyboard's quick add opens there. */
let pointer: Position | null = null;
export const rememberPointer = (position: Position | null): void => {
  pointer = position;
};

/** Whether the pointer is over the canvas. */
export const isPointerOver = (): boolean => pointer !== null;

/** The pointer's place if it is over the canvas, else the middle of the view. */
export function currentPlace(): Place {
  const bounds = surface?.getBoundingClientRect();
  const screen = pointer ?? {
    x: bounds ? bounds.left + bounds.width / 2 : 0,
    y: bounds ? bounds.top + bounds.height / 2 : 0,
  };
  return placeAt(screen);
}

/** A place of the canvas, and where the screen shows it. */
export const placeOf = (position: Position): Place => ({
  flow: position,
  screen: flow ? flow.flowToScreenPosition(position) : position,
});

export const placeAt = (screen: Position): Place => ({
  screen,
  flow: flow ? flow.screenToFlowPosition(screen) : screen,
});

/** Says to screen readers what an edit did; those who see saw it. */
export const announce = (text: Text, values: TextValues): void =>
  useCanvas.setState({ announcement: { text, values } });

const REFUSAL_SHOWN_MS = 6_000;
let refusalTimer: ReturnType<typeof setTimeout> | undefined;

/** Says near `at` why something was refused; goes away by itself or on the next press. */
export function refuse(at: Position, text: Text, values: TextValues = {}): void {
  clearTimeout(refusalTimer);
  useCanvas.setState({ refusal: { at, text, values } });
  refusalTimer = setTimeout(() => useCanvas.setState({ refusal: null }), REFUSAL_SHOWN_MS);
}
