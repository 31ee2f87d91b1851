import { fractionOutside, norm, signalStatistics } from '../../../shared/engine/numbers';
import type { Tensor } from '../../../shared/engine/tensor-ops';
import type { StepView, TrainingCore } from '../../../shared/engine/training-core';

/** A line of the recorder's file. */
export interface RecordedRow {
  readonly loss: number;
  readonly layers: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

const NOT_MODULES = ['input', 'output', 'reshape', 'flatten'];

/** The measures of a step by the app's own functions, under the recorder's names, of layers that are modules. */
export function measuresOf({ model }: TrainingCore, view: StepView) {
  const { ops, nodes, weights } = model;
  const after = ops.view(view.weightsAfter as Tensor);
  const before = ops.view(view.weightsBefore);
  const gradient = ops.view(view.gradient);
  const change = after.map((value, index) => value - before[index]);
  const found = new Map<string, Readonly<Record<string, number>>>();
  nodes.forEach(({ id, kind, activation }, position) => {
    if (NOT_MODULES.includes(kind)) return;
    const { output, preactivation } = view.forward.nodes[position];
    const { mean, deviation, rms, zeroFraction } = signalStatistics(ops.view(output));
    const limits = activation?.definition.saturation(activation.values as never);
    const { below = null, above = null } = limits ?? {};
    const dy = ops.view(view.backward.outputs[position] as Tensor);
    const places = weights.placesOf(id);
    const normOf = (values: Float32Array) =>
      Math.hypot(...places.map(({ start, end }) => norm(values.slice(start, end))));
    const saturated = fractionOutside(ops.view(preactivation), below, above);
    found.set(id, {
      signal_mean: mean,
      signal_deviation: deviation,
      signal_rms: rms,
      zero_fraction: zeroFraction,
      gradient_norm: norm(dy),
      gradient_rms: norm(dy) / Math.sqrt(dy.length),
      weight_norm: normOf(before),
      weight_gradient_norm: normOf(gradient),
      update_ratio: normOf(change) / normOf(before),
      ...(below === null && above === null ? {} : { saturated_fraction: saturated }),
    });
  });
  return found;
}
