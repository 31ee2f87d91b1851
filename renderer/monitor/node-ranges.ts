import { useMemo, useSyncExternalStore } from 'react';
import { HISTOGRAM_TENSORS, histogramColumn } from '../../shared/telemetry/layout';
import { useCursor, useRun } from '../app/state/run-store';
import { layerIndexOf } from './node-readings';
import { subscribeShown } from './shown-numbers';

/** The smallest and the largest number of a tensor. */
export type Range = readonly [number, number];

/** Histograms of a node at the time cursor know the exact ends of its output, its main weight and their like. */
export type NodeRanges = Readonly<Record<(typeof HISTOGRAM_TENSORS)[number], Range>>;

function rangesAt(node: string): NodeRanges | null {
  const { layout, telemetry } = useRun.getState();
  const layer = layout ? layerIndexOf(layout, node) : -1;
  const row = layer < 0 ? null : telemetry?.rowAt('histograms', useCursor.getState().step);
  if (!row) return null;
  return Object.fromEntries(
    HISTOGRAM_TENSORS.map((tensor) => {
      const column = histogramColumn(layer, tensor);
      return [tensor, [row[column], row[column + 1]]];
    }),
  ) as unknown as NodeRanges;
}

const isSame = (one: NodeRanges | null, other: NodeRanges | null): boolean =>
  one === other ||
  (one !== null &&
    other !== null &&
    HISTOGRAM_TENSORS.every((tensor) =>
      one[tensor].every((end, at) => Object.is(end, other[tensor][at])),
    ));

/** Reads a node's ranges at the time cursor, again and again: the same object comes back while no number changed. */
export function rangesReader(node: string): () => NodeRanges | null {
  let kept: NodeRanges | null = null;
  return () => {
    const ranges = rangesAt(node);
    if (!isSame(kept, ranges)) kept = ranges;
    return kept;
  };
}

/** The ranges of a node's tensors at the time cursor; NaN where one was not measured, null where nothing was. */
export function useNodeRanges(node: string): NodeRanges | null {
  const read = useMemo(() => rangesReader(node), [node]);
  return useSyncExternalStore(subscribeShown, read);
}
