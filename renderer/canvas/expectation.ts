import { useShallow } from 'zustand/react/shallow';
import type { Analysis } from '../../shared/graph/analysis';
import { type ExpectedSignal, expectSignals } from '../../shared/theory/expected-signals';
import { useAnalysis } from '../app/state/analysis';
import { useRun } from '../app/state/run-store';
import { useNodeReading } from '../monitor/node-readings';

/** Sizes that theory expects of a node at initialisation; null where it does not say. */
export interface Expectation {
  readonly signalRms: number | null;
  readonly gradientRms: number | null;
}

const expectations = new WeakMap<Analysis, ReadonlyMap<string, ExpectedSignal>>();

/** Made when the first node asks: without a run nobody does, and an edit costs nothing. */
function expectationsOf(analysis: Analysis): ReadonlyMap<string, ExpectedSignal> {
  const known = expectations.get(analysis);
  if (known) return known;
  const made = expectSignals(analysis);
  expectations.set(analysis, made);
  return made;
}

const root = (meanSquare: number | null | undefined): number | null =>
  meanSquare === null || meanSquare === undefined ? null : Math.sqrt(meanSquare);

/**
 * What theory expects of a node. Theory knows gradients relative to the network's output; the last layer's
 * measured gradient gives them their size.
 */
export function useExpectation(node: string): Expectation {
  const last = useRun((state) => state.layout?.layers.at(-1)?.node ?? '');
  const { signal, gradient, lastGradient } = useAnalysis(
    useShallow((analysis) => {
      const expected = expectationsOf(analysis);
      return {
        signal: root(expected.get(node)?.output?.meanSquare),
        gradient: root(expected.get(node)?.gradient),
        lastGradient: root(expected.get(last)?.gradient),
      };
    }),
  );
  const measured = useNodeReading(last)?.gradientRms ?? Number.NaN;
  const scale = lastGradient === null || lastGradient === 0 ? Number.NaN : measured / lastGradient;
  const gradientRms = gradient === null ? Number.NaN : gradient * scale;
  return { signalRms: signal, gradientRms: Number.isNaN(gradientRms) ? null : gradientRms };
}
