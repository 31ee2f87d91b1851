import { INITIALIZERS } from '../catalogue/initializers';
import type { WeightSpec } from '../catalogue/layer';
import type { Analysis } from '../graph/analysis';
import type { Moments } from './activation-moments';
import { LAYER_RULES } from './layer-rules';
import type { Passed } from './rule';

export type { Moments } from './activation-moments';
export { varianceOf } from './activation-moments';

/** What theory expects of one node before the first step; null where it does not say. */
export interface ExpectedSignal {
  /** Of the node's output. */
  readonly output: Moments | null;
  /** Of the pre-activation, for nodes with an activation. */
  readonly preactivation: Moments | null;
  /** Mean square of ∂L/∂output, relative to that at the network's output. */
  readonly gradient: number | null;
}

/** Standardised features. */
export const STANDARDISED: Moments = { mean: 0, meanSquare: 1 };

/**
 * Follows the variance of signals forward and of gradients backward through a network at initialisation, from the
 * moments of each initializer and the shape of each activation. Exact for wide layers with independent weights;
 * branches that meet are taken as independent. `features` are the moments of the data that come in.
 * Sources: Glorot & Bengio (2010), section 4.2; He et al. (2015), section 2.2; Poole et al. (2016).
 */
export function expectSignals(
  analysis: Analysis,
  features: Moments = STANDARDISED,
): ReadonlyMap<string, ExpectedSignal> {
  const passed = new Map<string, Passed | null>();
  for (const id of analysis.order) passed.set(id, passForward(id, analysis, passed, features));
  const gradients = passBackward(analysis, passed);
  return new Map(
    analysis.order.map((id): [string, ExpectedSignal] => {
      const own = passed.get(id) ?? null;
      return [
        id,
        {
          output: own?.output ?? null,
          preactivation: own?.preactivation ?? null,
          gradient: gradients.get(id) ?? null,
        },
      ];
    }),
  );
}

const isFromData = ({ initializer }: WeightSpec): boolean =>
  INITIALIZERS.get(initializer.kind).fromData === true;

function passForward(
  id: string,
  { nodes }: Analysis,
  passed: ReadonlyMap<string, Passed | null>,
  data: Moments,
): Passed | null {
  const analysis = nodes.get(id);
  const rule = analysis && LAYER_RULES[analysis.node.kind];
  if (!analysis || !rule || analysis.outputShape === null) return null;
  // What data will make of the weights is not known before there are data.
  if (analysis.weights.some(isFromData)) return null;
  const inputs: Moments[] = [];
  for (const source of analysis.sources) {
    const output = passed.get(source)?.output;
    if (!output) return null;
    inputs.push(output);
  }
  return rule({ analysis, inputs, data });
}

/** Gradients of several paths add up as independent variables; where no path leads on, the loss begins. */
function passBackward(
  { order, nodes }: Analysis,
  passed: ReadonlyMap<string, Passed | null>,
): ReadonlyMap<string, number | null> {
  const arriving = new Map<string, number | null>();
  const consumed = new Set<string>();
  for (const id of order) for (const source of nodes.get(id)?.sources ?? []) consumed.add(source);
  for (const id of [...order].reverse()) {
    if (!consumed.has(id)) arriving.set(id, 1);
    const own = arriving.get(id) ?? null;
    const gains = passed.get(id)?.gains ?? null;
    for (const [index, source] of (nodes.get(id)?.sources ?? []).entries()) {
      const before = arriving.has(source) ? (arriving.get(source) ?? null) : 0;
      const gain = gains?.[index] ?? null;
      const known = own !== null && gain !== null && before !== null;
      arriving.set(source, known ? before + own * gain : null);
    }
  }
  return arriving;
}
