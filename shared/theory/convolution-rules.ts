import { type Shape, sizeOf, type WeightSpec } from '../catalogue/layer';
import { windowValues } from '../catalogue/layers/windowed';
import { placesUnder, type WindowValues, windowsOf } from '../catalogue/windows';
import type { NodeAnalysis } from '../graph/analysis';
import { type Moments, throughActivation } from './activation-moments';
import {
  addMoments,
  fromWeight,
  isConstant,
  type LayerRule,
  momentsOfWeight,
  weightNamed,
} from './rule';

/** Numbers that a layer connects: by how many pairs, from how many to how many. */
interface Connections {
  readonly pairs: number;
  readonly inputs: number;
  readonly outputs: number;
}

interface Summed {
  readonly sum: Moments;
  /** Mean square of ∂L/∂input ÷ mean square of ∂L/∂sum. */
  readonly gain: number;
}

/**
 * He et al. (2015), section 2.2, with the number of inputs that an output sums on average: fewer than a kernel has
 * where windows reach into the zeros around. Only for weights of mean 0: neighbouring places of a picture are alike,
 * and with other weights they would add up in step, by how much depends on the picture.
 */
function throughKernel(
  kernel: WeightSpec,
  input: Moments,
  connections: Connections,
): Summed | null {
  const { mean, variance } = momentsOfWeight(kernel);
  if (mean !== 0 || kernel.initializer.kind === 'identity') return null;
  const { pairs, inputs, outputs } = connections;
  return {
    sum: { mean: 0, meanSquare: (pairs / outputs) * variance * input.meanSquare },
    gain: (pairs / inputs) * variance,
  };
}

/** Pairs of numbers that windows over `sample` connect: as many a tap as the kernel has weights there. */
function pairsOver(sample: Shape, kernel: WeightSpec, values: NodeAnalysis['values']): number {
  const window = windowValues(values as unknown as WindowValues);
  const taps = placesUnder(windowsOf(sample, window)).reduce((sum, count) => sum + count, 0);
  return (taps * sizeOf(kernel.shape)) / sizeOf(window.kernelSize);
}

/** Adds the bias and goes through the activation. */
function activated(
  analysis: NodeAnalysis,
  summed: Summed | null,
  kernels: readonly WeightSpec[],
): ReturnType<LayerRule> {
  const { activation, outputShape } = analysis;
  if (!summed || !activation || !outputShape) return null;
  const bias = weightNamed(analysis, 'bias');
  const preactivation = addMoments([summed.sum, fromWeight(bias)]);
  const channels = outputShape[outputShape.length - 1];
  const through = throughActivation(activation, preactivation, channels);
  const equalUnits = [...kernels, ...(bias ? [bias] : [])].every(isConstant);
  return {
    output: { ...through.output, equalUnits },
    preactivation,
    gains: [summed.gain * through.slopeSquare],
  };
}

/** The windows lie over the input, or, of a transposed convolution, over the output. */
const convolution =
  (over: 'input' | 'output'): LayerRule =>
  ({ analysis, inputs: [input] }) => {
    const kernel = weightNamed(analysis, 'kernel');
    const [inputShape] = analysis.inputShapes;
    const { outputShape, values } = analysis;
    if (!kernel || !inputShape || !outputShape) return null;
    const summed = throughKernel(kernel, input, {
      pairs: pairsOver(over === 'input' ? inputShape : outputShape, kernel, values),
      inputs: sizeOf(inputShape),
      outputs: sizeOf(outputShape),
    });
    return activated(analysis, summed, [kernel]);
  };

/** Two linear layers, one after the other. */
const separableConv2d: LayerRule = ({ analysis, inputs: [input] }) => {
  const depthwise = weightNamed(analysis, 'depthwiseKernel');
  const pointwise = weightNamed(analysis, 'pointwiseKernel');
  const [inputShape] = analysis.inputShapes;
  const { outputShape, values } = analysis;
  if (!depthwise || !pointwise || !inputShape || !outputShape) return null;
  const [between, filters] = pointwise.shape.slice(-2);
  const outputs = sizeOf(outputShape);
  const middle = (outputs / filters) * between;
  const first = throughKernel(depthwise, input, {
    pairs: pairsOver(inputShape, depthwise, values),
    inputs: sizeOf(inputShape),
    outputs: middle,
  });
  const second =
    first &&
    throughKernel(pointwise, first.sum, { pairs: outputs * between, inputs: middle, outputs });
  const summed = second && { sum: second.sum, gain: first.gain * second.gain };
  return activated(analysis, summed, [depthwise, pointwise]);
};

const sizesOf = ({ inputShapes, outputShape }: NodeAnalysis) => ({
  inputs: sizeOf(inputShapes[0] ?? []),
  outputs: sizeOf(outputShape ?? []),
});

/** Numbers of the input among zeros. */
const zeroPadding: LayerRule = ({ analysis, inputs: [input] }) => {
  const { inputs, outputs } = sizesOf(analysis);
  const share = inputs / outputs;
  return {
    output: { mean: share * input.mean, meanSquare: share * input.meanSquare },
    preactivation: null,
    gains: [1],
  };
};

/** Of places that are alike. No gradient reaches what is cut off. */
const cropping: LayerRule = ({ analysis, inputs: [input] }) => {
  const { inputs, outputs } = sizesOf(analysis);
  return { output: input, preactivation: null, gains: [outputs / inputs] };
};

/** The gradients of all copies of a number add up, as independent ones. */
const upSampling: LayerRule = ({ analysis, inputs: [input] }) => {
  const { inputs, outputs } = sizesOf(analysis);
  return { output: input, preactivation: null, gains: [outputs / inputs] };
};

/**
 * Poolings have no rule: what the mean or the largest of neighbouring places is depends on how alike they are, which
 * is not followed.
 */
export const CONVOLUTION_RULES: Readonly<Record<string, LayerRule>> = {
  conv1d: convolution('input'),
  conv2d: convolution('input'),
  conv2dTranspose: convolution('output'),
  depthwiseConv2d: convolution('input'),
  separableConv2d,
  zeroPadding1d: zeroPadding,
  zeroPadding2d: zeroPadding,
  cropping1d: cropping,
  cropping2d: cropping,
  upSampling1d: upSampling,
  upSampling2d: upSampling,
};
