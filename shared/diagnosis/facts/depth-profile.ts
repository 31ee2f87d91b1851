import type { LayerReading } from './layer-readings';

/** How signal and gradient change through the hidden layers of a network at one moment. */
export interface DepthProfile {
  /** Layers that transform: those with weights, but for the last of them, the head. From input to output. */
  readonly hidden: readonly LayerReading[];
  /** The last layer with weights: it makes the network's answer. */
  readonly head: LayerReading | null;
  /** RMS of the last hidden layer's output ÷ that of the first one; NaN with fewer than two. */
  readonly signalRatio: number;
  /** By which factor the signal changes from one hidden layer to the next, on average. */
  readonly signalFactor: number;
  /** RMS of ∂L/∂output of the first hidden layer ÷ that of the last one. */
  readonly gradientRatio: number;
  /** By which factor the gradient changes from one hidden layer to the one before it, on average. */
  readonly gradientFactor: number;
}

/** Kinds that rescale what comes in; they are no layers of weights in the sense of fan-in and gain. */
const NORMALIZATIONS = new Set(['batchNormalization', 'layerNormalization', 'groupNormalization']);

export const isNormalization = (kind: string): boolean => NORMALIZATIONS.has(kind);

const factorOf = (ratio: number, steps: number): number =>
  steps > 0 ? ratio ** (1 / steps) : Number.NaN;

/** Zero over zero says that nothing is left, not that nothing is known. */
const ratioOf = (above: number, below: number): number =>
  below === 0 && above === 0 ? 0 : above / below;

export function depthProfile(readings: readonly LayerReading[]): DepthProfile {
  const weighted = readings.filter(({ entry }) => entry.hasWeights && !isNormalization(entry.kind));
  const head = weighted.at(-1) ?? null;
  const hidden = weighted.slice(0, -1);
  const first = hidden.at(0);
  const last = hidden.at(-1);
  const steps = hidden.length - 1;
  const signalRatio =
    first && last && steps > 0 ? ratioOf(last.signalRms, first.signalRms) : Number.NaN;
  const gradientRatio =
    first && last && steps > 0 ? ratioOf(first.gradientRms, last.gradientRms) : Number.NaN;
  return {
    hidden,
    head,
    signalRatio,
    signalFactor: factorOf(signalRatio, steps),
    gradientRatio,
    gradientFactor: factorOf(gradientRatio, steps),
  };
}
