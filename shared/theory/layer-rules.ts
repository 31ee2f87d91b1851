import type { WeightSpec } from '../catalogue/layer';
import { sizeOf } from '../catalogue/layer';
import { errorFunction } from '../catalogue/plain-ops';
import { type Moments, throughActivation, varianceOf } from './activation-moments';
import { CONVOLUTION_RULES } from './convolution-rules';
import { expectation, normalQuadrature } from './quadrature';
import {
  addMoments,
  fromWeight,
  isConstant,
  type LayerRule,
  meanAndVariance,
  momentsOfWeight,
  scaleMoments,
  weightNamed,
} from './rule';

/** Passes its one input on as it is, only in another shape. */
const unchanged: LayerRule = ({ inputs }) => ({
  output: inputs[0],
  preactivation: null,
  gains: [1],
});

/** Σ of n inputs by independent weights of mean μ and variance v, plus a bias. He et al. (2015), equations 5 to 14. */
const dense: LayerRule = ({ analysis, inputs: [input] }) => {
  const kernel = weightNamed(analysis, 'kernel');
  if (!kernel || !analysis.activation) return null;
  const bias = weightNamed(analysis, 'bias');
  const { sum, gain } =
    kernel.initializer.kind === 'identity'
      ? throughIdentity(kernel, input)
      : throughKernel(kernel, input);
  const preactivation = addMoments([sum, fromWeight(bias)]);
  const through = throughActivation(analysis.activation, preactivation, kernel.fanOut);
  const equalUnits = isConstant(kernel) && (!bias || isConstant(bias));
  return {
    output: { ...through.output, equalUnits },
    preactivation,
    gains: [gain === null ? null : gain * through.slopeSquare],
  };
};

/** Each output is one number of the table, whatever comes in; whole numbers have no gradient. */
const embedding: LayerRule = ({ analysis }) => ({
  output: fromWeight(weightNamed(analysis, 'embeddings')),
  preactivation: null,
  gains: [null],
});

interface Summed {
  readonly sum: Moments;
  readonly gain: number | null;
}

function throughKernel(kernel: WeightSpec, input: Moments): Summed {
  const { fanIn, fanOut } = kernel;
  const { mean, variance } = momentsOfWeight(kernel);
  // Equal inputs add up in step: the sum of n has n² times the variance, not n times.
  const shared = fanIn * mean ** 2 * varianceOf(input) * (input.equalUnits ? fanIn : 1);
  const sum = meanAndVariance(
    fanIn * mean * input.mean,
    fanIn * variance * input.meanSquare + shared,
  );
  // Equal weights into several units add up those units' gradients, which may cancel (softmax) or not.
  const cancels = variance === 0 && mean !== 0 && fanOut > 1;
  return { sum, gain: cancels ? null : fanOut * (variance + mean ** 2) };
}

/** The identity's elements are no independent draws: it passes its input on, and nothing where sizes differ. */
function throughIdentity(kernel: WeightSpec, input: Moments): Summed {
  const { fanIn, fanOut } = kernel;
  const diagonal = momentsOfWeight(kernel).mean * Math.max(fanIn, fanOut);
  return {
    sum: scaleMoments(input, diagonal, Math.min(1, fanIn / fanOut)),
    gain: diagonal ** 2 * Math.min(1, fanOut / fanIn),
  };
}

const activation: LayerRule = ({ analysis, inputs: [input] }) => {
  if (!analysis.activation) return null;
  const shape = analysis.outputShape ?? [1];
  const through = throughActivation(analysis.activation, input, shape[shape.length - 1]);
  const output = { ...through.output, equalUnits: input.equalUnits };
  return { output, preactivation: input, gains: [through.slopeSquare] };
};

/**
 * The largest of k sums that are normal and independent: density k·φ·Φᵏ⁻¹. A gradient goes back through one piece of
 * each unit; that it was chosen for this input turns its weights along the input alone, one direction of many.
 */
const maxout: LayerRule = ({ analysis, inputs: [input] }) => {
  const kernel = weightNamed(analysis, 'kernel');
  if (!kernel) return null;
  const bias = fromWeight(weightNamed(analysis, 'bias'));
  const { mean, variance } = momentsOfWeight(kernel);
  // Sums with a mean of their own are not followed.
  if (mean !== 0 || bias.mean !== 0) return null;
  const pieces = analysis.values.pieces as number;
  const { points, weights } = normalQuadrature(0, 1);
  const density = weights.map((weight, index) => {
    const below = (1 + errorFunction(points[index] * Math.SQRT1_2)) / 2;
    return weight * pieces * below ** (pieces - 1);
  });
  const deviation = Math.sqrt(kernel.fanIn * variance * input.meanSquare + bias.meanSquare);
  const largest = points.map((point) => deviation * point);
  const output = {
    mean: expectation(largest, density),
    meanSquare: expectation(
      largest.map((value) => value ** 2),
      density,
    ),
  };
  return { output, preactivation: null, gains: [kernel.fanOut * variance] };
};

/** While training: kept values grow by 1 ÷ (1 − p). Srivastava et al. (2014), section 4. */
const dropout: LayerRule = ({ analysis, inputs: [input] }) => {
  const keep = 1 - (analysis.values.rate as number);
  return {
    output: { mean: input.mean, meanSquare: input.meanSquare / keep },
    preactivation: null,
    gains: [1 / keep],
  };
};

/** Mean 0 and variance 1 whatever comes in; gradients are divided by the deviation. Ba et al. (2016), section 3. */
const layerNormalization: LayerRule = ({ analysis, inputs: [input] }) => {
  const epsilon = analysis.values.epsilon as number;
  const variance = varianceOf(input);
  return {
    output: { mean: 0, meanSquare: variance / (variance + epsilon) },
    preactivation: null,
    gains: [1 / (variance + epsilon)],
  };
};

/**
 * As above going forward. Going back each unit's gradient is divided by that unit's own deviation over the batch,
 * and units that the samples hardly move dominate: it depends on how alike the samples are, which is not followed
 * here (Yang et al. 2019, A Mean Field Theory of Batch Normalization).
 */
const batchNormalization: LayerRule = (context) => {
  const passed = layerNormalization(context);
  return passed && { ...passed, gains: [null] };
};

/** A sum of inputs times factors. A source that comes in twice is one variable counted double, not two independent ones. */
const weighted =
  (factorsOf: (count: number) => readonly number[]): LayerRule =>
  ({ analysis, inputs }) => {
    const factors = factorsOf(inputs.length);
    const sums = new Map<string, number>();
    analysis.sources.forEach((source, index) => {
      sums.set(source, (sums.get(source) ?? 0) + factors[index]);
    });
    const terms = [...sums].map(([source, factor]) =>
      scaleMoments(inputs[analysis.sources.indexOf(source)], factor, 1),
    );
    const gains = factors.map((factor) => factor ** 2);
    return { output: addMoments(terms), preactivation: null, gains };
  };

const all = (count: number, value: number): readonly number[] =>
  Array.from({ length: count }, () => value);

/** The gradient of n copies is the sum of n gradients, which are taken as independent. */
const repeatVector: LayerRule = (context) => ({
  output: context.inputs[0],
  preactivation: null,
  gains: [context.analysis.values.count as number],
});

const gaussianNoise: LayerRule = ({ analysis, inputs: [{ mean, meanSquare }] }) => ({
  output: { mean, meanSquare: meanSquare + (analysis.values.deviation as number) ** 2 },
  preactivation: null,
  gains: [1],
});

const scale: LayerRule = ({ analysis, inputs: [input] }) => {
  const factor = analysis.values.factor as number;
  return { output: scaleMoments(input, factor, 1), preactivation: null, gains: [factor ** 2] };
};

const multiply: LayerRule = ({ analysis, inputs }) => {
  // x·x needs the fourth moment of x, which is not followed.
  if (new Set(analysis.sources).size < analysis.sources.length) return null;
  const squares = inputs.map(({ meanSquare }) => meanSquare);
  const product = (values: readonly number[]) => values.reduce((all, value) => all * value, 1);
  return {
    output: { mean: product(inputs.map(({ mean }) => mean)), meanSquare: product(squares) },
    preactivation: null,
    gains: squares.map((_, own) => product(squares.filter((_other, index) => index !== own))),
  };
};

const concatenate: LayerRule = ({ analysis, inputs }) => {
  const sizes = analysis.inputShapes.map((shape) => sizeOf(shape ?? []));
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const mix = (take: (moments: Moments) => number): number =>
    inputs.reduce((sum, moments, index) => sum + (take(moments) * sizes[index]) / total, 0);
  return {
    output: { mean: mix(({ mean }) => mean), meanSquare: mix(({ meanSquare }) => meanSquare) },
    preactivation: null,
    gains: inputs.map(() => 1),
  };
};

/** By layer kind; a kind without a rule has no theory, and neither has what follows it. */
export const LAYER_RULES: Readonly<Record<string, LayerRule>> = {
  input: ({ data }) => ({ output: data, preactivation: null, gains: [] }),
  constant: ({ analysis }) => ({
    output: fromWeight(weightNamed(analysis, 'value')),
    preactivation: null,
    gains: [],
  }),
  dense,
  timeDistributed: dense,
  embedding,
  activation,
  dropout,
  batchNormalization,
  layerNormalization,
  flatten: unchanged,
  reshape: unchanged,
  output: unchanged,
  groupNormalization: layerNormalization,
  spatialDropout: dropout,
  gaussianNoise,
  maxout,
  scale,
  permute: unchanged,
  repeatVector,
  add: weighted((count) => all(count, 1)),
  subtract: weighted((count) => [1, ...all(count - 1, -1)]),
  average: weighted((count) => all(count, 1 / count)),
  multiply,
  concatenate,
  ...CONVOLUTION_RULES,
};
