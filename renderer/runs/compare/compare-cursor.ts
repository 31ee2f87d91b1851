import { useMemo } from 'react';
import { create } from 'zustand';
import type { Cursor } from '../../app/state/run-store';
import { recordedSteps, TimeCursorControl } from '../../monitor/cursor';
import { mergedSteps, wholeOf } from '../../monitor/shared-steps';
import type { StepRange } from '../../monitor/time-axis';
import { type ComparedRun, useCompared } from './compared-runs';

/** The time cursor over all runs that are compared. */
export const useCompareCursor = create<Cursor>(() => ({ step: null, range: null }));

type Loaded = ReadonlyMap<string, ComparedRun>;

const steps = new WeakMap<Loaded, Float32Array>();

/** The slider asks for them whenever it is drawn. */
function stepsOf(loaded: Loaded): Float32Array {
  const known = steps.get(loaded);
  if (known) return known;
  const made = mergedSteps([...loaded.values()].map(({ telemetry }) => recordedSteps(telemetry)));
  steps.set(loaded, made);
  return made;
}

const wholeOfRuns = (loaded: Loaded): StepRange | null =>
  wholeOf([...loaded.values()].map(({ telemetry }) => telemetry.stepRange()));

export const compareCursor = new TimeCursorControl(useCompareCursor, {
  steps: () => stepsOf(useCompared.getState().loaded),
  whole: () => wholeOfRuns(useCompared.getState().loaded),
  useGrowing: () => false,
});

/** The steps that all charts show: those of the longest run, or what was zoomed to. */
export function useComparedRange(): StepRange {
  const loaded = useCompared((state) => state.loaded);
  const { range: zoom } = useCompareCursor();
  const [from, to] = zoom ?? wholeOfRuns(loaded) ?? [0, 1];
  return useMemo(() => [from, to], [from, to]);
}
