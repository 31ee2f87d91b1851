import { LAYER_QUANTITIES, type LayerEntry, type LayerQuantity } from '../../telemetry/layout';
import type { Model, NodePass } from '../model';
import { fractionOutside, signalStatistics, squaresOf, squaresOfChange } from '../numbers';
import type { Probe, ProbeContext } from '../probe';
import type { EngineOps, Tensor } from '../tensor-ops';
import type { StepView } from '../training-core';
import type { Weights } from '../weights';

type Quantities = Partial<Record<LayerQuantity, number>>;

function saturation(ops: EngineOps, { preactivation }: NodePass, entry: LayerEntry): Quantities {
  const { saturatedBelow, saturatedAbove } = entry;
  if (saturatedBelow === null && saturatedAbove === null) return {};
  const outside = fractionOutside(ops.view(preactivation), saturatedBelow, saturatedAbove);
  return { saturatedFraction: outside };
}

function signal(ops: EngineOps, { output }: NodePass): Quantities {
  const { mean, deviation, rms, zeroFraction } = signalStatistics(ops.view(output));
  return { signalMean: mean, signalDeviation: deviation, signalRms: rms, zeroFraction };
}

function gradient(ops: EngineOps, tensor: Tensor | null): Quantities {
  if (!tensor) return {};
  const values = ops.view(tensor);
  const squares = squaresOf(values);
  return {
    gradientNorm: Math.sqrt(squares),
    gradientRms: Math.sqrt(squares / values.length),
  };
}

/** Sums over a node's weights, whose squares the step itself has summed up. */
function weights(ops: EngineOps, view: StepView, own: readonly OwnWeight[]): Quantities {
  if (own.length === 0) return {};
  const before = ops.view(view.weightsBefore);
  const after = view.weightsAfter && ops.view(view.weightsAfter);
  let count = 0;
  let weightSquares = 0;
  let gradientSquares = 0;
  let changeSquares = 0;
  for (const { index, start, end } of own) {
    count += end - start;
    weightSquares += view.weightSquares.each[index];
    gradientSquares += view.gradientSquares.each[index];
    if (after) changeSquares += squaresOfChange(before, after, start, end);
  }
  // Weights of exactly 0 have no scale that a change could be compared with.
  const updateRatio =
    after && weightSquares > 0 ? Math.sqrt(changeSquares / weightSquares) : Number.NaN;
  return {
    weightNorm: Math.sqrt(weightSquares),
    weightGradientNorm: Math.sqrt(gradientSquares),
    weightGradientRms: Math.sqrt(gradientSquares / count),
    updateRatio,
  };
}

/** A weight of a layer: its number among all trainable ones, and its range in their vector. */
interface OwnWeight {
  readonly index: number;
  readonly start: number;
  readonly end: number;
}

const ownWeights = (all: Weights, node: string): readonly OwnWeight[] =>
  all.placesOf(node).map((place) => ({
    index: all.places.indexOf(place),
    start: place.start,
    end: place.end,
  }));

/** Of simulated 16 bits: the shares of the layer's gradients that rounding made 0. */
const underflow = ({ precision }: Model, node: string): Quantities =>
  precision
    ? {
        gradientUnderflow: precision.underflow.at({ node, tensor: 'output' }),
        weightGradientUnderflow: precision.underflow.at({ node, tensor: 'weights' }),
      }
    : {};

/** The quantities of every layer: signal forward, gradient backward, weights and their update. */
export const layersProbe: Probe = {
  group: 'layers',
  rate: 'often',
  fits: ({ layers }) => layers.length > 0,
  prepare({ core, layout, positions, deadUnits }: ProbeContext) {
    const { ops, nodes, weights: all } = core.model;
    const places = positions.map((position) => ownWeights(all, nodes[position].id));
    return (view, row) => {
      positions.forEach((position, layer) => {
        const pass = view.forward.nodes[position];
        const measured: Quantities = {
          ...signal(ops, pass),
          ...saturation(ops, pass, layout.layers[layer]),
          ...gradient(ops, view.backward.outputs[position]),
          ...weights(ops, view, places[layer]),
          ...underflow(core.model, nodes[position].id),
          deadNow: deadUnits.now[layer],
          deadLasting: deadUnits.lasting[layer],
        };
        const start = 1 + layer * LAYER_QUANTITIES.length;
        LAYER_QUANTITIES.forEach((quantity, index) => {
          row[start + index] = measured[quantity] ?? Number.NaN;
        });
      });
    };
  },
};
