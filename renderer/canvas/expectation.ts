import { useEffect } from 'react';
import { create } from 'zustand';
import { type ExpectedSignal, expectSignals } from '../../shared/theory/expected-signals';
import { type ExpectedSizes, expectedSizes } from '../../shared/theory/expected-sizes';
import { useAnalysis } from '../app/state/analysis';
import { useRun } from '../app/state/run-store';
import { useStart } from '../app/state/start-store';
import { useNodeReading } from '../monitor/node-readings';
import { shownNumbers, useShownLayout } from '../monitor/shown-numbers';

const useExpected = create<{ readonly nodes: ReadonlyMap<string, ExpectedSignal> }>(() => ({
  nodes: new Map(),
}));

/** For 1,000 layers the integrals take half a second: edits must not wait for them. */
const SETTLED_AFTER_MS = 300;

/** Keeps the expectations up to date while numbers are shown; mounted once, by the canvas. */
export function useExpectationUpdates(): void {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const refresh = () => {
      if (!shownNumbers()) return;
      useExpected.setState({ nodes: expectSignals(useAnalysis.getState()) });
    };
    const schedule = () => {
      clearTimeout(timer);
      timer = setTimeout(refresh, SETTLED_AFTER_MS);
    };
    schedule();
    const stops = [
      useAnalysis.subscribe(schedule),
      useRun.subscribe((state, before) => {
        if (state.layout !== before.layout) schedule();
      }),
      useStart.subscribe(schedule),
    ];
    return () => {
      clearTimeout(timer);
      for (const stop of stops) stop();
    };
  }, []);
}

/** What theory expects of a node, in the sizes that its readings have. */
export function useExpectation(node: string): ExpectedSizes {
  const last = useShownLayout()?.layers.at(-1)?.node ?? '';
  const own = useExpected((state) => state.nodes.get(node));
  const expected = useExpected((state) => state.nodes.get(last));
  const gradientRms = useNodeReading(last)?.gradientRms ?? Number.NaN;
  return expectedSizes(own, { expected, gradientRms });
}
