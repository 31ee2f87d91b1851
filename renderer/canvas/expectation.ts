import { useEffect } from 'react';
import { create } from 'zustand';
import { type ExpectedSignal, expectSignals } from '../../shared/theory/expected-signals';
import { useAnalysis } from '../app/state/analysis';
import { useRun } from '../app/state/run-store';
import { useStart } from '../app/state/start-store';
import { useNodeReading } from '../monitor/node-readings';
import { shownNumbers, useShownLayout } from '../monitor/shown-numbers';

/** Sizes that theory expects of a node at initialisation; null where it does not say. */
export interface Expectation {
  readonly signalRms: number | null;
  readonly gradientRms: number | null;
}

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

const root = (meanSquare: number | null | undefined): number | null =>
  meanSquare === null || meanSquare === undefined ? null : Math.sqrt(meanSquare);

/**
 * What theory expects of a node. Theory knows gradients relative to the network's output; the last layer's
 * measured gradient gives them their size.
 */
export function useExpectation(node: string): Expectation {
  const last = useShownLayout()?.layers.at(-1)?.node ?? '';
  const expected = useExpected((state) => state.nodes.get(node));
  const lastGradient = useExpected((state) => root(state.nodes.get(last)?.gradient));
  const measured = useNodeReading(last)?.gradientRms ?? Number.NaN;
  const gradient = root(expected?.gradient);
  const isKnown = gradient !== null && lastGradient !== null && lastGradient > 0;
  const gradientRms = isKnown ? gradient * (measured / lastGradient) : Number.NaN;
  return {
    signalRms: root(expected?.output?.meanSquare),
    gradientRms: Number.isNaN(gradientRms) ? null : gradientRms,
  };
}
