import {
  HISTOGRAM_BINS,
  HISTOGRAM_TENSORS,
  type HistogramTensor,
  histogramColumn,
} from '../../telemetry/layout';
import { writeHistogram } from '../numbers';
import type { Probe } from '../probe';
import type { StepView } from '../training-core';

/** How the numbers of a layer are spread: before and after the activation, its main weight, ∂L/∂output. */
export const histogramsProbe: Probe = {
  group: 'histograms',
  rate: 'seldom',
  fits: ({ layers }) => layers.length > 0,
  prepare({ core, positions }) {
    const { ops, nodes, weights } = core.model;
    const mainWeights = positions.map((position) => weights.placesOf(nodes[position].id).at(0));
    const numbersOf: Readonly<
      Record<HistogramTensor, (view: StepView, layer: number) => Float32Array | null>
    > = {
      preactivation: ({ forward }, layer) => {
        const { activation } = nodes[positions[layer]];
        const { preactivation } = forward.nodes[positions[layer]];
        return activation && activation.definition.kind !== 'linear'
          ? ops.view(preactivation)
          : null;
      },
      activation: ({ forward }, layer) => ops.view(forward.nodes[positions[layer]].output),
      weight: ({ weightsBefore }, layer) => {
        const place = mainWeights[layer];
        return place ? ops.view(weightsBefore).subarray(place.start, place.end) : null;
      },
      gradient: ({ backward }, layer) => {
        const gradient = backward.outputs[positions[layer]];
        return gradient && ops.view(gradient);
      },
    };
    return (view, row) => {
      for (let layer = 0; layer < positions.length; layer += 1) {
        for (const tensor of HISTOGRAM_TENSORS) {
          const start = histogramColumn(layer, tensor);
          const values = numbersOf[tensor](view, layer);
          if (values) writeHistogram(values, HISTOGRAM_BINS, row.subarray(start));
          else row[start] = Number.NaN;
        }
      }
    };
  },
};
