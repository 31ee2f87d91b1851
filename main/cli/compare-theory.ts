import type { PreparedData } from '../../shared/data/prepared-data';
import type { Analysis } from '../../shared/graph/analysis';
import { finiteOrNull } from '../../shared/telemetry/run-figures';
import { expectSignals, type Moments, varianceOf } from '../../shared/theory/expected-signals';
import type { MeasuredLayer } from './measure-start';

export interface Comparison {
  readonly measured: number | null;
  readonly theory: number | null;
}

export interface LayerComparison {
  /** Variance of the layer's outputs. */
  readonly forward: Comparison;
  /** Mean square of ∂L/∂output. Theory knows it up to a factor, which the last layer's measured one sets. */
  readonly backward: Comparison;
}

/** Moments of all features of the training share, which theory takes for the input's. */
function momentsOf({ features, count, training }: PreparedData): Moments {
  const size = features.length / count;
  let sum = 0;
  let squares = 0;
  for (const row of training) {
    for (let index = row * size; index < (row + 1) * size; index += 1) {
      sum += features[index];
      squares += features[index] ** 2;
    }
  }
  const total = Math.max(1, training.length * size);
  return { mean: sum / total, meanSquare: squares / total };
}

/** Measured figures of each layer beside those that theory expects for these data. */
export function compareWithTheory(
  analysis: Analysis,
  data: PreparedData,
  measured: ReadonlyMap<string, MeasuredLayer>,
): ReadonlyMap<string, LayerComparison> {
  const expected = expectSignals(analysis, momentsOf(data));
  const last = [...measured.keys()].at(-1) ?? '';
  const scale =
    (measured.get(last)?.gradientSquare ?? Number.NaN) /
    (expected.get(last)?.gradient ?? Number.NaN);
  return new Map(
    [...measured].map(([id, own]): [string, LayerComparison] => {
      const theory = expected.get(id);
      const variance = theory?.output ? varianceOf(theory.output) : undefined;
      const gradient = theory?.gradient ?? Number.NaN;
      return [
        id,
        {
          forward: { measured: finiteOrNull(own.signalVariance), theory: finiteOrNull(variance) },
          backward: {
            measured: finiteOrNull(own.gradientSquare),
            theory: finiteOrNull(gradient * scale),
          },
        },
      ];
    }),
  );
}
