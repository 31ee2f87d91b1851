import { useCallback, useMemo, useSyncExternalStore } from 'react';
import {
  LAYER_QUANTITIES,
  type LayerQuantity,
  layerColumn,
  type RunLayout,
} from '../../shared/telemetry/layout';
import type { Overlay } from '../app/state/view-store';
import { LOG_SCALES, OVERLAY_QUANTITIES, positionOf } from './scale';
import { shownNumbers, subscribeShown } from './shown-numbers';

/** What a layer measured at the time cursor. NaN: not measured (a layer without weights has no update ratio). */
export type NodeReading = Readonly<Record<LayerQuantity, number>>;

/** Layer index by node id, made once per run: asked for once a node and frame. */
const indices = new WeakMap<RunLayout, ReadonlyMap<string, number>>();

export function layerIndexOf(layout: RunLayout, node: string): number {
  let index = indices.get(layout);
  if (!index) {
    index = new Map(layout.layers.map((layer, position) => [layer.node, position]));
    indices.set(layout, index);
  }
  return index.get(node) ?? -1;
}

/** Column of the node's first quantity in the row at the cursor, or null where nothing is recorded of it. */
function locate(node: string): { readonly row: Float32Array; readonly start: number } | null {
  const shown = shownNumbers();
  if (!shown) return null;
  const index = layerIndexOf(shown.layout, node);
  if (index < 0) return null;
  const row = shown.telemetry.rowAt('layers', shown.step);
  return row ? { row, start: layerColumn(index, LAYER_QUANTITIES[0]) } : null;
}

function sameNumbers(reading: NodeReading, row: Float32Array, start: number): boolean {
  for (let offset = 0; offset < LAYER_QUANTITIES.length; offset += 1) {
    if (!Object.is(reading[LAYER_QUANTITIES[offset]], row[start + offset])) return false;
  }
  return true;
}

function readingFrom(row: Float32Array, start: number): NodeReading {
  return Object.fromEntries(
    LAYER_QUANTITIES.map((quantity, offset) => [quantity, row[start + offset]]),
  ) as Record<LayerQuantity, number>;
}

/** Reads a node at the time cursor, again and again: the same object comes back while no number changed. */
export function nodeReader(node: string): () => NodeReading | null {
  let kept: NodeReading | null = null;
  return () => {
    const place = locate(node);
    if (!place) kept = null;
    else if (!kept || !sameNumbers(kept, place.row, place.start)) {
      kept = readingFrom(place.row, place.start);
    }
    return kept;
  };
}

/** The worst numbers of several layers, and which layer each is of. */
export interface WorstReading {
  readonly values: NodeReading;
  /** Ids; empty where none of the layers measured the quantity. */
  readonly layers: Readonly<Record<LayerQuantity, string>>;
}

/** How far a number is from what is usual: in parts of its scale, or the share of harm. */
const harmOf = (quantity: LayerQuantity, value: number): number => {
  const scale = LOG_SCALES[quantity];
  return scale ? Math.abs(positionOf(scale, value) - 0.5) : Math.abs(value);
};

function worstOf(
  nodes: readonly string[],
  readings: readonly (NodeReading | null)[],
): WorstReading {
  const values: Partial<Record<LayerQuantity, number>> = {};
  const layers: Partial<Record<LayerQuantity, string>> = {};
  for (const quantity of LAYER_QUANTITIES) {
    let worst = -1;
    values[quantity] = Number.NaN;
    layers[quantity] = '';
    for (const [index, reading] of readings.entries()) {
      const harm = reading ? harmOf(quantity, reading[quantity]) : Number.NaN;
      if (!reading || !(harm > worst)) continue;
      worst = harm;
      values[quantity] = reading[quantity];
      layers[quantity] = nodes[index];
    }
  }
  return { values: values as NodeReading, layers: layers as WorstReading['layers'] };
}

/** Reads the layers inside of a block; null where none of them was recorded. The same object while no number changed. */
export function worstReader(inside: readonly string[]): () => WorstReading | null {
  const readers = inside.map(nodeReader);
  let kept: WorstReading | null = null;
  let from: readonly (NodeReading | null)[] = [];
  return () => {
    const all = readers.map((read) => read());
    if (all.every((reading) => reading === null)) kept = null;
    else if (!kept || all.some((reading, index) => reading !== from[index])) {
      kept = worstOf(inside, all);
    }
    from = all;
    return kept;
  };
}

export function useWorstReading(inside: readonly string[]): WorstReading | null {
  const read = useMemo(() => worstReader(inside), [inside]);
  return useSyncExternalStore(subscribeShown, read);
}

/**
 * The quantities of a node at the time cursor (the newest where the cursor follows the run), or null where the
 * watched run recorded nothing of it. The same object comes back while no number changed, so a node that nothing
 * happened to does not render, however often telemetry arrives.
 */
export function useNodeReading(node: string): NodeReading | null {
  const read = useMemo(() => nodeReader(node), [node]);
  return useSyncExternalStore(subscribeShown, read);
}

const NOTHING_INSIDE: readonly string[] = [];

/** The number that an overlay of the canvas shows of a node at the time cursor; see `useOverlayValue`. */
export function overlayValue(node: string, overlay: Overlay): number | null {
  if (overlay === 'shapes') return null;
  const place = locate(node);
  if (!place) return null;
  const offset = LAYER_QUANTITIES.indexOf(OVERLAY_QUANTITIES[overlay]);
  const value = place.row[place.start + offset];
  return Number.isNaN(value) ? null : value;
}

/** Column of a connection in the rows of `branches`; −1 where it alone leaves its node, or none was recorded. */
function branchColumn({ branches }: RunLayout, source: string, target: string): number {
  const index = branches.findIndex((one) => one.source === source && one.target === target);
  return index < 0 ? -1 : 1 + index;
}

/**
 * The gradient that comes back along a connection at the time cursor: the whole gradient of the node that it leaves,
 * or its own part where several leave that node. Null where it was not measured.
 */
export function gradientAlong(source: string, target: string): number | null {
  const shown = shownNumbers();
  const column = shown ? branchColumn(shown.layout, source, target) : -1;
  if (column < 0) return overlayValue(source, 'gradient');
  const row = shown?.telemetry.rowAt('branches', shown.step);
  return row && !Number.isNaN(row[column]) ? row[column] : null;
}

/** What a connection shows in an overlay: the signal of its source, the gradient that comes back; else null. */
export function useConnectionValue(
  source: string,
  target: string,
  overlay: Overlay,
): number | null {
  const read = useCallback(() => {
    if (overlay === 'gradient') return gradientAlong(source, target);
    return overlay === 'signal' ? overlayValue(source, overlay) : null;
  }, [source, target, overlay]);
  return useSyncExternalStore(subscribeShown, read);
}

/** The worst of an overlay's numbers over the layers inside of a block; null where none was measured. */
export function worstOverlayValue(inside: readonly string[], overlay: Overlay): number | null {
  let worst: number | null = null;
  for (const node of inside) {
    const value = overlayValue(node, overlay);
    if (value === null || overlay === 'shapes') continue;
    const quantity = OVERLAY_QUANTITIES[overlay];
    if (worst === null || harmOf(quantity, value) > harmOf(quantity, worst)) worst = value;
  }
  return worst;
}

/**
 * The one number of a node that an overlay of the canvas shows at the time cursor; null where there is none (the
 * overlay `shapes`, a node that does not compute, a quantity that was not measured). `overlayColour` colours it.
 * `inside`: the layers of a block, which shows the worst of theirs.
 */
export function useOverlayValue(
  node: string,
  overlay: Overlay,
  inside: readonly string[] = NOTHING_INSIDE,
): number | null {
  const read = useCallback(
    () => (inside.length > 0 ? worstOverlayValue(inside, overlay) : overlayValue(node, overlay)),
    [node, overlay, inside],
  );
  return useSyncExternalStore(subscribeShown, read);
}
