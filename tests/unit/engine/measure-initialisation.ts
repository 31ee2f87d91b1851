import type { PreparedData } from '../../../shared/data/prepared-data';
import { PROCESS_BACKENDS, type ProjectDocument } from '../../../shared/document/schema';
import { openBackend } from '../../../shared/engine/backend';
import { describeNotFinite } from '../../../shared/engine/finite';
import { unlessRefused } from '../../../shared/engine/input-fault';
import { Model } from '../../../shared/engine/model';
import { fractionOutside, norm, signalStatistics } from '../../../shared/engine/numbers';
import { measuredNodes } from '../../../shared/engine/run-layout';
import { type StepObserver, TrainingCore } from '../../../shared/engine/training-core';
import { analyse } from '../../../shared/graph/analyse';
import { fail, type Result, succeed } from '../../../shared/result';
import type { Text } from '../../../shared/text/text';

/** What one layer does to signals and gradients before the first update. */
export interface InitialLayer {
  readonly node: string;
  readonly name: string;
  readonly kind: string;
  /** Of the node's output over the batch. */
  readonly forward: { readonly mean: number; readonly variance: number; readonly rms: number };
  /** Of ∂L/∂output over the batch, for the mean loss. */
  readonly backward: { readonly mean: number; readonly variance: number; readonly rms: number };
  /** Of the gradient of its trainable weights; null where it has none. */
  readonly weightGradientNorm: number | null;
  /** Share of outputs that are exactly 0, and of pre-activations in the saturated range. */
  readonly zeroFraction: number;
  readonly saturatedFraction: number;
}

export interface InitialState {
  /** Mean loss of the batch, in the network's units. */
  readonly loss: number;
  readonly gradientNorm: number;
  readonly batchSize: number;
  readonly layers: readonly InitialLayer[];
}

interface MeasureOptions {
  readonly wasmPath: string;
  /** Rows looked at: the first ones of the training share. */
  readonly rows?: number;
}

const DEFAULT_ROWS = 256;

function spread(values: Float32Array) {
  const { mean, deviation, rms } = signalStatistics(values);
  return { mean, variance: deviation ** 2, rms };
}

/**
 * One pass forward and backward through the network as it is initialised, on real samples: what theory predicts,
 * measured. Takes the document's seed and backend. Fails with a sentence where the network cannot be built or a
 * number is not finite.
 */
export async function measureInitialisation(
  document: ProjectDocument,
  data: PreparedData,
  { wasmPath, rows = DEFAULT_ROWS }: MeasureOptions,
): Promise<Result<InitialState, Text>> {
  const { backend, seed } = document.training;
  // A process has no graphics device; what is measured there means the same on every backend.
  const own = PROCESS_BACKENDS.find((known) => known === backend) ?? 'wasm';
  const opened = await openBackend(own, wasmPath);
  if (!opened.ok) return opened;
  const ops = opened.value;
  const built = Model.build(analyse(document), seed, ops);
  if (!built.ok) return fail(built.failure.message);
  const core = new TrainingCore(built.value, data, document.training);
  const { nodes, weights } = core.model;
  const layers: InitialLayer[] = [];
  let gradientNorm = 0;
  const chosen = data.training.subarray(0, rows);
  const observe: StepObserver = (view) => {
    gradientNorm = view.gradientNorm;
    for (const position of measuredNodes(nodes)) {
      const { id, name, kind, activation } = nodes[position];
      const { output, preactivation } = view.forward.nodes[position];
      const gradient = view.backward.outputs[position];
      const limits = activation?.definition.saturation(activation.values as never);
      const places = weights.placesOf(id);
      const first = places.at(0)?.start;
      const last = places.at(-1)?.end;
      const own = first === undefined ? null : ops.view(view.gradient).subarray(first, last);
      layers.push({
        node: id,
        name,
        kind,
        forward: spread(ops.view(output)),
        backward: gradient ? spread(ops.view(gradient)) : { mean: 0, variance: 0, rms: 0 },
        weightGradientNorm: own && norm(own),
        zeroFraction: signalStatistics(ops.view(output)).zeroFraction,
        saturatedFraction: limits
          ? fractionOutside(ops.view(preactivation), limits.below, limits.above)
          : 0,
      });
    }
  };
  const looked = unlessRefused(() => core.look(chosen, { training: true }, observe));
  core.dispose();
  if (!looked.ok) return looked;
  const { loss, notFinite } = looked.value;
  if (notFinite) return fail(describeNotFinite(notFinite, 0));
  return succeed({ loss, gradientNorm, batchSize: chosen.length, layers });
}
