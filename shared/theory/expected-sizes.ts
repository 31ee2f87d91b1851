import type { ExpectedSignal } from './expected-signals';

/** Sizes that theory expects of a node at initialisation, as runs measure them; null where it does not say. */
export interface ExpectedSizes {
  readonly signalRms: number | null;
  readonly gradientRms: number | null;
}

const root = (meanSquare: number | null | undefined): number | null =>
  meanSquare === null || meanSquare === undefined ? null : Math.sqrt(meanSquare);

/**
 * Theory knows gradients relative to the network's output; the last layer's measured gradient gives them their size.
 */
export function expectedSizes(
  own: ExpectedSignal | undefined,
  last: { readonly expected: ExpectedSignal | undefined; readonly gradientRms: number },
): ExpectedSizes {
  const gradient = root(own?.gradient);
  const lastGradient = root(last.expected?.gradient);
  const isKnown = gradient !== null && lastGradient !== null && lastGradient > 0;
  const gradientRms = isKnown ? gradient * (last.gradientRms / lastGradient) : Number.NaN;
  return {
    signalRms: root(own?.output?.meanSquare),
    gradientRms: Number.isNaN(gradientRms) ? null : gradientRms,
  };
}
