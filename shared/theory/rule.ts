import { valuesOfChoice } from '../catalogue/catalogues';
import { INITIALIZERS } from '../catalogue/initializers';
import type { WeightSpec } from '../catalogue/layer';
import type { NodeAnalysis } from '../graph/analysis';
import { type Moments, varianceOf } from './activation-moments';

/** What a layer is expected to do at initialisation. */
export interface Passed {
  readonly output: Moments;
  /** Before the layer's activation; null where it has none. */
  readonly preactivation: Moments | null;
  /** Mean square of ∂L/∂input ÷ mean square of ∂L/∂output, one per input; null where it is not known. */
  readonly gains: readonly (number | null)[];
}

export interface RuleContext {
  readonly analysis: NodeAnalysis;
  /** Moments of each input, in order. */
  readonly inputs: readonly Moments[];
  /** The features, for Input. */
  readonly data: Moments;
}

/** Null where no theory is known. */
export type LayerRule = (context: RuleContext) => Passed | null;

const ZERO: Moments = { mean: 0, meanSquare: 0 };

/** Expected mean and variance of one element of a weight as it is initialised. */
export const momentsOfWeight = (weight: WeightSpec): { mean: number; variance: number } =>
  INITIALIZERS.get(weight.initializer.kind).moments(
    weight,
    valuesOfChoice(INITIALIZERS, weight.initializer) as never,
  );

export const weightNamed = ({ weights }: NodeAnalysis, name: string): WeightSpec | undefined =>
  weights.find((weight) => weight.name === name);

/** A weight as a variable; 0 where the layer has none. */
export const fromWeight = (weight: WeightSpec | undefined): Moments => {
  if (!weight) return ZERO;
  const { mean, variance } = momentsOfWeight(weight);
  return { mean, meanSquare: variance + mean ** 2 };
};

/** All elements start equal. */
export const isConstant = (weight: WeightSpec): boolean => momentsOfWeight(weight).variance === 0;

/** The moments of a variable with this mean and variance. */
export const meanAndVariance = (mean: number, variance: number): Moments => ({
  mean,
  meanSquare: variance + mean ** 2,
});

/** A variable times `factor`, in this share of places; 0 in the others. */
export const scaleMoments = (
  { mean, meanSquare }: Moments,
  factor: number,
  share: number,
): Moments => ({
  mean: share * factor * mean,
  meanSquare: share * factor ** 2 * meanSquare,
});

/** Moments of a sum of independent tensors. */
export const addMoments = (terms: readonly Moments[]): Moments =>
  meanAndVariance(
    terms.reduce((sum, { mean }) => sum + mean, 0),
    terms.reduce((sum, term) => sum + varianceOf(term), 0),
  );
