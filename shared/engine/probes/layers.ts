import { LAYER_QUANTITIES, type LayerEntry, type LayerQuantity } from '../../telemetry/layout';
import type { Model, NodePass } from '../model';
import { fractionOutside, signalStatistics, squaresOf, squaresOfChange } from '../numbers';
import type { Probe, ProbeContext } from '../probe';
import type { EngineOps, Tensor } from '../tensor-ops';
import type { StepView } from '../training-core';
import type { Weights } from '../weights';

/** Where each quantity stands among those of a layer. */
const COLUMNS = Object.fromEntries(
  LAYER_QUANTITIES.map((quantity, column) => [quantity, column]),
) as Readonly<Record<LayerQuantity, number>>;

/** The columns of one layer in a row: written straight into it, since objects in between cost as much as the sums. */
type Target = Float32Array;

function writeSignal(ops: EngineOps, { output }: NodePass, target: Target): void {
  const { mean, deviation, rms, zeroFraction } = signalStatistics(ops.view(output));
  target[COLUMNS.signalMean] = mean;
  target[COLUMNS.signalDeviation] = deviation;
  target[COLUMNS.signalRms] = rms;
  target[COLUMNS.zeroFraction] = zeroFraction;
}

function writeSaturation(
  ops: EngineOps,
  { preactivation }: NodePass,
  { saturatedBelow, saturatedAbove }: LayerEntry,
  target: Target,
): void {
  if (saturatedBelow === null && saturatedAbove === null) return;
  const outside = fractionOutside(ops.view(preactivation), saturatedBelow, saturatedAbove);
  target[COLUMNS.saturatedFraction] = outside;
}

function writeGradient(ops: EngineOps, tensor: Tensor | null, target: Target): void {
  if (!tensor) return;
  const values = ops.view(tensor);
  const squares = squaresOf(values);
  target[COLUMNS.gradientNorm] = Math.sqrt(squares);
  target[COLUMNS.gradientRms] = Math.sqrt(squares / values.length);
}

/** Sums over a node's weights, whose squares the step itself has summed up. */
function writeWeights(
  view: StepView,
  own: readonly OwnWeight[],
  [before, after]: readonly [Float32Array, Float32Array | null],
  target: Target,
): void {
  if (own.length === 0) return;
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
  target[COLUMNS.weightNorm] = Math.sqrt(weightSquares);
  target[COLUMNS.weightGradientNorm] = Math.sqrt(gradientSquares);
  target[COLUMNS.weightGradientRms] = Math.sqrt(gradientSquares / count);
  // Weights of exactly 0 have no scale that a change could be compared with.
  if (after && weightSquares > 0) {
    target[COLUMNS.updateRatio] = Math.sqrt(changeSquares / weightSquares);
  }
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
function writeUnderflow({ precision }: Model, node: string, target: Target): void {
  if (!precision) return;
  const { underflow } = precision;
  target[COLUMNS.gradientUnderflow] = underflow.at({ node, tensor: 'output' });
  target[COLUMNS.weightGradientUnderflow] = underflow.at({ node, tensor: 'weights' });
}

/** The quantities of every layer: signal forward, gradient backward, weights and their update. */
export const layersProbe: Probe = {
  group: 'layers',
  rate: 'often',
  fits: ({ layers }) => layers.length > 0,
  prepare({ core, layout, positions, deadUnits }: ProbeContext) {
    const { ops, nodes, weights: all } = core.model;
    const places = positions.map((position) => ownWeights(all, nodes[position].id));
    const width = LAYER_QUANTITIES.length;
    return (view, row) => {
      row.fill(Number.NaN, 1);
      const targets = positions.map((_, layer) => row.subarray(1 + layer * width));
      positions.forEach((position, layer) => {
        const pass = view.forward.nodes[position];
        const target = targets[layer];
        writeSignal(ops, pass, target);
        writeSaturation(ops, pass, layout.layers[layer], target);
        writeGradient(ops, view.backward.outputs[position], target);
        writeUnderflow(core.model, nodes[position].id, target);
        target[COLUMNS.deadNow] = deadUnits.now[layer];
        target[COLUMNS.deadLasting] = deadUnits.lasting[layer];
      });
      // One view for the weights of all layers: nothing is allocated from here on.
      const after = view.weightsAfter && ops.view(view.weightsAfter);
      const vectors = [ops.view(view.weightsBefore), after] as const;
      targets.forEach((target, layer) => {
        writeWeights(view, places[layer], vectors, target);
      });
    };
  },
};
