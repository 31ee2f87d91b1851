import { shownLayerAt } from '../../shared/graph/analyse-blocks';
import type { RunLayout } from '../../shared/telemetry/layout';
import { useAnalysis } from '../app/state/analysis';
import { pathOf } from '../app/state/opened-store';
import { shownNumbers, useShownLayout } from '../monitor/shown-numbers';
import { NODE_HEIGHT, NODE_HEIGHT_WITH_READINGS } from './geometry';

const NONE: ReadonlySet<string> = new Set();
const sets = new WeakMap<RunLayout, ReadonlySet<string>>();

function measuredIn(layout: RunLayout | null): ReadonlySet<string> {
  if (!layout) return NONE;
  const known = sets.get(layout);
  if (known) return known;
  const made = new Set(layout.layers.map(({ node }) => node));
  sets.set(layout, made);
  return made;
}

/** Nodes that are measured, by a run or before one: they have room for their numbers. */
export const useMeasuredNodes = (): ReadonlySet<string> => measuredIn(useShownLayout());

/** The height that a node has on the canvas now. */
export const heightOfNode = (id: string): number =>
  measuredIn(shownNumbers()?.layout ?? null).has(shownLayerAt(useAnalysis.getState(), pathOf(id)))
    ? NODE_HEIGHT_WITH_READINGS
    : NODE_HEIGHT;
